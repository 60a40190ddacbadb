"""Scored observations: questions that make one value of what somebody saw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.access import claim
from fairway.foundation.actors import Actor
from fairway.foundation.events import record
from fairway.kpis.actions.observing import record_value, take_back
from fairway.kpis.models import Kpi, Observation, Scored, Segment, Sheet
from fairway.kpis.refusals import InTheFuture, Needed
from fairway.people.days import organisation_day

MOST_QUESTIONS = 12


@transaction.atomic
def write_sheet(kpi: Kpi, *, actor: Any, questions: Sequence[str], best: int) -> Sheet:
    """What was scored by former questions keeps them."""
    kpi = claim(kpi, actor=actor, verb="edit")
    asked = [one.strip() for one in questions if one.strip()]
    if not asked or len(asked) > MOST_QUESTIONS:
        raise Needed("questions", _("One question at least, and twelve at most."))
    if kpi.measure not in (Kpi.Measure.PERCENT, Kpi.Measure.SCORE):
        raise Needed("questions", _("Only what is measured in percent or as a score is scored."))
    sheet, _made = Sheet.objects.update_or_create(
        kpi=kpi, defaults={"questions": asked, "best": best}
    )
    record("kpis.sheet_written", actor=actor, subject=kpi)
    return sheet


@transaction.atomic
def score(
    kpi: Kpi,
    *,
    actor: Any,
    on: date,
    points: Sequence[int | None],
    segment: Segment | None = None,
    note: str = "",
) -> Scored:
    """None for what could not be seen: it counts neither way."""
    kpi = claim(kpi, actor=actor, verb="edit")
    sheet = Sheet.objects.get(kpi=kpi)
    if on > organisation_day():
        raise InTheFuture(on)
    seen = [one for one in points if one is not None]
    if not seen:
        raise Needed("on", _("Answer one question at least."))
    row = Scored.objects.create(
        kpi=kpi,
        segment=segment,
        on=on,
        answers=[list(pair) for pair in zip(sheet.questions, points, strict=True)],
        points=sum(seen),
        most=len(seen) * sheet.best,
        best=sheet.best,
        note=note.strip(),
        scored_by=None if isinstance(actor, Actor) else actor,
        scored_at=timezone.now(),
    )
    _make_value(kpi, segment, on, actor)
    return row


@transaction.atomic
def remove_scored(row: Scored, *, actor: Any) -> None:
    """Scored by mistake: the value is made anew from the others, or goes with the last of them."""
    kpi = claim(row.kpi, actor=actor, verb="edit")
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    _make_value(kpi, row.segment, row.on, actor)


def _make_value(kpi: Kpi, segment: Segment | None, on: date, actor: Any) -> None:
    start = kpi.start_of(on)
    since = kpi.scored.filter(segment=segment, removed_at=None, on__gte=start)
    rows = [one for one in since if kpi.start_of(one.on) == start]
    if not rows:
        take_back(kpi, actor=actor, start=start, segment=segment)
        return
    said = ngettext("%(n)s scored", "%(n)s scored", len(rows)) % {"n": len(rows)}
    record_value(
        kpi,
        actor=actor,
        day=start,
        units=_units(kpi, rows),
        segment=segment,
        note=said,
        correction=True,
        source=Observation.Source.SCORED,
    )


def _units(kpi: Kpi, rows: Sequence[Scored]) -> int:
    """Each call or visit weighs the same, however many questions fitted it."""
    shares = [
        Fraction(one.points, one.most) * (100 if kpi.measure == Kpi.Measure.PERCENT else one.best)
        for one in rows
    ]
    return round(sum(shares, Fraction()) / len(shares) * 10**kpi.decimals)
