from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.people.days import organisation_day
from fairway.strategy import rules
from fairway.strategy.actions import periods as actions
from fairway.strategy.calendar import FiscalCalendar, usual_calendar
from fairway.strategy.forms import PeriodForm, YearForm
from fairway.strategy.models import Period, StrategicPriority
from fairway.strategy.views.asking import must, render_form
from fairway.strategy.views.history import moments_of
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

SOON = timedelta(days=30)
VERBS = ("edit", "open", "close", "archive", "restore")


@require_safe
def listing(request: Request) -> HttpResponse:
    """By year, the latest first; within it as they come, the longer before the shorter."""
    archived = "archived" in request.GET
    rows = Period.objects.allowed(request.viewer).with_may(request.viewer, *VERBS)
    rows = rows.filter(archived_at__isnull=not archived)
    context = {
        "years": by_year(list(rows[:300])),
        "soon": organisation_day() + SOON,
        "today": organisation_day(),
        "archived": archived,
        "may_add": rules.may_add_periods(request.viewer),
    }
    return render(request, "strategy/periods.html", context)


def by_year(periods: list[Period]) -> list[dict[str, Any]]:
    """Each year with what begins in it; what lies in no year comes last."""
    years = [one for one in periods if one.kind == Period.Kind.YEAR]
    inside: dict[int | None, list[Period]] = {}
    for one in sorted(periods, key=lambda one: (one.starts_on, -one.days)):
        if one not in years:
            home = next((y for y in years if y.starts_on <= one.starts_on < y.until_on), None)
            inside.setdefault(home.pk if home else None, []).append(one)
    groups: list[dict[str, Any]] = [
        {"year": year, "periods": inside.get(year.pk, [])} for year in years
    ]
    loose = inside.get(None, [])
    return [*groups, {"year": None, "periods": loose}] if loose else groups


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    period, today = find(request, public_id), organisation_day()
    beside = Period.objects.allowed(request.viewer).overlapping(period.starts_on, period.until_on)
    priorities = StrategicPriority.objects.allowed(request.viewer).in_use().serving(period)
    context = {
        "period": period,
        "gone": period.days_gone(today),
        "share": period.days_gone(today) / period.days,
        "beside": beside.exclude(pk=period.pk)[:50],
        "moments": moments_of(period),
        "priorities": priorities.for_display()[:50],
    }
    return render(request, "strategy/period.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request) -> HttpResponse:
    must(rules.may_add_periods(request.viewer))
    form = PeriodForm(request.POST or None, initial={"kind": Period.Kind.CUSTOM})
    if request.method == "POST" and (period := save(form, partial(_add, request))):
        say(request, _("Period added."))
        return redirect(period)
    return render_form(request, form, _("New period"), back="strategy:periods")


@require_http_methods(["GET", "HEAD", "POST"])
def create_year(request: Request) -> HttpResponse:
    must(rules.may_add_periods(request.viewer))
    usual = usual_calendar()
    last = Period.objects.in_use().filter(kind=Period.Kind.YEAR).first()
    year = last.until_on.year if last else organisation_day().year
    initial = {"year": year, "month": usual.month, "weeks": usual.weeks}
    form = YearForm(request.POST or None, initial=initial)
    if request.method == "POST" and (periods := save(form, partial(_add_year, request))):
        say(request, _("%(name)s is added, with its parts.") % {"name": periods[0]})
        return redirect("strategy:periods")
    return render_form(request, form, _("Add a year"), back="strategy:periods", save=_("Add year"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    period = find(request, public_id, verb="edit")
    form = PeriodForm.of(period, request.POST or None)
    act = partial(actions.edit_period, period, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=period):
        say(request, _("Saved."))
        return redirect(period)
    return render_form(request, form, _("Edit period"), back=period)


@require_POST
def opening(request: Request, public_id: str) -> HttpResponse:
    period = actions.open_period(find(request, public_id), actor=request.viewer)
    undo = reverse("strategy:close_period", args=[public_id])
    say(request, _("%(name)s is open.") % {"name": period}, undo=undo)
    return redirect(period)


@require_POST
def closure(request: Request, public_id: str) -> HttpResponse:
    period = actions.close_period(find(request, public_id), actor=request.viewer)
    undo = reverse("strategy:open_period", args=[public_id])
    say(request, _("%(name)s is closed.") % {"name": period}, undo=undo)
    return redirect(period)


@require_POST
def archive(request: Request, public_id: str) -> HttpResponse:
    period = actions.archive_period(find(request, public_id), actor=request.viewer)
    undo = reverse("strategy:restore_period", args=[public_id])
    say(request, _("%(name)s is archived.") % {"name": period}, undo=undo)
    return redirect("strategy:periods")


@require_POST
def restore(request: Request, public_id: str) -> HttpResponse:
    period = find(request, public_id)
    try:
        actions.restore_period(period, actor=request.viewer)
    except actions.Overlaps as refusal:
        warn(request, refusal)
        return redirect(period)
    say(request, _("%(name)s is back.") % {"name": period})
    return redirect(period)


def find(request: Request, public_id: str, verb: str = "view") -> Period:
    rows = Period.objects.allowed(request.viewer, verb)
    return get_object_or_404(rows.with_may(request.viewer, *VERBS), public_id=public_id)


def _add(request: Request, *, version: int | None, **typed) -> Period:
    return actions.add_period(actor=request.viewer, **typed)


def _add_year(request: Request, *, month: int, weeks: bool, **typed) -> list[Period]:
    calendar = FiscalCalendar(month=month, weeks=weeks)
    return actions.add_year(actor=request.viewer, calendar=calendar, **typed)
