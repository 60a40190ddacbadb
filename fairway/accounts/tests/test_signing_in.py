import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def sign_in(client):
    def post(name, password=PASSWORD, **data):
        return client.post(reverse("account_login"), {"login": name, "password": password, **data})

    return post


def test_e_mail_and_password_lead_home(sign_in, client, ana):
    assert sign_in("Ana@Saltmarsh.example ").url == "/"
    assert client.session["_auth_user_id"] == str(ana.account.pk)


def test_staff_number_and_password_lead_home(sign_in, client, ana):
    ana.account.staff_number = "4711"
    ana.account.save()
    assert sign_in("4711").url == "/"


def test_a_page_behind_sign_in_leads_back_there_afterwards(client, sign_in, ana):
    asked = client.get("/search/?q=bo")
    assert asked.url == "/accounts/sign-in/?next=/search/%3Fq%3Dbo"
    assert sign_in("ana@saltmarsh.example", next="/search/?q=bo").url == "/search/?q=bo"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_elsewhere_by_our_sign_in(sign_in, ana, elsewhere):
    assert sign_in("ana@saltmarsh.example", next=elsewhere).url == "/"


def test_the_session_key_changes_at_sign_in(client, sign_in, ana):
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in("ana@saltmarsh.example")
    assert client.session.session_key != before


@pytest.mark.parametrize("address", ["/sw.js", "/accounts/sign-in/", "/search/"])
def test_an_answer_that_comes_after_the_sign_in_does_not_undo_it(client, sign_in, ana, address):
    session = client.session
    session["from before"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    on_its_way = Client()
    on_its_way.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in("ana@saltmarsh.example")
    assert settings.SESSION_COOKIE_NAME not in on_its_way.get(address).cookies


def test_the_cookie_is_taken_away_by_whoever_signs_out(client, sign_in, ana):
    sign_in("ana@saltmarsh.example")
    left = client.post(reverse("account_logout"))
    assert left.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0


def test_a_leaver_is_out_at_the_next_click(client, ana):
    client.force_login(ana.account)
    assert client.get("/").status_code == 200
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    assert client.get("/").url.startswith("/accounts/sign-in/")
    type(ana).objects.filter(pk=ana.pk).update(active=True)
    type(ana.account).objects.filter(pk=ana.account.pk).update(is_active=False)
    assert client.get("/").url.startswith("/accounts/sign-in/")


def test_signing_out_asks_first_and_then_ends_the_session(client, ana):
    client.force_login(ana.account)
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
