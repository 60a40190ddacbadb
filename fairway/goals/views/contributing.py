"""What a goal contributes to, also once it is agreed; and what is offered while one types."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation.viewers import Request
from fairway.goals.actions.contributing import contribute
from fairway.goals.forms.contributing import ContributionForm
from fairway.goals.picking import suggest_goals, suggest_kpis, words_of
from fairway.goals.views.finding import back, find
from fairway.ui.saving import save
from fairway.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def contribution(request: Request, public_id: str) -> HttpResponse:
    goal: Any = find(request, public_id)
    if not goal.may_update:
        return back(request, goal)
    above = words_of(goal.parent, goal.parent_result) if goal.parent_seen else ""
    initial = {
        "contributes_to": above,
        "priority": goal.priority,
        "how": goal.contributes_how,
        "weight": goal.weight,
    }
    form = ContributionForm(
        request.POST or None, viewer=request.viewer, is_agreed=goal.is_agreed, initial=initial
    )

    def act(contributes_to: Any, **said: Any) -> Any:
        to, result = contributes_to
        return contribute(goal, actor=request.viewer, to=to, result=result, **said)

    if request.method == "POST" and save(form, act):
        say(request, _("Saved."))
        return redirect(goal)
    context = {"goal": goal, "form": form, "title": _("What it contributes to"), "save": _("Save")}
    return render(request, "goals/ask.html", context, status=form.status)


@require_safe
def pick(request: Request) -> HttpResponse:
    """Options for the list of a field; `field` says which parameter holds what was typed."""
    typed = request.GET.get(request.GET.get("field", "q"), "")[:100]
    find_options = suggest_kpis if request.GET.get("of") == "kpi" else suggest_goals
    found = find_options(request.viewer, typed) if typed.strip() else []
    return render(request, "people/_options.html", {"options": found})
