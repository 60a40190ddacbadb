"""The few things that matter most in a period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.languages import Texts
from fairway.foundation.refusal import Refusal
from fairway.foundation.versions import next_version
from fairway.people.models import Person
from fairway.strategy.actions import ranking
from fairway.strategy.models import Period, StrategicPriority
from fairway.strategy.rules import claim_new_strategy


class PeriodIsOver(Refusal):
    code = "period_is_over"
    field = "period"

    def __init__(self, period: Period) -> None:
        super().__init__(_("%(period)s is closed. Choose one that is not."), period=period.name)


@transaction.atomic
def add_priority(
    period: Period,
    *,
    actor: Any,
    title: Mapping[str, str],
    why: Mapping[str, str] | None = None,
    owner: Person | None = None,
) -> StrategicPriority:
    """It becomes the last of its period."""
    claim_new_strategy(actor)
    priority = StrategicPriority(
        period=_not_over(period), title=Texts.of(title).required(), why=why or {}, owner=owner
    )
    ranking.put_last(priority)
    priority.save()
    record("strategy.priority_added", actor=actor, subject=priority, period=period.pk)
    return priority


@transaction.atomic
def edit_priority(
    priority: StrategicPriority,
    *,
    actor: Any,
    title: Mapping[str, str],
    why: Mapping[str, str],
    period: Period,
    owner: Person | None = None,
    version: int | None = None,
) -> StrategicPriority:
    priority = claim(priority, actor=actor, verb="edit")
    next_version(priority, version)
    priority.title = priority.title.with_changes(title).required()
    priority.why = priority.why.with_changes(why)
    priority.owner = owner
    if period.pk != priority.period_id:
        priority.period = _not_over(period)
        ranking.put_last(priority)
    priority.save()
    record("strategy.priority_edited", actor=actor, subject=priority, period=period.pk)
    return priority


@transaction.atomic
def move_priority(priority: StrategicPriority, *, actor: Any, direction: str) -> None:
    """One place up or down; at the end of the list nothing happens."""
    priority = claim(priority, actor=actor, verb="edit")
    if ranking.move(priority, direction):
        record("strategy.priority_moved", actor=actor, subject=priority, direction=direction)


@transaction.atomic
def archive_priority(priority: StrategicPriority, *, actor: Any) -> StrategicPriority:
    priority = ranking.archive(claim(priority, actor=actor, verb="edit"))
    record("strategy.priority_archived", actor=actor, subject=priority)
    return priority


@transaction.atomic
def restore_priority(priority: StrategicPriority, *, actor: Any) -> StrategicPriority:
    priority = ranking.restore(claim(priority, actor=actor, verb="restore"))
    record("strategy.priority_restored", actor=actor, subject=priority)
    return priority


def _not_over(period: Period) -> Period:
    """The period, held so that nobody closes it meanwhile."""
    period = lock(period)
    if period.closed_at or period.archived_at:
        raise PeriodIsOver(period)
    return period
