"""What a file of goals holds, whatever its shape: sections, goals in them, key results of these."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal

MOST_GOALS = 2_000
MOST_RESULTS = 20_000
MOST_CHARACTERS = 4_000_000
LONGEST_TITLE = 200
DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Result:
    """A key result. Values are as written: which locale they are in is for the reader to say."""

    line: int
    title: str
    done: bool | None = None
    baseline: str = ""
    target: str = ""
    unit: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """`above` is the place in the list of the goal it contributes to; `section` whose it is."""

    line: int
    title: str
    section: str = ""
    above: int | None = None
    why: str = ""
    dropped: bool = False
    key: str = ""
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """All goals of a file, each behind the one it contributes to."""

    goals: tuple[Goal, ...]

    @property
    def sections(self) -> dict[str, int]:
        """Each with how many goals it has, in their order."""
        counts: dict[str, int] = {}
        for goal in self.goals:
            counts[goal.section] = counts.get(goal.section, 0) + 1
        return counts

    def packed(self) -> list[dict[str, Any]]:
        return [asdict(goal) for goal in self.goals]

    @classmethod
    def unpacked(cls, rows: list[dict[str, Any]]) -> Outline:
        return cls(
            tuple(
                Goal(**{**row, "results": tuple(Result(**one) for one in row["results"])})
                for row in rows
            )
        )


class NoGoals(Refusal):
    code = "no_goals"

    def __init__(self) -> None:
        super().__init__(
            _("No goal was found. Write one on each line, with key results indented below it.")
        )


class TooMany(Refusal):
    code = "too_many_goals"

    def __init__(self, found: int) -> None:
        super().__init__(
            _(
                "These are %(found)s goals; %(most)s at most can be looked through at once. "
                "Divide the list. Nothing was imported."
            ),
            found=found,
            most=MOST_GOALS,
        )


class TooLong(Refusal):
    code = "too_long"

    def __init__(self) -> None:
        super().__init__(_("This is too long to be a list of goals. Divide it into several."))


def within_bounds(goals: list[Goal]) -> Outline:
    if not goals:
        raise NoGoals
    if len(goals) > MOST_GOALS or sum(len(goal.results) for goal in goals) > MOST_RESULTS:
        raise TooMany(len(goals))
    return Outline(tuple(goals))
