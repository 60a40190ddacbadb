"""The door for somebody without an account: a link, then a code. It says the same for every link.

To look changes nothing: mail programs open links to see whether they are safe.
"""

from __future__ import annotations

from functools import partial

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fairway.reviews.actions.outside import (
    SESSION_GOOD,
    ask_for_code,
    enter_code,
    find_outside,
    holds_session,
)
from fairway.reviews.forms.outside import CodeForm
from fairway.reviews.models import OutsideInvitation
from fairway.ui.saving import FINE, REFUSED, save

FORM = ["GET", "HEAD", "POST"]
TOO_MANY = 429
COOKIE = f"{settings.SESSION_COOKIE_NAME}_outside"
WAIT = _("Too many tries. Wait a quarter of an hour, then try again.")


@never_cache
@login_not_required
@require_http_methods(FORM)
def outside(request: HttpRequest, token: str) -> HttpResponse:
    """A button that has a code sent to the address of the invitation, if the link opens anything."""
    found = find_outside(token)
    if request.method == "POST":
        if not within_limits(request, token):
            return code_first(request, token, status=TOO_MANY, reason=WAIT)
        ask_for_code(found)
        return redirect("reviews:outside_code", token)
    if found is not None and holds(request, found):
        return redirect("reviews:outside_review", token)
    return code_first(request, token)


@never_cache
@login_not_required
@sensitive_post_parameters()
@require_http_methods(FORM)
def outside_code(request: HttpRequest, token: str) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = form.status
    if request.method == "POST":
        if not within_limits(request, token):
            form.add_error(None, WAIT)
            status = TOO_MANY
        elif secret := save(form, partial(enter_code, find_outside(token))):
            return lay(redirect("reviews:outside_review", token), token, secret)
        else:
            status = REFUSED
    context = {"form": form, "token": token}
    return render(request, "reviews/outside/code.html", context, status=status)


def holds(request: HttpRequest, invitation: OutsideInvitation) -> bool:
    """Whether this browser has entered the code, half an hour ago at most."""
    return holds_session(invitation, request.COOKIES.get(COOKIE, ""))


def lay(response: HttpResponse, token: str, secret: str) -> HttpResponse:
    """What the browser holds: sent nowhere but to the pages of this one link."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(SESSION_GOOD.total_seconds()),
        path=reverse("reviews:outside", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def code_first(
    request: HttpRequest, token: str, *, status: int = FINE, reason: object = "", typed: object = ()
) -> HttpResponse:
    """`typed` is what was sent once the half hour was over, for who has no script to keep it."""
    context = {"token": token, "reason": reason, "typed": typed}
    return render(request, "reviews/outside/begin.html", context, status=status)


def within_limits(request: HttpRequest, token: str) -> bool:
    """Counted alike for links that open something and for those that open nothing."""
    return bool(ratelimit.consume(request, action="outside", key=token))
