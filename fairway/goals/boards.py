"""What goals offer for dashboards: how a unit's goals stand, and which milestones come next."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import BoardSource, board_sources
from fairway.goals.models import Goal, Milestone
from fairway.people.days import organisation_day

MOST = 6


def goals(viewer: Any, unit: Any) -> dict[str, Any]:
    """Those that the unit, or the organisation, has agreed on and that are not over."""
    rows = Goal.objects.allowed(viewer).agreed().filter(until_on__gt=organisation_day())
    rows = rows.filter(unit=unit) if unit else rows.filter(scope=Goal.Scope.ORGANISATION)
    return {"goals": list(rows.order_by("until_on", "pk")[:MOST])}


def milestones(viewer: Any, unit: Any) -> dict[str, Any]:
    """Not done yet, the next first."""
    seen = Goal.objects.allowed(viewer).current()
    seen = seen.filter(unit=unit) if unit else seen.filter(scope=Goal.Scope.ORGANISATION)
    rows = Milestone.objects.filter(result__goal__in=seen).exclude(done=True).exclude(due_on=None)
    return {"milestones": list(rows.select_related("result__goal").order_by("due_on")[:MOST])}


board_sources.offer(
    BoardSource("goals", _("Goals"), "goals/_board_goals.html", goals),
    BoardSource("milestones", _("Next milestones"), "goals/_board_milestones.html", milestones),
)
