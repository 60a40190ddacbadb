"""The small signed cookies that accounts lays beside the session."""

from __future__ import annotations

import base64
import secrets
from binascii import Error as NotBase64
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from fairway.accounts.onetime import digest

DEVICE = f"{settings.SESSION_COOKIE_NAME}_device"  # this is a shared device: its token
AWAKE = f"{settings.SESSION_COOKIE_NAME}_awake"  # when somebody last did something on it
WHO = f"{settings.SESSION_COOKIE_NAME}_who"  # whose session it was, to keep what they typed
TYPED = f"{settings.SESSION_COOKIE_NAME}_typed"  # the key to what was typed

A_YEAR = 365 * 24 * 60 * 60
TWO_WEEKS = 14 * 24 * 60 * 60
AN_HOUR = 60 * 60


def lay(response: HttpResponse, name: str, value: str, *, seconds: int | None = None) -> None:
    """Never readable by a script; without `seconds` it goes with the browser window."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def lay_who(response: HttpResponse, account: Any, *, shared: bool) -> None:
    value = signing.dumps(account.public_id, salt=WHO)
    lay(response, WHO, value, seconds=None if shared else TWO_WEEKS)


def read_who(request: HttpRequest) -> str:
    """The public id of whoever was last signed in here, if they have not signed out."""
    try:
        return str(signing.loads(request.COOKIES.get(WHO, ""), salt=WHO, max_age=TWO_WEEKS))
    except signing.BadSignature:
        return ""


def lay_awake(response: HttpResponse, session_key: str) -> None:
    lay(response, AWAKE, signing.TimestampSigner(salt=AWAKE).sign(digest(session_key)[:16]))


def is_awake(request: HttpRequest, seconds: int) -> bool:
    try:
        value = signing.TimestampSigner(salt=AWAKE).unsign(
            request.COOKIES.get(AWAKE, ""), max_age=seconds
        )
    except signing.BadSignature:
        return False
    return value == digest(request.session.session_key or "")[:16]


def typed_key(request: HttpRequest) -> bytes | None:
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(TYPED, ""))
    except (NotBase64, ValueError):
        return None
    return key if len(key) == 32 else None


def new_typed_key() -> bytes:
    return secrets.token_bytes(32)


def lay_typed_key(response: HttpResponse, key: bytes) -> None:
    lay(response, TYPED, base64.urlsafe_b64encode(key).decode(), seconds=AN_HOUR)
