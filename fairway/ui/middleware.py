"""Courtesies around a request: what was typed is kept, what is too much is told at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from fairway.foundation.problem import problem
from fairway.ui.errors import PAGES, show

API = "/api/"
DRAFT_KEY = re.compile(r"[\w:.-]{1,120}")
SAVED_COOKIE = "fairway_saved"

# What a form may say besides its file.
ROOM_FOR_WORDS = 1024 * 1024

Handler = Callable[[HttpRequest], HttpResponse]


class Measured:
    """Refuses by its length what is too large, before any of it is read or kept."""

    def __init__(self, get_response: Handler) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        status = _unfit(request)
        if status and request.path_info.startswith(API):
            return problem(status, str(PAGES[status].title), str(PAGES[status].text))
        if status:
            # Django's own way to say that there is no form: nothing after this reads the body.
            request._mark_post_parse_error()  # type: ignore[attr-defined]
        request.unfit = status  # type: ignore[attr-defined]
        return self._answer(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Here it is known who asks, so that the page can be theirs."""
        status: int = getattr(request, "unfit", 0)
        return show(request, status) if status else None


def _unfit(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length and "HTTP_TRANSFER_ENCODING" in request.META:
        return 411
    most = settings.LARGEST_UPLOAD + ROOM_FOR_WORDS
    return 413 if length.isdecimal() and int(length) > most else 0


def signed_out_fragments(get_response: Handler) -> Handler:
    """A fragment asked for after the session ended answers 401 instead of a sign-in page inside
    the page; the page stays as it is and says so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.headers.get("HX-Request") == "true" and _leads_to_sign_in(response):
            return HttpResponse(status=401)
        return response

    return middleware


def _leads_to_sign_in(response: HttpResponse) -> bool:
    location = response.headers.get("Location", "")
    return response.status_code == 302 and location.startswith(resolve_url(settings.LOGIN_URL))


def saved_drafts(get_response: Handler) -> Handler:
    """Tells the browser which draft a redirect after a POST has saved, so that it can let go of it.

    The browser cannot know by itself: an expired session redirects as well.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        redirects = request.method == "POST" and response.status_code in {302, 303}
        if not redirects or _leads_to_sign_in(response):
            return response
        key = request.POST.get("_draft", "")
        if DRAFT_KEY.fullmatch(key):
            response.set_cookie(
                SAVED_COOKIE,
                key,
                max_age=60,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

    return middleware
