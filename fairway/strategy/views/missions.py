from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation.viewers import Request
from fairway.strategy import rules
from fairway.strategy.actions import missions as actions
from fairway.strategy.forms import MissionForm
from fairway.strategy.models import Mission
from fairway.strategy.views.asking import must, render_form
from fairway.ui.saving import save
from fairway.ui.toasts import say


@require_safe
def detail(request: Request) -> HttpResponse:
    """What holds, and what held before."""
    missions = list(Mission.objects.allowed(request.viewer).with_may(request.viewer, "edit")[:50])
    holding = [mission for mission in missions if mission.replaced_at is None]
    context = {
        "mission": holding[0] if holding else None,
        "former": [mission for mission in missions if mission.replaced_at],
        "may_add": rules.may_add_strategy(request.viewer),
    }
    return render(request, "strategy/mission.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request) -> HttpResponse:
    must(rules.may_add_strategy(request.viewer))
    form = MissionForm(request.POST or None)
    if request.method == "POST" and save(form, partial(_set, request)):
        say(request, _("This is our mission from now on."))
        return redirect("strategy:mission")
    return render_form(request, form, _("A new mission"), back="strategy:mission")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    missions = Mission.objects.allowed(request.viewer, "edit")
    mission = get_object_or_404(missions, public_id=public_id)
    form = MissionForm.of(mission, request.POST or None)
    act = partial(actions.edit_mission, mission, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=mission):
        say(request, _("Saved."))
        return redirect("strategy:mission")
    return render_form(request, form, _("Find better words"), back="strategy:mission")


def _set(request: Request, *, version: int | None, **typed) -> Mission:
    return actions.set_mission(actor=request.viewer, **typed)
