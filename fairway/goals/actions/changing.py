"""What was agreed changes by proposal: one side says what and why, the other decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import can, claim, lock
from fairway.foundation.actors import is_the_system
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.foundation.versions import Stale
from fairway.goals.actions.agreeing import AT_ONCE
from fairway.goals.actions.changes_refused import (
    AlreadyDecided,
    ChangeWaits,
    MovedMeanwhile,
    NothingChanges,
)
from fairway.goals.actions.closing import end
from fairway.goals.actions.creating import check_weight
from fairway.goals.actions.refusals import EndsBeforeItBegins, WordsMissing
from fairway.goals.actions.results import check_values
from fairway.goals.actions.rolling import recompute
from fairway.goals.models import Goal, GoalChange, KeyResult

OF_GOAL = ("title", "why", "starts_on", "until_on", "weight")
OF_RESULT = ("title", "baseline", "target", "low", "high", "weight")
DAYS = frozenset({"starts_on", "until_on"})
STOP = {"outcome": ["", Goal.Outcome.DROPPED.value]}
State = GoalChange.State


@transaction.atomic
def propose_change(
    goal: Goal,
    *,
    actor: Any,
    reason: str,
    version: int | None = None,
    last_day: date | None = None,
    results: Mapping[KeyResult, Mapping[str, Any]] | None = None,
    **fields: Any,
) -> GoalChange:
    """Ask for other words, days, weight or targets; what stays as it is need not be named.

    It holds at once where nobody has to agree, or where whoever asks keeps the goal. Raises Stale
    when the goal has changed since `version`, ChangeWaits while another change waits.
    """
    goal = _asked(goal, actor, reason, version)
    if last_day is not None:
        fields["until_on"] = last_day + timedelta(days=1)
    changes = _differences(goal, fields, results or {})
    if not changes:
        raise NothingChanges
    _check(*_changed(Goal.objects.get(pk=goal.pk), changes))
    return _proposed(goal, changes, reason, actor)


@transaction.atomic
def propose_to_stop(
    goal: Goal, *, actor: Any, reason: str, version: int | None = None
) -> GoalChange:
    """Ask to close it as dropped, decided like any other change; the reason stays with it."""
    return _proposed(_asked(goal, actor, reason, version), STOP, reason, actor)


@transaction.atomic
def approve_change(change: GoalChange, *, actor: Any) -> GoalChange:
    """Refused when what it was to change has become something else meanwhile."""
    goal = lock(change.goal)
    return _approve(goal, _claimed(change, actor, "decide"), actor)


@transaction.atomic
def decline_change(change: GoalChange, *, actor: Any, answer: str) -> GoalChange:
    goal = lock(change.goal)
    change = _claimed(change, actor, "decide")
    if not answer.strip():
        raise WordsMissing("answer")
    return _decide(goal, change, actor, State.DECLINED, answer)


@transaction.atomic
def withdraw_change(change: GoalChange, *, actor: Any) -> GoalChange:
    goal = lock(change.goal)
    return _decide(goal, _claimed(change, actor, "withdraw"), actor, State.WITHDRAWN)


def _asked(goal: Goal, actor: Any, reason: str, version: int | None) -> Goal:
    """The goal, locked, where a change of it may be proposed now."""
    goal = claim(goal, actor=actor, verb="change")
    if version is not None and version != goal.version:
        raise Stale
    if waiting := goal.changes.filter(state=State.PROPOSED).select_related("proposed_by").first():
        raise ChangeWaits(waiting)
    if not reason.strip():
        raise WordsMissing("reason")
    return goal


def _proposed(goal: Goal, changes: dict[str, Any], reason: str, actor: Any) -> GoalChange:
    change = _written(goal, changes, reason, actor)
    record("goals.change_proposed", actor=actor, subject=goal, about=goal.owner, change=change.pk)
    if get("goals.agreement") == AT_ONCE or is_the_system(actor) or can(actor, "decide", change):
        return _approve(goal, change, actor)
    return change


def _claimed(change: GoalChange, actor: Any, verb: str) -> GoalChange:
    """The goal is locked before, so that nobody decides on it meanwhile."""
    now = GoalChange.objects.get(pk=change.pk)
    if now.state != State.PROPOSED:
        raise AlreadyDecided(now)
    return claim(now, actor=actor, verb=verb)


def _written(goal: Goal, changes: dict[str, Any], reason: str, actor: Any) -> GoalChange:
    return GoalChange.objects.create(
        goal=goal,
        changes=changes,
        reason=reason,
        proposed_by=goal.reports if is_the_system(actor) else actor,
        proposed_at=timezone.now(),
    )


def _approve(goal: Goal, change: GoalChange, actor: Any) -> GoalChange:
    if change.stops:
        return _stop(goal, change, actor)
    rows = {row.pk: row for row in _rows(goal).values()}
    for name, (before, _after) in change.changes.items():
        row, field = _at(goal, name)
        if row is None or _stored(row, field) != before:
            raise MovedMeanwhile
    goal, results = _changed(goal, change.changes)
    _check(goal, results)
    goal.version += 1
    goal.save(update_fields=[*OF_GOAL, "version"])
    for result in results:
        result.version = rows[result.pk].version + 1
        result.save(update_fields=[*OF_RESULT, "version"])
    recompute(goal)
    if goal.parent is not None:
        recompute(goal.parent)  # its weight there may be another one
    return _decide(goal, change, actor, State.APPROVED)


def _stop(goal: Goal, change: GoalChange, actor: Any) -> GoalChange:
    """Decided first: closing takes back whatever still waits."""
    change = _decide(goal, change, actor, State.APPROVED)
    goal.version += 1
    dropped = Goal.Outcome.DROPPED
    end(goal, actor=actor, outcome=dropped, reflection=change.reason, change=change.pk)
    return change


def _decide(goal: Goal, change: GoalChange, actor: Any, state: str, answer: str = "") -> GoalChange:
    change.state, change.answer, change.decided_at = State(state), answer, timezone.now()
    change.decided_by = None if is_the_system(actor) else actor
    change.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    record(f"goals.change_{state}", actor=actor, subject=goal, about=goal.owner, change=change.pk)
    return change


def _differences(
    goal: Goal, fields: Mapping[str, Any], results: Mapping[KeyResult, Mapping[str, Any]]
) -> dict[str, list[Any]]:
    """By field what is and what is to be, as they are stored."""
    wanted: dict[str, Any] = {name: fields[name] for name in OF_GOAL if name in fields}
    if unknown := set(fields) - set(OF_GOAL):
        raise TypeError(f"a goal does not change {', '.join(sorted(unknown))} by proposal")
    for result, values in results.items():
        wanted |= {
            f"result:{result.public_id}:{name}": values[name]
            for name in OF_RESULT
            if name in values
        }
    found: dict[str, list[Any]] = {}
    for name, value in wanted.items():
        row, field = _at(goal, name)
        before, after = _stored(row, field), _kept(value)
        if before != after:
            found[name] = [before, after]
    return found


def _changed(goal: Goal, changes: Mapping[str, Any]) -> tuple[Goal, list[KeyResult]]:
    """The goal and those of its key results that change, as they are to be; nothing is saved."""
    results: dict[str, KeyResult] = {}
    known = _rows(goal)
    for name, (_before, after) in changes.items():
        if not name.startswith("result:"):
            setattr(goal, name, date.fromisoformat(after) if name in DAYS else after)
            continue
        _word, public_id, field = name.split(":")
        results[public_id] = known[public_id]
        setattr(known[public_id], field, after)
    return goal, list(results.values())


def _check(goal: Goal, results: list[KeyResult]) -> None:
    if goal.until_on <= goal.starts_on:
        raise EndsBeforeItBegins
    check_weight(goal.weight)
    for result in results:
        check_weight(result.weight)
        check_values(result)


def _rows(goal: Goal) -> dict[str, KeyResult]:
    return {one.public_id: one for one in goal.results.in_use()}


def _at(goal: Goal, name: str) -> tuple[Any, str]:
    """The row and the field that a change names; no row when the key result is gone."""
    if not name.startswith("result:"):
        return goal, name
    _word, public_id, field = name.split(":")
    return goal.results.in_use().filter(public_id=public_id).first(), field


def _stored(row: Any, field: str) -> Any:
    return _kept(getattr(row, field))


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
