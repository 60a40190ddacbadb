"""Working hours as plain data: when somebody works next, and when several people do at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fairway.foundation.times.instants import day_of, instant, midnight

LOOK_AHEAD_DAYS = 800


@dataclass(frozen=True)
class Shift:
    """Hours of one day by the wall clock; an end not after the start lies on the next day."""

    start: time
    until: time


@dataclass(frozen=True, order=True)
class Interval:
    """From one instant until another, the latter excluded."""

    start: datetime
    until: datetime

    def __bool__(self) -> bool:
        return self.start < self.until

    def __and__(self, other: Interval) -> Interval:
        return Interval(max(self.start, other.start), min(self.until, other.until))


@dataclass(frozen=True)
class Days:
    """Away from one day until another, the latter excluded: a leave, or a holiday of one day."""

    start_on: date
    until_on: date

    def __contains__(self, day: date) -> bool:
        return self.start_on <= day < self.until_on


Week = tuple[tuple[Shift, ...], ...]


@dataclass(frozen=True)
class Pattern:
    """One week of shifts, Monday first, or several that take turns from the week of `anchor_on`."""

    zone: str
    weeks: tuple[Week, ...]
    anchor_on: date = date(2024, 1, 1)

    def __post_init__(self) -> None:
        if not self.weeks or any(len(week) != 7 for week in self.weeks):
            raise ValueError("a pattern has at least one week, and a week has seven days")

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        anchor = self.anchor_on - timedelta(days=self.anchor_on.weekday())
        turn = (day - anchor).days // 7 % len(self.weeks)
        return self.weeks[turn][day.weekday()]

    def hours_on(self, day: date) -> list[Interval]:
        """The shifts beginning on that day as instants, apart and in order."""
        return merged(self._hours(day, shift) for shift in self.shifts_on(day))

    def hours_from(self, at: datetime, away: Iterable[Days] = ()) -> Iterator[Interval]:
        """Working hours not yet over at this instant; a day away takes the shifts beginning on it."""
        days_away = list(away)
        today = day_of(at, self.zone)
        for offset in range(-1, LOOK_AHEAD_DAYS):
            day = today + timedelta(days=offset)
            if any(day in days for days in days_away):
                continue
            yield from (hours for hours in self.hours_on(day) if hours.until > at)

    def next_working_instant(self, at: datetime, away: Iterable[Days] = ()) -> datetime | None:
        """This instant if it is working time, else the next that is; None if there is none in sight."""
        hours = next(self.hours_from(at, away), None)
        return max(hours.start, at) if hours else None

    def next_start(self, at: datetime, away: Iterable[Days] = ()) -> datetime | None:
        """When the next working day begins, after this instant: the hour for a daily digest."""
        days_away = list(away)
        today = day_of(at, self.zone)
        for offset in range(LOOK_AHEAD_DAYS):
            day = today + timedelta(days=offset)
            hours = [] if any(day in days for days in days_away) else self.hours_on(day)
            if hours and hours[0].start > at:
                return hours[0].start
        return None

    def _hours(self, day: date, shift: Shift) -> Interval:
        last = day if shift.until > shift.start else day + timedelta(days=1)
        return Interval(
            instant(datetime.combine(day, shift.start), self.zone),
            instant(datetime.combine(last, shift.until), self.zone),
        )


def shared_hours(
    patterns: Sequence[Pattern],
    day: date,
    viewer_zone: str,
    away: Sequence[Iterable[Days]] = (),
) -> list[Interval]:
    """When all of these people work, on a day as the viewer's calendar has it.

    `away` holds the days away of each person, in the same order.
    """
    if not patterns:
        return []
    whole = Interval(midnight(day, viewer_zone), midnight(day + timedelta(days=1), viewer_zone))
    shared = [whole]
    for number, pattern in enumerate(patterns):
        days_away = list(away[number]) if number < len(away) else []
        theirs = merged(
            hours
            for offset in range(-3, 4)
            if not any(day + timedelta(days=offset) in days for days in days_away)
            for hours in pattern.hours_on(day + timedelta(days=offset))
        )
        shared = [both for mine in shared for other in theirs if (both := mine & other)]
    return shared


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Without empty ones, joined where they touch, in order."""
    result: list[Interval] = []
    for interval in sorted(filter(None, intervals)):
        if result and interval.start <= result[-1].until:
            joined = max(result[-1].until, interval.until)
            result[-1] = Interval(result[-1].start, joined)
        else:
            result.append(interval)
    return result
