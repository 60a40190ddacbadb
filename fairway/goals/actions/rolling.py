"""Progress of a goal from its parts, and of everything that it contributes to.

The one place where progress is written. It costs as much as the goal has levels above it: a
goal's contributing goals are added up by the database, whole numbers by whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Sum
from django.db.models.functions import Cast, Greatest, Least

from fairway.foundation.access import lock
from fairway.goals.models import Goal, KeyResult
from fairway.goals.models.progressing import MILLION, clamped, to_millionths

WEIGHT: Any = Cast("weight", BigIntegerField())
SHOWN = Least(Greatest(F("progress"), 0), MILLION)
TOLD = Q(progress__isnull=False)

ADDED_UP: dict[str, Any] = {
    "all": Sum(WEIGHT),
    "told": Sum(WEIGHT, filter=TOLD),
    "points": Sum(WEIGHT * SHOWN, filter=TOLD),
    "known": Sum(WEIGHT * F("coverage"), filter=TOLD),
    "goals": Count("pk"),
}


@dataclass(frozen=True)
class Sums:
    """Weights of parts, of those that have reported, and what these have reported by weight."""

    weight: int = 0
    reported: int = 0
    points: int = 0
    covered: int = 0
    goals: int = 0  # how many goals are among the parts

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.weight + other.weight,
            self.reported + other.reported,
            self.points + other.points,
            self.covered + other.covered,
            self.goals + other.goals,
        )

    @property
    def progress(self) -> int | None:
        """Σwp/Σw over what has reported, in millionths; None when nothing has."""
        return _nearest(self.points, self.reported) if self.reported else None

    @property
    def coverage(self) -> int:
        return _nearest(self.covered, self.weight) if self.weight else 0


def counted(goals: QuerySet[Goal]) -> QuerySet[Goal]:
    """Contributing goals that count: agreed to, and not dropped."""
    return goals.exclude(agreed_at=None).exclude(outcome=Goal.Outcome.DROPPED)


def sums_of_goals(goals: QuerySet[Goal]) -> Sums:
    return _summed(counted(goals).order_by().aggregate(**ADDED_UP))


def sums_by_result(goals: QuerySet[Goal]) -> dict[int | None, Sums]:
    """By the key result that they contribute to; None for the goal as a whole."""
    rows: Any = counted(goals).order_by().values("parent_result").annotate(**ADDED_UP)
    return {row["parent_result"]: _summed(row) for row in rows}


def _summed(found: dict[str, Any]) -> Sums:
    return Sums(*(found[name] or 0 for name in ADDED_UP))


def part(weight: int, progress: int | None, coverage: int = MILLION) -> Sums:
    """What one part adds: its weight, and what it has reported clamped; unknown is not zero."""
    shown = clamped(progress)
    if shown is None:
        return Sums(weight=weight)
    return Sums(weight, weight, weight * shown, weight * coverage)


def sums_of_result(result: KeyResult) -> Sums:
    """One key result as a part of its goal; what goals contribute to it may be known in part."""
    if result.source == KeyResult.Source.GOALS:
        inner = sums_of_goals(Goal.objects.filter(parent_result=result))
        progress, coverage = inner.progress, inner.coverage
    else:
        progress = to_millionths(result.measured().raw)
        coverage = MILLION
    return part(result.weight, progress, coverage)


def sums_of(goal: Goal) -> Sums:
    """All parts that the goal's rule counts."""
    total = Sums()
    if goal.roll_up != Goal.RollUp.CONTRIBUTING:
        for result in goal.results.in_use().prefetch_related("milestones"):
            total += sums_of_result(result)
    if goal.roll_up != Goal.RollUp.OWN:
        total += sums_of_goals(contributing(goal))
    return total


def contributing(goal: Goal) -> QuerySet[Goal]:
    """The goals that its rule counts by themselves.

    Where its own key results count too, goals that contribute to one of those are left to it.
    """
    goals = Goal.objects.filter(parent=goal)
    return goals.filter(parent_result=None) if goal.roll_up == Goal.RollUp.BOTH else goals


def recompute(goal: Goal) -> None:
    """Write the goal's progress, then that of each goal above it. Call inside a transaction.

    It stops where nothing changes any more. Locks are taken from the deepest goal upwards.
    """
    here: Goal | None = goal
    while here is not None:
        here = lock(here)
        _write_results(here)
        sums = sums_of(here)
        if (here.progress, here.coverage) == (sums.progress, sums.coverage):
            return
        here.progress, here.coverage = sums.progress, sums.coverage
        here.save(update_fields=["progress", "coverage"])
        here = here.parent


def _write_results(goal: Goal) -> None:
    """Key results keep their own progress, so that lists need not compute it."""
    for result in goal.results.in_use().prefetch_related("milestones"):
        if result.source == KeyResult.Source.GOALS:
            progress = sums_of_goals(Goal.objects.filter(parent_result=result)).progress
        else:
            progress = to_millionths(result.measured().raw)
        if progress != result.progress:
            KeyResult.objects.filter(pk=result.pk).update(progress=progress)


def _nearest(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest whole number, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)
