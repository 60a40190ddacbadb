"""Fiscal years: which days a year, its halves and its quarters have.

A year of months begins on the first of its month. A year of weeks (4-4-5) begins on the Monday
nearest to that day and has 52 or 53 whole weeks; its quarters have 13, the last one 14 when needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fairway.foundation import policy
from fairway.strategy.models import Period

Kind = Period.Kind
JANUARY, MONTHS_IN_A_YEAR, WEEKS_IN_A_QUARTER = 1, 12, 13


@dataclass(frozen=True)
class Span:
    kind: str
    name: str
    starts_on: date
    until_on: date


@dataclass(frozen=True)
class FiscalCalendar:
    """`month` is the one the year begins in; `weeks` makes it a year of whole weeks."""

    month: int = JANUARY
    weeks: bool = False

    def begin(self, year: int) -> date:
        first = date(year, self.month, 1)
        if not self.weeks:
            return first
        nearest = first - timedelta(days=first.weekday())
        return nearest if first.weekday() <= 3 else nearest + timedelta(weeks=1)

    def name(self, year: int) -> str:
        """A year that crosses New Year is called by both: 2026/27."""
        return str(year) if self.month == JANUARY else f"{year}/{(year + 1) % 100:02}"

    def edges(self, year: int) -> list[date]:
        """The first days of the four quarters, and the first day after the last."""
        begin, end = self.begin(year), self.begin(year + 1)
        if self.weeks:
            step = timedelta(weeks=WEEKS_IN_A_QUARTER)
            return [begin, begin + step, begin + 2 * step, begin + 3 * step, end]
        return [_months_later(begin, 3 * quarter) for quarter in range(4)] + [end]

    def spans(self, year: int, *, halves: bool = True, quarters: bool = True) -> Iterator[Span]:
        """The year, and what it is divided into."""
        edges, name = self.edges(year), self.name(year)
        yield Span(Kind.YEAR, name, edges[0], edges[4])
        if halves:
            yield Span(Kind.HALF, f"H1 {name}", edges[0], edges[2])
            yield Span(Kind.HALF, f"H2 {name}", edges[2], edges[4])
        if quarters:
            for number in range(4):
                yield Span(Kind.QUARTER, f"Q{number + 1} {name}", edges[number], edges[number + 1])


def usual_calendar() -> FiscalCalendar:
    """As the organisation has chosen."""
    return FiscalCalendar(
        month=policy.get("organisation.fiscal_year_start"),
        weeks=policy.get("strategy.year_of") == "weeks",
    )


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, MONTHS_IN_A_YEAR)
    return date(day.year + year, month + 1, 1)
