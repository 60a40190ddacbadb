"""How it ended, and what was learned."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.versions import next_version
from fairway.goals.actions.rolling import recompute
from fairway.goals.models import Goal, GoalChange


@transaction.atomic
def close_goal(
    goal: Goal, *, actor: Any, outcome: str, reflection: str = "", version: int | None = None
) -> Goal:
    """A dropped goal no longer counts where it contributed; any other keeps its last progress."""
    goal = claim(goal, actor=actor, verb="close")
    next_version(goal, version)
    return end(goal, actor=actor, outcome=outcome, reflection=reflection)


def end(goal: Goal, *, actor: Any, outcome: str, reflection: str = "", **said: Any) -> Goal:
    """What closing does, for whoever has locked the goal and asked who may; `said` is on record."""
    goal.outcome, goal.reflection = Goal.Outcome(outcome), reflection
    goal.closed_at, goal.next_update_on = timezone.now(), None
    goal.save()
    waiting = goal.changes.filter(state=GoalChange.State.PROPOSED)
    waiting.update(state=GoalChange.State.WITHDRAWN, decided_at=goal.closed_at)
    if goal.parent is not None:
        recompute(goal.parent)
    record(
        "goals.closed", actor=actor, subject=goal, about=goal.owner, outcome=goal.outcome, **said
    )
    return goal


@transaction.atomic
def reopen_goal(goal: Goal, *, actor: Any) -> Goal:
    goal = claim(goal, actor=actor, verb="reopen")
    goal.outcome, goal.closed_at = "", None
    goal.version += 1
    goal.save(update_fields=["outcome", "closed_at", "version"])
    if goal.parent is not None:
        recompute(goal.parent)
    record("goals.reopened", actor=actor, subject=goal, about=goal.owner)
    return goal
