"""Working patterns as times.Pattern: rows in minutes become shifts by the wall clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from fairway.foundation.times import Pattern, Shift
from fairway.foundation.times.zones import zone_names
from fairway.people.models import Person, WorkingPattern

DAY = 24 * 60
# For whoever has not said when they work. Every page that uses it says so.
ASSUMED = (((9 * 60, 17 * 60),),) * 5 + ((),) * 2


def pattern_of(person: Person, day: date) -> Pattern | None:
    """The hours they have given for that day, in their own zone."""
    row = person.working_patterns.on(day).order_by("-valid_from").first()
    return as_pattern(row, person.zone) if row else None


def patterns_of(people: Iterable[Person], day: date) -> dict[int, Pattern]:
    """The same for several, in one query; who has given none is left out."""
    zones = {person.pk: person.zone for person in people}
    rows = WorkingPattern.objects.on(day).filter(person__in=zones).order_by("valid_from")
    return {row.person_id: as_pattern(row, zones[row.person_id]) for row in rows}


def assumed_pattern(person: Person) -> Pattern:
    return Pattern(known_zone(person), (tuple(map(_shifts, ASSUMED)),))


def as_pattern(row: WorkingPattern, zone: str) -> Pattern:
    weeks = tuple(tuple(_shifts(day) for day in week) for week in row.weeks)
    return Pattern(zone if zone in zone_names() else "UTC", weeks, row.starts_on)


def known_zone(person: Person) -> str:
    """Zones come and go with the zone database; a page shows UTC rather than an error."""
    return person.zone if person.zone in zone_names() else "UTC"


def _shifts(day: Iterable[Iterable[int]]) -> tuple[Shift, ...]:
    return tuple(Shift(_clock(start), _clock(until)) for start, until in day)


def _clock(minutes: int) -> time:
    return time(*divmod(minutes % DAY, 60))
