import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.accounts import cookies
from fairway.accounts.actions.devices import release_device, share_device
from fairway.accounts.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NOON = "2026-11-20T12:00:00Z"


@pytest.fixture
def at_the_till(client, shared_device, ana):
    """Ana has signed in on a shared device at noon."""
    with time_machine.travel(NOON, tick=False) as clock:
        client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
        yield clock


def test_a_manager_makes_the_device_in_front_of_them_a_shared_one(client, bo, ana):
    client.force_login(bo.account)
    answer = client.post(reverse("accounts:devices"), {"name": "Till 2, Leeds"})
    assert answer.url == reverse("accounts:staff")
    assert "_auth_user_id" not in client.session
    assert client.cookies[cookies.DEVICE]["httponly"]
    assert "Till 2, Leeds" in client.get(reverse("accounts:staff")).text


@pytest.mark.parametrize("who", ["ana", "cy", "dee"])
def test_whoever_looks_after_nobody_shares_no_device(request, client, who):
    person = request.getfixturevalue(who)
    client.force_login(person.account)
    assert client.get(reverse("accounts:devices")).status_code == 403
    with pytest.raises(PermissionDenied):
        share_device("Mine", actor=person)


def test_left_alone_for_five_minutes_it_signs_out(client, at_the_till):
    at_the_till.shift(290)
    assert client.get("/").status_code == 200
    at_the_till.shift(290)
    assert client.get("/").status_code == 200
    at_the_till.shift(310)
    assert client.get("/").url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_a_page_that_asks_by_itself_is_nobody_there(client, at_the_till):
    for _poll in range(2):
        at_the_till.shift(200)
        client.get("/", headers={"hx-request": "true"})
    assert client.get("/").status_code == 302


def test_after_an_hour_it_signs_out_in_any_case(client, at_the_till):
    for _minute in range(16):
        at_the_till.shift(239)
        client.get("/")
    assert client.get("/").status_code == 302


def test_there_is_no_staying_signed_in(client, shared_device, ana):
    assert "two weeks" not in client.get(reverse("account_login") + "?ordinary").text
    client.post(
        reverse("account_login"), {"login": ana.email, "password": PASSWORD, "remember": "on"}
    )
    assert client.session.get_expiry_age() <= 3600


def test_nothing_stays_on_the_device(client, at_the_till):
    assert "no-store" in client.get("/").headers["Cache-Control"]
    answer = client.post(reverse("account_logout"))
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert cookies.WHO not in client.cookies or not client.cookies[cookies.WHO].value


def test_what_was_typed_when_it_signed_out_waits_for_its_writer(client, at_the_till, ana, bo):
    at_the_till.shift(400)
    answer = client.post("/search/", {"note": "Nine o'clock, till count"})
    waiting = answer.url.partition("next=")[2]
    client.post(reverse("account_login"), {"login": bo.email, "password": PASSWORD})
    assert client.get(waiting).status_code == 404
    client.post(reverse("account_logout"))


def test_a_device_no_longer_shared_is_like_any_other(client, shared_device, bo):
    release_device(shared_device, actor=bo)
    assert "Who is there" not in client.get(reverse("accounts:staff")).text


def test_a_copied_session_cookie_is_worth_nothing_without_the_device(client, at_the_till):
    del client.cookies[cookies.AWAKE]
    assert client.get("/").status_code == 302
