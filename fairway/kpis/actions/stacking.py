"""What a unit looks at for a priority."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.kpis.models import Kpi, KpiStack, StackEntry
from fairway.kpis.rules import claim_new
from fairway.people.models import OrgUnit
from fairway.strategy.models import StrategicPriority


@transaction.atomic
def start_stack(
    *, actor: Any, priority: StrategicPriority, unit: OrgUnit | None = None
) -> KpiStack:
    """The one there is, or a new one."""
    claim_new(actor, unit)
    stack, made = KpiStack.objects.get_or_create(priority=priority, unit=unit)
    if made:
        record("kpis.stack_started", actor=actor, subject=stack)
    return stack


@transaction.atomic
def put_on_stack(stack: KpiStack, *, actor: Any, kpi: Kpi) -> StackEntry:
    stack = claim(stack, actor=actor, verb="edit")
    entry, made = StackEntry.objects.get_or_create(stack=stack, kpi=kpi)
    if made:
        record("kpis.stack_changed", actor=actor, subject=stack)
    return entry


@transaction.atomic
def take_off_stack(stack: KpiStack, *, actor: Any, kpi: Kpi) -> None:
    stack = claim(stack, actor=actor, verb="edit")
    gone, _each = StackEntry.objects.filter(stack=stack, kpi=kpi).delete()
    if gone:
        record("kpis.stack_changed", actor=actor, subject=stack)
