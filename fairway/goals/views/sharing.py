"""A goal with others: who owns it too, and a key result that becomes somebody's own goal."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fairway.foundation.viewers import Request
from fairway.goals.actions.contributing import convert_result
from fairway.goals.actions.owning import own_together
from fairway.goals.forms.sharing import SharingForm
from fairway.goals.forms.whose import ConversionForm
from fairway.goals.models import KeyResult
from fairway.goals.views.finding import back, find
from fairway.people.models import Person
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def owners(request: Request, public_id: str) -> HttpResponse:
    goal: Any = find(request, public_id)
    if not goal.may_update:
        return back(request, goal)
    now = list(Person.objects.filter(shared_goals__goal=goal).order_by("sort_name"))
    form = SharingForm(request.POST or None, viewer=request.viewer, owners=now)

    def act(**typed: Any) -> Any:
        return own_together(goal, actor=request.viewer, people=form.people())

    if request.method == "POST" and save(form, act):
        say(request, _("Saved."))
        return redirect(goal)
    context = {"goal": goal, "form": form, "title": _("Who owns it too"), "save": _("Save")}
    return render(request, "goals/ask.html", context, status=form.status)


@require_http_methods(FORM)
def convert(request: Request, public_id: str, result_id: str) -> HttpResponse:
    """What a key result asks for becomes a goal of its own, from which it follows."""
    goal: Any = find(request, public_id)
    results = goal.results.in_use().exclude(source=KeyResult.Source.GOALS)
    result = get_object_or_404(results, public_id=result_id)
    if not goal.may_update:
        return back(request, goal)
    form = ConversionForm(request.POST or None, viewer=request.viewer)

    def act(**typed: Any) -> Any:
        return convert_result(result, actor=request.viewer, **form.owner())

    if request.method == "POST" and (child := save(form, act)):
        say(
            request, _("Its own goal now. Say in your words how it helps, and how one will see it.")
        )
        return redirect(child)
    lede = _("“%(result)s” will follow from the new goal, and be told of there.")
    context = {
        "goal": goal,
        "form": form,
        "title": _("Make it a goal of its own"),
        "lede": lede % {"result": result.title},
        "save": _("Make the goal"),
    }
    return render(request, "goals/ask.html", context, status=form.status)
