"""Tokens: made once, shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.utils.crypto import constant_time_compare

from fairway.foundation.models import ApiToken

PREFIX = "fw"


def new_secret() -> tuple[str, str]:
    """A secret and the hash to keep; 256 random bits need no slow hash."""
    secret = secrets.token_urlsafe(32)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def spelled(token: ApiToken, secret: str) -> str:
    """What its owner copies; the prefix lets leak scanners find it."""
    return f"{PREFIX}_{token.public_id}_{secret}"


def find_token(text: str) -> ApiToken | None:
    prefix, _first, rest = text.partition("_")
    public_id, _second, secret = rest.partition("_")
    if prefix != PREFIX or not secret:
        return None
    live: Any = ApiToken.objects.live().select_related("account")
    token = live.filter(public_id=public_id, account__is_active=True).first()
    if token is None or not constant_time_compare(token.secret_hash, hash_of(secret)):
        return None
    return token
