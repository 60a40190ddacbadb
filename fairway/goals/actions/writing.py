"""A goal with its key results and what it contributes to, written in one go or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from fairway.goals.actions.contributing import contribute
from fairway.goals.actions.creating import add_goal, edit_goal
from fairway.goals.actions.results import add_result, edit_result, remove_result
from fairway.goals.models import Goal, KeyResult


@dataclass(frozen=True)
class Wanted:
    """A key result as it is to be: a new one, or the one it is `of`; `fields` are of the actions."""

    fields: dict[str, Any]
    of: KeyResult | None = None
    gone: bool = False
    version: int | None = None


class RowRefused(Exception):
    """A refusal, and the row of the form that it is about."""

    def __init__(self, row: int, refusal: ValidationError) -> None:
        super().__init__(row)
        self.row, self.refusal = row, refusal


@dataclass(frozen=True)
class Upwards:
    """What it is to contribute to, and how."""

    to: Any = None
    result: Any = None
    priority: Any = None
    how: str = ""

    @property
    def says_nothing(self) -> bool:
        return self.to is None and self.priority is None and not self.how


@dataclass(frozen=True)
class Writing:
    goal: dict[str, Any]
    results: Sequence[Wanted] = ()
    upwards: Upwards = field(default_factory=Upwards)


@transaction.atomic
def write_goal(writing: Writing, *, actor: Any) -> Goal:
    goal = add_goal(actor=actor, **writing.goal)
    _set_results(goal, writing.results, actor)
    if not writing.upwards.says_nothing:
        goal = _align(goal, writing.upwards, actor)
    return Goal.objects.get(pk=goal.pk)


@transaction.atomic
def rewrite_goal(goal: Goal, writing: Writing, *, actor: Any, version: int | None) -> Goal:
    goal = edit_goal(goal, actor=actor, version=version, **writing.goal)
    _set_results(goal, writing.results, actor)
    if _differs(goal, writing.upwards):
        goal = _align(goal, writing.upwards, actor)
    return Goal.objects.get(pk=goal.pk)


def _set_results(goal: Goal, wanted: Sequence[Wanted], actor: Any) -> None:
    for row, one in enumerate(wanted):
        try:
            _set_result(goal, one, actor)
        except ValidationError as refusal:
            raise RowRefused(row, refusal) from refusal


def _set_result(goal: Goal, wanted: Wanted, actor: Any) -> None:
    if wanted.of is None:
        if not wanted.gone:
            add_result(goal, actor=actor, **wanted.fields)
        return
    if wanted.gone:
        remove_result(wanted.of, actor=actor)
        return
    same = ("title", "weight", "milestones", "baseline", "target", "low", "high")
    kept = {name: wanted.fields[name] for name in same}
    if any(kept[name] != _now(wanted.of, name) for name in same):
        edit_result(wanted.of, actor=actor, version=wanted.version, **kept)


def _now(result: KeyResult, name: str) -> Any:
    if name == "milestones":
        return [(one.title, one.due_on) for one in result.milestones.all()]
    return getattr(result, name)


def _align(goal: Goal, upwards: Upwards, actor: Any) -> Goal:
    return contribute(
        goal,
        actor=actor,
        to=upwards.to,
        result=upwards.result,
        priority=upwards.priority,
        how=upwards.how,
    )


def _differs(goal: Goal, upwards: Upwards) -> bool:
    return (goal.parent, goal.parent_result, goal.priority, goal.contributes_how) != (
        upwards.to,
        upwards.result,
        upwards.priority,
        upwards.how,
    )
