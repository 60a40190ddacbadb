"""Key results that read a KPI: its newest value becomes theirs, and what they serve follows."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from fairway.foundation.access import lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.goals.actions.rolling import recompute
from fairway.goals.models import Goal, KeyResult, ProgressUpdate
from fairway.kpis.models import Kpi, Observation

MEASURED = (KeyResult.Kind.METRIC, KeyResult.Kind.RANGE)


def goals_reading(kpi: int, day: date) -> QuerySet[Goal]:
    """Open goals that a value for this day or a later one may concern."""
    reading = KeyResult.objects.in_use().filter(kpi=kpi, source=KeyResult.Source.KPI)
    goals = Goal.objects.current().filter(pk__in=reading.values("goal"), until_on__gt=day)
    return goals.order_by("pk")


@transaction.atomic
def read_kpis(goal: Goal) -> ProgressUpdate | None:
    """Take the newest value of each KPI that lies in the goal's days; None when nothing is new.

    One goal a transaction: locks are only ever taken from a goal upwards.
    """
    goal = lock(goal)
    if goal.closed_at is not None:
        return None
    taken = [result for result in _readers(goal) if _take(result)]
    if not taken:
        return None
    recompute(goal)
    goal.refresh_from_db()
    told: dict[str, Any] = {"goal": goal, "at": timezone.now(), "via": ProgressUpdate.Via.KPI}
    for result in taken:
        result.refresh_from_db(fields=["progress"])
        ProgressUpdate.objects.create(
            result=result, value=result.current, progress=result.progress, **told
        )
    update = ProgressUpdate.objects.create(progress=goal.progress, **told)
    Goal.objects.filter(pk=goal.pk).update(updated_at=update.at)
    record("goals.progress_told", actor=SYSTEM, subject=goal, about=goal.owner, update=update.pk)
    return update


def _readers(goal: Goal) -> QuerySet[KeyResult]:
    """With the newest value of the whole KPI, not of a segment, within the goal's days."""
    newest = (
        Observation.objects.current()
        .filter(
            kpi=OuterRef("kpi"),
            segment=None,
            starts_on__gte=goal.starts_on,
            starts_on__lt=goal.until_on,
        )
        .order_by("-starts_on")
    )
    results = goal.results.in_use().filter(source=KeyResult.Source.KPI, kind__in=MEASURED)
    return results.select_related("kpi").annotate(newest=Subquery(newest.values("value")[:1]))


def _take(result: KeyResult) -> bool:
    newest: int | None = result.newest  # type: ignore[attr-defined]
    kpi: Kpi | None = result.kpi
    if newest is None or kpi is None:
        return False
    value = in_decimals(newest, kpi.decimals, result.decimals)
    if value == result.current:
        return False
    result.current, result.updated_at = value, timezone.now()
    result.save(update_fields=["current", "updated_at"])
    return True


def in_decimals(units: int, decimals: int, wanted: int) -> int:
    """A KPI may have been given other decimals before its first value; halves go to the even."""
    return round(Fraction(units) * Fraction(10) ** (wanted - decimals))
