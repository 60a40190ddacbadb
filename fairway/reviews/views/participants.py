"""Somebody in a cycle: whom they name, who decides on it, and what HR keeps for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.access import can, permitted
from fairway.foundation.policy import get
from fairway.foundation.refusal import Refusal
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
from fairway.reviews.actions.nominating import (
    approve_nomination,
    decline_nomination,
    decline_review,
    nominate,
    nominate_outside,
    withdraw_nomination,
)
from fairway.reviews.actions.outside_asking import invite_again
from fairway.reviews.forms.cycles import (
    HandoverForm,
    NominateForm,
    NominateOutsideForm,
    ReasonForm,
)
from fairway.reviews.forms.keeping import ReassignForm, UntilForm
from fairway.reviews.models import (
    CycleKind,
    Handover,
    Nomination,
    Participant,
    Review,
    ReviewCycle,
    kinds_of,
)
from fairway.reviews.rules.templates import may_keep
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

FORM = ["GET", "HEAD", "POST"]
WEEK = timedelta(days=7)  # what is offered to begin with
NAMED = {CycleKind.Kind.PEER, CycleKind.Kind.EXTERNAL}  # one says who they are to be
# What a form of one review is called, and what happens by it.
SAID = {
    "extend": (gettext_lazy("More days"), ""),
    "reopen": (
        gettext_lazy("Open again"),
        gettext_lazy("What was submitted is kept as it was; a new version begins."),
    ),
    "reassign": (
        gettext_lazy("Somebody else writes it"),
        gettext_lazy(
            "What was begun stays with who began it. Whoever you name begins with a new review."
        ),
    ),
    "remove": (
        gettext_lazy("Take out"),
        gettext_lazy("Nobody writes it any more. It can be opened again."),
    ),
    "decline": (
        gettext_lazy("Say no"),
        gettext_lazy(
            "HR alone reads why. The list says that somebody else is needed, and no more."
        ),
    ),
    "decline_name": (
        gettext_lazy("Rather not"),
        gettext_lazy("Whoever named them reads it, and can name somebody else."),
    ),
    "remove_person": (
        gettext_lazy("Take out of the cycle"),
        gettext_lazy("Nobody writes about them any more. What was written is kept."),
    ),
}


@require_http_methods(FORM)
def nominations(request: Request, public_id: str) -> HttpResponse:
    """Who is to be asked about somebody: named by them, decided by their manager or HR."""
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
        "nominations": listed.with_may(request.viewer, "approve", "decline", "withdraw"),
    }
    status = max(form.status, outside_form.status)
    return render(request, "reviews/cycles/nominations.html", context, status=status)


@require_POST
def nomination_deciding(request: Request, public_id: str, verb: str) -> HttpResponse:
    """Approve or take back."""
    found = get_object_or_404(Nomination.objects.allowed(request.viewer), public_id=public_id)
    acts = {"approval": approve_nomination, "withdrawal": withdraw_nomination}
    _try(request, partial(acts[verb], found, actor=request.viewer), _("Done."))
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
    return _asking(request, form, "decline_name", found.of, found.participant.cycle, back)


@require_safe
def participant(request: Request, public_id: str) -> HttpResponse:
    """What is owed about somebody, as far as the viewer may know of it, and what HR can do."""
    rows = Participant.objects.allowed(request.viewer).with_may(request.viewer, "manage")
    found: Any = get_object_or_404(rows.for_display(), public_id=public_id)
    reviews = Review.objects.allowed(request.viewer, "know").filter(participant=found)
    reviews = reviews.for_display().with_writers()
    verbs = ("view", "extend", "reassign", "remove", "reopen", "invite_again")
    handovers = Handover.objects.allowed(request.viewer).filter(participant=found)
    context = {
        "participant": found,
        "reviews": reviews.with_may(request.viewer, *verbs).order_by("kind", "pk"),
        "handovers": handovers.with_may(request.viewer, "decide", "release").select_related(
            "old", "new"
        ),
        "handover_form": HandoverForm(),
        "may_keep": may_keep(request.viewer),
        "asks_others": NAMED & set(kinds_of(found.cycle)),
        "people_url": reverse("reviews:cycle_people", args=[found.cycle.public_id]),
        "reason": ReasonForm(),
    }
    return render(request, "reviews/cycles/participant.html", context)


@require_POST
def participant_removing(request: Request, public_id: str) -> HttpResponse:
    rows = Participant.objects.allowed(request.viewer, "manage").for_display()
    found = get_object_or_404(rows, public_id=public_id)
    form = ReasonForm(request.POST)
    back = found.get_absolute_url()
    if save(form, partial(remove_participant, found, actor=request.viewer)):
        say(request, _("Taken out. What was written is kept."))
        return redirect(back)
    return _asking(request, form, "remove_person", found.person.name, found.cycle, back)


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
    _try(request, act, said)
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
    _try(request, act, _("Another letter is on its way, with the same link."))
    return redirect("reviews:participant", found.participant.public_id)


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
    return _asking(request, form, verb, which, found.cycle, back)


def _asking(
    request: Request, form: Any, verb: str, which: str, cycle: ReviewCycle, back: str
) -> HttpResponse:
    """A page of one form, and nothing besides."""
    heading, note = SAID[verb]
    context = {"form": form, "which": which, "cycle": cycle, "heading": heading, "note": note}
    return render(request, "reviews/cycles/keep.html", context | {"back": back}, status=form.status)


def _review(request: Request, public_id: str) -> Review:
    rows = Review.objects.allowed(request.viewer, "know").for_display()
    return get_object_or_404(rows, public_id=public_id)


def _try(request: Request, act: Callable[[], Any], words: str) -> None:
    try:
        act()
    except Refusal as refusal:
        warn(request, str(refusal))
    else:
        say(request, words)
