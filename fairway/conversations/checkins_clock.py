"""When a check-in opens: arithmetic over the person's own clock, without a database.

A week begins on Monday, by the person's calendar. In each week that is theirs a check-in opens at
their hour of their day; while they are away that day, on the first day of the week that they are
there; in a week that they are away for, not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fairway.foundation.times import day_of, end_of, instant
from fairway.foundation.times.working import Days

ONE, WEEK = timedelta(days=1), timedelta(weeks=1)
FIRST_MONDAY = date(2024, 1, 1)
DAYS = 7
MOST_WEEKS = 16  # that one looks ahead: whoever is away for longer is looked up again every night


@dataclass(frozen=True)
class Plan:
    """In which weeks, on which day and at which hour somebody's check-in opens, and where."""

    zone: str
    weekday: int
    at: time
    every_weeks: int = 1
    anchor_on: date = FIRST_MONDAY  # a day in one of the weeks that count

    def is_turn(self, week_on: date) -> bool:
        return (week_on - week_of(self.anchor_on)).days // 7 % self.every_weeks == 0


@dataclass(frozen=True, order=True)
class Opening:
    """`week_on` is the Monday of the week that the check-in is of: there is one for each."""

    at: datetime
    week_on: date


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def openings_in(week_on: date, plan: Plan, away: Iterable[Days] = ()) -> Iterator[Opening]:
    """The moments of that week that would do, by the clock of the plan's zone; the first is meant.

    An hour that the clock jumps over means the first instant after it, one that it shows twice the
    first of both.
    """
    if not plan.is_turn(week_on):
        return
    off = list(away)
    for day in (week_on + number * ONE for number in range(plan.weekday, DAYS)):
        if not _is_off(day, off):
            yield Opening(instant(datetime.combine(day, plan.at), plan.zone), week_on)


def opens_in(week_on: date, plan: Plan, away: Iterable[Days] = ()) -> Opening | None:
    return next(openings_in(week_on, plan, away), None)


def due_now(now: datetime, plan: Plan, away: Iterable[Days] = ()) -> Opening | None:
    """What should be open at this instant: that of the week which the person's calendar shows.

    A week that has gone opens no more, whatever kept it from opening; nothing opens while they
    are away.
    """
    today, off = day_of(now, plan.zone), list(away)
    if _is_off(today, off):
        return None
    opening = opens_in(week_of(today), plan, off)
    return opening if opening is not None and opening.at <= now else None


def next_after(
    now: datetime, plan: Plan, away: Iterable[Days] = (), *, last_week_on: date | None = None
) -> Opening | None:
    """The next to open, later than this instant, in a week after the last one that did.

    Who begins, or moves, when this week's moment has gone has it on the next day of the week.
    """
    off = list(away)
    for week_on in _weeks_from(week_of(day_of(now, plan.zone)), last_week_on):
        for opening in openings_in(week_on, plan, off):
            if opening.at > now:
                return opening
    return None


def _is_off(day: date, away: Iterable[Days]) -> bool:
    return any(day in days for days in away)


def first_of_its_month(week_on: date, last_week_on: date | None) -> bool:
    """Whether it is the first check-in of a month, which asks what is asked once a month."""
    if last_week_on is None:
        return True
    return (week_on.year, week_on.month) != (last_week_on.year, last_week_on.month)


def due_at(week_on: date, zone: str) -> datetime:
    """The end of the week, where the person is."""
    return end_of(week_on + (DAYS - 1) * ONE, zone)


def _weeks_from(week_on: date, last_week_on: date | None) -> Iterator[date]:
    begins = week_on if last_week_on is None else max(week_on, last_week_on + WEEK)
    return (begins + number * WEEK for number in range(MOST_WEEKS))
