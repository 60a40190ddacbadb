"""From a list to goals: paste it, say whose they are, look through them, write them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.models import Job
from fairway.foundation.once import repeatable
from fairway.foundation.refusal import Refusal
from fairway.foundation.text.cells import csv_response
from fairway.foundation.viewers import Request
from fairway.foundation.views.jobs import shown
from fairway.goals.actions.importing import discard_goals, map_sections, stage_goals
from fairway.goals.actions.importing_later import apply_later, undo_goals
from fairway.goals.actions.planning import ERROR, HERE, LEFT_OUT, NEW, plan_import
from fairway.goals.exporting import HEADER, rows_of
from fairway.goals.forms.importing import ApplyForm, ListForm, MappingForm
from fairway.goals.importing.items import Outline
from fairway.goals.models import Goal
from fairway.goals.models.importing import GoalImport
from fairway.goals.views.asking import must_be_somebody
from fairway.people.days import organisation_day
from fairway.strategy.models import Period
from fairway.ui.parts import Step
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

SHOWN, LATEST = 200, 10


@repeatable
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        batch = save(form, lambda **_typed: _stage(request, form))
        if batch:
            return redirect(batch)
    latest = GoalImport.objects.allowed(request.viewer)[:LATEST]
    context = {"form": form, "imports": latest, "steps": _steps(0)}
    return render(request, "goals/importing/start.html", context, status=form.status)


def _stage(request: Request, form: ListForm) -> GoalImport:
    today = organisation_day()
    running = Period.objects.allowed(request.viewer).around(today).filter(closed_at=None)
    period = min(running, key=lambda one: one.days, default=None)
    return stage_goals(form.outline, actor=request.viewer, period=period)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: Request, public_id: str) -> HttpResponse:
    """Whose the sections are, and below it what would come of it."""
    found = _find(request, public_id)
    if found.state == GoalImport.State.IMPORTING:
        return _working(request, found)
    if request.headers.get("HX-Request"):
        # The progress asked once more and the work is over: to the page with the outcome.
        return HttpResponse(headers={"HX-Redirect": found.get_absolute_url()})
    if found.state != GoalImport.State.REVIEW:
        return _done(request, found)
    form = MappingForm(found, Outline.unpacked(found.items), request.viewer, request.POST or None)
    keep = partial(_map, request, found)
    if request.method == "POST" and save(form, keep, row=found):
        return redirect(f"{found.get_absolute_url()}#preview")
    return _review(request, found, form, ApplyForm(initial={"version": found.version}))


@require_POST
def application(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "apply")
    apply = ApplyForm(request.POST)
    if save(apply, partial(apply_later, found, actor=request.viewer), row=found):
        return redirect(found)
    form = MappingForm(found, Outline.unpacked(found.items), request.viewer)
    return _review(request, found, form, apply)


@require_POST
def discarding(request: Request, public_id: str) -> HttpResponse:
    discard_goals(_find(request, public_id, "apply"), actor=request.viewer)
    say(request, _("Discarded. Nothing was imported."))
    return redirect("goals:imports")


@require_POST
def undoing(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "undo")
    try:
        undo_goals(found, actor=request.viewer)
        say(request, _("Taken back. None of these goals is left."))
    except Refusal as refusal:
        warn(request, refusal)
    return redirect(found)


@require_safe
def export(request: Request) -> HttpResponseBase:
    """Their own goals and those of their units, in the shape that the import reads."""
    must_be_somebody(request.viewer)
    goals = Goal.objects.allowed(request.viewer, "update").for_display()
    if period := request.GET.get("period", ""):
        goals = goals.filter(period__public_id=period)
    return csv_response("goals", HEADER, rows_of(goals, request.viewer))


def _working(request: Request, found: GoalImport) -> HttpResponse:
    job = Job.objects.allowed(request.viewer).filter(public_id=found.job).first()
    progress = shown(job) if job else {"label": _("Bringing goals in"), "state": "failed"}
    context = {
        "batch": found,
        "job": progress | {"url": found.get_absolute_url()},
        "failed": progress["state"] == "failed",
        "steps": _steps(2),
    }
    return render(request, "goals/importing/working.html", context)


def _done(request: Request, found: GoalImport) -> HttpResponse:
    goals = Goal.objects.allowed(request.viewer).filter(
        imported_as__batch=found, imported_as__result=None
    )
    context = {
        "batch": found,
        "goals": goals.for_display().order_by("pk")[:SHOWN],
        "steps": _steps(3),
    }
    return render(request, "goals/importing/done.html", context)


def _map(request: Request, found: GoalImport, **typed: Any) -> GoalImport:
    return map_sections(found, actor=request.viewer, **typed)


def _find(request: Request, public_id: str, verb: str = "view") -> GoalImport:
    rows = GoalImport.objects.allowed(request.viewer, verb)
    return get_object_or_404(rows.select_related("period", "priority"), public_id=public_id)


def _review(request: Request, found: GoalImport, form: Any, apply: Any) -> HttpResponse:
    plan = plan_import(found, request.viewer, form.known)
    kinds = {
        NEW: _("New"),
        HERE: _("Here already"),
        LEFT_OUT: _("Left out"),
        ERROR: _("To put right"),
    }
    order = {ERROR: 0, NEW: 1, HERE: 2, LEFT_OUT: 3}
    shown = sorted(plan.goals, key=lambda one: (order[one.state], one.item.line))[:SHOWN]
    context = {
        "batch": found,
        "form": form,
        "apply": apply,
        "counts": [(kinds[kind], plan.counts.get(kind, 0)) for kind in kinds],
        "new": plan.counts.get(NEW, 0),
        "here": plan.counts.get(HERE, 0),
        "errors": plan.counts.get(ERROR, 0),
        "goals": [(one, kinds[one.state]) for one in shown],
        "more": len(plan.goals) - len(shown),
        "steps": _steps(1),
    }
    status = max(form.status, apply.status)
    return render(request, "goals/importing/review.html", context, status=status)


def _steps(now: int) -> list[Step]:
    labels = (_("List"), _("Look through"), _("Done"))
    return [
        Step(label, state="done" if at < now else "now" if at == now else "later")
        for at, label in enumerate(labels)
    ]
