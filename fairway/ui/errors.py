"""Pages for what went wrong: plain words, a way on, and what was typed given back.

An exception may say its own status: `http_status = 409` on the class is enough.
"""

from __future__ import annotations

import logging
import re
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger("fairway.errors")

SECRET = re.compile(r"csrf|passw|code|secret|token|^_draft$", re.IGNORECASE)
WAIT_SECONDS = {429: 60, 503: 5}


@dataclass(frozen=True)
class Page:
    icon: str
    title: Any
    text: Any
    again: bool = False  # the same form may be sent once more


PAGES = {
    400: Page(
        "help-circle",
        _("That could not be read"),
        _("Something in the address or the form was not as expected. Go back and try once more."),
    ),
    403: Page(
        "lock",
        _("That is not yours to do"),
        _("If you need to, ask the person it belongs to, or your people team."),
    ),
    404: Page(
        "map-pin",
        _("There is nothing here"),
        _("It may have moved, been removed, or not be shared with you."),
    ),
    405: Page(
        "map-pin",
        _("There is nothing to read here"),
        _("This address only takes what a form sends. Go back to the page you came from."),
    ),
    409: Page(
        "arrow-merge",
        _("Somebody changed this while you were writing"),
        _("Nothing was overwritten. Look at what changed, then put your words back."),
    ),
    411: Page(
        "file-text",
        _("It was not said how long this is"),
        _("Nothing was read. Send it from a browser, or with a Content-Length."),
    ),
    413: Page(
        "file-text",
        _("That is too large"),
        _("Nothing was kept. Leave out what is not needed, or split it."),
    ),
    422: Page(
        "alert-circle",
        _("This could not be saved as it is"),
        _("Go back, look at it again, and send it once more."),
    ),
    429: Page(
        "hourglass",
        _("Too many tries at once"),
        _("Wait a minute, then try again."),
        again=True,
    ),
    500: Page(
        "tools",
        _("Something went wrong on our side"),
        _("It has been noted. Try again in a moment."),
    ),
    503: Page(
        "hourglass",
        _("Fairway could not do that just now"),
        _("Nothing was changed. Try again in a moment."),
        again=True,
    ),
}

EXPIRED = Page(
    "history",
    _("This page was open for too long"),
    _("Nothing was saved yet. Send it again and it will be."),
    again=True,
)


def show(request: HttpRequest, status: int, page: Page | None = None) -> HttpResponse:
    """The page of a status. From 500 on it asks the database for nothing."""
    page = page or PAGES[status]
    kept = typed(request)
    framed = status < 500 and getattr(request, "viewer", None) is not None
    context = {
        "layout": "ui/base.html" if framed else "ui/plain.html",
        "status": status,
        "page": page,
        "kept": kept,
        "again": request.get_full_path() if page.again and kept else "",
        "back": _page_before(request),
        "csrf_token": get_token(request),
    }
    html = render_to_string("ui/error.html", context, request=request if framed else None)
    response = HttpResponse(html, status=status)
    if status in WAIT_SECONDS:
        response["Retry-After"] = str(WAIT_SECONDS[status])
    return response


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What the reader sent from a page of ours, without secrets: theirs to copy or send again."""
    if request.method != "POST" or not _from_our_page(request):
        return []
    try:
        fields = request.POST.lists()
    except (OSError, MultiPartParserError, RequestDataTooBig):
        return []
    return [(name, value) for name, values in fields if not SECRET.search(name) for value in values]


def _page_before(request: HttpRequest) -> str:
    """Where the form stands that was sent: a form's answer is no page to reload."""
    came_from, host = request.headers.get("Referer", ""), _our_host(request)
    ours = host and url_has_allowed_host_and_scheme(came_from, {host})
    return came_from if ours and request.method == "POST" else ""


def _from_our_page(request: HttpRequest) -> bool:
    """Another site must not be able to lay its own form before somebody to send."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == (_our_host(request) or None)


def _our_host(request: HttpRequest) -> str:
    """Empty where the host asked for is not ours, which is what such a page is about to say."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that is busy or full may refuse before any view is asked."""
    busy = isinstance(sys.exc_info()[1], OperationalError)
    return show(request, 503 if busy else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return show(request, 403, EXPIRED if _from_our_page(request) else None)


class Failures:
    """Answers what a view raises when a status, not a defect, is behind it."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.getvalue():
            page = show(request, 405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        status = getattr(exception, "http_status", None)
        if isinstance(exception, OperationalError):
            logger.error("the database refused", exc_info=exception)
            status = 503
        return show(request, status) if status in PAGES else None
