"""Cycles: one's own reviews, the list, the wizard, the board and who is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.models import Job
from fairway.foundation.paging import address, page_of
from fairway.foundation.refusal import Refusal
from fairway.foundation.viewers import Request
from fairway.foundation.views.jobs import shown
from fairway.people.models import Person
from fairway.reviews.actions import cycles as shaping
from fairway.reviews.actions.changing import close_cycle
from fairway.reviews.actions.launching import launch_cycle
from fairway.reviews.actions.reminding import nudge, whom_to_nudge
from fairway.reviews.forms import cycles as forms
from fairway.reviews.models import ReviewCycle, phases_of
from fairway.reviews.reading.blockers import preview
from fairway.reviews.reading.cycles import (
    STEPS,
    attention_of,
    bars_of,
    mine,
    missing,
    phases_as_steps,
    step_after,
    wizard_steps,
)
from fairway.reviews.rules.templates import may_keep
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

FORM = ["GET", "HEAD", "POST"]
NEWEST = ("-period_from", "-pk")
SOONEST = ("due_on", "pk")
# The form of each step, and the action that its data goes to.
SHAPES: dict[str, tuple[Any, Callable[..., ReviewCycle]]] = {
    "basics": (forms.BasicsForm, shaping.set_basics),
    "kinds": (forms.KindsForm, shaping.set_kinds),
    "peers": (forms.PeersForm, shaping.set_peers),
    "people": (forms.PeopleForm, shaping.set_population),
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
    context = {"mine": mine(request.viewer), "may_keep": may_keep(request.viewer)}
    return render(request, "reviews/cycles/overview.html", context)


@require_safe
def cycles(request: Request) -> HttpResponse:
    must_keep(request.viewer)
    rows = ReviewCycle.objects.allowed(request.viewer).select_related("facilitator")
    page = page_of(rows, order=NEWEST, **_cursor(request))
    context = {"page": page, "next": address(request.GET, after=page.after)}
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


@require_safe
def cycle(request: Request, public_id: str) -> HttpResponse:
    """The board of a cycle; a draft shows its wizard."""
    found = _find(request, public_id)
    if found.is_draft:
        return redirect("reviews:cycle_step", found.public_id, "verify")
    job = Job.objects.filter(key=f"cycle:{found.pk}").first() if found.is_being_prepared else None
    context = {
        "cycle": found,
        "steps": phases_as_steps(found),
        "bars": bars_of(found, request.viewer),
        "attention": attention_of(found, request.viewer),
        "changes": found.changes.select_related("by")[:5],
        "job": {**shown(job), "url": found.get_absolute_url()} if job else None,
    }
    return render(request, "reviews/cycles/board.html", context)


@require_http_methods(FORM)
def cycle_step(request: Request, public_id: str, step: str) -> HttpResponse:
    """One step of the wizard; what was typed is kept by each."""
    found = _find(request, public_id, "edit")
    if step not in dict(STEPS):
        raise Http404
    if step == "verify":
        return _verify(request, found)
    form_of, action = SHAPES[step]
    begun = {**form_of.now(found), "version": found.version}
    form = form_of(request.POST or None, viewer=request.viewer, initial=begun)

    def act(**_typed: Any) -> ReviewCycle:
        return action(found, actor=request.viewer, **form.said())

    if request.method == "POST" and save(form, act, row=found, now=form_of.now):
        return redirect("reviews:cycle_step", found.public_id, step_after(step))
    context = {
        "cycle": found,
        "form": form,
        "steps": wizard_steps(found, step),
        "heading": dict(STEPS)[step],
        "preview": preview(found, request.viewer) if step == "people" else None,
    }
    return render(request, "reviews/cycles/step.html", context, status=form.status)


def _verify(request: Request, found: ReviewCycle) -> HttpResponse:
    context = {
        "cycle": found,
        "steps": wizard_steps(found, "verify"),
        "preview": preview(found, request.viewer),
        "kinds": found.kinds.select_related("template_version__template"),
        "phases": phases_of(found).values(),
    }
    return render(request, "reviews/cycles/verify.html", context)


@require_POST
def cycle_launch(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    seen = int(request.POST["version"]) if request.POST.get("version", "").isdigit() else None
    act = partial(launch_cycle, found, actor=request.viewer, version=seen)
    said = _("Launched. Everybody is brought in now; you can leave this page.")
    return _done(request, found, act, said)


@require_POST
def cycle_closing(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    act = partial(close_cycle, found, actor=request.viewer)
    return _done(request, found, act, _("Closed. What was written stays as it was."))


@require_POST
def cycle_discarding(request: Request, public_id: str) -> HttpResponse:
    shaping.discard_cycle(_find(request, public_id), actor=request.viewer)
    say(request, _("The draft is gone. Nobody had heard of it."))
    return redirect("reviews:cycles")


@require_http_methods(FORM)
def cycle_missing(request: Request, public_id: str) -> HttpResponse:
    """Who has not written yet, of those whom the viewer may know of; with a message to all."""
    found = _find(request, public_id)
    kind = request.GET.get("kind", "")
    form = forms.NudgeForm(request.POST or None)

    def act(words: str) -> Any:
        return nudge(found, actor=request.viewer, words=words, only=_only(request))

    if request.method == "POST" and (sent := save(form, act)):
        say(request, _("On its way to %(n)s people.") % {"n": sent.people})
        return redirect("reviews:cycle", found.public_id)
    page = page_of(missing(found, request.viewer, kind), order=SOONEST, **_cursor(request))
    may_remind = ReviewCycle.objects.allowed(request.viewer, "remind").filter(pk=found.pk).exists()
    context = {
        "cycle": found,
        "form": form,
        "page": page,
        "next": address(request.GET, after=page.after),
        "may_remind": may_remind,
        "reached": len(whom_to_nudge(found, request.viewer)) if may_remind else 0,
    }
    return render(request, "reviews/cycles/missing.html", context, status=form.status)


def _only(request: Request) -> list[int]:
    """One person, where the button stands beside their name; else all."""
    wanted = request.POST.get("person", "")
    return [get_object_or_404(Person, public_id=wanted).pk] if wanted else []


def _done(request: Request, found: ReviewCycle, act: Callable[[], Any], words: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        warn(request, str(refusal))
    else:
        say(request, words)
    return redirect("reviews:cycle", found.public_id)


def _find(request: Request, public_id: str, verb: str = "view") -> ReviewCycle:
    rows = ReviewCycle.objects.allowed(request.viewer, verb)
    rows = rows.with_may(request.viewer, "edit", "launch", "change", "close", "remind", "clone")
    return get_object_or_404(rows, public_id=public_id)


def _source(request: Request) -> ReviewCycle | None:
    wanted = request.GET.get("from", "")
    if not wanted:
        return None
    rows = ReviewCycle.objects.allowed(request.viewer, "clone")
    return get_object_or_404(rows, public_id=wanted)


def _cursor(request: Request) -> dict[str, str]:
    return {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
