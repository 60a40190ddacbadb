"""A double click, a reload, a retry: one effect, and the same answer."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path
from django.utils import timezone

from fairway.config import urls as house
from fairway.config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from fairway.foundation import once
from fairway.foundation.models import ApiToken, IdempotencyKey, Link
from fairway.foundation.tokens import new_secret, spelled

SECRET = "a note that is sealed elsewhere"


class Killed(BaseException):
    """What kill -9 is to a transaction."""


fate: list[BaseException | int] = []


def effects():
    return Link.objects.filter(relation="trial").count()


def cause():
    count = effects()
    Link.objects.create(
        source_type="a", source_id=count, relation="trial", target_type="b", target_id=count
    )
    return count


def act(request):
    number = cause()
    if fate:
        what = fate.pop()
        if isinstance(what, BaseException):
            raise what
        return HttpResponse("no", status=what)
    if request.POST.get("as") == "page":
        return HttpResponse(f"{SECRET} {number}", headers={"HX-Trigger": "done"})
    if request.POST.get("as") == "stream":
        return StreamingHttpResponse([f"{number}"])
    response = redirect(f"/done/{number}/")
    response.set_cookie("seen", "x")
    return response


@once.repeatable
def act_each_time(request):
    return act(request)


@login_not_required
def operate(request):
    if fate:
        return JsonResponse({"number": cause()}, status=fate.pop())
    return JsonResponse({"number": cause(), "got": json.loads(request.body or b"null")}, status=201)


urlpatterns = [
    *house.urlpatterns,
    path("act/", act),
    path("other/", act),
    path("each-time/", act_each_time),
    path("operate/", operate),
]


@pytest.fixture(autouse=True)
def _trial(settings):
    settings.ROOT_URLCONF = __name__
    fate.clear()


@pytest.fixture
def signed_in(client, ana):
    client.force_login(ana.account)
    return client


def send(client, page="page-1", to="/act/", **data):
    return client.post(to, {"csrfmiddlewaretoken": page, "note": "hello", **data})


def test_the_same_form_of_the_same_page_is_done_once_and_answered_alike(signed_in):
    first, second = send(signed_in), send(signed_in)
    assert (first.status_code, first["Location"]) == (302, "/done/0/")
    assert (second.status_code, second["Location"]) == (302, "/done/0/")
    assert second["Idempotency-Replayed"] == "true"
    assert effects() == 1


def test_cookies_are_not_handed_out_again(signed_in):
    assert "seen" in send(signed_in).cookies
    assert "seen" not in send(signed_in).cookies


@pytest.mark.parametrize(
    "change", [{"page": "page-2"}, {"note": "other"}, {"to": "/other/"}, {"to": "/act/?next=1"}]
)
def test_another_page_content_or_address_is_another_request(signed_in, change):
    send(signed_in)
    assert "Idempotency-Replayed" not in send(signed_in, **change)
    assert effects() == 2


def test_another_account_with_the_same_page_is_another_request(signed_in, bo):
    send(signed_in)
    signed_in.force_login(bo.account)
    assert "Idempotency-Replayed" not in send(signed_in)
    assert effects() == 2


def test_a_page_as_answer_comes_again_whole_and_lies_in_the_database_sealed(signed_in):
    first = send(signed_in, **{"as": "page"})
    second = send(signed_in, **{"as": "page"})
    assert second.content == first.content
    assert second["HX-Trigger"] == "done"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM foundation_idempotencykey")
        kept = str(cursor.fetchall())
    assert SECRET not in kept
    assert "page-1" not in kept


def test_a_stream_is_not_done_again_though_its_content_is_not_kept(signed_in):
    assert send(signed_in, **{"as": "stream"}).getvalue() == b"0"
    assert send(signed_in, **{"as": "stream"}).content == b""
    assert effects() == 1


@pytest.mark.parametrize("status", [409, 422])
def test_what_was_refused_may_be_tried_again(signed_in, status):
    fate.append(status)
    assert send(signed_in).status_code == status
    assert send(signed_in).status_code == 302
    assert not IdempotencyKey.objects.filter(status=None).exists()


def test_what_was_not_allowed_may_be_tried_again(signed_in):
    fate.append(PermissionDenied())
    assert send(signed_in).status_code == 403
    assert send(signed_in).status_code == 302


def test_a_failure_takes_back_everything_it_did(signed_in):
    signed_in.raise_request_exception = False
    fate.append(ZeroDivisionError())
    assert send(signed_in).status_code == 500
    assert effects() == 0
    assert send(signed_in).status_code == 302
    assert effects() == 1


def test_killed_between_effect_and_answer_neither_is_there_and_the_retry_does_it(signed_in):
    fate.append(Killed())
    with pytest.raises(Killed):
        send(signed_in)
    assert effects() == 0
    assert not IdempotencyKey.objects.exists()
    assert send(signed_in)["Location"] == "/done/0/"
    assert effects() == 1


def test_views_that_may_be_repeated_and_requests_with_files_are_left_alone(signed_in):
    for _ in range(2):
        send(signed_in, to="/each-time/")
    assert effects() == 2
    for _ in range(2):
        send(signed_in, file=SimpleUploadedFile("a.txt", b"x"))
    assert effects() == 4
    assert not IdempotencyKey.objects.exists()


def test_after_a_day_it_is_a_new_request_and_the_old_answers_are_gone(signed_in):
    send(signed_in)
    IdempotencyKey.objects.update(created_at=timezone.now() - once.KEPT - timedelta(seconds=1))
    assert "Idempotency-Replayed" not in send(signed_in)
    send(signed_in, page="page-2")
    assert once.forget_answers() == 0
    IdempotencyKey.objects.update(created_at=timezone.now() - once.KEPT - timedelta(seconds=1))
    assert once.forget_answers() == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_have_one_effect_and_one_answer(ana):
    clients = [Client() for _ in range(6)]
    for one in clients:
        one.force_login(ana.account)
    together = Barrier(len(clients))

    def press(one):
        together.wait()
        try:
            return send(one)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(press, clients))
    assert answers == ["/done/0/"] * len(clients)
    assert effects() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no lock on everything")
def test_while_the_database_is_busy_nothing_happens_and_the_words_are_kept(signed_in):
    signed_in.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        ours = {"HTTP_ORIGIN": "http://testserver"}
        answer = signed_in.post(
            "/act/", {"csrfmiddlewaretoken": "page-1", "note": "long thoughts"}, **ours
        )
    finally:
        other.close()
        connection.close()
    assert answer.status_code == 503
    assert "long thoughts" in answer.content.decode()
    assert effects() == 0
    assert send(signed_in).status_code == 302


@pytest.fixture
def caller(client, ana):
    secret, secret_hash = new_secret()
    token = ApiToken.objects.create(
        account=ana.account, name="Script", secret_hash=secret_hash, scopes=[]
    )

    def call(key="k-1", body=None, to="/operate/", bearer=None):
        bearer = bearer or spelled(token, secret)
        headers = {"Authorization": f"Bearer {bearer}"} | ({"Idempotency-Key": key} if key else {})
        return client.post(to, body or {"a": 1}, content_type="application/json", headers=headers)

    return call


def test_at_the_api_the_same_key_gets_the_same_answer(caller):
    first, second = caller(), caller()
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json() == {"number": 0, "got": {"a": 1}}
    assert second["Content-Type"] == "application/json"
    assert second["Idempotency-Replayed"] == "true"
    assert effects() == 1


def test_at_the_api_the_same_key_with_another_body_is_refused(caller):
    caller()
    answer = caller(body={"a": 2})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert "something else" in answer.json()["title"]
    assert effects() == 1


def test_at_the_api_another_key_or_none_is_another_request(caller):
    caller(), caller(key="k-2"), caller(key=None), caller(key=None)
    assert effects() == 4


def test_at_the_api_a_refusal_is_not_kept(caller):
    fate.append(409)
    assert caller().status_code == 409
    assert caller().status_code == 201


def test_an_unknown_token_learns_nothing_from_a_known_key(caller):
    caller()
    answer = caller(bearer="fw_x_y")
    assert "Idempotency-Replayed" not in answer


@pytest.mark.parametrize("key", [" ", "with space", "x" * 256, "ä"])
def test_a_key_has_a_form(caller, key):
    assert caller(key=key).status_code == 400
    assert effects() == 0
