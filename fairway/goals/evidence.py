"""What goals tell of somebody's period: those that were closed, and how they were said to go."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from fairway.foundation.addresses import address_of
from fairway.foundation.evidence import day_in
from fairway.foundation.organisation import organisation_zone
from fairway.foundation.ports import EvidenceSource, evidence_sources
from fairway.foundation.times import midnight
from fairway.goals.models import Goal, ProgressUpdate
from fairway.goals.models.progressing import Status

Seen = Goal.Visibility


def closed_goals(viewer: Any, person: Any, start: date, end: date) -> QuerySet[Goal]:
    zone = organisation_zone()
    return Goal.objects.allowed(viewer).filter(
        owner=person,
        closed_at__gte=midnight(start, zone),
        closed_at__lt=midnight(end, zone),
        agreed_at__isnull=False,
    )


def updates(viewer: Any, person: Any, start: date, end: date) -> QuerySet[ProgressUpdate]:
    """One for each time that somebody told of a goal, as it stands after corrections."""
    zone = organisation_zone()
    told = (
        ProgressUpdate.objects.allowed(viewer)
        .standing()
        .filter(
            goal__owner=person,
            result=None,
            at__gte=midnight(start, zone),
            at__lt=midnight(end, zone),
        )
    )
    return told.exclude(via=ProgressUpdate.Via.CARRIED)


def reach(goal: str = "") -> Case:
    return Case(
        When(**{f"{goal}visibility": Seen.COMPANY}, then=Value("open")),
        When(**{f"{goal}visibility": Seen.UNIT}, then=Value("team")),
        default=Value("line"),
    )


def of_goals() -> dict[str, Any]:
    return {
        "day": day_in("closed_at"),
        "title": "title",
        "words": "reflection",
        "reach": reach(),
        "tag": "outcome",
    }


def of_updates() -> dict[str, Any]:
    return {
        "day": day_in("at"),
        "at": "goal__public_id",
        "title": "goal__title",
        "words": "note",
        "by": Coalesce("by__name", Value("")),
        "reach": reach("goal__"),
        "tag": "status",
    }


def page_of_goal(at: str) -> str:
    return address_of("goals:goal", at)


evidence_sources.offer(
    EvidenceSource(
        "goal_closed",
        _("Goals closed"),
        closed_goals,
        icon="flag",
        columns=of_goals,
        url=page_of_goal,
        tags=dict(Goal.Outcome.choices),
    ),
    EvidenceSource(
        "goal_update",
        _("Updates of goals"),
        updates,
        icon="trending-up",
        columns=of_updates,
        tags=dict(Status.choices),
    ),
)
