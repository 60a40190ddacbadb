"""One request, one effect: sent twice, it is answered twice and done once.

A form carries its page's CSRF token, a different one for each page that is drawn: the same form,
with the same content, from the same page is a double click, a reload or a second try on a bad
line. At the API the caller says so with an Idempotency-Key. The key, the effect and the answer are
written in one transaction, so that none is there without the others, whatever is killed when.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from fairway.foundation.models import IdempotencyKey
from fairway.foundation.problem import problem
from fairway.foundation.sealing import cipher
from fairway.foundation.tokens import find_token

KEPT = timedelta(hours=24)
AT_ONCE = 1000
HEADER = "Idempotency-Key"
FITTING = re.compile(r"[\x21-\x7e]{1,255}")
LARGEST_ANSWER = 256 * 1024
KEPT_HEADERS = ("Content-Type", "Location", "Content-Disposition", "Cache-Control")
OF_HTMX = "hx-"
EFFECTIVE = {"POST", "PUT", "PATCH", "DELETE"}

V = TypeVar("V", bound=Callable[..., Any])
Handler = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True)
class Asked:
    """Who asks for what: the row's key, and a secret of the request that opens its answer."""

    account_id: int
    scope: str
    key: str
    body_hash: str
    opener: bytes


def repeatable(view: V) -> V:
    """For views that change nothing when sent again, or take longer than a transaction may."""
    view.repeatable = True  # type: ignore[attr-defined]
    return view


def once(get_response: Handler) -> Handler:
    """The last middleware, next to the view."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in EFFECTIVE:
            return get_response(request)
        said = request.headers.get(HEADER)
        if said is not None and not FITTING.fullmatch(said):
            return problem(400, _("The Idempotency-Key is 1 to 255 visible ASCII characters"))
        asked = _at_the_api(request, said) if said else _by_a_form(request)
        return get_response(request) if asked is None else _answer(request, asked, get_response)

    return middleware


def forget_answers() -> int:
    """Answers are kept for a day."""
    old = IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEPT)
    count = 0
    while some := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        count += IdempotencyKey.objects.filter(pk__in=some).delete()[0]
    return count


def _answer(request: HttpRequest, asked: Asked, get_response: Handler) -> HttpResponseBase:
    with transaction.atomic():
        known = {"account_id": asked.account_id, "scope": asked.scope, "key": asked.key}
        IdempotencyKey.objects.filter(**known, created_at__lt=timezone.now() - KEPT).delete()
        # PostgreSQL lets a second request wait here for the first; SQLite did so at BEGIN.
        row, first = IdempotencyKey.objects.get_or_create(
            **known, defaults={"body_hash": asked.body_hash}
        )
        if not first:
            return _again(row, asked)
        response = get_response(request)
        _settle(row, asked, response)
    return response


def _settle(row: IdempotencyKey, asked: Asked, response: HttpResponseBase) -> None:
    if response.status_code >= 500:
        transaction.set_rollback(True)
    elif response.status_code >= 400:
        # Refused: nothing happened, and the same again may succeed later.
        row.delete()
    else:
        row.status, row.answer = response.status_code, {"sealed": _sealed(response, asked)}
        row.save(update_fields=["status", "answer"])


def _again(row: IdempotencyKey, asked: Asked) -> HttpResponseBase:
    if row.body_hash != asked.body_hash:
        return problem(
            422,
            _("This Idempotency-Key was used for something else"),
            _("Use a new key for a new request; the old one answers what it was first sent with."),
        )
    sealed = base64.b64decode((row.answer or {})["sealed"])
    said = json.loads(cipher.unseal(asked.opener, sealed, asked.key))
    response = HttpResponse(base64.b64decode(said["body"]), status=row.status)
    for name, value in said["headers"].items():
        response[name] = value
    response["Idempotency-Replayed"] = "true"
    return response


def _sealed(response: HttpResponseBase, asked: Asked) -> str:
    """The answer, readable only by who sends the same request: it may hold what is sealed elsewhere."""
    small = isinstance(response, HttpResponse) and len(response.content) <= LARGEST_ANSWER
    body = response.content if small and isinstance(response, HttpResponse) else b""
    headers = {
        name: value
        for name, value in response.items()
        if name in KEPT_HEADERS or name.lower().startswith(OF_HTMX)
    }
    said = {"headers": headers, "body": base64.b64encode(body).decode()}
    sealed = cipher.seal(asked.opener, json.dumps(said).encode(), asked.key)
    return base64.b64encode(sealed).decode()


def _at_the_api(request: HttpRequest, said: str) -> Asked | None:
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    token = find_token(text.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        return None
    named = f"{request.method} {request.path} {said}"
    body_hash = hashlib.sha256(request.body).hexdigest()
    return _asked("api", token.account_id, named, body_hash, body_hash)


def _by_a_form(request: HttpRequest) -> Asked | None:
    if request.method != "POST" or not _is_ours(request):
        return None
    page = request.POST.get("csrfmiddlewaretoken", "")
    # Files are looked into for longer than a transaction may last; attaching one twice keeps one.
    if not page or request.FILES or not request.user.is_authenticated:
        return None
    body = sorted((name, values) for name, values in request.POST.lists())
    body_hash = hashlib.sha256(json.dumps(body).encode()).hexdigest()
    # Other content is another request: somebody went back, changed it and sent it again.
    named = f"{request.get_full_path()} {page} {body_hash}"
    return _asked("form", request.user.pk, named, body_hash, page)


def _asked(scope: str, account_id: int, named: str, body_hash: str, secret: str) -> Asked:
    named = f"{account_id} {named}"
    return Asked(
        account_id,
        scope,
        salted_hmac("fairway.once.key", named, algorithm="sha256").hexdigest(),
        body_hash,
        salted_hmac("fairway.once.opener", f"{named} {secret}", algorithm="sha256").digest(),
    )


def _is_ours(request: HttpRequest) -> bool:
    """Views of our own that did not ask to be left alone."""
    try:
        view = resolve(request.path_info, getattr(request, "urlconf", settings.ROOT_URLCONF)).func
    except Resolver404:
        return False
    ours = getattr(view, "__module__", "").startswith("fairway.")
    return ours and not getattr(view, "repeatable", False)
