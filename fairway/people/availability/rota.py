"""What a rota plans counts for deadlines: which days are off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fairway.foundation.times import day_of, midnight
from fairway.people.availability.hours import known_zone
from fairway.people.models import RotaShift


@dataclass(frozen=True)
class Planned:
    """The days a rota speaks of, and which of them are off."""

    start: date
    until: date
    off: tuple[date, ...]

    def covers(self, day: date) -> bool:
        return self.start <= day < self.until


def days_off(ids: Iterable[int], since: date, until: date) -> dict[int, Planned]:
    """Days without a shift, between a person's first and last planned one."""
    margin = timedelta(days=2)
    rows = RotaShift.objects.filter(
        person__in=ids,
        ends_at__gt=midnight(since - margin, "UTC"),
        starts_at__lt=midnight(until + margin, "UTC"),
    ).select_related("person__assignment__location")
    worked: dict[int, set[date]] = defaultdict(set)
    for shift in rows:
        worked[shift.person_id].add(day_of(shift.starts_at, known_zone(shift.person)))
    return {person: _planned(days, since, until) for person, days in worked.items()}


def _planned(worked: set[date], since: date, until: date) -> Planned:
    first, last = min(worked), max(worked) + timedelta(days=1)
    span = (first + timedelta(days=n) for n in range((last - first).days))
    off = tuple(day for day in span if day not in worked and since <= day < until)
    return Planned(first, last, off)
