"""The door for somebody without an account: a link, a code, then the one questionnaire.

To look changes nothing: mail programs open links to see whether they are safe.
"""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fairway.foundation.refusal import Refusal
from fairway.reviews.actions.outside import (
    SESSION_GOOD,
    ask_for_code,
    enter_code,
    find_outside,
    holds_session,
)
from fairway.reviews.actions.refusals import LinkSpent
from fairway.reviews.forms.cycles import CodeForm
from fairway.reviews.models import ExternalInvitation
from fairway.ui.saving import REFUSED, save
from fairway.ui.toasts import warn

GONE = 410
COOKIE = "fairway-review"


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, token: str) -> HttpResponse:
    """What it is about, and a button that sends the code to the address that was invited."""
    try:
        found = find_outside(token)
        if request.method == "POST":
            ask_for_code(found)
            return redirect("reviews:outside_code", token)
    except LinkSpent as spent:
        return _spent(request, spent)
    except Refusal as refusal:
        warn(request, str(refusal))
    if holds(request, found):
        return redirect("reviews:outside_review", token)
    return render(request, "reviews/outside/begin.html", {"found": found, "token": token})


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def outside_code(request: HttpRequest, token: str) -> HttpResponse:
    try:
        found = find_outside(token)
    except LinkSpent as spent:
        return _spent(request, spent)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and (secret := save(form, partial(enter_code, found))):
        answer = redirect("reviews:outside_review", token)
        answer.set_cookie(
            COOKIE,
            secret,
            max_age=int(SESSION_GOOD.total_seconds()),
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
        return answer
    context = {"found": found, "form": form, "token": token}
    status = REFUSED if form.is_bound else form.status
    return render(request, "reviews/outside/code.html", context, status=status)


def holds(request: HttpRequest, invitation: ExternalInvitation) -> bool:
    """Whether this browser has entered the code, half an hour ago at most."""
    return holds_session(invitation, request.COOKIES.get(COOKIE, ""))


def _spent(request: HttpRequest, reason: LinkSpent) -> HttpResponse:
    context = {"reason": reason, "heading": _("This link cannot be used")}
    return render(request, "reviews/outside/spent.html", context, status=GONE)
