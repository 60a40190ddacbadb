"""What goals tell of somebody's period: those that were closed, and what was said on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
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
    """Where something was said, or a goal was seen to be in danger; as it stands after corrections.

    A number that goes up from week to week stands on the goal: here it would bury the rest.
    """
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
    telling = ~Q(note="") | Q(status__in=[Status.AT_RISK, Status.OFF_TRACK])
    return told.filter(telling).exclude(via=ProgressUpdate.Via.CARRIED)


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
        "voice": "owner__public_id",
        "reach": reach(),
        "tag": "outcome",
    }


def of_updates() -> dict[str, Any]:
    return {
        "day": day_in("at"),
        "at": "goal__public_id",
        "title": "goal__title",
        "words": "note",
        "by": Case(
            When(by=F("goal__owner"), then=Value("")), default=Coalesce("by__name", Value(""))
        ),
        "voice": Coalesce("by__public_id", Value("")),
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
        one=_("Goal closed"),
        columns=of_goals,
        url=page_of_goal,
        tags=dict(Goal.Outcome.choices),
    ),
    EvidenceSource(
        "goal_update",
        _("Updates of goals"),
        updates,
        icon="trending-up",
        one=_("Update of a goal"),
        columns=of_updates,
        tags=dict(Status.choices),
    ),
)
