"""Cycles: one's own reviews, the list, and the wizard that leads to a launch."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.paging import Page, address, page_of
from fairway.foundation.viewers import Request
from fairway.people.models import Person
from fairway.reviews.actions import cycles as shaping
from fairway.reviews.actions.launching import launch_cycle
from fairway.reviews.forms import cycles as forms
from fairway.reviews.forms.cycle_people import PeopleForm
from fairway.reviews.models import ReviewCycle
from fairway.reviews.reading.blockers import preview
from fairway.reviews.reading.board import CYCLE
from fairway.reviews.reading.concerning import mine
from fairway.reviews.reading.cycles import (
    STEPS,
    step_after,
    wizard_step_before,
    wizard_steps,
)
from fairway.reviews.reading.notices import letters_of, reminder_of
from fairway.reviews.reading.stops import standing_of
from fairway.reviews.rules.compared import may_compare
from fairway.reviews.rules.templates import may_keep
from fairway.reviews.views.answering import attempt
from fairway.ui.saving import VersionedForm, save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
NEWEST = ("-period_from", "-pk")
# The form of each step, and the action that its data goes to.
SHAPES: dict[str, tuple[Any, Callable[..., ReviewCycle]]] = {
    "basics": (forms.BasicsForm, shaping.set_basics),
    "kinds": (forms.KindsForm, shaping.set_kinds),
    "peers": (forms.PeersForm, shaping.set_peers),
    "people": (PeopleForm, shaping.set_population),
    "visibility": (forms.VisibilityForm, shaping.set_visibility),
    "dates": (forms.DatesForm, shaping.set_phases),
    "notices": (forms.NoticeForm, shaping.set_notice),
}


def must_be_somebody(viewer: Any) -> None:
    """Reviews are people's: a login that belongs to nobody has none."""
    if not isinstance(viewer, Person):
        raise PermissionDenied


def must_keep(viewer: Any) -> None:
    if not may_keep(viewer):
        raise PermissionDenied


@require_safe
def overview(request: Request) -> HttpResponse:
    """What one is asked for, and the cycles that are about oneself."""
    must_be_somebody(request.viewer)
    context = {
        "mine": mine(request.viewer),
        "may_keep": may_keep(request.viewer),
        "may_compare": may_compare(request.viewer),
    }
    return render(request, "reviews/cycles/overview.html", context)


@require_safe
def cycles(request: Request) -> HttpResponse:
    must_keep(request.viewer)
    rows = ReviewCycle.objects.allowed(request.viewer).select_related("facilitator")
    rows = rows.with_holder().with_may(request.viewer, "hold")
    page = page_of(rows, order=NEWEST, **cursor(request))
    context = {"page": page, **pages_beside(request, page)}
    return render(request, "reviews/cycles/list.html", context)


@require_http_methods(FORM)
def new_cycle(request: Request) -> HttpResponse:
    must_keep(request.viewer)
    source = _source(request)
    form = forms.BasicsForm(request.POST or None, viewer=request.viewer)
    if source is not None:
        form.initial = {"name": source.name, "purpose": source.purpose}

    def act(**typed: Any) -> ReviewCycle:
        typed.pop("version")
        if source is None:
            return shaping.begin_cycle(actor=request.viewer, **typed)
        typed.pop("purpose")
        return shaping.clone_cycle(source, actor=request.viewer, **typed)

    if request.method == "POST" and (made := save(form, act)):
        return redirect("reviews:cycle_step", made.public_id, "kinds")
    context = {"form": form, "source": source}
    return render(request, "reviews/cycles/new.html", context, status=form.status)


@require_http_methods(FORM)
def cycle_step(request: Request, public_id: str, step: str) -> HttpResponse:
    """One step of the wizard; what was typed is kept by each."""
    found = find(request, public_id, "edit")
    if step not in dict(STEPS):
        raise Http404
    prefetch_related_objects([found], "phases")
    if step == "verify":
        return _verify(request, found)
    form_of, action = SHAPES[step]
    begun = {**form_of.now(found), "version": found.version}
    form = form_of(request.POST or None, viewer=request.viewer, initial=begun)

    def act(**_typed: Any) -> ReviewCycle:
        return action(found, actor=request.viewer, **form.said())

    if request.method == "POST" and save(form, act, row=found, now=form_of.now):
        stays = "look" in request.POST
        return redirect("reviews:cycle_step", found.public_id, step if stays else step_after(step))
    standing = standing_of(found, request.viewer, count=step == "people")
    context = {
        "cycle": found,
        "form": form,
        "step": step,
        "steps": wizard_steps(found, step, standing.done),
        "heading": dict(STEPS)[step],
        "number": standing.people if step == "people" else None,
        "back": wizard_step_before(found, step),
        "letters": letters_of(found) if step == "notices" else [],
        "reminder": reminder_of(found) if step == "notices" else None,
    }
    return render(request, "reviews/cycles/step.html", context, status=form.status)


def _verify(request: Request, found: ReviewCycle) -> HttpResponse:
    shown = preview(found, request.viewer)
    context = {
        "cycle": found,
        "steps": wizard_steps(found, "verify", shown.done),
        "preview": shown,
        "letters": letters_of(found),
    }
    return render(request, "reviews/cycles/verify.html", context)


@require_POST
def cycle_launch(request: Request, public_id: str) -> HttpResponse:
    found = find(request, public_id)
    form = VersionedForm(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else None
    act = partial(launch_cycle, found, actor=request.viewer, version=seen)
    said = _("Launched. Everybody is brought in now; you can leave this page.")
    return done(request, found, act, said)


@require_POST
def cycle_discarding(request: Request, public_id: str) -> HttpResponse:
    shaping.discard_cycle(find(request, public_id), actor=request.viewer)
    say(request, _("The draft is gone. Nobody had heard of it."))
    return redirect("reviews:cycles")


def done(request: Request, found: ReviewCycle, act: Callable[[], Any], words: str) -> HttpResponse:
    attempt(request, act, words)
    return redirect("reviews:cycle", found.public_id)


def find(request: Request, public_id: str, verb: str = "view") -> Any:
    found = CYCLE.find(request.viewer, public_id, given=(verb,))
    if not found:
        raise Http404
    return found[0]


def cursor(request: Request) -> dict[str, str]:
    return {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}


def pages_beside(request: Request, page: Page[Any]) -> dict[str, str]:
    """Addresses of the page before and of the one behind."""
    return {
        "previous": address(request.GET, before=page.before),
        "next": address(request.GET, after=page.after),
    }


def _source(request: Request) -> ReviewCycle | None:
    wanted = request.GET.get("from", "")
    if not wanted:
        return None
    rows = ReviewCycle.objects.allowed(request.viewer, "clone")
    return get_object_or_404(rows, public_id=wanted)
