from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.strategy import rules
from fairway.strategy.actions import values as actions
from fairway.strategy.actions.ranking import DOWN, UP
from fairway.strategy.forms import ValueForm
from fairway.strategy.models import Value
from fairway.strategy.views.asking import must, render_form
from fairway.strategy.views.history import moments_of
from fairway.ui.saving import save
from fairway.ui.toasts import say, say_archived


@require_safe
def listing(request: Request) -> HttpResponse:
    archived = "archived" in request.GET
    rows = Value.objects.allowed(request.viewer)
    rows = rows.archived() if archived else rows.in_use()
    context = {
        "values": rows.with_may(request.viewer, "edit", "restore")[:100],
        "archived": archived,
        "may_add": rules.may_add_strategy(request.viewer),
    }
    return render(request, "strategy/values.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    value = find(request, public_id)
    return render(request, "strategy/value.html", {"value": value, "moments": moments_of(value)})


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request) -> HttpResponse:
    must(rules.may_add_strategy(request.viewer))
    form = ValueForm(request.POST or None)
    if request.method == "POST" and (value := save(form, partial(_add, request))):
        say(request, _("Value added."))
        return redirect(value)
    return render_form(request, form, _("New value"), back="strategy:values")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    value = find(request, public_id, verb="edit")
    form = ValueForm.of(value, request.POST or None)
    act = partial(actions.edit_value, value, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=value):
        say(request, _("Saved."))
        return redirect(value)
    return render_form(request, form, _("Edit value"), back=value)


@require_POST
def place(request: Request, public_id: str) -> HttpResponse:
    direction = UP if request.POST.get("to") == UP else DOWN
    actions.move_value(find(request, public_id), actor=request.viewer, direction=direction)
    return redirect("strategy:values")


@require_POST
def archive(request: Request, public_id: str) -> HttpResponse:
    value = actions.archive_value(find(request, public_id), actor=request.viewer)
    say_archived(request, value, "strategy:restore_value")
    return redirect("strategy:values")


@require_POST
def restore(request: Request, public_id: str) -> HttpResponse:
    value = actions.restore_value(find(request, public_id), actor=request.viewer)
    say(request, _("“%(name)s” is back, as the last one.") % {"name": value})
    return redirect(value)


def find(request: Request, public_id: str, verb: str = "view") -> Value:
    rows = Value.objects.allowed(request.viewer, verb)
    return get_object_or_404(rows.with_may(request.viewer, "edit", "restore"), public_id=public_id)


def _add(request: Request, *, version: int | None, **typed) -> Value:
    return actions.add_value(actor=request.viewer, **typed)
