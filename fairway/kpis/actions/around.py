"""What stands around the values: targets, parts, and what happened on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.actors import Actor
from fairway.foundation.events import record
from fairway.kpis import refusals
from fairway.kpis.models import Annotation, Kpi, KpiTarget, Segment
from fairway.people.models import Location, OrgUnit
from fairway.strategy.models import Period


@transaction.atomic
def set_target(
    kpi: Kpi, *, actor: Any, period: Period, value: int, upper: int | None = None
) -> KpiTarget:
    """Once for each period; setting it again changes it."""
    kpi = claim(kpi, actor=actor, verb="edit")
    if kpi.direction != Kpi.Direction.RANGE:
        upper = None
    elif upper is None:
        raise refusals.Needed("upper", _("“Keep between” needs both bounds."))
    elif upper <= value:
        raise refusals.BoundsOutOfOrder
    target, _made = KpiTarget.objects.update_or_create(
        kpi=kpi, period=period, defaults={"value": value, "upper": upper}
    )
    record("kpis.target_set", actor=actor, subject=kpi, about=kpi.person, period=period.pk)
    return target


@transaction.atomic
def remove_target(target: KpiTarget, *, actor: Any) -> None:
    kpi = claim(target.kpi, actor=actor, verb="edit")
    record("kpis.target_removed", actor=actor, subject=kpi, period=target.period_id)
    target.delete()


@transaction.atomic
def annotate(kpi: Kpi, *, actor: Any, on: date, text: str) -> Annotation:
    kpi = claim(kpi, actor=actor, verb="edit")
    if not text.strip():
        raise refusals.Needed("text", _("What happened?"))
    author = None if isinstance(actor, Actor) else actor
    note = Annotation.objects.create(kpi=kpi, on=on, text=text.strip(), author=author)
    record("kpis.annotated", actor=actor, subject=kpi)
    return note


@transaction.atomic
def remove_annotation(note: Annotation, *, actor: Any) -> Annotation:
    kpi = claim(note.kpi, actor=actor, verb="edit")
    note.removed_at = timezone.now()
    note.save(update_fields=["removed_at"])
    record("kpis.annotation_removed", actor=actor, subject=kpi)
    return note


@transaction.atomic
def keep_annotation(note: Annotation, *, actor: Any) -> Annotation:
    kpi = claim(note.kpi, actor=actor, verb="edit")
    note.removed_at = None
    note.save(update_fields=["removed_at"])
    record("kpis.annotated", actor=actor, subject=kpi)
    return note


@transaction.atomic
def add_segment(
    kpi: Kpi,
    *,
    actor: Any,
    name: str = "",
    unit: OrgUnit | None = None,
    location: Location | None = None,
) -> Segment:
    """Named after its unit or place where nothing else is said; the same name is the same part."""
    kpi = claim(kpi, actor=actor, verb="edit")
    name = name.strip() or (unit.name if unit else location.name if location else "")
    if not name:
        raise refusals.Needed("name", _("Choose a unit or a place, or give it a name."))
    found = kpi.segments.filter(name__iexact=name).first()
    if found:
        return found
    segment = Segment.objects.create(kpi=kpi, name=name, unit=unit, location=location)
    record("kpis.segment_added", actor=actor, subject=kpi)
    return segment
