"""What other systems send to Fairway: signed with a secret that both know, and a moment ago."""

from __future__ import annotations

import hashlib
import hmac
import time

from django.http import HttpRequest
from django.http.request import RawPostDataException
from django.utils.crypto import salted_hmac

FRESH = 300  # seconds that a signature is good for
TIMESTAMP, SIGNATURE = "Fairway-Timestamp", "Fairway-Signature"


def secret_of(purpose: str, public_id: str, nonce: str) -> str:
    """Worked out from the installation's key, so that no copy of the database holds it."""
    words = f"{public_id}:{nonce}"
    return salted_hmac(f"fairway.{purpose}", words, algorithm="sha256").hexdigest()


def signature(secret: str, moment: str, body: bytes) -> str:
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_signed(secret: str, moment: str, given: str, body: bytes, now: float) -> bool:
    """By whoever holds the secret, and a moment ago."""
    if not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        return False
    expected = signature(secret, moment, body)
    bare = given.removeprefix("sha256=")
    return abs(now - int(moment)) <= FRESH and hmac.compare_digest(expected.encode(), bare.encode())


def is_signed_request(secret: str, request: HttpRequest) -> bool:
    moment, given = (request.headers.get(name, "") for name in (TIMESTAMP, SIGNATURE))
    return is_signed(secret, moment, given, body_of(request), time.time())


def body_of(request: HttpRequest) -> bytes:
    """Of a form nothing is left to be signed: it was read as one before."""
    try:
        return request.body
    except RawPostDataException:
        return b""
