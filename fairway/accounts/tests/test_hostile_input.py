import json

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.accounts import onetime
from fairway.accounts.actions import one_time_link
from fairway.accounts.actions.keys import use_link, use_staff_code
from fairway.foundation.events import SYSTEM
from tests.moments import at_once

NASTY = [
    "",
    "\x00",
    "a\x00@b.c",
    "\u202eevil",
    "x" * 5000,
    "%s",
    "' OR 1=1 --",
    "<script>",
    "😀@😀.x",
]
CREDENTIALS = [
    "null",
    "[]",
    '"x"',
    "{",
    "{}",
    '{"response": null}',
    '{"response": {"userHandle": 5}}',
    json.dumps({"id": "a", "rawId": "a", "type": "public-key", "response": {"userHandle": "!"}}),
    json.dumps(
        {
            "id": "YQ",
            "rawId": "YQ",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "authenticatorData": "AAAA",
                "signature": "AA",
                "userHandle": "YWJj",
            },
        }
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_login", ("login", "password")),
        ("accounts:mail", ("email",)),
        ("accounts:staff", ("number", "code")),
    ],
)
def test_no_door_breaks_on_nasty_text(client, db, ana, name, fields, nasty):
    answer = client.post(reverse(name), dict.fromkeys(fields, nasty))
    assert answer.status_code in {302, 422, 429}
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("credential", CREDENTIALS)
def test_a_passkey_that_is_none_is_refused(client, ana, credential):
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


@given(st.text(max_size=40))
def test_what_is_typed_of_a_code_never_breaks_the_comparison(text):
    assert not onetime.matches(onetime.typed(text), "")
    known = onetime.digest("K7QF3MPD")
    assert onetime.matches(onetime.typed(text), known) == (onetime.typed(text) == "K7QF3MPD")


@given(st.integers(0, 2**32))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_code_reads_the_same_off_paper(seed):
    code = onetime.new_code()
    assert onetime.typed(onetime.shown(code).lower()) == code
    assert not set(code) & set("01ILO")


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_a_link_at_once_one_gets_in(ana):
    link = one_time_link(ana.account, actor=SYSTEM).rstrip("/").split("/")
    results = at_once(*[lambda: use_link(link[-2], link[-1]) for _browser in range(5)])
    assert [one for one in results if one] == [ana.account]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_a_code_at_once_one_gets_in(sam, sam_code):
    sam.refresh_from_db()
    results = at_once(
        *[lambda: use_staff_code(sam.account, sam_code.code) for _browser in range(5)]
    )
    assert results.count(True) == 1


@pytest.mark.django_db
def test_a_host_of_somebody_else_is_refused(ana):
    answer = Client().get(reverse("account_login"), headers={"host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.django_db
def test_too_many_from_one_address_get_a_page_that_says_so(client, ana, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    for _try in range(2):
        answer = client.post(reverse("account_login"), {"login": "x", "password": "y"})
    assert answer.status_code == 429
    assert "Too many tries" in answer.text
