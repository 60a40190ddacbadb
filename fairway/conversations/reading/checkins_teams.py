"""How many check-ins of a team were written: never whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from fairway.conversations.actions.checkins_planning import rhythms_of
from fairway.conversations.checkins_clock import WEEK, week_of
from fairway.conversations.models import CheckIn, CheckInRhythm
from fairway.people.days import organisation_day
from fairway.people.models import OrgUnit

FEWEST, WEEKS, MOST_UNITS = 5, 8, 100


@dataclass(frozen=True)
class TeamFigures:
    """Of a unit's own people, week by week; None where it would say it of somebody."""

    unit: OrgUnit
    weeks: Sequence[tuple[date, int | None]]


def figures_for(viewer: Any) -> list[TeamFigures]:
    """Of the units that the viewer leads or partners: per cent written, None where too few."""
    units = list(
        OrgUnit.objects.allowed(viewer, "count_check_ins")
        .filter(closed_on=None)
        .order_by("name", "pk")[:MOST_UNITS]
    )
    now = week_of(organisation_day())
    since = now - WEEKS * WEEK
    rows = (
        CheckIn.objects.filter(
            week_on__gte=since, week_on__lt=now, person__assignment__unit__in=units
        )
        .order_by()
        .values_list("person__assignment__unit", "week_on")
        .annotate(asked=Count("pk"), written=Count("pk", filter=Q(sent_at__isnull=False)))
    )
    found = {(unit, week): _share(asked, written) for unit, week, asked, written in rows}
    weeks = [since + timedelta(weeks=number) for number in range(WEEKS)]
    return [
        TeamFigures(unit, [(week, found.get((unit.pk, week))) for week in weeks]) for unit in units
    ]


def _share(asked: int, written: int) -> int | None:
    """Nothing of a few, and nothing where all or none of them wrote: that would say it of each."""
    if asked < FEWEST or written in (0, asked):
        return None
    return round(100 * written / asked)


@dataclass(frozen=True)
class UnitRhythm:
    """A unit with the rhythm it goes by, and the unit that has set it."""

    unit: OrgUnit
    rhythm: CheckInRhythm | None

    @property
    def is_own(self) -> bool:
        return self.rhythm is not None and self.rhythm.unit_id == self.unit.pk


def rhythms_for(viewer: Any) -> list[UnitRhythm]:
    """Of the units whose rhythm the viewer may set."""
    units = list(
        OrgUnit.objects.allowed(viewer, "set_check_ins").order_by("name", "pk")[:MOST_UNITS]
    )
    rhythms = rhythms_of([one.pk for one in units])
    return [UnitRhythm(one, rhythms.get(one.pk)) for one in units]
