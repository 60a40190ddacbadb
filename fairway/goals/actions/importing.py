"""A list of goals: read, given to whom they belong, looked through, and written at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.foundation.refusal import Refusal
from fairway.foundation.text.cleaning import clean_name, clean_text
from fairway.foundation.versions import next_version
from fairway.goals.actions.creating import not_over
from fairway.goals.actions.planning import (
    ERROR,
    HERE,
    NEW,
    Plan,
    PlannedGoal,
    PlannedResult,
    plan_import,
)
from fairway.goals.actions.results import result_as_read
from fairway.goals.actions.rolling import recompute
from fairway.goals.importing.items import Outline
from fairway.goals.models import Goal, KeyResult
from fairway.goals.models.importing import GoalImport, ImportedGoal
from fairway.goals.whose import guess_from
from fairway.people.models import Person
from fairway.strategy.models import Period, StrategicPriority

LONGEST_WHY = 4_000
KEPT_FOR = timedelta(days=7)


class NoPeriod(Refusal):
    code = "no_period"
    field = "period"

    def __init__(self) -> None:
        super().__init__(_("Choose the period these goals are for."))


class HasErrors(Refusal):
    code = "has_errors"
    field = "skip_errors"

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext_lazy(
                "%(n)s goal has something to put right. Correct it in the list, or leave it out.",
                "%(n)s goals have something to put right. Correct them, or leave them out.",
                count,
            ),
            n=count,
        )


@transaction.atomic
def stage_goals(
    outline: Outline, *, actor: Any, period: Period | None = None, numbers: str = ""
) -> GoalImport:
    """Nothing is a goal yet: whose the sections are is said next."""
    if not isinstance(actor, Person):
        raise PermissionDenied
    return GoalImport.objects.create(
        created_by=actor,
        items=outline.packed(),
        whose=guess_from(list(outline.sections), actor),
        period=period,
        numbers=numbers,
    )


@transaction.atomic
def map_sections(
    batch: GoalImport,
    *,
    actor: Any,
    whose: Mapping[str, str],
    period: Period | None,
    priority: StrategicPriority | None = None,
    numbers: str = "",
    version: int | None = None,
) -> GoalImport:
    batch = claim(batch, actor=actor, verb="edit")
    next_version(batch, version)
    batch.whose = {name: word for name, word in whose.items() if word}
    batch.period, batch.priority, batch.numbers = period, priority, numbers
    batch.save()
    return batch


@transaction.atomic
def apply_goals(
    batch: GoalImport, *, actor: Any, skip_errors: bool = False, version: int | None = None
) -> Plan:
    """All of it or nothing. What was imported before is not made again."""
    batch = claim(batch, actor=actor, verb="apply")
    next_version(batch, version)
    plan, period = ready(batch, actor, skip_errors)
    _write(plan, batch, period, actor)
    _finish(batch, GoalImport.State.APPLIED, plan.counts)
    record("goals.imported", actor=actor, subject=batch, about=actor, **plan.counts)
    return plan


def ready(batch: GoalImport, actor: Any, skip_errors: bool) -> tuple[Plan, Period]:
    """What would be written; refuses while something has to be said or put right first."""
    if batch.period is None:
        raise NoPeriod
    plan = plan_import(batch, actor)
    wrong = sum(goal.state == ERROR for goal in plan.goals)
    if wrong and not skip_errors:
        raise HasErrors(wrong)
    return plan, not_over(batch.period)


@transaction.atomic
def discard_goals(batch: GoalImport, *, actor: Any) -> GoalImport:
    batch = claim(batch, actor=actor, verb="apply")
    batch.version += 1
    return _finish(batch, GoalImport.State.DISCARDED, {})


def forget_lists() -> int:
    """Lists that nobody has looked through for a week go."""
    old = GoalImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    return sum(
        _finish(batch, GoalImport.State.DISCARDED, {}) is not None
        for batch in old.filter(state=GoalImport.State.REVIEW)
    )


def _finish(batch: GoalImport, state: str, counts: dict[str, int]) -> GoalImport:
    batch.state, batch.items, batch.counts = state, [], counts
    batch.finished_at, batch.refusal = timezone.now(), ""
    batch.save()
    return batch


def _write(plan: Plan, batch: GoalImport, period: Period, actor: Any) -> None:
    """Level by level: each goal needs the one it contributes to."""
    new = [one for one in plan.goals if one.state == NEW]
    for level in sorted({one.level for one in new}):
        rows = [one for one in new if one.level == level]
        for one in rows:
            one.goal = _goal_of(one, batch, period, actor)
        Goal.objects.bulk_create([one.goal for one in rows if one.goal])
    for one in new:
        assert one.goal is not None
        record("goals.added", actor=actor, subject=one.goal, about=one.goal.owner)
        if one.goal.proposed_at:
            record("goals.proposed", actor=actor, subject=one.goal, about=one.goal.owner)
    ImportedGoal.objects.bulk_create(
        ImportedGoal(key=one.key, batch=batch, goal=one.goal) for one in new
    )
    _write_results([one for one in plan.goals if one.state in (NEW, HERE)], batch)


def _goal_of(one: PlannedGoal, batch: GoalImport, period: Period, actor: Any) -> Goal:
    whose = one.whose
    assert whose is not None
    goal = Goal(
        title=clean_name(one.item.title),
        why=clean_text(one.item.why)[:LONGEST_WHY],
        framework=Goal.Framework.OKR,
        scope=_scope(whose.owner, whose.unit),
        owner=whose.owner,
        unit=whose.unit,
        period=period,
        starts_on=period.starts_on,
        until_on=period.until_on,
        parent=one.above.goal if one.above else None,
        priority=None if one.above and one.above.goal else batch.priority,
        cadence_days=int(get("goals.update_every")),
        added_by=actor,
    )
    propose_to_its_owner(goal, actor)
    return goal


def propose_to_its_owner(goal: Goal, actor: Any) -> None:
    """What somebody else brings is proposed: it holds once its owner agrees."""
    if goal.owner is not None and goal.owner != actor:
        goal.proposed_by = actor if isinstance(actor, Person) else None
        goal.proposed_at = timezone.now()


def _scope(owner: Any, unit: Any) -> str:
    return Goal.Scope.PERSON if owner else Goal.Scope.UNIT if unit else Goal.Scope.ORGANISATION


def _write_results(goals: Iterable[PlannedGoal], batch: GoalImport) -> None:
    made: list[tuple[PlannedResult, KeyResult]] = []
    told: dict[int, Goal] = {}
    for one in goals:
        if one.goal is None:
            continue
        here = 0 if one.state == NEW else one.goal.results.count()
        fresh = [result for result in one.results if result.state == NEW]
        made += [(result, _result_of(result, one.goal, here + n)) for n, result in enumerate(fresh)]
        if any(result.item.done is not None for result in fresh):
            told[one.goal.pk] = one.goal
    KeyResult.objects.bulk_create(row for _one, row in made)
    ImportedGoal.objects.bulk_create(
        ImportedGoal(key=one.key, batch=batch, goal=row.goal, result=row) for one, row in made
    )
    for goal in told.values():
        recompute(goal)


def _result_of(one: PlannedResult, goal: Goal, rank: int) -> KeyResult:
    assert one.read is not None
    done = one.item.done if one.read.kind == KeyResult.Kind.YES_NO else None
    return result_as_read(one.item.title, one.read, goal=goal, rank=rank, done=done)
