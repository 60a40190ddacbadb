import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from fairway.accounts.tests.conftest import PASSWORD
from fairway.foundation import policy
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event

pytestmark = pytest.mark.django_db


def enter(browser, person):
    return browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def code_of(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture
def switch_on(django_capture_on_commit_callbacks):
    """Switch an authenticator app on in this browser; gives its secret."""

    def go(browser):
        secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
        assert answer.url == reverse("mfa_view_recovery_codes")
        return secret

    return go


@pytest.fixture
def ana_app(client, ana, switch_on):
    """Ana's authenticator app is on; gives its secret."""
    enter(client, ana)
    return switch_on(client)


def test_the_password_alone_no_longer_lets_in(ana, ana_app, who):
    browser = Client()
    assert enter(browser, ana).url == reverse("mfa_authenticate")
    assert who(browser) == ""
    wrong = browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 422
    browser.post(reverse("mfa_authenticate"), {"code": code_of(ana_app, ahead=1)})
    assert who(browser) == ana.account.public_id


def test_a_code_works_once(ana, ana_app, who):
    code = code_of(ana_app, ahead=1)
    first, second = Client(), Client()
    for browser in (first, second):
        enter(browser, ana)
        browser.post(reverse("mfa_authenticate"), {"code": code})
    assert who(first)
    assert who(second) == ""


def test_the_way_by_mail_asks_for_it_too(ana, ana_app, mail_for, who):
    browser = Client()
    _code, link = mail_for(ana.email, browser)
    assert browser.post(link).url == reverse("mfa_authenticate")
    assert who(browser) == ""


def test_recovery_codes_are_shown_once_and_each_works_once(client, ana, ana_app, who):
    page = client.get(reverse("mfa_view_recovery_codes"))
    codes = re.findall(r"<li><code>(\d+)</code>", page.text)
    assert len(codes) == 10
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).text
    for expected in (ana.account.public_id, ""):
        browser = Client()
        enter(browser, ana)
        browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert who(browser) == expected


def test_the_secret_of_the_app_is_not_in_the_database(ana_app):
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert ana_app not in stored
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(ana_app, ahead=1))


def test_adding_and_removing_go_on_record(client, ana, ana_app, django_capture_on_commit_callbacks):
    assert Event.objects.get(kind="accounts.second_factor_added").data["factor"] == "totp"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_deactivate_totp"))
    assert Event.objects.get(kind="accounts.second_factor_removed").about == ana


@pytest.mark.parametrize(("person", "must"), [("root", True), ("hana", True), ("ana", False)])
def test_in_production_holders_of_a_role_need_one(request, settings, person, must):
    settings.PRODUCTION = True
    settings.SECURE_SSL_REDIRECT = False
    someone = request.getfixturevalue(person)
    browser = Client()
    enter(browser, someone)
    answer = browser.get("/search/")
    assert (
        answer.status_code == 302 and answer.url == reverse("accounts:second_factor_first")
    ) is must


def test_the_policy_may_ask_everybody(client, ana, switch_on):
    policy.set_policy("accounts.second_factor", "everybody", actor=SYSTEM)
    enter(client, ana)
    assert client.get("/search/").url == reverse("accounts:second_factor_first")
    switch_on(client)
    assert client.get("/search/").status_code == 200


def test_changing_factors_asks_again_after_a_while(client, ana):
    client.force_login(ana.account)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    wrong = client.post(answer.url, {"password": "not it at all"})
    assert wrong.status_code == 422
    assert client.post(answer.url, {"password": PASSWORD}).url == reverse("mfa_activate_totp")
