"""Tokens: made once, shown once, kept as a hash; they act as their owner within scopes."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from ninja.errors import HttpError
from ninja.security import HttpBearer

from fairway.foundation.models import ApiToken
from fairway.foundation.viewers import viewer_of

PREFIX = "fw"
SEEN_EVERY = timedelta(minutes=5)


class Token(HttpBearer):
    """Demands a live token with this scope, and sets `request.viewer` to its owner."""

    openapi_name = "Token"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = find_token(token)
        if found is None:
            return None
        viewer = viewer_of(found.account)
        if viewer is None:
            return None
        if self.scope not in found.scopes:
            raise HttpError(403, f"This token lacks the scope {self.scope}.")
        request.viewer = viewer  # type: ignore[attr-defined]
        request.user = found.account
        _seen(found)
        return found


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


def _seen(token: ApiToken) -> None:
    """At most every five minutes: reading must not become writing."""
    now: datetime = timezone.now()
    if token.used_at is None or now - token.used_at > SEEN_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
