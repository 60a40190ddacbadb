"""Propose to change what was agreed, and decide on what the other side proposes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.viewers import Request
from fairway.goals.actions.changing import (
    approve_change,
    decline_change,
    propose_change,
    withdraw_change,
)
from fairway.goals.forms.changing import ChangeForm, DeclineForm, words_now
from fairway.goals.models import Goal, GoalChange
from fairway.goals.reading.changing import proposal_of
from fairway.goals.views.finding import find
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def change(request: Request, public_id: str) -> HttpResponse:
    goal: Any = find(request, public_id)
    if request.method != "POST" and not goal.may_change:
        return redirect(goal)
    results = list(goal.results.in_use())
    form = ChangeForm(request.POST or None, goal=goal, results=results)

    def now(row: Goal) -> dict[str, Any]:
        return words_now(row, list(row.results.in_use()))

    act = partial(_propose, request, goal, form)
    if request.method == "POST" and (change := save(form, act, row=goal, now=now)):
        say(request, _proposed(change))
        return redirect(goal)
    context = {"goal": goal, "form": form}
    return render(request, "goals/change.html", context, status=form.status)


def _propose(
    request: Request, goal: Goal, form: ChangeForm, *, reason: str, version: int | None, **said: Any
) -> GoalChange:
    kept = {name: said[name] for name in ("title", "why", "starts_on", "last_day", "weight")}
    return propose_change(
        goal,
        actor=request.viewer,
        reason=reason,
        version=version,
        results=form.of_results(),
        **kept,
    )


def _proposed(change: GoalChange) -> str:
    if change.state == GoalChange.State.APPROVED:
        return _("Changed: it holds from now on.")
    return _("Proposed. The goal stays as it was agreed until the other one decides.")


@require_POST
def approve(request: Request, public_id: str, change_id: str) -> HttpResponse:
    change = _find_change(request, public_id, change_id)
    act = partial(approve_change, change, actor=request.viewer)
    stopped = _("Stopped: the goal is closed as dropped, and stays readable.")
    words = stopped if change.stops else _("Changed: it holds from now on.")
    return _done(request, change, act, words)


@require_POST
def withdraw(request: Request, public_id: str, change_id: str) -> HttpResponse:
    change = _find_change(request, public_id, change_id)
    act = partial(withdraw_change, change, actor=request.viewer)
    return _done(request, change, act, _("Taken back. The goal stays as it was agreed."))


@require_http_methods(FORM)
def decline(request: Request, public_id: str, change_id: str) -> HttpResponse:
    change: Any = _find_change(request, public_id, change_id)
    if request.method != "POST" and not change.may_decide:
        return redirect(change.goal)
    form = DeclineForm(request.POST or None)
    act = partial(decline_change, change, actor=request.viewer)
    if request.method == "POST" and save(form, act):
        say(request, _("Declined. The goal stays as it was agreed."))
        return redirect(change.goal)
    proposal = proposal_of(change, list(change.goal.results.all()))
    context = {"goal": change.goal, "form": form, "proposal": proposal}
    return render(request, "goals/decline.html", context, status=form.status)


def _done(request: Request, change: GoalChange, act: Any, words: str) -> HttpResponse:
    """What can no longer be is said on the goal's page, where the buttons are as they are now."""
    try:
        act()
    except ValidationError as refusal:
        warn(request, " ".join(refusal.messages))
    else:
        say(request, words)
    return redirect(change.goal)


def _find_change(request: Request, public_id: str, change_id: str) -> GoalChange:
    rows = GoalChange.objects.allowed(request.viewer).filter(goal__public_id=public_id)
    rows = rows.select_related("goal", "proposed_by").with_may(request.viewer, "decide")
    return get_object_or_404(rows, public_id=change_id)
