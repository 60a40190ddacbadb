"""On which days two people meet, and at which instants: a wall time by the clock of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from fairway.foundation.times import Recurrence, day_of, end_of, instant, midnight, wall

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FIFTH, LAST = 5, -1
LOOK_AHEAD = timedelta(days=400)
ONE = timedelta(days=1)
WEEKS = {"weekly": 1, "biweekly": 2}
# How long after one the next is due at the latest: a fifth Tuesday is up to five weeks away.
EVERY = {
    "weekly": timedelta(days=7),
    "biweekly": timedelta(days=14),
    "monthly": timedelta(days=35),
}


@dataclass(frozen=True)
class Occurrence:
    day: date
    starts_at: datetime


@dataclass(frozen=True)
class Jump:
    """A wall time that clocks jump over, and what they show when it is held."""

    day: date
    asked: time
    held: time


def rule_of(cadence: str, starts_on: date) -> str:
    """As iCalendar says it. Monthly keeps the weekday, and which of the month it is; of a fifth,
    which not every month has, it is the last."""
    if cadence in WEEKS:
        return f"FREQ=WEEKLY;INTERVAL={WEEKS[cadence]}"
    number = (starts_on.day - 1) // 7 + 1
    place = LAST if number == FIFTH else number
    return f"FREQ=MONTHLY;BYDAY={WEEKDAYS[starts_on.weekday()]};BYSETPOS={place}"


def recurrence_of(series: Any) -> Recurrence:
    first = datetime.combine(series.starts_on, series.at)
    return Recurrence(rule_of(series.cadence, series.starts_on), first, series.zone)


def occurrences(series: Any, since: date, until: date) -> list[Occurrence]:
    """From a day until another, itself excluded, by the clock that the series follows."""
    start, end = midnight(since, series.zone), midnight(until, series.zone)
    found = recurrence_of(series).between(start, end)
    return [Occurrence(day_of(at, series.zone), at) for at in found]


def until_of(way: str, starts_at: datetime, minutes: int, days: int, zone: str) -> datetime:
    """When it is over: after so many minutes, or at the end of the last of so many days."""
    if way == "live":
        return starts_at + timedelta(minutes=minutes)
    return end_of(day_of(starts_at, zone) + (days - 1) * ONE, zone)


def begins(day: date, at: time, zone: str) -> tuple[datetime, Jump | None]:
    """The instant of a wall time; with the jump, where clocks there never show it."""
    asked = datetime.combine(day, at)
    moment = instant(asked, zone)
    held = wall(moment, zone)
    return moment, None if held == asked else Jump(held.date(), at, held.time())


def jumps(series: Any, since: date, until: date) -> Iterator[Jump]:
    """The days of a series on which clocks jump over its time."""
    for one in occurrences(series, since, until):
        held = wall(one.starts_at, series.zone)
        if held.time() != series.at:
            yield Jump(held.date(), series.at, held.time())
