"""Whether an hour suits both, and which hours would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from fairway.foundation.times import Interval, Pattern, day_of, shared_hours
from fairway.foundation.times.working import Days, merged
from fairway.people.availability import Known
from fairway.people.availability.hours import assumed_pattern, known_zone
from fairway.people.models import Person

STEP = timedelta(minutes=30)
ONE = timedelta(days=1)
AHEAD, A_DAY, MOST = 14, 2, 8


def pattern_of(person: Person, known: Known) -> Pattern:
    return known.patterns.get(person.pk) or assumed_pattern(person)


def outside(
    people: Iterable[Person], known: Known, span: Interval, *, leave: bool = True
) -> list[Person]:
    """Those of them who do not work throughout this span, or (where `leave` counts) are away."""

    def off(one: Person) -> list[Days]:
        return known.off.get(one.pk, []) if leave else []

    return [one for one in people if not works(pattern_of(one, known), off(one), span)]


def works(pattern: Pattern, away: Iterable[Days], span: Interval) -> bool:
    """Shifts that touch are one: a talk may lie over the seam of two."""
    off, around = list(away), day_of(span.start, pattern.zone)
    days = [around + offset * ONE for offset in (-2, -1, 0, 1, 2)]
    hours = merged(
        one for day in days if not any(day in some for some in off) for one in pattern.hours_on(day)
    )
    return any(one.start <= span.start and span.until <= one.until for one in hours)


def slots(
    viewer: Person,
    other: Person,
    known: Known,
    now: datetime,
    minutes: int,
    *,
    taken: Sequence[Interval] = (),
) -> list[datetime]:
    """Beginnings within hours that both share, the soonest first, two a day."""
    zone = known_zone(viewer)
    today, found = day_of(now, zone), list[datetime]()
    patterns = [pattern_of(one, known) for one in (viewer, other)]
    away = [known.off.get(one.pk, []) for one in (viewer, other)]
    length = timedelta(minutes=minutes)
    for offset in range(AHEAD):
        if len(found) >= MOST:
            break
        shared = shared_hours(patterns, today + offset * ONE, zone, away)
        found += list(_within(shared, length, now, taken))[:A_DAY]
    return found[:MOST]


def _within(
    shared: Sequence[Interval], length: timedelta, now: datetime, taken: Sequence[Interval]
) -> Iterator[datetime]:
    """One near the beginning of each stretch and one in its second half: both may suit."""
    for hours in shared:
        starts = list(_starts(hours, length, now, taken))
        if starts:
            yield from dict.fromkeys((starts[0], starts[len(starts) // 2]))


def _starts(
    hours: Interval, length: timedelta, now: datetime, taken: Sequence[Interval]
) -> Iterator[datetime]:
    at = _on_the_half_hour(max(hours.start, now))
    while at + length <= hours.until:
        span = Interval(at, at + length)
        if at > now and not any(span & one for one in taken):
            yield at
        at += STEP


def _on_the_half_hour(at: datetime) -> datetime:
    """The next one, itself included. Half hours are the same in UTC for nearly every zone."""
    beyond = at.minute % 30 * 60 + at.second
    whole = at.replace(microsecond=0)
    return whole if not beyond else whole + STEP - timedelta(seconds=beyond)


def span_of(starts_at: datetime, minutes: int) -> Interval:
    return Interval(starts_at, starts_at + timedelta(minutes=minutes))
