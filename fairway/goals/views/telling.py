"""Tell how a goal goes: on a page of its own, and in place on the list, in the drawer, on Home."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from fairway.foundation.versions import Stale
from fairway.foundation.viewers import Request
from fairway.goals.actions.talking import comment_on, take_back_comment
from fairway.goals.actions.updating import correct_update, tell_progress
from fairway.goals.forms.telling import CorrectionForm, UpdateForm
from fairway.goals.models import Goal, GoalComment, ProgressUpdate
from fairway.goals.views.finding import find, row_context, sheet_context, with_toasts
from fairway.ui.saving import CONFLICT, save
from fairway.ui.toasts import say, warn

FORM = ["GET", "HEAD", "POST"]
# Where the form stands, and what is drawn anew once it is sent.
PLACES = {
    "row": "goals/_rows.html",
    "row-of-one": "goals/_rows.html",
    "home": "goals/_home_goal.html",
    "body": "goals/_body.html",
}


@require_http_methods(FORM)
def update(request: Request, public_id: str) -> HttpResponse:
    goal = _updatable(request, public_id)
    asked = request.POST if request.method == "POST" else request.GET
    at = asked.get("at", "") if asked.get("at", "") in PLACES and request.htmx else ""
    form = UpdateForm(goal, request.POST if request.method == "POST" else None, at=at)
    if request.method == "POST" and _tell(request, goal, form):
        say(request, _("Told. Thank you."))
        return _told(request, public_id, at)
    if not at:
        context = {"goal": goal, "form": form}
        return render(request, "goals/update.html", context, status=form.status)
    return _form_in_place(request, goal, form, at)


def _tell(request: Request, goal: Goal, form: Any) -> bool:
    def act(**typed: Any) -> Any:
        said = {name: typed[name] for name in ("status", "confidence", "note", "evidence_url")}
        try:
            return tell_progress(goal, actor=request.viewer, results=form.told(), **said)
        except Stale:
            form.meet()
            form.status = CONFLICT
        return None

    told = save(form, act)
    if form.changes is not None:
        form.status = CONFLICT
    return bool(told)


def _told(request: Request, public_id: str, at: str) -> HttpResponse:
    if not at:
        return redirect("goals:goal", public_id)
    goal = find(request, public_id)
    if at == "body":
        answer = with_toasts(request, PLACES[at], sheet_context(request, goal))
        return retarget(reswap(answer, "outerHTML"), "#goal-body")
    context = {**row_context(goal), "of_one": at == "row-of-one"}
    answer = with_toasts(request, PLACES[at], context)
    return retarget(reswap(answer, "outerHTML"), f"#goal-{public_id}")


def _form_in_place(request: Request, goal: Goal, form: UpdateForm, at: str) -> HttpResponse:
    """First opened, the row comes with the form beneath it; refused, the form alone comes again."""
    context = {**row_context(goal), "form": form, "open": True, "of_one": at == "row-of-one"}
    whole = request.method != "POST" and at != "body"
    template = PLACES[at] if whole else "goals/_update_form.html"
    return render(request, template, context, status=form.status)


@require_http_methods(FORM)
def correct(request: Request, public_id: str, update_id: str) -> HttpResponse:
    """Another row replaces what one told; both stay on record."""
    goal = find(request, public_id)
    told = goal.updates.allowed(request.viewer, "correct").select_related("goal", "by")
    update = get_object_or_404(told, public_id=update_id, result=None)
    together = goal.updates.standing().filter(at=update.at, by=update.by).exclude(result=None)
    form = CorrectionForm(update, together.select_related("result"), request.POST or None)
    if request.method == "POST" and save(form, lambda **typed: _correct(request, update, form)):
        say(request, _("Corrected. What you told before stays on record."))
        return redirect(goal)
    context = {"goal": goal, "form": form}
    return render(request, "goals/correct.html", context, status=form.status)


@transaction.atomic
def _correct(request: Request, update: ProgressUpdate, form: CorrectionForm) -> ProgressUpdate:
    for one, value in form.values():
        correct_update(one, actor=request.viewer, value=value)
    return correct_update(update, actor=request.viewer, note=form.cleaned_data["note"])


@require_POST
def comment(request: Request, public_id: str) -> HttpResponse:
    goal = find(request, public_id)
    try:
        comment_on(goal, actor=request.viewer, body=request.POST.get("body", "")[:4000])
    except ValidationError as refusal:
        warn(request, " ".join(refusal.messages))
    return redirect(goal)


@require_POST
def uncomment(request: Request, public_id: str, comment_id: str) -> HttpResponse:
    goal = find(request, public_id)
    comments = GoalComment.objects.filter(goal=goal)
    take_back_comment(get_object_or_404(comments, public_id=comment_id), actor=request.viewer)
    say(request, _("Taken back."))
    return redirect(goal)


def _updatable(request: Request, public_id: str) -> Goal:
    rows = Goal.objects.allowed(request.viewer, "update").for_display()
    return get_object_or_404(rows.with_may(request.viewer, "update", "agree"), public_id=public_id)
