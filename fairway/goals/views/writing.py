"""Write a goal: first which kind serves, then one form with its key results inline."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation.viewers import Request
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.writing import (
    RowRefused,
    Upwards,
    Wanted,
    Writing,
    rewrite_goal,
    write_goal,
)
from fairway.goals.forms.results import ResultForm, Results, initial_of
from fairway.goals.forms.writing import GoalForm, first_words, words_of_goal
from fairway.goals.models import Goal
from fairway.goals.rules import brings_goals
from fairway.goals.views.finding import find
from fairway.ui.saving import REFUSED, save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
# How many key results a new goal of this kind is asked for at first.
ASKED_FOR = {Goal.Framework.OKR: 3, Goal.Framework.SMART: 1, Goal.Framework.AGREED: 1}
FIELDS = ("title", "why", "period", "starts_on", "last_day", "weight", "visibility", "roll_up")


@require_safe
def choose(request: Request) -> HttpResponse:
    context = {"whose": request.GET.get("whose", ""), "brings": brings_goals(request.viewer)}
    return render(request, "goals/choose.html", context)


@require_http_methods(FORM)
def create(request: Request, framework: str) -> HttpResponse:
    if framework not in Goal.Framework.values:
        raise Http404
    first = first_words(request.viewer, framework, request.GET.get("whose", ""))
    data, rows = _typed(request, [{} for _n in range(ASKED_FOR[Goal.Framework(framework)])])
    form = _form(request, data, rows, first)

    def act(**typed: Any) -> Goal:
        writing = _writing(form, rows, {})
        said = {**writing.goal, **_owner(form, request), "framework": framework}
        goal = write_goal(Writing(said, writing.results, writing.upwards), actor=request.viewer)
        return propose_goal(goal, actor=request.viewer) if "propose" in request.POST else goal

    if request.method == "POST" and (goal := _save(form, rows, act)):
        say(request, _said(goal))
        return redirect(goal)
    return _show(request, form, rows, framework=framework)


@require_http_methods(FORM)
def edit(request: Request, public_id: str) -> HttpResponse:
    goal: Any = find(request, public_id)
    if not goal.may_edit:
        return redirect(goal)
    results = list(goal.results.in_use().select_related("kpi").prefetch_related("milestones"))
    data, rows = _typed(request, [initial_of(one) for one in results])
    form = _form(request, data, rows, words_of_goal(goal), goal)

    def act(version: int | None, **typed: Any) -> Goal:
        writing = _writing(form, rows, {one.public_id: one for one in results})
        return rewrite_goal(goal, writing, actor=request.viewer, version=version)

    if request.method == "POST" and _save(form, rows, act, goal):
        say(request, _("Saved."))
        return redirect(goal)
    return _show(request, form, rows, goal=goal, framework=goal.framework)


def _owner(form: GoalForm, request: Request) -> dict[str, Any]:
    """Whoever writes a goal for a unit reports on it at first."""
    owner = form.owner()
    return {**owner, "responsible": request.viewer} if "unit" in owner else owner


def _typed(request: Request, initial: list[dict[str, Any]]) -> tuple[Any, Results]:
    data = request.POST if request.method == "POST" else None
    rows = Results(request.viewer, data, initial)
    for row, known in zip(rows, initial, strict=False):
        if known:
            _hold(row)
    return data, rows


def _hold(row: ResultForm) -> None:
    """How a key result is measured stays; another one is added for another measure."""
    for name in ("kind", "source", "measure", "label", "decimals", "kpi"):
        row.fields[name].disabled = True


def _form(
    request: Request, data: Any, rows: Results, first: dict[str, Any], goal: Goal | None = None
) -> GoalForm:
    if rows.adding:  # another row is drawn; what was typed is not judged yet
        typed = {name: data.get(name) for name in GoalForm.base_fields}
        return GoalForm(viewer=request.viewer, goal=goal, initial=typed)
    return GoalForm(data, viewer=request.viewer, goal=goal, initial=first)


def _save(form: GoalForm, rows: Results, act: Any, row: Goal | None = None) -> Any:
    if rows.adding:
        return None
    if not rows.is_valid():
        form.is_valid()
        form.status = REFUSED
        return None
    try:
        return save(form, act, row=row, now=words_of_goal)
    except RowRefused as refused:
        about = getattr(refused.refusal, "field", None)
        part = rows.forms[refused.row]
        part.add_error(about if about in part.fields else None, refused.refusal)
        form.status = REFUSED
    return None


def _writing(form: GoalForm, rows: Results, known: dict[str, Any]) -> Writing:
    said = form.cleaned_data
    goal = {name: said[name] for name in FIELDS}
    goal["cadence_days"] = said["cadence_days"]
    to, result = said["contributes_to"]
    upwards = Upwards(to, result, said["priority"], said["how"])
    return Writing(goal, [_wanted(row, known) for row in rows], upwards)


def _wanted(row: ResultForm, known: dict[str, Any]) -> Wanted:
    said = row.cleaned_data
    of = known.get(said.get("public_id", ""))
    if row.is_gone:
        return Wanted({}, of, gone=True)
    kept = ("title", "kind", "source", "kpi", "measure", "decimals", "weight", "currency")
    fields = {name: said[name] for name in kept}
    fields["label"] = "" if said["currency"] else said["label"]
    return Wanted(
        {**fields, **said["units"], "milestones": row.steps()}, of, version=said.get("version")
    )


def _said(goal: Goal) -> str:
    if goal.is_agreed:
        return _("Written, and it holds from now on.")
    return _("Written and proposed.") if goal.proposed_at else _("Written as a draft.")


def _show(request: Request, form: GoalForm, rows: Results, **context: Any) -> HttpResponse:
    context |= {"form": form, "rows": rows}
    return render(request, "goals/form.html", context, status=form.status)
