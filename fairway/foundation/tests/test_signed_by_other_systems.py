"""What is signed with the secret a moment ago is believed, and nothing else is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.signing import (
    FRESH,
    SIGNATURE,
    TIMESTAMP,
    is_signed,
    is_signed_request,
    secret_of,
    signature,
)

NOW = 1_800_000_000


@given(secret=st.text(min_size=1), body=st.binary(max_size=200), off=st.integers(-FRESH, FRESH))
def test_what_is_signed_a_moment_ago_is_believed(secret, body, off):
    try:
        secret.encode()
    except UnicodeEncodeError:
        return
    moment = str(NOW + off)
    signed = signature(secret, moment, body)
    assert is_signed(secret, moment, signed, body, NOW)
    assert is_signed(secret, moment, f"sha256={signed}", body, NOW)
    assert not is_signed(f"{secret}x", moment, signed, body, NOW)
    assert not is_signed(secret, moment, signed, body + b"x", NOW)


@pytest.mark.parametrize("off", [-FRESH - 1, FRESH + 1])
def test_what_was_signed_long_ago_or_later_than_now_is_not_believed(off):
    moment = str(NOW + off)
    assert not is_signed("secret", moment, signature("secret", moment, b""), b"", NOW)


def test_a_signature_of_nonsense_is_refused_without_breaking():
    for moment in ("", "x", "-1", "٣", "9" * 40):
        assert not is_signed("secret", moment, "ü", b"", time.time())


def test_the_signature_stands_in_two_headers(rf):
    moment = str(int(time.time()))
    names = {TIMESTAMP: moment, SIGNATURE: signature("secret", moment, b"[]")}
    signed = rf.post("/", b"[]", content_type="application/json", headers=names)
    assert is_signed_request("secret", signed)
    assert not is_signed_request("another", signed)
    assert not is_signed_request("secret", rf.post("/", b"[]", content_type="application/json"))


def test_each_purpose_and_each_nonce_has_a_secret_of_its_own():
    made = {secret_of(*words) for words in (("a", "1", "x"), ("b", "1", "x"), ("a", "1", "y"))}
    assert len(made) == 3
