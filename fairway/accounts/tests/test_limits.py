import threading

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from fairway.accounts.models import Tries
from fairway.accounts.tasks import tell_of_tries
from fairway.accounts.tests.conftest import PASSWORD
from fairway.foundation.models import Event

pytestmark = pytest.mark.django_db


def guess(browser, name="ana@saltmarsh.example", password="a wrong password", **headers):
    data = {"login": name, "password": password}
    return browser.post(reverse("account_login"), data, **headers)


def test_five_wrong_passwords_close_the_account_to_passwords_for_a_while(client, ana, who):
    for _try in range(5):
        assert "Too many" not in guess(client).text
    assert "Too many tries" in guess(client, password=PASSWORD).text
    assert who() == ""


def test_the_limit_is_on_the_account_wherever_the_tries_come_from(ana, who):
    for number in range(5):
        guess(Client(), REMOTE_ADDR=f"10.0.0.{number}")
    late = Client()
    guess(late, password=PASSWORD, REMOTE_ADDR="10.0.0.99")
    assert who(late) == ""


def test_one_address_cannot_try_many_accounts(client, ana, who):
    for number in range(30):
        guess(client, name=f"person{number}@saltmarsh.example")
    guess(client, password=PASSWORD)
    assert who() == ""


def test_a_proxy_in_front_does_not_make_everybody_one_address(ana, who, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(30):
        guess(
            Client(), name=f"person{number}@saltmarsh.example", HTTP_X_FORWARDED_FOR="203.0.113.7"
        )
    other = Client()
    guess(other, password=PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.8")
    assert who(other) == ana.account.public_id
    forged = Client()
    guess(forged, password=PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7")
    assert who(forged) == ""


@pytest.mark.django_db(transaction=True)
def test_what_one_process_counts_every_other_sees(ana):
    """Another thread has a cache object of its own, as another process has."""
    cache.set("accounts-test", 1)
    seen = []

    def look():
        seen.append(cache.get("accounts-test"))
        connection.close()

    other = threading.Thread(target=look)
    other.start()
    other.join()
    assert seen == [1]


def test_failed_tries_are_counted_and_told_at_the_next_sign_in(client, ana):
    for _try in range(3):
        guess(client)
    guess(client, password=PASSWORD)
    event = Event.objects.get(kind="accounts.signed_in")
    assert event.data == {"method": "password", "shared": False, "failed_before": 3}
    assert event.about == ana
    assert not Tries.objects.exists()
    assert "3 failed tries before" in client.get(reverse("accounts:root")).text


def test_many_failed_tries_go_on_record_once(client, ana):
    for _try in range(5):
        guess(client)
    tell_of_tries.call()
    tell_of_tries.call()
    event = Event.objects.get(kind="accounts.sign_in_refused")
    assert (event.about, event.data["tries"]) == (ana, 5)


def test_three_mails_to_one_address_are_enough(client, db):
    answers = [
        client.post(reverse("accounts:mail"), {"email": "ana@saltmarsh.example"}).status_code
        for _ask in range(4)
    ]
    assert answers == [302, 302, 302, 429]
