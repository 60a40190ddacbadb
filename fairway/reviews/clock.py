"""When something of a cycle is due: arithmetic over each person's own days, without a database.

A phase is due at the end of a day, wherever each person is. Whoever is away for so much of it that
too few days are left has as many after they are back; while they are away nothing falls due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from fairway.foundation.times.working import Days, Pattern

ONE = timedelta(days=1)
ENOUGH = 3  # working days that everybody has at least for what they owe
FAR = 800  # days that one looks ahead
BEFORE, AFTER = -3, 1  # working days from the last one, at which somebody is reminded
WEEKEND = (5, 6)

IsThere = Callable[[date], bool]


def there(pattern: Pattern | None = None, away: Iterable[Days] = ()) -> IsThere:
    """Whether somebody works on a day: by the hours they gave, else Monday to Friday."""
    off = list(away)

    def is_there(day: date) -> bool:
        if any(day in days for days in off):
            return False
        return bool(pattern.shifts_on(day)) if pattern else day.weekday() not in WEEKEND

    return is_there


def last_day(opens_on: date, due_on: date, is_there: IsThere, away: Iterable[Days] = ()) -> date:
    """The day at whose end it is due for somebody.

    The phase's own, unless they are away on it or had too few days of their own before it; then the
    first day at the end of which they have had enough. A weekend alone moves nothing.
    """
    off = list(away)
    wanted, had, day = _enough(opens_on, due_on), 0, opens_on
    for _number in range(FAR):
        if had < wanted:  # a launch asks for ten thousand people, most of whom soon have enough
            had += is_there(day)
        if had >= wanted and day >= due_on:
            fits = is_there(day) if day > due_on else not any(day in days for days in off)
            if fits:
                return day
        day += ONE
    return due_on


def working_days_until(today: date, last: date, is_there: IsThere) -> int:
    """How many working days the last one lies ahead; 0 on it, below 0 after it.

    Where the last day is none of theirs, the working day before it counts as the last.
    """
    last = _working_day_at_or_before(last, is_there)
    if today <= last:
        return _working_days(today + ONE, last, is_there)
    return -_working_days(last + ONE, today, is_there)


def mark_of(today: date, last: date, is_there: IsThere) -> int | None:
    """-3, 0 or 1 where somebody is to be reminded today, by working days; else None.

    Nobody is reminded on a day that is not theirs: the mark waits for none, so that a reminder
    says what is true on the day it comes.
    """
    if not is_there(today):
        return None
    ahead = -working_days_until(today, last, is_there)
    return ahead if ahead in (BEFORE, 0, AFTER) else None


def after_working_days(start: date, number: int, is_there: IsThere) -> date:
    """The day that lies so many working days after this one."""
    day = start
    for _number in range(FAR):
        if number <= 0:
            return day
        day += ONE
        number -= is_there(day)
    return day


def moved(start: date, opens_on: date, due_on: date) -> date:
    """For whoever begins later than the others: as long after their beginning."""
    return max(due_on, start + (due_on - opens_on))


def out_of_order(phases: Sequence[tuple[date, date]]) -> bool:
    """Phases follow each other: none is due before the one ahead of it."""
    dues = [due for _opens, due in phases]
    return dues != sorted(dues)


@lru_cache(maxsize=64)
def _enough(opens_on: date, due_on: date) -> int:
    """Working days that everybody has at least, of those that there are."""
    return min(ENOUGH, _working_days(opens_on, due_on, there()))


def _working_days(first: date, last: date, is_there: IsThere) -> int:
    days = (last - first).days + 1
    return sum(is_there(first + number * ONE) for number in range(max(days, 0)))


def _working_day_at_or_before(day: date, is_there: IsThere) -> date:
    for number in range(FAR):
        if is_there(day - number * ONE):
            return day - number * ONE
    return day
