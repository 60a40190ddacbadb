import pytest
from django.test import Client
from django.urls import reverse

from fairway.accounts import cookies
from fairway.accounts.models import HeldForm
from fairway.accounts.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
TYPED = "Ana did very well in the returns programme."


@pytest.fixture
def signed_in(client, ana):
    def enter(browser=client, person=ana, **data):
        answer = browser.post(
            reverse("account_login"), {"login": person.email, "password": PASSWORD, **data}
        )
        assert answer.status_code == 302
        return answer

    return enter


@pytest.fixture
def interrupted(client, signed_in):
    """Ana's session is over when she sends a form of /search/."""
    signed_in()
    client.session.flush()
    answer = client.post(
        "/search/?q=1",
        {"note": [TYPED, "more"], "csrfmiddlewaretoken": "x"},
        headers={"referer": "http://testserver/search/?q=1"},
    )
    assert answer.url.startswith(reverse("account_login"))
    return answer.url.partition("next=")[2]


def test_what_was_typed_waits_behind_the_sign_in(client, signed_in, interrupted):
    assert signed_in(next=interrupted).url == interrupted
    page = client.get(interrupted)
    assert TYPED in page.text
    assert 'action="/search/?q=1"' in page.text
    assert page.text.count('name="note"') == 2
    assert (
        "no-store" in page.headers["Cache-Control"] or "no-cache" in page.headers["Cache-Control"]
    )


def test_it_never_reaches_somebody_else_on_the_same_device(client, signed_in, interrupted, bo):
    signed_in(person=bo)
    page = client.get(interrupted)
    assert page.status_code == 404
    assert TYPED not in page.text


def test_it_never_reaches_the_same_person_on_another_device(signed_in, interrupted):
    other = Client()
    signed_in(other)
    assert TYPED not in other.get(interrupted).text


def test_the_database_alone_does_not_give_it_away(interrupted):
    held = HeldForm.objects.get()
    assert TYPED.encode() not in bytes(held.body)


def test_it_is_thrown_away_when_asked(client, signed_in, interrupted):
    signed_in()
    client.post(f"{interrupted}removal/")
    assert not HeldForm.objects.exists()


def test_nothing_is_kept_of_whoever_signed_out_or_was_never_here(client, signed_in):
    signed_in()
    client.post(reverse("account_logout"))
    client.post("/search/", {"note": TYPED})
    Client().post("/search/", {"note": TYPED})
    assert not HeldForm.objects.exists()


def test_passwords_and_codes_are_never_kept(client, signed_in):
    signed_in()
    client.session.flush()
    client.post(reverse("accounts:password"), {"new": "tides lanterns orchard"})
    assert not HeldForm.objects.exists()


def test_too_much_is_not_kept(client, signed_in):
    signed_in()
    client.session.flush()
    answer = client.post("/search/", {"note": "x" * 300_000})
    assert not HeldForm.objects.exists()
    assert answer.url.startswith(reverse("account_login"))


def test_a_fragment_gets_401_and_the_page_stays(client, signed_in):
    signed_in()
    client.session.flush()
    answer = client.post("/search/", {"note": TYPED}, headers={"hx-request": "true"})
    assert answer.status_code == 401


def test_a_form_older_than_the_sign_in_is_given_back_too(ana, signed_in):
    browser = Client(enforce_csrf_checks=True)
    browser.get(reverse("account_login"))
    token = browser.cookies["fairway_csrf_own"].value
    signed_in(browser, csrfmiddlewaretoken=token)
    stale = browser.post(
        "/search/",
        {"note": TYPED, "csrfmiddlewaretoken": token},
        headers={"origin": "http://testserver"},
    )
    assert TYPED in browser.get(stale.url).text


def test_a_form_of_another_site_changes_nothing_and_is_not_kept(ana, signed_in):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ana.account)
    answer = browser.post("/search/", {"note": TYPED}, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    assert "too old to send" in answer.text
    assert not HeldForm.objects.exists()


def test_the_cookie_that_says_whose_session_it_was_cannot_be_forged(client, ana):
    client.cookies[cookies.WHO] = ana.account.public_id
    client.post("/search/", {"note": TYPED})
    assert not HeldForm.objects.exists()
