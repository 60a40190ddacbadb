"""One KPI: how it stands, whether that says anything, and what will be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fairway.foundation.paging import page_of
from fairway.foundation.text.cells import csv_response
from fairway.foundation.viewers import Request
from fairway.kpis import picture, saying
from fairway.kpis.calendar import Cadence
from fairway.kpis.cards import cards_of, is_overdue, next_expected, signal_pill
from fairway.kpis.judging import Judged, chance_between, forecast, judge, load
from fairway.kpis.models import Kpi, KpiTarget, Segment
from fairway.kpis.rules import UNIT
from fairway.kpis.screening import result_of
from fairway.kpis.views.asking import find
from fairway.kpis.views.listing import address
from fairway.people.audience import who_can
from fairway.people.days import organisation_day
from fairway.ui.parts import Seer, Tab

BESIDE = 3


@dataclass(frozen=True)
class Aim:
    """The target that counts now."""

    target: KpiTarget
    level: float
    upper: float | None
    ahead: int


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    kpi, today = find(request, public_id), organisation_day()
    segments = list(kpi.segments.all())
    segment = _chosen(segments, request.GET.get("part", ""))
    judged = judge(kpi, load(kpi, segment))
    notes = list(kpi.annotations.filter(removed_at=None).select_related("author")[:50])
    span = "all" if request.GET.get("span") == "all" else ""
    signals = kpi.signals.exclude(state="gone").select_related("settled_by", "segment")
    targets = list(kpi.targets.select_related("period"))
    context = {
        "kpi": kpi,
        "segment": segment,
        "earns": result_of(kpi.screening) if kpi.screening else None,
        "parts": _parts(kpi, segments, segment),
        "notes": sorted(notes, key=lambda note: note.on),
        "targets": [_said_target(kpi, one) for one in targets],
        "signals": [(one, signal_pill(kpi, one.side)) for one in signals[:6]],
        "span": span,
        "today": today,
        "shows_all": judged is not None and len(judged.series) > picture.RECENT,
        **(_reading(kpi, judged, _aim(kpi, targets, judged, today), notes, span) if judged else {}),
        **(_freshness(kpi, judged, today) if judged else {}),
    }
    return render(request, "kpis/kpi.html", context)


def _reading(
    kpi: Kpi, judged: Judged, aim: Aim | None, notes: list[Any], span: str
) -> dict[str, Any]:
    pace = forecast(kpi, judged.series, aim.level, aim.ahead) if aim else None
    chance = pace.chance if pace else None
    if aim and pace and aim.upper is not None:
        chance = chance_between(judged.series, aim.level, aim.upper, aim.ahead)
    levels = (aim.level, aim.upper) if aim else None
    ordered = sorted(notes, key=lambda note: note.on)
    return {
        "verdict": saying.verdict(kpi, judged),
        "aim": aim,
        "aim_words": _said_target(kpi, aim.target)["words"] if aim else "",
        "outlook": saying.outlook(kpi, pace, chance),
        "usual": kpi.number(round(float(judged.expected[-1]) * 10**kpi.decimals))
        if judged.has_limits
        else "",
        "last": kpi.number(round(float(judged.series.values[-1]) * 10**kpi.decimals)),
        "last_words": saying.stretch_words(kpi, judged.series.days[-1]),
        "chart": picture.chart(
            kpi,
            judged,
            target=levels,
            notes=ordered,
            pace=pace,
            ahead=aim.ahead if aim else 0,
            span=span,
        ),
        "thinned": picture.thinned(judged, span),
        "rows": picture.rows(kpi, judged),
        "n_words": saying.count_words(kpi.cadence, len(judged.series)),
        "shift_from": judged.series.days[judged.now.since] if judged.now else None,
    }


def _freshness(kpi: Kpi, judged: Judged, today: date) -> dict[str, Any]:
    last = judged.series.days[-1]
    return {
        "next_expected": next_expected(kpi, last),
        "overdue": is_overdue(kpi, last, today),
    }


def _aim(kpi: Kpi, targets: list[KpiTarget], judged: Judged | None, today: date) -> Aim | None:
    """Of the periods that are not over, the one that ends first."""
    coming = sorted(
        (one for one in targets if one.period.until_on > today and not one.period.archived_at),
        key=lambda one: one.period.until_on,
    )
    if not coming:
        return None
    target = coming[0]
    ahead = 0
    if judged is not None:
        end = kpi.start_of(target.period.last_day)
        ahead = Cadence(kpi.cadence).steps(judged.series.days[-1], end)
    upper = kpi.amount(target.upper) if target.upper is not None else None
    return Aim(target, kpi.amount(target.value), upper, ahead)


def _said_target(kpi: Kpi, target: KpiTarget) -> dict[str, Any]:
    words = kpi.number(target.value)
    if target.upper is not None:
        words = _("%(low)s to %(high)s") % {"low": words, "high": kpi.number(target.upper)}
    return {"target": target, "words": words}


def _parts(kpi: Kpi, segments: list[Segment], chosen: Segment | None) -> list[Tab]:
    if not segments:
        return []
    here = kpi.get_absolute_url()
    parts = [
        Tab(one.name, f"{here}?part={one.public_id}", current=one == chosen) for one in segments
    ]
    return [Tab(_("The whole"), here, current=chosen is None), *parts]


def _chosen(segments: list[Segment], public_id: str) -> Segment | None:
    return next((one for one in segments if one.public_id == public_id), None)


def _beside(request: Request, kpi: Kpi) -> list[Kpi]:
    """What is read together with it: of its priority first, then of its unit."""
    rows = Kpi.objects.allowed(request.viewer).in_use().exclude(pk=kpi.pk)
    near = Q(pk__in=[])
    if kpi.priority_id:
        near |= Q(priority=kpi.priority_id)
    if kpi.unit_id:
        near |= Q(unit=kpi.unit_id)
    if not near:
        return []
    found = list(rows.filter(near).for_cards()[:12])
    found.sort(key=lambda one: (one.priority_id != kpi.priority_id, one.unit_id != kpi.unit_id))
    return found[:BESIDE]


@require_safe
def beside(request: Request, public_id: str) -> HttpResponse:
    """What is read together with it, which the page brings after itself."""
    kpi = find(request, public_id)
    cards = cards_of(_beside(request, kpi), organisation_day())
    name = "kpis/_beside.html" if request.htmx else "kpis/beside.html"
    return render(request, name, {"kpi": kpi, "beside": cards})


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    """Who can see it, worked out from the rules."""
    people = ("owner__assignment", "person__assignment", "unit")
    rows = Kpi.objects.allowed(request.viewer).select_related(*people)
    kpi = get_object_or_404(rows, public_id=public_id)
    audience = who_can(kpi)
    seers = audience.seers()
    if kpi.unit and not audience.everybody:
        seers.insert(0, Seer(_("Everybody in %(unit)s") % {"unit": kpi.unit}, UNIT.label, "unit"))
    fragment = request.htmx
    context = {"kpi": kpi, "seers": seers, "page": not fragment}
    return render(request, "kpis/_who_list.html" if fragment else "kpis/who.html", context)


@require_safe
def values(request: Request, public_id: str) -> HttpResponse:
    """Every value, what was corrected included."""
    kpi = find(request, public_id)
    rows = kpi.observations.select_related("segment", "recorded_by")
    page = page_of(
        rows,
        order=("-starts_on", "-pk"),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "kpi": kpi,
        "rows": [
            (row, kpi.say(row.value), saying.stretch_words(kpi, row.starts_on)) for row in page
        ],
        "next": address(request.GET, after=page.after),
        "previous": address(request.GET, before=page.before),
    }
    return render(request, "kpis/values.html", context)


@require_safe
def values_csv(request: Request, public_id: str) -> HttpResponseBase:
    kpi = find(request, public_id)
    rows = kpi.observations.filter(replaced_at=None).select_related("segment")
    header = [_("Day"), _("Value"), _("Part"), _("Note"), _("Unit")]
    lines = (
        (
            row.starts_on,
            str(kpi.scaled(row.value).decimal()),
            row.segment.name if row.segment else "",
            row.note,
            kpi.unit_words,
        )
        for row in rows.order_by("starts_on", "pk").iterator()
    )
    return csv_response(kpi.name, header, lines)
