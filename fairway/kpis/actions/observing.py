"""Values: recorded, corrected, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.actors import Actor
from fairway.foundation.events import record
from fairway.foundation.locks import hold
from fairway.kpis.models import Kpi, Observation, Segment
from fairway.kpis.refusals import AlreadyThere, InTheFuture
from fairway.people.days import organisation_day

AT_ONCE = 2000
Source = Observation.Source


@dataclass(frozen=True)
class Value:
    """One value of many: for the stretch that `day` lies in."""

    day: date
    units: int
    segment: Segment | None = None
    note: str = ""


@dataclass
class Taken:
    """What became of many values."""

    added: int = 0
    corrected: int = 0
    unchanged: int = 0
    segments: set[int | None] = field(default_factory=set)


@transaction.atomic
def record_value(
    kpi: Kpi,
    *,
    actor: Any,
    day: date,
    units: int,
    segment: Segment | None = None,
    note: str = "",
    correction: bool = False,
    source: str = Source.FORM,
) -> Observation:
    """The same value once more changes nothing; another one has to be said to be a correction."""
    kpi = claim(kpi, actor=actor, verb="edit")
    start = _begun(kpi, day)
    before = Observation.objects.of(kpi, segment).current().filter(starts_on=start).first()
    if before is not None and before.value == units and before.note == (note or before.note):
        return before
    if before is not None and not correction:
        raise AlreadyThere(kpi.say(before.value), start)
    row = _row(kpi, Value(start, units, segment, note), actor, source)
    if before is not None:
        before.replaced_at = row.recorded_at
        before.save(update_fields=["replaced_at"])
    row.save()
    kind = "kpis.corrected" if before else "kpis.observed"
    record(kind, actor=actor, subject=kpi, about=kpi.person, **_of(segment, start))
    return row


@transaction.atomic
def take_back(kpi: Kpi, *, actor: Any, start: date, segment: Segment | None = None) -> None:
    """No value holds for this stretch any more; what stood there stays on record."""
    kpi = claim(kpi, actor=actor, verb="edit")
    rows = Observation.objects.of(kpi, segment).current().filter(starts_on=start)
    if rows.update(replaced_at=timezone.now()):
        record("kpis.corrected", actor=actor, subject=kpi, about=kpi.person, **_of(segment, start))


@transaction.atomic
def record_values(
    kpi: Kpi, values: Sequence[Value], *, actor: Any, source: str = Source.UPLOAD
) -> Taken:
    """Many at once: what is there already and differs is corrected. One event for all of them."""
    kpi = claim(kpi, actor=actor, verb="edit")
    hold(f"kpis.values:{kpi.pk}")
    there = _there(kpi, values)
    taken, rows, replaced = Taken(), [], []
    for value in _last_of_each(kpi, values):
        key = value.segment.pk if value.segment else None, value.day
        before = there.get(key)
        if before is not None and before.value == value.units:
            taken.unchanged += 1
            continue
        taken.corrected += before is not None
        taken.added += before is None
        taken.segments.add(key[0])
        replaced += [before.pk] if before else []
        rows.append(_row(kpi, value, actor, source))
    _write(rows, replaced)
    if rows:
        first = min(row.starts_on for row in rows).isoformat()
        record("kpis.values_added", actor=actor, subject=kpi, count=len(rows), start=first)
    return taken


def _last_of_each(kpi: Kpi, values: Sequence[Value]) -> Sequence[Value]:
    """A file may say a day twice; its last word counts."""
    kept = {}
    for value in values:
        start = _begun(kpi, value.day)
        key = value.segment.pk if value.segment else None, start
        kept[key] = Value(start, value.units, value.segment, value.note)
    return list(kept.values())


def _there(kpi: Kpi, values: Sequence[Value]) -> dict[tuple[int | None, date], Observation]:
    if not values:
        return {}
    days = [kpi.start_of(value.day) for value in values]
    rows = kpi.observations.filter(
        replaced_at=None, starts_on__gte=min(days), starts_on__lte=max(days)
    )
    return {(row.segment_id, row.starts_on): row for row in rows}


def _write(rows: list[Observation], replaced: list[int]) -> None:
    now = timezone.now()
    for at in range(0, len(replaced), AT_ONCE):
        some = Observation.objects.filter(pk__in=replaced[at : at + AT_ONCE])
        some.update(replaced_at=now)
    Observation.objects.bulk_create(rows, batch_size=AT_ONCE)


def _begun(kpi: Kpi, day: date) -> date:
    start = kpi.start_of(day)
    if start > organisation_day():
        raise InTheFuture(day)
    return start


def _row(kpi: Kpi, value: Value, actor: Any, source: str) -> Observation:
    return Observation(
        kpi=kpi,
        segment=value.segment,
        starts_on=value.day,
        value=value.units,
        note=value.note.strip(),
        source=source,
        recorded_by=None if isinstance(actor, Actor) else actor,
        recorded_at=timezone.now(),
    )


def _of(segment: Segment | None, start: date) -> dict[str, Any]:
    return {"segment": segment.public_id if segment else "", "start": start.isoformat()}
