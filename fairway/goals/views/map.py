"""The alignment map: how goals follow from what matters most, opened a branch at a time."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fairway.foundation.paging import page_of
from fairway.foundation.text.cells import csv_response
from fairway.foundation.viewers import Request
from fairway.goals.mapping import rows as reading
from fairway.goals.mapping import tree
from fairway.goals.mapping.asked import Asked, MapForm
from fairway.goals.mapping.drawing import draw_map
from fairway.goals.mapping.table import header, rows_of
from fairway.goals.mapping.ways import ways
from fairway.goals.models import Goal
from fairway.strategy.models import Mission, StrategicPriority

LOOSE, ELSEWHERE = "loose", "elsewhere"
KEYS = {LOOSE: reading.LOOSE, ELSEWHERE: reading.ELSEWHERE}


@require_safe
def goal_map(request: Request) -> HttpResponse:
    """Opened along the way to one goal: the one asked for, or the first of the reader's own."""
    form, found = _opened(request)
    asked = form.asked
    mission = Mission.objects.allowed(request.viewer).current()
    context = {
        **frame(form, "map"),
        "mission": None if asked.unit else mission.first(),
        "columns": found,
        "beside": None if found else tree.beside(asked),
    }
    return render(request, "goals/map.html", context)


@require_safe
def beside(request: Request) -> HttpResponse:
    """How many goals stand below no priority, as a fragment that the map asks for once it stands."""
    asked = MapForm(request.GET, viewer=request.viewer).asked
    if not request.htmx:
        return redirect(f"{reverse('goals:map')}?{asked.question}")
    context = {"beside": tree.beside(asked), "question": asked.question}
    return render(request, "goals/_map_beside.html", context)


@require_safe
def drawing(request: Request) -> HttpResponse:
    """What the map opens with, as a drawing to take along."""
    form, found = _opened(request)
    period = form.asked.period
    title = _("Goals, %(period)s") % {"period": period.name} if period else _("Goals")
    return as_drawing(draw_map(found, tree.beside(form.asked).loose, title), "goals-map.svg")


@require_safe
def table(request: Request) -> HttpResponseBase:
    """All goals of the map, in whatever branch."""
    asked = MapForm(request.GET, viewer=request.viewer).asked
    return as_table(request, asked.goals())


def as_table(request: Request, goals: Any) -> HttpResponseBase:
    place = request.build_absolute_uri("/").rstrip("/")
    return csv_response("goals", header(), rows_of(goals, request.viewer, place))


def as_drawing(drawn: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(drawn, content_type="image/svg+xml", headers=headers)


def _opened(request: Request) -> tuple[MapForm, list[tree.Column]]:
    viewer = request.viewer
    wanted = _find(request, request.GET["goal"]) if request.GET.get("goal") else None
    form = MapForm(request.GET, viewer=viewer, around=wanted)
    asked = form.asked
    path = reading.way_to(wanted.pk) if wanted else reading.way_to_own(asked.part)
    return form, tree.columns(asked, path, current=wanted.pk if wanted else 0)


@require_safe
def below(request: Request, public_id: str) -> HttpResponse:
    """The goals that contribute to one, as a fragment; without JavaScript the map opened there."""
    asked = MapForm(request.GET, viewer=request.viewer).asked
    goal = _find(request, public_id)
    if not request.htmx:
        return redirect(f"{reverse('goals:map')}?goal={public_id}&{asked.question}")
    rows = asked.goals().filter(parent=goal)
    context = _page(request, asked, rows)
    context["address"] = reverse("goals:map_below", args=[public_id])
    return render(request, "goals/_map_level.html", context)


@require_safe
def results(request: Request, public_id: str) -> HttpResponse:
    """The key results of one goal, as a fragment; without JavaScript the goal's page has them."""
    goal = _find(request, public_id)
    if not request.htmx:
        return redirect(goal)
    context = {"results": goal.results.in_use()}
    return render(request, "goals/_map_results.html", context)


@require_safe
def column(request: Request, key: str) -> HttpResponse:
    """All that stand right below one priority, or below none; a fragment when more are asked for."""
    form = MapForm(request.GET, viewer=request.viewer)
    asked, chosen = form.asked, tree.priorities(form.asked)
    priority = _priority(chosen, key)
    rows = reading.uppermost(asked.part, [one.pk for one in chosen])
    rows = rows.filter(column=priority.pk if priority else KEYS[key])
    context = _page(request, asked, rows)
    context["address"] = reverse("goals:map_column", args=[key])
    if request.htmx and "after" in request.GET:
        return render(request, "goals/_map_level.html", context)
    context |= {**frame(form, "map"), "priority": priority, "key": key}
    return render(request, "goals/map_column.html", context)


def frame(form: MapForm, here: str) -> dict[str, Any]:
    """What stands above every picture of many goals."""
    asked = form.asked
    question = asked.question
    return {
        **{"form": form, "asked": asked, "question": question},
        **{"ways": ways(question, here), "here": here},
    }


def _find(request: Request, public_id: str) -> Goal:
    goals = Goal.objects.allowed(request.viewer).shown_around().select_related("period")
    return get_object_or_404(goals, public_id=public_id)


def _page(request: Request, asked: Asked, rows: Any) -> dict[str, Any]:
    after = request.GET.get("after", "")
    page = page_of(rows, order=["pk"], after=after, size=tree.MORE)
    nodes = tree.level(asked, Goal.objects.filter(pk__in=[goal.pk for goal in page]))
    return {"nodes": nodes, "after": page.after, "question": asked.question, "asked": asked}


def _priority(chosen: list[StrategicPriority], key: str) -> StrategicPriority | None:
    found = next((one for one in chosen if one.public_id == key), None)
    if found is None and key not in KEYS:
        raise Http404
    return found
