"""Where to begin: a library of measures, and stacks for priorities."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.kpis.actions import stacking
from fairway.kpis.balance import weigh
from fairway.kpis.cards import cards_of
from fairway.kpis.forms.defining import PutForm, StackForm
from fairway.kpis.library import SHELVES
from fairway.kpis.models import Kpi, KpiStack, StackEntry
from fairway.kpis.rules import may_add
from fairway.kpis.views.asking import must, render_form
from fairway.people.days import organisation_day
from fairway.ui.saving import save
from fairway.ui.toasts import say

AT_MOST = 100


@require_safe
def library(request: Request) -> HttpResponse:
    must(may_add(request.viewer))
    return render(request, "kpis/library.html", {"shelves": SHELVES})


@require_safe
def stacks(request: Request) -> HttpResponse:
    rows = list(KpiStack.objects.allowed(request.viewer).for_display()[:AT_MOST])
    inside = _inside(request, rows)
    context = {
        "stacks": [(one, inside[one.pk], weigh(inside[one.pk])) for one in rows],
        "may_add": may_add(request.viewer),
    }
    return render(request, "kpis/stacks.html", context)


@require_safe
def stack(request: Request, public_id: str) -> HttpResponse:
    rows = KpiStack.objects.allowed(request.viewer).for_display()
    one = get_object_or_404(rows.with_may(request.viewer, "edit"), public_id=public_id)
    kpis = _inside(request, [one])[one.pk]
    context = {
        "stack": one,
        "cards": cards_of(kpis, organisation_day()),
        "findings": weigh(kpis),
        "form": PutForm(viewer=request.viewer, stack=one) if one.may_edit else None,
    }
    return render(request, "kpis/stack.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_stack(request: Request) -> HttpResponse:
    must(may_add(request.viewer))
    form = StackForm(request.POST or None, viewer=request.viewer)
    act = partial(stacking.start_stack, actor=request.viewer)
    if request.method == "POST" and (made := save(form, act)):
        return redirect(made)
    lede = _("One outcome, one or two that lead, one of quality, perhaps one of development.")
    return render_form(
        request, form, _("New stack"), back="kpis:stacks", lede=lede, save=_("Begin")
    )


@require_http_methods(["POST"])
def put(request: Request, public_id: str) -> HttpResponse:
    one = get_object_or_404(KpiStack.objects.allowed(request.viewer, "edit"), public_id=public_id)
    form = PutForm(request.POST, viewer=request.viewer, stack=one)
    if save(form, partial(stacking.put_on_stack, one, actor=request.viewer)) is None:
        return render_form(request, form, _("Add to the stack"), back=one)
    return redirect(one)


@require_POST
def take_off(request: Request, public_id: str, kpi_id: str) -> HttpResponse:
    one = get_object_or_404(KpiStack.objects.allowed(request.viewer), public_id=public_id)
    kpi = get_object_or_404(Kpi.objects.allowed(request.viewer), public_id=kpi_id)
    stacking.take_off_stack(one, actor=request.viewer, kpi=kpi)
    say(request, _("“%(name)s” is off the stack.") % {"name": kpi})
    return redirect(one)


def _inside(request: Request, stacks: list[KpiStack]) -> dict[int, list[Any]]:
    """By stack, those of its KPIs that the reader may see."""
    inside: dict[int, list[Any]] = {one.pk: [] for one in stacks}
    entries = list(StackEntry.objects.filter(stack__in=stacks).values_list("stack", "kpi"))
    rows = Kpi.objects.allowed(request.viewer).in_use()
    rows = rows.filter(pk__in={kpi for _stack, kpi in entries})
    kpis = {one.pk: one for one in rows.for_cards()}
    for key, kpi in entries:
        if kpi in kpis:
            inside[key].append(kpis[kpi])
    return inside
