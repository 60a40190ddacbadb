"""What a page needs to know of several people's time, in two queries however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fairway.foundation.times import Pattern
from fairway.foundation.times.holidays import between
from fairway.foundation.times.working import Days
from fairway.people.availability.away import absences
from fairway.people.availability.hours import as_pattern, patterns_of
from fairway.people.models import Absence, Person, WorkingPattern

BEHIND, AHEAD = timedelta(days=2), timedelta(days=120)
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Known:
    """By person: the hours they gave, agreed absences, and every day without work."""

    patterns: dict[int, Pattern]
    absent: dict[int, list[Days]]
    off: dict[int, list[Days]]


def know(people: Sequence[Person], today: date) -> Known:
    """`people` come with their assignment's location loaded, which says their holidays."""
    since, until = today - BEHIND, today + AHEAD
    absent = absences([person.pk for person in people], since, until)
    return Known(
        patterns_of(people, today),
        absent,
        {
            person.pk: absent.get(person.pk, []) + _holidays(person, since, until)
            for person in people
        },
    )


def known_from(
    person: Person, pattern: WorkingPattern | None, absences: Iterable[Absence], today: date
) -> Known:
    """The same of one person, from rows that have been read."""
    absent = [Days(one.from_on, one.until_on) for one in absences]
    off = absent + _holidays(person, today - BEHIND, today + AHEAD)
    patterns = {person.pk: as_pattern(pattern, person.zone)} if pattern else {}
    return Known(patterns, {person.pk: absent}, {person.pk: off})


def _holidays(person: Person, since: date, until: date) -> list[Days]:
    place = person.assignment.location if person.assignment else None
    if place is None:
        return []
    days = between(place.country, place.subdivision, since, until)
    return [Days(day, day + ONE) for day in days]
