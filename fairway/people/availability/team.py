"""When most of a team is there: everybody's hours side by side, on the reader's day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from fairway.foundation.times import Interval, day_of, wall
from fairway.people.availability.hours import assumed_pattern, known_zone
from fairway.people.availability.known import Known
from fairway.people.availability.talk import (
    LOOK_AHEAD,
    ONE,
    hour_of,
    hours_on,
    shift_of,
    span_in_words,
    span_of,
)
from fairway.people.models import Person
from fairway.ui.moments import say
from fairway.ui.parts import Talk

WORTH_MEETING = timedelta(minutes=30)


@dataclass(frozen=True)
class Gathering:
    """The hours of a day at which so many are there, of so many who are not on leave."""

    day: date
    hours: Interval
    there: int
    expected: int

    @property
    def missing(self) -> int:
        return max(self.expected - self.there, 0)


def talk_among(viewer: Person, people: Sequence[Person], at: datetime, known: Known) -> Talk:
    zone = known_zone(viewer)
    today = day_of(at, zone)
    everyone = [viewer, *people]
    found = gathering(everyone, today, at, known)
    day = found.day if found else today
    return Talk(
        shifts=tuple(
            shift_of(one, _pattern(one, known), known.off.get(one.pk, []), day, zone, own=not place)
            for place, one in enumerate(everyone)
        ),
        shared=(span_of(found.hours, day, zone),) if found else (),
        words=_in_words(found, at, zone),
        now=hour_of(wall(at, zone)) if day == today else None,
        now_words=_("now %(time)s") % {"time": f"{wall(at, zone):%H:%M}"} if day == today else "",
    )


def gathering(
    everyone: Sequence[Person], today: date, at: datetime, known: Known
) -> Gathering | None:
    """The next day on which all can meet with the first of them, else that on which fewest are missing."""
    zone, best = known_zone(everyone[0]), None
    for offset in range(LOOK_AHEAD):
        day = today + offset * ONE
        expected = sum(not _on_leave(one, day, known) for one in everyone)
        worked = [
            hours_on(_pattern(one, known), known.off.get(one.pk, []), day, zone) for one in everyone
        ]
        for there, hours in _together(worked, at):
            if best is None or expected - there < best.missing:
                best = Gathering(day, hours, there, expected)
        if best and not best.missing:
            return best
    return best


def _together(worked: Sequence[list[Interval]], at: datetime) -> Iterator[tuple[int, Interval]]:
    """Spans still ahead in which the same people are there, the first of them included."""
    ends = sorted({end for hours in worked for one in hours for end in (one.start, one.until)})
    spans = [
        (frozenset(place for place, hours in enumerate(worked) if _covers(hours, span)), span)
        for span in (Interval(*pair) for pair in pairwise(ends))
    ]
    for who, group in groupby(spans, key=lambda one: one[0]):
        parts = [span for _who, span in group]
        hours = Interval(parts[0].start, parts[-1].until)
        if 0 in who and len(who) > 1 and hours.until - max(hours.start, at) >= WORTH_MEETING:
            yield len(who), hours


def _covers(hours: Sequence[Interval], span: Interval) -> bool:
    return any(one.start <= span.start and span.until <= one.until for one in hours)


def _pattern(person: Person, known: Known):
    return known.patterns.get(person.pk) or assumed_pattern(person)


def _on_leave(person: Person, day: date, known: Known) -> bool:
    return any(day in one for one in known.absent.get(person.pk, []))


def _in_words(found: Gathering | None, at: datetime, zone: str) -> str:
    if found is None:
        return _(
            "You share no working hours with them in the next two weeks. "
            "Write, and each answers in their own time."
        )
    where = {
        "span": span_in_words(found.hours, zone),
        "day": say(found.day, at),
        "there": found.there,
        "all": found.expected,
    }
    if not found.missing:
        return _("Next all %(there)s of you are there %(span)s, in your time: %(day)s.") % where
    return (
        _(
            "No hour suits everybody. Most are there, %(there)s of %(all)s, "
            "%(span)s in your time: %(day)s."
        )
        % where
    )
