"""A cycle that runs: how far it is, who is in it, who is missing, what changes in it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.models import Job
from fairway.foundation.viewers import Request
from fairway.foundation.views.jobs import shown
from fairway.people.models import Person
from fairway.reviews.actions.changing import change_cycle, close_cycle, foresee
from fairway.reviews.actions.keeping import add_participant
from fairway.reviews.actions.reminding import nudge, whom_to_nudge
from fairway.reviews.forms.keeping import AddForm, ChangeForm, NudgeForm
from fairway.reviews.models import CycleChange, CycleKind
from fairway.reviews.reading.cycles import comparing, is_of_oneself, phases_as_steps
from fairway.reviews.reading.impact_told import lines_of
from fairway.reviews.reading.rolls import page_of_missing, page_of_people
from fairway.reviews.reading.tally import forget_reached, reached_in, tally_of
from fairway.reviews.views.cycles import FORM, cursor, done, find, pages_beside
from fairway.ui.saving import save
from fairway.ui.toasts import say


@require_safe
def cycle(request: Request, public_id: str) -> HttpResponse:
    """The board of a cycle; whoever shapes a draft comes to its wizard."""
    found = find(request, public_id)
    if found.is_draft and found.may_edit:
        return redirect("reviews:cycle_step", found.public_id, "verify")
    job = Job.objects.filter(key=f"cycle:{found.pk}").first() if found.is_being_prepared else None
    phases = list(found.phases.all())
    tally = tally_of(found, request.viewer, phases, anew="anew" in request.GET)
    context = {
        "cycle": found,
        "steps": phases_as_steps(phases),
        "bars": [*tally.waiting.naming, *tally.bars],
        "counted_at": tally.counted_at,
        "left": sum(one.left for one in tally.bars),
        "is_mine": not tally.bars and is_of_oneself(found, request.viewer),
        "attention": tally.waiting.attention,
        "is_holder": found.facilitator_id == request.viewer.pk,
        "changes": found.changes.select_related("by")[:5],
        "comparing": comparing(found, request.viewer) if found.may_close else [],
        "job": {**shown(job), "url": found.get_absolute_url()} if job else None,
    }
    return render(request, "reviews/cycles/board.html", context)


@require_POST
def cycle_closing(request: Request, public_id: str) -> HttpResponse:
    found = find(request, public_id)
    act = partial(close_cycle, found, actor=request.viewer)
    return done(request, found, act, _("Closed. What was written stays as it was."))


@require_http_methods(FORM)
def cycle_missing(request: Request, public_id: str) -> HttpResponse:
    """Who has not written yet, and a message to one of them or to all."""
    found = find(request, public_id)
    form = NudgeForm(request.POST or None)
    only, kind = _only(request), _kind(request)

    def act(words: str) -> Any:
        chosen = [only.pk] if only else []
        return nudge(found, actor=request.viewer, words=words, only=chosen, kind=kind)

    if request.method == "POST" and (sent := save(form, act)):
        forget_reached(found, request.viewer)
        words = ngettext("On its way to %(n)s person.", "On its way to %(n)s people.", sent.people)
        say(request, words % {"n": sent.people})
        return redirect("reviews:cycle", found.public_id)
    page = page_of_missing(found, request.viewer, kind, **cursor(request))
    context = {
        "cycle": found,
        "form": form,
        "page": page,
        "only": only,
        "kind": kind,
        "kind_label": CycleKind.Kind(kind).label if kind else "",
        "reached": _reached(request, found, only, kind),
        **pages_beside(request, page),
    }
    return render(request, "reviews/cycles/missing.html", context, status=form.status)


@require_http_methods(FORM)
def cycle_people(request: Request, public_id: str) -> HttpResponse:
    """Who is in it, of the people one looks after; and somebody who joins late."""
    found = find(request, public_id)
    form = AddForm(request.POST or None, viewer=request.viewer)

    def act(person: Person) -> Any:
        return add_participant(found, person, actor=request.viewer)

    if request.method == "POST" and (made := save(form, act)):
        say(request, _("In it now, with as many days as the others had."))
        return redirect(made)
    typed = request.GET.get("find", "").strip()[:80]
    page = page_of_people(found, request.viewer, typed, **cursor(request))
    context = {
        "cycle": found,
        "form": form,
        "page": page,
        "typed": typed,
        "is_mine": not (page or typed) and is_of_oneself(found, request.viewer),
        **pages_beside(request, page),
    }
    return render(request, "reviews/cycles/people.html", context, status=form.status)


@require_http_methods(FORM)
def cycle_changing(request: Request, public_id: str) -> HttpResponse:
    """First whom it concerns, then the change itself."""
    found = find(request, public_id, "change")
    begun = {**ChangeForm.now(found), "version": found.version}
    form = ChangeForm(request.POST or None, viewer=request.viewer, initial=begun)

    def act(**_typed: Any) -> Any:
        if not form.was_looked_at():
            return foresee(found, form.wanted())
        return change_cycle(found, actor=request.viewer, **form.said())

    made = save(form, act, row=found, now=ChangeForm.now) if request.method == "POST" else None
    if isinstance(made, CycleChange):
        say(request, _("Changed. What held before is kept beside it."))
        return redirect("reviews:cycle", found.public_id)
    context = {"cycle": found, "form": form, "concerned": lines_of(made) if made else []}
    return render(request, "reviews/cycles/changing.html", context, status=form.status)


def _only(request: Request) -> Person | None:
    """One person, where the button stands beside their name; else all."""
    wanted = request.POST.get("person", "") or request.GET.get("person", "")
    rows = Person.objects.allowed(request.viewer)
    return get_object_or_404(rows, public_id=wanted) if wanted else None


def _kind(request: Request) -> str:
    """Of reviews, where the page shows those of one kind alone; else all."""
    wanted = request.POST.get("kind", "") or request.GET.get("kind", "")
    return wanted if wanted in CycleKind.Kind.values else ""


def _reached(request: Request, found: Any, only: Person | None, kind: str) -> int:
    if not found.may_remind:
        return 0
    if only is None:
        return reached_in(found, request.viewer, kind)
    return whom_to_nudge(found, request.viewer, [only.pk], kind).count()
