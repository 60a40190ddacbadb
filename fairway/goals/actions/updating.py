"""Telling how it goes: values of key results, how it stands, how sure one is, and a word about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.versions import Stale
from fairway.goals.actions.refusals import NothingTold, NotTold
from fairway.goals.actions.rolling import recompute
from fairway.goals.models import Goal, KeyResult, Milestone, ProgressUpdate
from fairway.people.days import organisation_day
from fairway.people.models import Person

Via = ProgressUpdate.Via


@dataclass(frozen=True)
class Told:
    """What is told of one key result: a value, done or not, or which milestones are done.

    `version` is that of the key result as the teller saw it; None for who saw no form.
    """

    value: int | None = None
    done: bool | None = None
    milestones: Mapping[int, bool] = field(default_factory=dict)
    version: int | None = None


@transaction.atomic
def tell_progress(
    goal: Goal,
    *,
    actor: Any,
    results: Mapping[KeyResult, Told] | None = None,
    status: str = "",
    confidence: int | None = None,
    note: str = "",
    evidence_url: str = "",
    via: str = Via.PAGE,
    at: datetime | None = None,
) -> ProgressUpdate:
    """One row for each key result told of, one for the goal with all that was said together.

    Raises Stale when somebody else told of one of these key results meanwhile.
    """
    if not (results or status or confidence or note or evidence_url):
        raise NothingTold
    goal = claim(goal, actor=actor, verb="update")
    at = at or timezone.now()
    common: dict[str, Any] = {
        "goal": goal,
        "at": at,
        "by": actor if isinstance(actor, Person) else None,
        "via": via,
    }
    told = [_take(goal, result, said) for result, said in (results or {}).items()]
    recompute(goal)
    goal = _say(goal, status, confidence, at)
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(result=result, value=_value_of(result), progress=progress, **common)
        for result, progress in _progress_of(told)
    )
    update = ProgressUpdate.objects.create(
        progress=goal.progress,
        status=status,
        confidence=confidence,
        note=note,
        evidence_url=evidence_url,
        **common,
    )
    record("goals.progress_told", actor=actor, subject=goal, about=goal.owner, update=update.pk)
    return update


@transaction.atomic
def correct_update(
    update: ProgressUpdate, *, actor: Any, value: int | None = None, note: str = ""
) -> ProgressUpdate:
    """Another row replaces it. The key result follows when nothing newer was told."""
    goal = claim(update.goal, actor=actor, verb="update")
    update = claim(update, actor=actor, verb="correct")
    update.corrected_at = timezone.now()
    update.save(update_fields=["corrected_at"])
    result = update.result
    if result is not None and value is not None and _is_the_last(update):
        if not result.is_measured:
            raise PermissionDenied
        KeyResult.objects.filter(pk=result.pk).update(current=value, version=result.version + 1)
        recompute(goal)
        goal.refresh_from_db()
        result.refresh_from_db()
    correction = ProgressUpdate.objects.create(
        goal=goal,
        result=result,
        at=update.at,
        by=actor,
        via=Via.PAGE,
        value=update.value if value is None else value,
        progress=result.progress if result else goal.progress,
        status=update.status,
        confidence=update.confidence,
        note=note or update.note,
        evidence_url=update.evidence_url,
        corrects=update,
    )
    record("goals.progress_corrected", actor=actor, subject=goal, about=goal.owner)
    return correction


def _take(goal: Goal, result: KeyResult, said: Told) -> KeyResult:
    """The key result as it is now, with what is told of it."""
    now = goal.results.in_use().get(pk=result.pk)
    if now.source != KeyResult.Source.MANUAL:
        raise NotTold(now)
    if said.version is not None and said.version != now.version:
        raise Stale
    if now.is_measured:
        now.current = said.value
    elif now.kind == KeyResult.Kind.YES_NO:
        now.done = said.done
    else:
        _take_milestones(now, said.milestones)
    now.version += 1
    now.updated_at = timezone.now()
    now.save(update_fields=["current", "done", "version", "updated_at"])
    return now


def _take_milestones(result: KeyResult, said: Mapping[int, bool]) -> None:
    today = organisation_day()
    for milestone in Milestone.objects.filter(result=result):
        done = said.get(milestone.pk, bool(milestone.done))
        if milestone.done != done:
            milestone.done, milestone.done_on = done, today if done else None
            milestone.save(update_fields=["done", "done_on"])


def _say(goal: Goal, status: str, confidence: int | None, at: datetime) -> Goal:
    """How it stands by those who answer for it; silence leaves what was said before."""
    goal = Goal.objects.get(pk=goal.pk)
    goal.status = status or goal.status
    goal.confidence = confidence or goal.confidence
    goal.updated_at = at
    goal.next_update_on = organisation_day() + timedelta(days=goal.cadence_days)
    goal.save(update_fields=["status", "confidence", "updated_at", "next_update_on"])
    return goal


def _value_of(result: KeyResult) -> int | None:
    if result.is_measured:
        return result.current
    return None if result.done is None else int(result.done)


def _progress_of(told: list[KeyResult]) -> list[tuple[KeyResult, int | None]]:
    now = dict(
        KeyResult.objects.filter(pk__in=[one.pk for one in told]).values_list("pk", "progress")
    )
    return [(one, now[one.pk]) for one in told]


def _is_the_last(update: ProgressUpdate) -> bool:
    newer = ProgressUpdate.objects.filter(result=update.result, at__gt=update.at)
    return not newer.exists()
