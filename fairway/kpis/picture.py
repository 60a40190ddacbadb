"""The chart of a KPI: what the browser draws, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from fairway.kpis.calendar import Cadence
from fairway.kpis.judging import Judged
from fairway.kpis.models import Annotation, Kpi
from fairway.measurement import PaceForecast

RECENT, MOST = 60, 400
ROWS = 12


@dataclass(frozen=True)
class Row:
    """One line of the numbers behind the chart."""

    day: date
    value: str
    change: str
    marked: bool
    judged: bool


def shown(judged: Judged, span: str) -> Any:
    """Positions of the points to draw: the last ones, or all of them thinned out so that every
    high and low stays."""
    n = len(judged.series)
    if span != "all":
        return np.arange(max(0, n - RECENT), n)
    if n <= MOST:
        return np.arange(n)
    edges = np.linspace(0, n, MOST // 2 + 1).astype(int)
    values = judged.series.values
    kept = {0, n - 1}
    for start, end in pairwise(edges):
        kept |= {start + int(values[start:end].argmin()), start + int(values[start:end].argmax())}
    return np.array(sorted(kept))


def thinned(judged: Judged, span: str) -> str:
    """What is said beneath a chart that does not draw every point."""
    n, drawn = len(judged.series), len(shown(judged, span))
    if span != "all" or drawn == n:
        return ""
    words = _(
        "Of %(n)s values %(drawn)s are drawn: the highest and the lowest of each stretch, so that "
        "nothing unusual is lost. The table has all of them."
    )
    return words % {"n": number_format(n), "drawn": number_format(drawn)}


def chart(
    kpi: Kpi,
    judged: Judged,
    *,
    target: tuple[float, float | None] | None,
    notes: Sequence[Annotation],
    pace: PaceForecast | None = None,
    ahead: int = 0,
    span: str = "",
) -> dict[str, Any]:
    at = shown(judged, span)
    days = [judged.series.days[i] for i in at]
    coming = _coming(kpi, judged, ahead) if pace is not None and pace.interval is not None else []
    values = [round(float(judged.series.values[i]), kpi.decimals) for i in at]
    marked = judged.marked()
    series: list[dict[str, Any]] = [
        {
            "name": kpi.name,
            "values": values + [None] * len(coming),
            "marked": [place for place, i in enumerate(at) if int(i) in marked],
        }
    ]
    data: dict[str, Any] = {
        "x": [_label(day, span) for day in [*days, *coming]],
        "unit": kpi.unit_words,
        "series": series,
        "lines": _levels(kpi, target),
        "n": len(judged.series),
        "notes": _notes(days, notes),
    }
    if judged.has_limits:
        _draw_limits(kpi, judged, at, data, len(coming))
    if coming and pace is not None:
        series += _fan(values[-1], len(values), len(coming), pace)
    data |= _scale(data, values)
    return data


def rows(kpi: Kpi, judged: Judged) -> list[Row]:
    """The latest first."""
    marked, values, n = judged.marked(), judged.series.values, len(judged.series)
    found = []
    for i in range(n - 1, max(-1, n - 1 - ROWS), -1):
        change = float(values[i] - values[i - 1]) if i else None
        found.append(
            Row(
                judged.series.days[i],
                kpi.rounded(float(values[i])),
                "" if change is None else _signed(kpi, change),
                i in marked,
                judged.has_limits and i >= judged.first,
            )
        )
    return found


def _signed(kpi: Kpi, change: float) -> str:
    said = kpi.number(round(abs(change) * 10**kpi.decimals))
    return f"+{said}" if change >= 0 else f"−{said}"


def _label(day: date, span: str) -> str:
    return date_format(day, "j M Y" if span == "all" else "j M")


def _coming(kpi: Kpi, judged: Judged, ahead: int) -> list[date]:
    days, cadence = [judged.series.days[-1]], Cadence(kpi.cadence)
    for _step in range(min(ahead, RECENT)):
        days.append(cadence.next(days[-1]))
    return days[1:]


def _levels(kpi: Kpi, target: tuple[float, float | None] | None) -> list[dict[str, Any]]:
    if target is None:
        return []
    names = (_("Target %(value)s"), _("Up to %(value)s"))
    return [
        {"at": level, "name": name % {"value": kpi.rounded(level)}, "tone": "go-text"}
        for level, name in zip(target, names, strict=True)
        if level is not None
    ]


def _draw_limits(kpi: Kpi, judged: Judged, at: Any, data: dict[str, Any], coming: int) -> None:
    """One band where limits stand still; lines of their own where seasons move them."""
    lower, upper, usual = (
        [None if np.isnan(line[i]) else round(float(line[i]), kpi.decimals + 1) for i in at]
        for line in (judged.lower, judged.upper, judged.expected)
    )
    if not judged.watched.season and not judged.watched.memory:
        low, middle, high = (
            float(judged.lower[-1]),
            float(judged.expected[-1]),
            float(judged.upper[-1]),
        )
        data["band"] = {"from": low, "to": high}
        data["lines"] += [
            {"at": high, "name": _("Upper %(value)s") % {"value": kpi.rounded(high)}, "thin": True},
            {
                "at": middle,
                "name": _("Usual %(value)s") % {"value": kpi.rounded(middle)},
                "dash": True,
            },
            {"at": low, "name": _("Lower %(value)s") % {"value": kpi.rounded(low)}, "thin": True},
        ]
        return
    for name, line in (
        (_("upper limit"), upper),
        (_("lower limit"), lower),
        (_("expected"), usual),
    ):
        dash = line is usual
        data["series"].append(
            {"name": name, "values": line + [None] * coming, "quiet": True, "dash": dash}
        )


def _fan(last: float, before: int, coming: int, pace: PaceForecast) -> list[dict[str, Any]]:
    """The forecast and its interval, from the last value on; widening as a walk's does."""
    assert pace.interval is not None
    assert pace.estimate is not None
    steps = np.arange(1, coming + 1)
    middle = last + (pace.estimate - last) * steps / pace.ahead
    wide = np.sqrt(steps * (1 + steps / pace.n) / (pace.ahead * (1 + pace.ahead / pace.n)))
    reach = (pace.interval.high - pace.estimate) * wide
    lead: list[float | None] = [None] * (before - 1) + [last]
    return [
        {
            "name": name,
            "values": lead + [round(float(v), 4) for v in line],
            "quiet": True,
            "dash": True,
        }
        for name, line in (
            (_("heading for"), middle),
            (_("at most"), middle + reach),
            (_("at least"), middle - reach),
        )
    ]


def _notes(days: Sequence[date], notes: Sequence[Annotation]) -> list[dict[str, Any]]:
    """Each at the stretch it fell into, if that is drawn."""
    found = []
    for note in notes:
        before = [place for place, day in enumerate(days) if day <= note.on]
        if days and before and note.on >= days[0]:
            found.append({"at": before[-1], "name": note.text})
    return found


def _scale(data: dict[str, Any], values: Sequence[float]) -> dict[str, float]:
    """Around what is drawn, never from zero as if that meant something."""
    seen = [one for line in data["series"] for one in line["values"] if one is not None]
    seen += [line["at"] for line in data["lines"]]
    low, high = min(seen), max(seen)
    room = (high - low) or abs(high) or 1
    step = 10 ** np.floor(np.log10(room / 4))
    step *= next(many for many in (1, 2, 2.5, 5, 10) if room / (many * step) <= 5)
    bottom, top = float(np.floor(low / step) * step), float(np.ceil(high / step) * step)
    return {"min": round(bottom, 9), "max": round(top, 9), "step": round(float(step), 9)}
