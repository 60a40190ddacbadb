"""Whom to ask about somebody: named by them, decided by whoever writes as their manager, or HR."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.access import permitted
from fairway.foundation.policy import get
from fairway.foundation.viewers import Request
from fairway.reviews.actions.nominating import (
    approve_nomination,
    decline_nomination,
    nominate,
    nominate_outside,
    withdraw_nomination,
)
from fairway.reviews.forms.naming import NominateForm, NominateOutsideForm, ReasonForm
from fairway.reviews.models import CycleKind, Nomination, Participant, kinds_of
from fairway.reviews.reading.concerning import naming_until
from fairway.reviews.views.answering import ask_why, attempt
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def nominations(request: Request, public_id: str) -> HttpResponse:
    """Who is to be asked about somebody, and what became of each name."""
    found = _with_list(request, public_id)
    form = NominateForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and save(form, partial(nominate, found, actor=request.viewer)):
        say(request, _("On the list."))
        return redirect("reviews:nominations", found.public_id)
    return _list(request, found, form, NominateOutsideForm())


@require_http_methods(FORM)
def nominating_outside(request: Request, public_id: str) -> HttpResponse:
    """Somebody outside on the same list; the page is the same."""
    found = _with_list(request, public_id)
    form = NominateOutsideForm(request.POST if request.method == "POST" else None)
    act = partial(nominate_outside, found, actor=request.viewer)
    if request.method == "POST" and (named := save(form, act)):
        written = named.state == Nomination.State.APPROVED
        say(
            request,
            _("On the list. The invitation is on its way.") if written else _("On the list."),
        )
        return redirect("reviews:nominations", found.public_id)
    return _list(request, found, NominateForm(viewer=request.viewer), form)


def _with_list(request: Request, public_id: str) -> Any:
    seen = permitted(Participant, request.viewer, "view")
    naming = permitted(Participant, request.viewer, "nominate")
    rows = Participant.objects.filter(seen | naming)
    rows = rows.with_may(request.viewer, "nominate", "view")
    return get_object_or_404(rows.for_display(), public_id=public_id)


def _list(request: Request, found: Any, form: Any, outside_form: Any) -> HttpResponse:
    listed = Nomination.objects.allowed(request.viewer).filter(participant=found).for_display()
    kinds = kinds_of(found.cycle)
    context = {
        "participant": found,
        "form": form,
        "outside_form": outside_form,
        "asks_peers": CycleKind.Kind.PEER in kinds,
        "asks_outside": CycleKind.Kind.EXTERNAL in kinds and get("reviews.outside"),
        "until": naming_until(found),
        "is_own": found.person == request.viewer,
        "nominations": listed.with_may(request.viewer, "approve", "decline", "withdraw"),
    }
    status = max(form.status, outside_form.status)
    return render(request, "reviews/cycles/nominations.html", context, status=status)


@require_POST
def nomination_deciding(request: Request, public_id: str, verb: str) -> HttpResponse:
    """Approve or take back."""
    found = get_object_or_404(Nomination.objects.allowed(request.viewer), public_id=public_id)
    acts = {"approval": approve_nomination, "withdrawal": withdraw_nomination}
    attempt(request, partial(acts[verb], found, actor=request.viewer), _("Done."))
    return redirect("reviews:nominations", found.participant.public_id)


@require_POST
def nomination_declining(request: Request, public_id: str) -> HttpResponse:
    """With a reason; what was written of it stays on the page when it cannot be taken."""
    rows = Nomination.objects.allowed(request.viewer).for_display()
    found = get_object_or_404(rows, public_id=public_id)
    form = ReasonForm(request.POST)
    back = reverse("reviews:nominations", args=[found.participant.public_id])
    if save(form, partial(decline_nomination, found, actor=request.viewer)):
        say(request, _("Done."))
        return redirect(back)
    return ask_why(request, form, "decline_name", found.of, found.participant.cycle, back)
