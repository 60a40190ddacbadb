from __future__ import annotations

from functools import partial
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.people.days import organisation_day
from fairway.strategy import rules
from fairway.strategy.actions import priorities as actions
from fairway.strategy.actions.ranking import DOWN, UP
from fairway.strategy.forms import PriorityForm
from fairway.strategy.models import Period, StrategicPriority
from fairway.strategy.views.asking import must, render_form
from fairway.strategy.views.history import moments_of
from fairway.ui.saving import save
from fairway.ui.toasts import say, say_archived


@require_safe
def listing(request: Request) -> HttpResponse:
    """All that are in use, by period, the latest first; those put away on demand."""
    archived = "archived" in request.GET
    rows = StrategicPriority.objects.allowed(request.viewer).for_display()
    rows = rows.archived() if archived else rows.in_use()
    rows = rows.with_may(request.viewer, "edit", "restore")
    ordered = rows.order_by("-period__starts_on", "-period__until_on", "period", "rank", "pk")[:200]
    context = {
        "groups": [
            {"period": period, "priorities": list(own)}
            for period, own in groupby(ordered, key=lambda one: one.period)
        ],
        "archived": archived,
        "may_add": rules.may_add_strategy(request.viewer),
    }
    return render(request, "strategy/priorities.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    priority = find(request, public_id)
    context = {"priority": priority, "moments": moments_of(priority)}
    return render(request, "strategy/priority.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request) -> HttpResponse:
    must(rules.may_add_strategy(request.viewer))
    this_year = Period.objects.around(organisation_day()).filter(kind=Period.Kind.YEAR).first()
    form = PriorityForm(request.POST or None, initial={"period": this_year})
    if request.method == "POST" and (priority := save(form, partial(_add, request))):
        say(request, _("Priority added."))
        return redirect(priority)
    return render_form(request, form, _("New priority"), back="strategy:priorities")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    priority = find(request, public_id, verb="edit")
    form = PriorityForm.of(priority, request.POST or None)
    act = partial(actions.edit_priority, priority, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=priority):
        say(request, _("Saved."))
        return redirect(priority)
    return render_form(request, form, _("Edit priority"), back=priority)


@require_POST
def place(request: Request, public_id: str) -> HttpResponse:
    priority = find(request, public_id)
    direction = UP if request.POST.get("to") == UP else DOWN
    actions.move_priority(priority, actor=request.viewer, direction=direction)
    return redirect("strategy:priorities")


@require_POST
def archive(request: Request, public_id: str) -> HttpResponse:
    priority = actions.archive_priority(find(request, public_id), actor=request.viewer)
    say_archived(request, priority, "strategy:restore_priority")
    return redirect("strategy:priorities")


@require_POST
def restore(request: Request, public_id: str) -> HttpResponse:
    priority = actions.restore_priority(find(request, public_id), actor=request.viewer)
    say(request, _("“%(title)s” is back, as the last one.") % {"title": priority})
    return redirect(priority)


def find(request: Request, public_id: str, verb: str = "view") -> StrategicPriority:
    rows = StrategicPriority.objects.allowed(request.viewer, verb).for_display()
    return get_object_or_404(rows.with_may(request.viewer, "edit", "restore"), public_id=public_id)


def _add(request: Request, *, version: int | None, **typed) -> StrategicPriority:
    return actions.add_priority(typed.pop("period"), actor=request.viewer, **typed)
