from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fairway.accounts.models import OneTimeKey
from fairway.people.models import Account, Person

pytestmark = pytest.mark.django_db


def test_the_code_signs_in_the_browser_that_asked(client, mail_for, who, ana):
    code, _link = mail_for("Ana@saltmarsh.example", next="/search/")
    answer = client.post(reverse("accounts:mail_code"), {"code": code.lower(), "next": "/search/"})
    assert answer.url == "/search/"
    assert who() == ana.account.public_id


def test_the_code_is_worth_nothing_in_another_browser(mail_for, who, ana):
    code, _link = mail_for("ana@saltmarsh.example")
    thief = Client()
    thief.post(reverse("accounts:mail_code"), {"code": code})
    assert who(thief) == ""


def test_opening_the_link_changes_nothing_and_its_button_works_once(client, mail_for, who, ana):
    _code, link = mail_for("ana@saltmarsh.example")
    for _scanner in range(3):
        assert "Sign in with this link" in Client().get(link).text
    assert client.post(link).status_code == 302
    assert who() == ana.account.public_id
    again = Client()
    assert again.post(link).status_code == 410
    assert who(again) == ""


def test_code_and_link_are_one_key(client, mail_for, who, ana):
    code, link = mail_for("ana@saltmarsh.example")
    Client().post(link)
    assert client.post(reverse("accounts:mail_code"), {"code": code}).status_code == 422
    assert who() == ""


def test_a_second_mail_makes_the_first_void(mail_for, who, ana):
    _code, link = mail_for("ana@saltmarsh.example")
    mail_for("ana@saltmarsh.example")
    assert Client().post(link).status_code == 410


def test_a_quarter_of_an_hour_is_enough(client, mail_for, ana):
    code, link = mail_for("ana@saltmarsh.example")
    OneTimeKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link).status_code == 410
    assert client.post(reverse("accounts:mail_code"), {"code": code}).status_code == 422


def test_five_wrong_codes_end_the_key(client, mail_for, who, ana, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "mail_code": "100/m/ip"}
    code, _link = mail_for("ana@saltmarsh.example")
    for _try in range(5):
        client.post(reverse("accounts:mail_code"), {"code": "AAAA-AAAA"})
    client.post(reverse("accounts:mail_code"), {"code": code})
    assert who() == ""


def test_somebody_on_record_without_an_account_gets_one(client, mail_for, who, hire):
    kim = hire("Kim Sato", account=None)
    code, _link = mail_for("kim@saltmarsh.example")
    client.post(reverse("accounts:mail_code"), {"code": code})
    kim.refresh_from_db()
    assert who() == kim.account.public_id


def test_a_login_made_before_its_person_becomes_theirs(client, mail_for, who, root, hire):
    person = hire("Root Admin", account=None)
    assert person.email == root.email
    code, _link = mail_for(root.email)
    client.post(reverse("accounts:mail_code"), {"code": code})
    person.refresh_from_db()
    assert person.account == root


def test_an_address_nobody_has_gets_no_mail_and_no_account(mail_for, db):
    assert mail_for("stranger@elsewhere.example") == (None, None)
    assert not Account.objects.exists()
    assert mail.outbox == []


def test_a_leaver_gets_no_mail_and_a_link_from_before_is_void(mail_for, who, ana, zoe):
    assert mail_for("zoe@saltmarsh.example") == (None, None)
    _code, link = mail_for("ana@saltmarsh.example")
    Person.objects.filter(pk=ana.pk).update(active=False)
    late = Client()
    late.post(link)
    assert who(late) == ""


def test_who_came_by_mail_may_replace_a_forgotten_password(client, mail_for, ana):
    code, _link = mail_for("ana@saltmarsh.example")
    client.post(reverse("accounts:mail_code"), {"code": code})
    page = client.get(reverse("accounts:password"))
    assert "Your password now" not in page.text
    answer = client.post(reverse("accounts:password"), {"new": "tides lanterns orchard"})
    assert answer.status_code == 302
    ana.account.refresh_from_db()
    assert ana.account.check_password("tides lanterns orchard")


def test_mail_shows_its_reader_no_data(mail_for, ana):
    mail_for("ana@saltmarsh.example")
    assert "Reyes" not in mail.outbox[0].body + mail.outbox[0].subject
