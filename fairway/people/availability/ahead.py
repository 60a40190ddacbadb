"""When somebody is at work from now on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from fairway.foundation.times import Interval, day_of
from fairway.people.availability.away import days_away
from fairway.people.availability.hours import assumed_pattern, known_zone, pattern_of
from fairway.people.models import Person


def working_hours_from(person: Person, at: datetime) -> Iterator[Interval]:
    """Hours at work not yet over: by rota as far as it reaches, then by pattern."""
    day = day_of(at, known_zone(person))
    shifts = person.shifts.filter(ends_at__gt=at).order_by("starts_at")
    planned = [Interval(one.starts_at, one.ends_at) for one in shifts]
    yield from planned
    reached = planned[-1].until if planned else at
    pattern = pattern_of(person, day) or assumed_pattern(person)
    away = days_away([person.pk], day - timedelta(days=1), day + timedelta(days=400))
    for hours in pattern.hours_from(reached, away.get(person.pk, [])):
        if hours.start >= reached:
            yield hours
