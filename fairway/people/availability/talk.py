"""When two people can talk: their hours side by side, on the reader's day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.times import Interval, Pattern, day_of, midnight, shared_hours, wall
from fairway.foundation.times.working import Days, merged
from fairway.people.availability.hours import assumed_pattern, known_zone
from fairway.people.availability.known import Known, know
from fairway.people.models import Person
from fairway.ui.moments import say
from fairway.ui.parts import Shift, Talk

LOOK_AHEAD = 14
ONE = timedelta(days=1)


def talk_with(viewer: Person, person: Person, at: datetime, known: Known | None = None) -> Talk:
    """Both bands on the first day from today on which the two share an hour, else today's."""
    zone = known_zone(viewer)
    today = day_of(at, zone)
    known = known or know([viewer, person], today)
    both = [known.patterns.get(one.pk) or assumed_pattern(one) for one in (person, viewer)]
    absent = [known.off.get(person.pk, []), known.off.get(viewer.pk, [])]
    day, shared = _first_shared(both, absent, today, zone, at)
    bands = [
        shift_of(one, pattern, days, day, zone, own=one == viewer)
        for one, pattern, days in zip((person, viewer), both, absent, strict=True)
    ]
    return Talk(
        shifts=tuple(bands),
        shared=tuple(span_of(hours, day, zone) for hours in shared),
        words=_words(person, viewer, shared, day, at, zone),
        now=hour_of(wall(at, zone)) if day == today else None,
        now_words=_("now %(time)s") % {"time": f"{wall(at, zone):%H:%M}"} if day == today else "",
    )


def shared_words(shared: Sequence[Interval]) -> str:
    """ "3 shared hours": how much of a day two people have in common."""
    minutes = sum(int((one.until - one.start).total_seconds()) for one in shared) // 60
    if minutes and minutes % 60:
        return _("%(hours)s h %(minutes)s min shared") % {
            "hours": minutes // 60,
            "minutes": minutes % 60,
        }
    hours = minutes // 60
    return ngettext("%(hours)s shared hour", "%(hours)s shared hours", hours) % {"hours": hours}


def _first_shared(
    patterns: Sequence[Pattern],
    away: Sequence[list[Days]],
    today: date,
    zone: str,
    at: datetime,
) -> tuple[date, list[Interval]]:
    """What is over today no longer helps: then the next day counts."""
    for offset in range(LOOK_AHEAD):
        day = today + offset * ONE
        shared = shared_hours(patterns, day, zone, away)
        if any(one.until > at for one in shared):
            return day, shared
    return today, []


def shift_of(
    person: Person, pattern: Pattern, away: list[Days], day: date, zone: str, *, own: bool
) -> Shift:
    hours = hours_on(pattern, away, day, zone)
    place = person.assignment.location if person.assignment else None
    spans = tuple(span_of(one, day, zone) for one in hours)
    return Shift(
        name=str(_("You")) if own else person.called,
        place=place.name if place else known_zone(person).rsplit("/", 1)[-1].replace("_", " "),
        spans=spans,
        words=_hours_in_words(hours, known_zone(person), own=own) if hours else "",
    )


def hours_on(pattern: Pattern, away: list[Days], day: date, zone: str) -> list[Interval]:
    whole = Interval(midnight(day, zone), midnight(day + ONE, zone))
    worked = merged(
        hours
        for offset in (-2, -1, 0, 1, 2)
        if not any(day + offset * ONE in days for days in away)
        for hours in pattern.hours_on(day + offset * ONE)
    )
    return [part for hours in worked if (part := hours & whole)]


def _hours_in_words(hours: Sequence[Interval], zone: str, *, own: bool) -> str:
    longest = max(hours, key=lambda one: one.until - one.start)
    start, until = wall(longest.start, zone), wall(longest.until, zone)
    words = _("%(start)s to %(until)s") if own else _("%(start)s to %(until)s there")
    return words % {"start": f"{start:%H:%M}", "until": f"{until:%H:%M}"}


def span_in_words(hours: Interval, zone: str) -> str:
    return _("%(start)s to %(until)s") % {
        "start": f"{wall(hours.start, zone):%H:%M}",
        "until": f"{wall(hours.until, zone):%H:%M}",
    }


def _words(
    person: Person,
    viewer: Person,
    shared: Sequence[Interval],
    day: date,
    at: datetime,
    zone: str,
) -> Any:
    if not shared:
        return _(
            "You and %(name)s share no working hours in the next two weeks. "
            "Write, and the answer comes in their own time."
        ) % {"name": person.called}
    spans = _(" and ").join(span_in_words(one, zone) for one in shared)
    if day == day_of(at, zone):
        return _("Today you share %(spans)s, in your time.") % {"spans": spans}
    return _("Next you share %(spans)s, in your time: %(day)s.") % {
        "spans": spans,
        "day": say(day, at),
    }


def span_of(hours: Interval, day: date, zone: str) -> tuple[float, float]:
    """In hours of the reader's day by the clock, so that 12:00 stands in the middle always."""
    until = wall(hours.until, zone)
    end = 24.0 if until.date() > day else hour_of(until)
    return hour_of(wall(hours.start, zone)), max(end, hour_of(wall(hours.start, zone)))


def hour_of(at: datetime) -> float:
    return at.hour + at.minute / 60
