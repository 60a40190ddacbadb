"""How a period is covered by evidence, month by month: what a timeline draws above its list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from fairway.conversations.forms.timeline import Wanted
from fairway.foundation.evidence import Tally


@dataclass(frozen=True)
class Month:
    """`share` is its number against that of the fullest month, for a bar."""

    first: date
    number: int
    citable: int
    share: float
    href: str
    chosen: bool
    to_come: bool

    @property
    def is_empty(self) -> bool:
        return not self.number and not self.to_come


@dataclass(frozen=True)
class Counted:
    """All facts of the period, and of which a review can cite."""

    number: int
    citable: int


def months_of(
    asked: QueryDict, wanted: Wanted, tallies: Sequence[Tally], today: date
) -> list[Month]:
    """Each month of the period; a click chooses one, and a second click all of them again."""
    numbers: dict[date, int] = defaultdict(int)
    citable: dict[date, int] = defaultdict(int)
    for one in tallies:
        month = one.day.replace(day=1)
        numbers[month] += one.number
        citable[month] += one.number if one.citable else 0
    most = max(numbers.values(), default=0)
    return [
        Month(
            month,
            numbers[month],
            citable[month],
            numbers[month] / most if most else 0,
            _address(asked, month, chosen=month == wanted.month),
            month == wanted.month,
            month > today,
        )
        for month in wanted.months
    ]


def of_which(tallies: Sequence[Tally]) -> Counted:
    number = sum(one.number for one in tallies)
    return Counted(number, sum(one.number for one in tallies if one.citable))


def _address(asked: QueryDict, month: date, *, chosen: bool) -> str:
    question: Any = asked.copy()
    for name in ("after", "before", "month"):
        question.pop(name, None)
    if not chosen:
        question["month"] = f"{month:%Y-%m}"
    return f"?{question.urlencode()}"
