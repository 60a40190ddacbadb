"""Unknown, wrong and gone get the same words, byte for byte, for the same work."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, ScryptPasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fairway.accounts.actions.devices import set_pin
from fairway.accounts.tests.conftest import PASSWORD
from fairway.foundation.models import Job
from fairway.people.models import Account

pytestmark = pytest.mark.django_db


class Counting(MD5PasswordHasher):
    """Hashes like the test's own hasher, and counts."""

    algorithm = "counting"
    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.fixture
def counting(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    return Counting


@pytest.fixture
def everybody(counting, ana, bo, cy, zoe, hire):
    """One of each: with a password, without, switched off, gone; and nobody at all."""
    for person in (ana, bo, cy, zoe):
        person.account.set_password(PASSWORD)
        person.account.save()
    Account.objects.filter(pk=bo.account.pk).update(password="!none")
    Account.objects.filter(pk=cy.account.pk).update(is_active=False)
    return {
        "wrong": ("ana@saltmarsh.example", "not my password at all"),
        "without": ("bo@saltmarsh.example", PASSWORD),
        "off": ("cy@saltmarsh.example", PASSWORD),
        "gone": ("zoe@saltmarsh.example", PASSWORD),
        "unknown": ("xyz@saltmarsh.example", PASSWORD),
        "number": ("31337", PASSWORD),
    }


def plain(page, typed):
    """The page without what was typed and without what differs on each load anyway."""
    text = page.content.decode().replace(typed, "TYPED")
    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', r"\1", text)


def ask(counting, url, data):
    browser = Client()
    counting.hashed = 0
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = browser.post(url, data)
    shapes = [re.sub(r"'[^']*'|\d+", "?", one["sql"])[:60] for one in queries.captured_queries]
    return answer, counting.hashed, shapes


def test_sign_in_says_and_does_the_same_for_everybody_it_refuses(counting, everybody):
    seen = {}
    for name, (typed, password) in everybody.items():
        answer, hashed, shapes = ask(
            counting, reverse("account_login"), {"login": typed, "password": password}
        )
        seen[name] = (answer.status_code, plain(answer, typed), hashed, len(shapes))
    assert seen["unknown"][0] == 422
    assert seen["unknown"][2] == 1
    assert {name for name, one in seen.items() if one != seen["unknown"]} == set()


def test_asking_for_a_mail_says_and_does_the_same_for_every_address(counting, everybody):
    ask(counting, reverse("accounts:mail"), {"email": "the.first@saltmarsh.example"})
    seen = {}
    for name in ("wrong", "gone", "unknown"):
        typed = everybody[name][0]
        answer, _hashed, shapes = ask(counting, reverse("accounts:mail"), {"email": typed})
        seen[name] = (answer.status_code, answer.url, shapes)
    assert Job.objects.filter(task__endswith="mail_key").count() == 1 + len(seen)
    assert seen["wrong"] == seen["unknown"] == seen["gone"]


def test_the_page_after_asking_for_a_mail_is_the_same(mail_for, everybody):
    pages = set()
    for name in ("wrong", "unknown"):
        browser, typed = Client(), everybody[name][0]
        mail_for(typed, browser)
        pages.add(plain(browser.get(reverse("accounts:mail_code")), typed))
        wrong = browser.post(reverse("accounts:mail_code"), {"code": "AAAA-AAAA"})
        pages.add(plain(wrong, typed))
    assert len(pages) == 2


def test_staff_numbers_say_and_do_the_same_known_or_not(
    counting, sam, sam_code, shared_device, client
):
    token = {key: morsel.value for key, morsel in client.cookies.items()}
    sam.refresh_from_db()
    set_pin(sam.account, "730164")
    seen = []
    for number in ("50731", "99999"):
        browser = Client()
        browser.cookies.load(token)
        counting.hashed = 0
        with CaptureQueriesContext(connection) as queries:
            answer = browser.post(reverse("accounts:staff"), {"number": number, "code": "111111"})
        seen.append((answer.status_code, plain(answer, number), counting.hashed, len(queries)))
    assert seen[0] == seen[1]
    assert seen[0][2] == 1


def test_real_passwords_are_hashed_slowly(settings):
    from fairway.config import settings as house

    assert house.PASSWORD_HASHERS[0].endswith(ScryptPasswordHasher.__name__)
