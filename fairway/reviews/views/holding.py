"""Take over a cycle, or a session of comparing ratings, that somebody else set up."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.viewers import Request
from fairway.reviews.actions.holding import take_over_cycle, take_over_session
from fairway.reviews.reading.holding import reach_of
from fairway.reviews.views.calibrating_finding import find_session
from fairway.reviews.views.cycles import FORM, find
from fairway.ui.toasts import say


@require_http_methods(FORM)
def cycle_holder(request: Request, public_id: str) -> HttpResponse:
    """What comes with it, then the button."""
    found = find(request, public_id)
    if request.method == "POST":
        take_over_cycle(found, actor=request.viewer)
        say(request, _("You hold it now."))
        return redirect("reviews:cycle", found.public_id)
    if found.facilitator_id == request.viewer.pk:
        return redirect("reviews:cycle", found.public_id)
    if not found.may_hold:
        raise PermissionDenied
    context = {"cycle": found, "reach": reach_of(found, request.viewer)}
    return render(request, "reviews/cycles/holder.html", context)


@require_POST
def session_holder(request: Request, public_id: str) -> HttpResponse:
    found = find_session(request, public_id)
    take_over_session(found, actor=request.viewer)
    say(request, _("You run it now. It stands among your to-dos until it is locked."))
    return redirect(found)
