"""A page of KPIs as cards: how each stands, in as many queries for one as for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairway.kpis.calendar import Cadence
from fairway.kpis.models import Kpi, Observation, Signal, Standing
from fairway.kpis.saying import stretch_words
from fairway.ui.drawings import track

POINTS = 30
DAYS = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92}


@dataclass(frozen=True)
class Pill:
    tone: str
    shape: str
    word: Any


@dataclass(frozen=True)
class Card:
    kpi: Kpi
    number: str
    stands_for: str
    picture: SafeString
    pill: Pill
    overdue: bool


def cards_of(kpis: Sequence[Kpi], today: date) -> list[Card]:
    """Give KPIs with `standing` selected."""
    points = _points(kpis, today)
    return [_card(kpi, points.get(kpi.pk, []), today) for kpi in kpis]


def _points(kpis: Sequence[Kpi], today: date) -> dict[int, list[tuple[date, int]]]:
    """Each one's last, however seldom it is told. That they are of these KPIs is said twice: by
    the first saying, an index leads to them."""
    recent, oldest = Q(pk__in=[]), today
    for cadence, days in DAYS.items():
        keys = [kpi.pk for kpi in kpis if kpi.cadence == cadence]
        if keys:
            begin = today - timedelta(days=days * (POINTS + 2))
            oldest = min(oldest, begin)
            recent |= Q(kpi__in=keys, starts_on__gte=begin)
    rows = Observation.objects.current().filter(kpi__in=kpis, segment=None, starts_on__gte=oldest)
    rows = rows.filter(recent).order_by("starts_on")
    found: dict[int, list[tuple[date, int]]] = {}
    for kpi, day, value in rows.values_list("kpi", "starts_on", "value"):
        found.setdefault(kpi, []).append((day, value))
    return {kpi: points[-POINTS:] for kpi, points in found.items()}


def _card(kpi: Kpi, points: list[tuple[date, int]], today: date) -> Card:
    standing: Standing | None = getattr(kpi, "standing", None)
    last_on = standing.last_on if standing else None
    since = standing.since if standing else None
    marked = next((at for at, (day, _v) in enumerate(points) if since and day >= since), None)
    return Card(
        kpi,
        kpi.number(standing.last_value) if standing and standing.last_value is not None else "–",
        stretch_words(kpi, last_on) if last_on else _("No values yet"),
        track([kpi.amount(units) for _day, units in points], _band(kpi, standing), marked),
        pill_of(kpi),
        is_overdue(kpi, last_on, today),
    )


def _band(kpi: Kpi, standing: Standing | None) -> tuple[float, float, float] | None:
    """Where seasons move what is usual, no one band says it."""
    if standing is None or standing.lower is None or kpi.seasonal:
        return None
    return standing.lower, standing.centre or 0.0, standing.upper or 0.0


def _reading(kpi: Kpi) -> str:
    standing = getattr(kpi, "standing", None)
    return standing.reading if standing else Standing.Reading.NONE


def pill_of(kpi: Kpi) -> Pill:
    standing: Standing | None = getattr(kpi, "standing", None)
    reading = _reading(kpi)
    if standing is not None and reading == Standing.Reading.SIGNAL:
        return signal_pill(kpi, standing.side)
    words = {
        Standing.Reading.NORMAL: _("Normal variation"),
        Standing.Reading.EARLY: _("Too early to tell"),
        Standing.Reading.NONE: _("No values yet"),
    }
    return Pill("", "none", words[Standing.Reading(reading)])


def signal_pill(kpi: Kpi, side: str) -> Pill:
    """Which way it went, and whether that is the better way; a range has none."""
    up = side == Signal.Side.UP
    word = _("Signal, up") if up else _("Signal, down")
    if kpi.direction == Kpi.Direction.RANGE:
        return Pill("sea", "watch", word)
    better = up == (kpi.direction == Kpi.Direction.UP)
    return Pill("go", "go", word) if better else Pill("watch", "watch", word)


def is_overdue(kpi: Kpi, last_on: date | None, today: date) -> bool:
    """The stretch after the last value is over, and so is as much again."""
    if last_on is None:
        return False
    return next_expected(kpi, last_on) + timedelta(days=DAYS[kpi.cadence]) <= today


def next_expected(kpi: Kpi, last_on: date) -> date:
    """When the next value can be known: the first day after the stretch that follows."""
    cadence = Cadence(kpi.cadence)
    return cadence.next(cadence.next(last_on))
