"""On which day of a year somebody has been here for so many years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta


def anniversary_in(joined: date, year: int) -> date:
    """Who came on a 29 February is celebrated on the last of it, in other years on the 28th."""
    try:
        return joined.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def years_on(joined: date, day: date) -> int:
    """Whole years on their anniversary; on every other day none."""
    return day.year - joined.year if anniversary_in(joined, day.year) == day else 0


def joined_on_one_of(day: date) -> list[tuple[int, int]]:
    """Month and day of those whose anniversary it may be."""
    found = [(day.month, day.day)]
    if (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3:
        found.append((2, 29))
    return found


def days_between(after: date, until: date, most: int) -> Iterator[date]:
    """From the day after the one to the other, the last so many of them."""
    first = max(after, until - timedelta(days=most))
    return (first + timedelta(days=step) for step in range(1, (until - first).days + 1))
