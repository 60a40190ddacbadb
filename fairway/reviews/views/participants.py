"""Somebody in a cycle: what is owed about them, and what HR keeps for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.access import can
from fairway.foundation.viewers import Request
from fairway.people.days import organisation_day
from fairway.reviews.actions.handing_over import decide_handover, release_draft
from fairway.reviews.actions.keeping import (
    extend_review,
    reassign_review,
    remove_participant,
    remove_review,
    reopen_review,
)
from fairway.reviews.actions.nominating import decline_review
from fairway.reviews.actions.outside_asking import invite_again
from fairway.reviews.actions.outside_readdressing import name_another_address
from fairway.reviews.actions.settling import give_days
from fairway.reviews.forms.cycles import HandoverForm
from fairway.reviews.forms.keeping import ReassignForm, StepDaysForm, UntilForm
from fairway.reviews.forms.naming import AddressForm, ReasonForm
from fairway.reviews.models import (
    CycleKind,
    Handover,
    Participant,
    Review,
    kinds_of,
    phases_for,
)
from fairway.reviews.models.days import FOR_ONE
from fairway.reviews.reading.concerning import in_a_cycle
from fairway.reviews.rules.templates import may_keep
from fairway.reviews.views.answering import ask_why, attempt
from fairway.reviews.views.cycles import must_be_somebody
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

FORM = ["GET", "HEAD", "POST"]
WEEK = timedelta(days=7)  # what is offered to begin with
NAMED = {CycleKind.Kind.PEER, CycleKind.Kind.EXTERNAL}  # one says who they are to be


@require_safe
def participant(request: Request, public_id: str) -> HttpResponse:
    """What is owed about somebody, as far as the viewer may know of it, and what HR can do."""
    must_be_somebody(request.viewer)
    known = in_a_cycle(request.viewer, public_id)
    if known is None:
        raise Http404
    found = known.participant
    context = {
        "participant": found,
        "reviews": known.reviews,
        "handovers": known.handovers,
        "given": known.given,
        "days": known.days,
        "handover_form": HandoverForm(),
        "may_keep": may_keep(request.viewer),
        "asks_others": NAMED & set(kinds_of(found.cycle)),
        "people_url": reverse("reviews:cycle_people", args=[found.cycle.public_id]),
        "reason": ReasonForm(),
    }
    return render(request, "reviews/cycles/participant.html", context)


@require_http_methods(FORM)
def step_days(request: Request, public_id: str, step: str) -> HttpResponse:
    """More days for one step of one person, such as saying whom to ask."""
    rows = Participant.objects.allowed(request.viewer, "extend").for_display()
    found = get_object_or_404(rows, public_id=public_id)
    phases = phases_for(found.cycle, found.person).filter(kind__in=FOR_ONE)
    phase = get_object_or_404(phases, kind=step)
    begun = {"until": max(phase.until, organisation_day()) + WEEK}
    form = StepDaysForm(request.POST if request.method == "POST" else None, initial=begun)
    act = partial(give_days, found, actor=request.viewer, kind=phase.kind)
    back = found.get_absolute_url()
    if request.method == "POST" and save(form, act):
        say(request, _("Saved. Whoever it concerns is told."))
        return redirect(back)
    step = phase.get_kind_display().lower()
    said = {"name": found.person.name, "step": step, "day": date_format(phase.until, "j F Y")}
    which = _("%(name)s, %(step)s: so far until %(day)s") % said
    return ask_why(request, form, "extend", which, found.cycle, back)


@require_POST
def participant_removing(request: Request, public_id: str) -> HttpResponse:
    rows = Participant.objects.allowed(request.viewer, "manage").for_display()
    found = get_object_or_404(rows, public_id=public_id)
    form = ReasonForm(request.POST)
    back = found.get_absolute_url()
    if save(form, partial(remove_participant, found, actor=request.viewer)):
        say(request, _("Taken out. What was written is kept."))
        return redirect(back)
    return ask_why(request, form, "remove_person", found.person.name, found.cycle, back)


@require_POST
def handover_deciding(request: Request, public_id: str, verb: str) -> HttpResponse:
    found = get_object_or_404(Handover.objects.allowed(request.viewer), public_id=public_id)
    if verb == "release":
        act: Callable[[], Any] = partial(release_draft, found, actor=request.viewer)
        said = _("They can read what you have begun.")
    else:
        form = HandoverForm(request.POST)
        if not form.is_valid():
            warn(request, _("Choose who goes on."))
            return redirect("reviews:participant", found.participant.public_id)
        choice = form.cleaned_data["choice"]
        act = partial(decide_handover, found, actor=request.viewer, choice=choice)
        said = _("Decided. All three are told.")
    attempt(request, act, said)
    return redirect("reviews:participant", found.participant.public_id)


@require_http_methods(FORM)
def review_days(request: Request, public_id: str) -> HttpResponse:
    """More days for one that is open; or open again one that was sent or set aside."""
    found = _review(request, public_id)
    verb = "extend" if found.state == Review.State.OPEN else "reopen"
    action = extend_review if verb == "extend" else reopen_review
    begun = {"until": max(found.last_day, organisation_day()) + WEEK, "version": found.version}
    form = UntilForm(request.POST or None, initial=begun)
    return _keep(request, found, form, action, verb)


@require_http_methods(FORM)
def review_reassigning(request: Request, public_id: str) -> HttpResponse:
    found = _review(request, public_id)
    begun = {"version": found.version}
    form = ReassignForm(request.POST or None, viewer=request.viewer, initial=begun)
    return _keep(request, found, form, reassign_review, "reassign")


@require_http_methods(FORM)
def review_removing(request: Request, public_id: str) -> HttpResponse:
    found = _review(request, public_id)
    return _keep(request, found, ReasonForm(request.POST or None), remove_review, "remove")


@require_POST
def review_inviting(request: Request, public_id: str) -> HttpResponse:
    """The invitation once more, to somebody outside."""
    found = get_object_or_404(
        Review.objects.allowed(request.viewer, "invite_again"), public_id=public_id
    )
    act = partial(invite_again, found, actor=request.viewer)
    attempt(request, act, _("Another letter is on its way, with the same link."))
    return redirect("reviews:participant", found.participant.public_id)


@require_http_methods(FORM)
def review_address(request: Request, public_id: str) -> HttpResponse:
    """Another address for somebody outside whom no letter reaches."""
    rows = Review.objects.allowed(request.viewer, "readdress").for_display().with_writers()
    found = get_object_or_404(rows, public_id=public_id)
    form = AddressForm(request.POST if request.method == "POST" else None)
    act = partial(name_another_address, found, actor=request.viewer)
    if request.method == "POST" and save(form, act):
        say(request, _("A new invitation is on its way. The old link opens nothing any more."))
        return redirect("reviews:participant", found.participant.public_id)
    back = found.participant.get_absolute_url()
    return ask_why(request, form, "readdress", found.by, found.cycle, back)


@require_http_methods(FORM)
def review_declining(request: Request, public_id: str) -> HttpResponse:
    """Who is asked about a colleague says no, with a reason."""
    found = get_object_or_404(
        Review.objects.allowed(request.viewer, "decline").for_display(), public_id=public_id
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and save(
        form, partial(decline_review, found, actor=request.viewer)
    ):
        say(request, _("Said. Somebody else can be named."))
        return redirect("reviews:overview")
    return _form(request, found, form, "decline", reverse("reviews:overview"))


def _keep(
    request: Request, found: Review, form: Any, action: Callable[..., Any], verb: str
) -> HttpResponse:
    """A form of one thing about one review, for who may do it; nobody else finds it."""
    if not can(request.viewer, verb, found):
        raise Http404
    if request.method == "POST" and save(
        form, partial(action, found, actor=request.viewer), row=found
    ):
        say(request, _("Saved. Whoever it concerns is told."))
        return redirect("reviews:participant", found.participant.public_id)
    return _form(request, found, form, verb, found.participant.get_absolute_url())


def _form(request: Request, found: Review, form: Any, verb: str, back: str) -> HttpResponse:
    which = f"{found.participant.person.name}, {found.get_kind_display().lower()}"
    return ask_why(request, form, verb, which, found.cycle, back)


def _review(request: Request, public_id: str) -> Review:
    rows = Review.objects.allowed(request.viewer, "know").for_display()
    return get_object_or_404(rows, public_id=public_id)
