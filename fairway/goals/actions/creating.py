"""A goal begins as a draft of whoever writes it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.versions import next_version
from fairway.goals.actions.refusals import (
    EndsBeforeItBegins,
    HasHistory,
    OwnerHasLeft,
    PeriodIsOver,
    UnitIsClosed,
    WeightTooLarge,
)
from fairway.goals.actions.rolling import recompute
from fairway.goals.models import Goal
from fairway.goals.rules import claim_new
from fairway.people.models import OrgUnit, Person
from fairway.strategy.models import Period

MOST_WEIGHT = 1000
EDITABLE = (
    "framework",
    "title",
    "why",
    "responsible",
    "visibility",
    "weight",
    "roll_up",
    "cadence_days",
)


@transaction.atomic
def add_goal(
    title: str,
    *,
    actor: Any,
    period: Period,
    framework: str = Goal.Framework.SMART,
    owner: Person | None = None,
    unit: OrgUnit | None = None,
    starts_on: date | None = None,
    last_day: date | None = None,
    **fields: Any,
) -> Goal:
    """A draft of a person, of a unit, or with neither of the organisation.

    `fields` are any of `EDITABLE`. Its days are its period's unless said otherwise.
    """
    scope = Goal.Scope.PERSON if owner else Goal.Scope.UNIT if unit else Goal.Scope.ORGANISATION
    claim_new(actor, scope=scope, owner=owner, unit=unit)
    goal = Goal(title=title, framework=framework, scope=scope, owner=owner, unit=unit)
    goal.added_by = actor if isinstance(actor, Person) else None
    _set_days(goal, not_over(period), starts_on, last_day)
    _set(goal, fields)
    _check_owner(goal)
    goal.save()
    record("goals.added", actor=actor, subject=goal, about=owner, scope=scope)
    return goal


@transaction.atomic
def edit_goal(
    goal: Goal,
    *,
    actor: Any,
    version: int | None = None,
    period: Period | None = None,
    starts_on: date | None = None,
    last_day: date | None = None,
    **fields: Any,
) -> Goal:
    """While it is not agreed. What was proposed has to be agreed as it now is."""
    goal = claim(goal, actor=actor, verb="edit")
    next_version(goal, version)
    if period is not None and period.pk != goal.period_id:
        _set_days(goal, not_over(period), starts_on, last_day)
    elif starts_on or last_day:
        _set_days(goal, goal.period, starts_on or goal.starts_on, last_day or goal.last_day)
    _set(goal, fields)
    if goal.proposed_by is not None and goal.proposed_by != actor:
        goal.proposed_by = actor if isinstance(actor, Person) else None
    goal.save()
    recompute(goal)
    record("goals.edited", actor=actor, subject=goal, about=goal.owner)
    return goal


@transaction.atomic
def delete_goal(goal: Goal, *, actor: Any) -> None:
    """Only a draft that nobody has told of."""
    goal = claim(goal, actor=actor, verb="delete")
    if goal.updates.exists() or goal.contributing.exists() or goal.comments.exists():
        raise HasHistory
    record("goals.deleted", actor=actor, subject=goal, about=goal.owner)
    goal.delete()


def not_over(period: Period) -> Period:
    """The period, held so that nobody closes it meanwhile."""
    period = lock(period)
    if period.closed_at or period.archived_at:
        raise PeriodIsOver(period)
    return period


def _set_days(goal: Goal, period: Period, starts_on: date | None, last_day: date | None) -> None:
    goal.period = period
    goal.starts_on = starts_on or period.starts_on
    goal.until_on = last_day + timedelta(days=1) if last_day else period.until_on
    if goal.until_on <= goal.starts_on:
        raise EndsBeforeItBegins


def _set(goal: Goal, fields: dict[str, Any]) -> None:
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"a goal has no field {', '.join(sorted(unknown))} to set")
    for name, value in fields.items():
        setattr(goal, name, value)
    check_weight(goal.weight)
    if goal.responsible is not None and not goal.responsible.active:
        raise OwnerHasLeft(goal.responsible)


def check_weight(weight: int) -> None:
    if not 0 <= weight <= MOST_WEIGHT:
        raise WeightTooLarge(MOST_WEIGHT)


def _check_owner(goal: Goal) -> None:
    if goal.owner is not None and not goal.owner.active:
        raise OwnerHasLeft(goal.owner)
    if goal.unit is not None and goal.unit.closed_on is not None:
        raise UnitIsClosed(goal.unit)
