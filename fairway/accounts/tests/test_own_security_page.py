import pytest
from django.test import Client
from django.urls import reverse

from fairway.accounts.tests.conftest import PASSWORD
from fairway.foundation import policy
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_browsers(ana):
    browsers = Client(headers={"user-agent": "Mozilla/5.0 (Windows) Firefox/130.0"}), Client()
    for browser in browsers:
        browser.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    return browsers


def test_each_session_is_listed_and_can_be_ended(two_browsers, who):
    here, there = two_browsers
    page = there.get(reverse("accounts:root"))
    assert "Firefox, Windows" in page.text
    other = next(one for one in page.context["sessions"] if not one.is_this)
    there.post(reverse("accounts:end_session", args=[other.handle]))
    assert here.get("/").status_code == 302
    assert there.get("/").status_code == 200
    assert Event.objects.get(kind="accounts.sessions_ended").data["sessions"] == 1


def test_signing_out_everywhere_else_leaves_this_one(two_browsers):
    here, there = two_browsers
    here.post(reverse("accounts:end_others"))
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_nobody_ends_the_session_of_another(two_browsers, bo):
    _here, there = two_browsers
    session = there.get(reverse("accounts:root")).context["sessions"][0]
    stranger = Client()
    stranger.force_login(bo.account)
    ending = reverse("accounts:end_session", args=[session.handle])
    assert stranger.post(ending).status_code == 404


def test_a_new_password_ends_every_other_session(two_browsers, ana):
    here, there = two_browsers
    answer = here.post(
        reverse("accounts:password"), {"old": PASSWORD, "new": "tides lanterns orchard"}
    )
    assert answer.status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert Event.objects.filter(kind="accounts.password_changed", about=ana).exists()


def test_a_new_password_needs_the_old_one(two_browsers, ana):
    here, _there = two_browsers
    answer = here.post(
        reverse("accounts:password"), {"old": "not it at all", "new": "tides lanterns orchard"}
    )
    assert answer.status_code == 422
    ana.account.refresh_from_db()
    assert ana.account.check_password(PASSWORD)


def test_ways_the_organisation_has_closed_are_not_there(client, ana):
    for way in ("password", "mail", "code"):
        policy.set_policy(f"accounts.by_{way}", False, actor=SYSTEM)
    page = client.get(reverse("account_login"))
    assert "id_password" not in page.text
    data = {"login": ana.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), data).status_code == 404
    assert client.get(reverse("accounts:mail")).status_code == 404
    assert client.get(reverse("accounts:staff")).status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password"])
def test_what_the_library_offers_beyond_has_no_address(name):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_cookies_and_headers_are_strict(client, ana):
    client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    assert client.cookies["fairway_own"]["httponly"]
    assert client.cookies["fairway_own"]["samesite"] == "Lax"
    page = client.get("/")
    assert "no-cache" in page.headers["Cache-Control"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
