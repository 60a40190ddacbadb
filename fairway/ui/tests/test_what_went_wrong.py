import io

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from fairway.config import urls as house
from fairway.config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from fairway.ui import errors


class Stale(Exception):
    http_status = 409


def fail(request, kind):
    raise {
        "stale": Stale,
        "busy": OperationalError("database is locked"),
        "large": RequestDataTooBig,
        "denied": PermissionDenied,
        "broken": ZeroDivisionError,
    }[kind]


urlpatterns = [
    *house.urlpatterns,
    path("fail/<kind>/", fail),
    path("plain/", lambda request: HttpResponse("ok")),
]


@pytest.fixture
def failing(client, ana, settings):
    settings.ROOT_URLCONF = __name__
    client.force_login(ana.account)
    client.raise_request_exception = False
    return client


HOME = {"HTTP_ORIGIN": "http://testserver"}


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("stale", 409, "Somebody changed this"),
        ("busy", 503, "Nothing was changed"),
        ("large", 413, "too large"),
        ("denied", 403, "not yours to do"),
        ("broken", 500, "on our side"),
    ],
)
def test_each_failure_says_what_happened_and_offers_a_way_on(failing, kind, status, words):
    response = failing.get(f"/fail/{kind}/")
    assert response.status_code == status
    assert words in response.content.decode()
    assert 'href="/"' in response.content.decode()


@pytest.mark.parametrize("kind", ["stale", "busy", "broken"])
def test_what_was_typed_comes_back_without_its_secrets(failing, kind):
    typed = {"text": "Labels are late <b>", "password": "hunter2", "csrfmiddlewaretoken": "t0k"}
    html = failing.post(f"/fail/{kind}/", typed, **HOME).content.decode()
    assert "Labels are late &lt;b&gt;" in html
    assert "hunter2" not in html
    assert "t0k" not in html


def test_a_busy_moment_lets_the_same_form_be_sent_again(failing):
    response = failing.post("/fail/busy/?x=1", {"text": "Labels"}, **HOME)
    html = response.content.decode()
    assert '<form method="post" action="/fail/busy/?x=1">' in html
    assert '<input type="hidden" name="text" value="Labels">' in html
    assert response["Retry-After"] == "5"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_another_site_cannot_lay_its_form_before_somebody_to_send(failing, origin):
    html = failing.post("/fail/busy/", {"text": "Labels"}, HTTP_ORIGIN=origin).content.decode()
    assert "Labels" not in html


@pytest.mark.django_db
def test_an_address_that_only_takes_forms_says_so(client, ana):
    client.force_login(ana.account)
    answer = client.get("/notices/read/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "only takes what a form sends" in answer.text


def test_an_unknown_address_is_nothing_here(failing):
    response = failing.get("/no/such/page/")
    assert response.status_code == 404
    assert "nothing here" in response.content.decode()


def test_an_outdated_token_keeps_the_text(ana):
    request = RequestFactory().post("/goals/", {"text": "Labels are late"}, **HOME)
    html = errors.csrf_failure(request).content.decode()
    assert "open for too long" in html
    assert "Labels are late" in html


@pytest.mark.parametrize("status", [500, 503])
def test_the_worst_pages_need_no_database(status, django_db_blocker):
    with django_db_blocker.block():
        response = errors.show(RequestFactory().get("/"), status)
    assert response.status_code == status


def test_every_status_has_its_page():
    assert set(errors.PAGES) == {400, 403, 404, 405, 409, 411, 413, 422, 429, 500, 503}
    for status in errors.PAGES:
        assert errors.show(RequestFactory().get("/"), status).status_code == status


class Unreadable(io.RawIOBase):
    """A body that must not be touched."""

    def read(self, *_much):
        raise AssertionError("the body was read")


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/csv"]
)
@pytest.mark.parametrize("address", ["/people/import/", "/plain/", "/nowhere/"])
def test_what_is_too_large_is_refused_unread_on_a_page_of_ones_own(failing, ana, address, kind):
    response = failing.post(
        address,
        content_type=kind,
        headers={"content-length": str(1024**3)},
        **{"wsgi.input": Unreadable(), **HOME},
    )
    nowhere = address == "/nowhere/"
    assert response.status_code == (404 if nowhere else 413)
    html = response.content.decode()
    assert ana.name in html
    assert nowhere or "Nothing was kept" in html


def test_a_refused_form_leads_back_to_its_page_and_never_to_another_site(failing):
    def back(referer):
        return failing.post("/fail/large/", headers={"referer": referer}).content.decode()

    page = "http://testserver/people/import/?x=1"
    assert f'href="{page}"' in back(page)
    assert "evil" not in back("https://evil.example/form/")
    assert "Back to the page" not in back("//evil.example//testserver/")
