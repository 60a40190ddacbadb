"""1:1s one has, the rhythms they go by, how often they are had, and when to talk or to write."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.conversations.actions.meetings import change_series, end_series, start_series
from fairway.conversations.actions.meetings_items import bring_along
from fairway.conversations.forms.meetings import MINE, MOST, THEIRS, RhythmForm
from fairway.conversations.meetings_rhythm import jumps, occurrences
from fairway.conversations.meetings_ways import table
from fairway.conversations.models import ActionItem, HelpResult, OneOnOneSeries
from fairway.conversations.reading.meetings import held_before, rows_of
from fairway.conversations.reading.meetings_coverage import coverage_for
from fairway.conversations.rules import people_near, people_to_meet, sees_coverage
from fairway.foundation import policy
from fairway.foundation.paging import address, page_of
from fairway.foundation.times.reading import place
from fairway.foundation.viewers import Request
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
MORNING = time(10)
MOST_RESULTS, A_PAGE = 60, 15


def must_be_somebody(viewer: Any) -> None:
    """1:1s are people's: a login that belongs to nobody has none."""
    if not isinstance(viewer, Person):
        raise PermissionDenied


@require_safe
def one_on_ones(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    rows = rows_of(request.viewer)
    context = {
        "running": [row for row in rows if row.series.is_open],
        "ended": [row for row in rows if not row.series.is_open],
        "sees_coverage": sees_coverage(request.viewer),
    }
    return render(request, "conversations/meetings/list.html", context)


@require_http_methods(FORM)
def new_series(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    people = _offered(request)
    form = RhythmForm(
        request.POST or None, viewer=request.viewer, people=people, initial=_begun(request)
    )

    def act(other: Person, anyway: bool, **_typed: Any) -> OneOnOneSeries:
        said = form.rhythm(other)
        return start_series(other, actor=request.viewer, rhythm=said, anyway=anyway)

    if request.method == "POST" and (series := save(form, act)):
        say(request, _("Your 1:1s stand. Both of you can write the agenda now."))
        return redirect(series)
    if form.has_error("other", "invalid_choice"):
        raise PermissionDenied  # nobody can choose them on the page
    context = {"form": form, "people": people}
    return render(request, "conversations/meetings/series_form.html", context, status=form.status)


@require_safe
def series(request: Request, public_id: str) -> HttpResponse:
    """Its history, the latest first."""
    found: Any = _find(request, public_id)
    asked = request.GET
    page = page_of(
        held_before(found, request.viewer),
        order=("-starts_at", "-pk"),
        after=asked.get("after", ""),
        before=asked.get("before", ""),
        size=A_PAGE,
    )
    now = timezone.now()
    today = organisation_day()
    context = {
        "series": found,
        "other": found.other(request.viewer),
        "place": place(found.zone),
        "page": page,
        "next": address(asked, after=page.after),
        "previous": address(asked, before=page.before),
        "coming": found.meetings.open().filter(until_at__gt=now).order_by("starts_at")[:3],
        "jumps": list(jumps(found, today, today + timedelta(days=60))) if found.is_open else [],
        "to_bring": _to_bring(found, request.viewer),
    }
    return render(request, "conversations/meetings/series.html", context)


@require_http_methods(FORM)
def edit_series(request: Request, public_id: str) -> HttpResponse:
    found: Any = _find(request, public_id)
    if request.method != "POST" and not found.may_edit:
        return redirect(found)
    other = found.other(request.viewer)
    form = RhythmForm(
        request.POST or None, viewer=request.viewer, people=None, initial=_now(found, request)
    )

    def act(anyway: bool, version: int | None, **_typed: Any) -> OneOnOneSeries:
        return change_series(
            found, actor=request.viewer, rhythm=form.rhythm(other), anyway=anyway, version=version
        )

    if request.method == "POST" and save(form, act, row=found, now=lambda row: _now(row, request)):
        say(request, _("Changed. What is still to come has moved along."))
        return redirect(found)
    context = {"form": form, "series": found, "other": other}
    return render(request, "conversations/meetings/series_form.html", context, status=form.status)


@require_POST
def end(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    if found.is_open:
        end_series(found, actor=request.viewer)
        say(request, _("Ended. What you wrote stays here for both of you."))
    return redirect("conversations:one_on_ones")


@require_POST
def bring(request: Request, public_id: str) -> HttpResponse:
    """Open actions of one's own, from 1:1s with a former manager."""
    found = _find(request, public_id)
    chosen = _to_bring(found, request.viewer).filter(public_id__in=request.POST.getlist("action"))
    if bring_along(list(chosen), actor=request.viewer, series=found):
        say(request, _("They stand among your actions with each other now."))
    return redirect(found)


@require_safe
def coverage(request: Request) -> HttpResponse:
    if not sees_coverage(request.viewer):
        raise PermissionDenied
    asked = request.GET
    found = coverage_for(
        request.viewer, after=asked.get("after", ""), before=asked.get("before", "")
    )
    context = {
        "coverage": found,
        "previous": address(asked, before=found.units.before),
        "next": address(asked, after=found.units.after),
    }
    return render(request, "conversations/meetings/coverage.html", context)


@require_safe
def helped(request: Request) -> HttpResponse:
    """What people said of their 1:1s, of groups one answers for; others see how it is counted."""
    must_be_somebody(request.viewer)
    found = HelpResult.objects.allowed(request.viewer).select_related("unit")
    context = {"results": found.order_by("-month", "unit__name", "pk")[:MOST_RESULTS]}
    return render(request, "conversations/meetings/helped.html", context)


@require_safe
def live_or_written(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    return render(request, "conversations/meetings/ways.html", {"table": table()})


def _offered(request: Request) -> list[Person]:
    """Whoever is next to the viewer, and whoever else of their line is asked for by name."""
    asked = request.POST.get("other") or request.GET.get("with") or ""
    near = people_near(request.viewer).order_by("sort_name", "pk")[:MOST]
    others = people_to_meet(request.viewer).filter(public_id=asked) if asked else []
    return list(dict.fromkeys([*others, *near]))


def _find(request: Request, public_id: str) -> OneOnOneSeries:
    rows = OneOnOneSeries.objects.allowed(request.viewer).for_display()
    return get_object_or_404(rows.with_may(request.viewer, "edit", "end"), public_id=public_id)


def _to_bring(found: OneOnOneSeries, viewer: Person) -> Any:
    """Of the employee alone: nobody else knows of them."""
    rows = ActionItem.objects.open().filter(owner=viewer, manager_reads=False)
    mine = found.is_open and found.employee_id == viewer.pk
    return rows.filter(employee=viewer).order_by("due_on", "pk") if mine else rows.none()


def _begun(request: Request) -> dict[str, Any]:
    """Tomorrow or the next weekday, at ten by one's own clock."""
    day = timezone.localdate() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return {
        "other": request.GET.get("with", ""),
        "cadence": policy.get("conversations.one_on_one_cadence"),
        "way": "live",
        "starts_on": day,
        "at": MORNING,
        "follows": MINE,
        "minutes": policy.get("conversations.one_on_one_minutes"),
        "days": 3,
        "form": "standard",
    }


def _now(row: OneOnOneSeries, request: Request) -> dict[str, Any]:
    """What the row holds; the first day is the next that is still to come."""
    now, today = timezone.now(), organisation_day()
    coming = occurrences(row, today, today + timedelta(days=60))
    day = next((one.day for one in coming if one.starts_at > now), row.starts_on)
    names = ("cadence", "way", "at", "minutes", "days", "form", "video_url", "version")
    held: dict[str, Any] = {name: getattr(row, name) for name in names}
    follows = MINE if row.follows_id == request.viewer.pk else THEIRS
    return held | {"starts_on": day, "follows": follows, "anyway": False}
