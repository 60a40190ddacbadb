"""Tokens act as their owner, within scopes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer

from fairway.foundation.models import ApiToken
from fairway.foundation.tokens import find_token
from fairway.foundation.viewers import viewer_of

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


def _seen(token: ApiToken) -> None:
    """At most every five minutes: reading must not become writing."""
    now: datetime = timezone.now()
    if token.used_at is None or now - token.used_at > SEEN_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
