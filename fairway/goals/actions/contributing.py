"""What a goal contributes to, and how: a translation, never a copy."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from fairway.foundation.access import can, claim
from fairway.foundation.actors import is_the_system
from fairway.foundation.events import record
from fairway.foundation.locks import hold
from fairway.goals.actions.changes_refused import AgreedWeight
from fairway.goals.actions.creating import add_goal, check_weight
from fairway.goals.actions.refusals import Circle, NotItsResult, ParentIsClosed, TooDeep
from fairway.goals.actions.rolling import recompute
from fairway.goals.models import Goal, KeyResult
from fairway.strategy.models import StrategicPriority

MOST_LEVELS = 12


@transaction.atomic
def contribute(
    goal: Goal,
    *,
    actor: Any,
    to: Goal | None = None,
    result: KeyResult | None = None,
    priority: StrategicPriority | None = None,
    how: str = "",
    weight: int | None = None,
) -> Goal:
    """Let the goal contribute to another, to one of its key results, or to a priority.

    With neither it stands alone. Raises Circle when it would contribute to itself.
    """
    hold("goals:tree")
    goal = claim(goal, actor=actor, verb="update")
    to = Goal.objects.get(pk=to.pk) if to else None  # as it is, now that nobody moves anything
    _check(goal, to, result, actor)
    before = goal.parent
    goal.parent, goal.parent_result, goal.priority = to, result, priority
    goal.contributes_how = how
    if weight is not None and weight != goal.weight:
        if goal.is_agreed and not is_the_system(actor):
            raise AgreedWeight
        check_weight(weight)
        goal.weight = weight
    goal.version += 1
    goal.save()
    for above in {one.pk: one for one in (before, to) if one is not None}.values():
        recompute(above)
    record("goals.aligned", actor=actor, subject=goal, about=goal.owner, to=to.pk if to else None)
    return goal


@transaction.atomic
def convert_result(result: KeyResult, *, actor: Any, **owner: Any) -> Goal:
    """A key result becomes a goal of somebody's own, and from then on follows from it.

    `owner` says whose: `owner=`, `unit=`, or neither.
    """
    goal = claim(result.goal, actor=actor, verb="update")
    child = add_goal(
        result.title,
        actor=actor,
        period=goal.period,
        framework=Goal.Framework.OKR,
        starts_on=goal.starts_on,
        last_day=goal.last_day,
        **owner,
    )
    result.source = KeyResult.Source.GOALS
    result.version += 1
    result.save(update_fields=["source", "version"])
    return contribute(child, actor=actor, to=goal, result=result)


def ancestors(goal: Goal) -> list[Goal]:
    """The goals above, nearest first."""
    found: list[Goal] = []
    above = goal.parent
    while above is not None and len(found) <= MOST_LEVELS:
        found.append(above)
        above = above.parent
    return found


def _check(goal: Goal, to: Goal | None, result: KeyResult | None, actor: Any) -> None:
    if result is not None and (to is None or result.goal_id != to.pk):
        raise NotItsResult
    if to is None:
        return
    if not is_the_system(actor) and not can(actor, "view", to):
        raise PermissionDenied
    if to.closed_at is not None:
        raise ParentIsClosed(to)
    way = [to, *ancestors(to)]
    if goal in way:
        round_trip = [goal, *way[: way.index(goal) + 1]]
        raise Circle([one.title for one in round_trip])
    if len(way) + _levels_below(goal) >= MOST_LEVELS:
        raise TooDeep(MOST_LEVELS)


def _levels_below(goal: Goal) -> int:
    levels, row = 0, [goal.pk]
    while row and levels <= MOST_LEVELS:
        row = list(Goal.objects.filter(parent__in=row).values_list("pk", flat=True))
        levels += bool(row)
    return levels
