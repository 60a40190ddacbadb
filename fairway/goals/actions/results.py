"""Key results: how one sees that a goal is reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import can, claim
from fairway.foundation.actors import is_the_system
from fairway.foundation.events import record
from fairway.foundation.numbers import UnknownCurrency
from fairway.foundation.numbers.currencies import DIGITS
from fairway.foundation.text.cleaning import clean_name
from fairway.foundation.versions import next_version
from fairway.goals.actions.creating import check_weight
from fairway.goals.actions.reading import read_kpis
from fairway.goals.actions.refusals import NowhereToGo, RangeOutOfOrder, ValueMissing
from fairway.goals.actions.rolling import recompute
from fairway.goals.importing.measures import Read
from fairway.goals.models import Goal, KeyResult, Milestone
from fairway.kpis.models.measuring import Measured, decimals_of

VALUES = ("baseline", "target", "low", "high")


@transaction.atomic
def add_result(
    goal: Goal,
    title: str,
    *,
    actor: Any,
    kind: str = KeyResult.Kind.METRIC,
    source: str = KeyResult.Source.MANUAL,
    kpi: Any = None,
    measure: str = Measured.Measure.NUMBER,
    label: str = "",
    currency: str = "",
    decimals: int = 0,
    weight: int = 1,
    milestones: Sequence[tuple[str, date | None]] = (),
    **values: int | None,
) -> KeyResult:
    """`values` are any of baseline, target, low and high, in units of its decimals.

    One that reads a KPI takes its measure.
    """
    goal = claim(goal, actor=actor, verb="edit")
    result = new_result(
        goal,
        title,
        actor=actor,
        kind=kind,
        source=source,
        kpi=kpi,
        measure=measure,
        label=label,
        currency=currency,
        decimals=decimals,
        weight=weight,
        **values,
    )
    set_milestones(result, milestones)
    recompute(goal)
    record("goals.result_added", actor=actor, subject=goal, about=goal.owner, result=result.pk)
    if source == KeyResult.Source.KPI:
        read_kpis(goal)
        result.refresh_from_db()
    return result


def new_result(
    goal: Goal,
    title: str,
    *,
    actor: Any,
    kind: str,
    source: str,
    kpi: Any,
    measure: str,
    label: str,
    currency: str,
    decimals: int,
    weight: int,
    **values: int | None,
) -> KeyResult:
    """Written and checked, for whoever claimed the goal. Only a KPI that one may see is read."""
    if kpi is not None and not is_the_system(actor) and not can(actor, "view", kpi):
        raise PermissionDenied
    result = KeyResult(goal=goal, title=title, kind=kind, source=source, kpi=kpi, weight=weight)
    result.rank = goal.results.count()
    _set_measure(result, measure, label, currency, decimals)
    _set_values(result, values)
    check_weight(weight)
    result.save()
    return result


@transaction.atomic
def edit_result(
    result: KeyResult,
    *,
    actor: Any,
    title: str,
    weight: int,
    version: int | None = None,
    milestones: Sequence[tuple[str, date | None]] | None = None,
    **values: int | None,
) -> KeyResult:
    """While its goal is not agreed; afterwards see `changing`."""
    goal = claim(result.goal, actor=actor, verb="edit")
    result = KeyResult.objects.get(pk=result.pk)
    next_version(result, version)
    result.title, result.weight = title, weight
    check_weight(weight)
    _set_values(result, values)
    result.save()
    if milestones is not None:
        set_milestones(result, milestones)
    recompute(goal)
    record("goals.result_edited", actor=actor, subject=goal, about=goal.owner, result=result.pk)
    return result


@transaction.atomic
def remove_result(result: KeyResult, *, actor: Any) -> None:
    """It no longer counts; what was told of it stays."""
    goal = claim(result.goal, actor=actor, verb="edit")
    result.removed_at = timezone.now()
    result.save(update_fields=["removed_at"])
    recompute(goal)
    record("goals.result_removed", actor=actor, subject=goal, about=goal.owner, result=result.pk)


def set_milestones(result: KeyResult, wanted: Sequence[tuple[str, date | None]]) -> None:
    """These titles with their days, in this order. One that keeps its title keeps its state."""
    known = {one.title: one for one in result.milestones.all()}
    for rank, (title, due_on) in enumerate(wanted):
        milestone = known.pop(title, None) or Milestone(result=result, title=title)
        milestone.rank, milestone.due_on = rank, due_on
        milestone.save()
    Milestone.objects.filter(pk__in=[one.pk for one in known.values()]).delete()


def result_as_read(title: str, read: Read, **fields: Any) -> KeyResult:
    """What a line of a list says of a key result, not saved yet."""
    return KeyResult(
        title=clean_name(title),
        kind=read.kind,
        measure=read.measure,
        label=read.label,
        currency=read.currency,
        decimals=read.decimals,
        baseline=read.baseline,
        target=read.target,
        **fields,
    )


def _set_measure(result: KeyResult, measure: str, label: str, currency: str, decimals: int) -> None:
    if result.source == KeyResult.Source.KPI and result.kpi is not None:
        kpi = result.kpi
        measure, label = kpi.measure, kpi.label
        currency, decimals = kpi.currency, kpi.decimals
    money = measure == Measured.Measure.MONEY
    result.measure, result.label = measure, label
    result.currency = currency.strip().upper() if money else ""
    result.decimals = decimals_of(measure, result.currency, decimals)
    if money and result.currency not in DIGITS:
        raise UnknownCurrency(currency)


def _set_values(result: KeyResult, values: dict[str, int | None]) -> None:
    unknown = set(values) - set(VALUES)
    if unknown:
        raise TypeError(f"a key result has no {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(result, name, value)
    check_values(result)


def check_values(result: KeyResult) -> None:
    """What can be said about where it goes from and to."""
    needed = {KeyResult.Kind.METRIC: ("baseline", "target"), KeyResult.Kind.RANGE: ("low", "high")}
    for name in needed.get(KeyResult.Kind(result.kind), ()):
        if getattr(result, name) is None and result.source != KeyResult.Source.GOALS:
            raise ValueMissing(name)
    if result.baseline is not None and result.baseline == result.target:
        raise NowhereToGo
    if result.low is not None and result.high is not None and result.low > result.high:
        raise RangeOutOfOrder
