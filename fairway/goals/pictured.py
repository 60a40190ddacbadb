"""What the pictures of many goals offer the house."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import BenchPage, PaletteAction, bench_pages, palette_actions
from fairway.goals.models import Goal


def most_carried(world: Any) -> Goal | None:
    """The open goal that most others contribute to."""
    return Goal.objects.current().annotate(n=Count("contributing")).order_by("-n", "pk").first()


def a_branch(world: Any) -> str:
    goal = most_carried(world)
    return reverse("goals:map_below", args=[goal.public_id]) if goal else "/goals/map/"


def an_update(world: Any) -> str:
    goal = Goal.objects.agreed().filter(owner=world.people["ana"]).order_by("pk").first()
    return reverse("goals:update", args=[goal.public_id]) if goal else "/goals/"


palette_actions.offer(
    PaletteAction("goal_map", _("Alignment map"), "sitemap", "goals:map", keywords=_("goals")),
    PaletteAction("goal_board", _("Board of goals"), "layout-list", "goals:board"),
    PaletteAction("goal_timeline", _("Timeline of goals"), "calendar", "goals:timeline"),
)
bench_pages.offer(
    BenchPage("goals, map", "ana", lambda world: "/goals/map/"),
    BenchPage("goals, map, one branch", "ana", a_branch, fragment=True),
    BenchPage("goals, board", "ana", lambda world: "/goals/board/?whose=company"),
    BenchPage("goals, timeline", "ana", lambda world: "/goals/timeline/?whose=company"),
    BenchPage("goal, update", "ana", an_update),
)
