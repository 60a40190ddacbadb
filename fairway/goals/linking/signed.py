"""Who a tracker is: each signs in a way of its own, and any may sign as Fairway asks for."""

from __future__ import annotations

import hashlib
import hmac

from django.http import HttpRequest

from fairway.foundation.signing import SIGNATURE, body_of, is_signed_request
from fairway.goals.linking.items import LARGEST

OVER_BODY = {"github": "X-Hub-Signature-256", "jira": "X-Hub-Signature"}
TOKENS = {"gitlab": "X-Gitlab-Token", "jira": "Fairway-Token", "other": "Fairway-Token"}
EVENTS = {
    "github": "X-GitHub-Event",
    "gitlab": "X-Gitlab-Event",
    "jira": "X-Atlassian-Webhook-Identifier",
}


def is_too_much(request: HttpRequest) -> bool:
    """Told by what it says of itself, before any of it is read."""
    said = request.META.get("CONTENT_LENGTH") or ""
    return said.isdigit() and int(said[:20]) > LARGEST


def is_known(kind: str, secret: str, request: HttpRequest) -> bool:
    """These say no moment that is signed, so what they say of an item has one: it is never older."""
    given = request.headers.get
    if given(SIGNATURE):
        return is_signed_request(secret, request)
    if signed := given(OVER_BODY.get(kind, "")):
        expected = hmac.new(secret.encode(), body_of(request), hashlib.sha256).hexdigest()
        return _same(f"sha256={expected}", signed)
    if token := given(TOKENS.get(kind, "")):
        return _same(secret, token)
    return False


def is_event(kind: str, request: HttpRequest) -> bool:
    """Sent by the tracker itself, which also tells of what is no item."""
    return bool(request.headers.get(EVENTS.get(kind, "")))


def words_of(kind: str, request: HttpRequest) -> str:
    """GitHub sends a form where nobody chose otherwise."""
    if kind == "github" and request.content_type == "application/x-www-form-urlencoded":
        return request.POST.get("payload", "")
    return body_of(request).decode("utf-8", "replace")


def _same(expected: str, given: str) -> bool:
    return hmac.compare_digest(expected.encode(), given.encode())
