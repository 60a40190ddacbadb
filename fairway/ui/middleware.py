"""Two courtesies that keep what people typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

DRAFT_KEY = re.compile(r"[\w:.-]{1,120}")
SAVED_COOKIE = "fairway_saved"

Handler = Callable[[HttpRequest], HttpResponse]


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
