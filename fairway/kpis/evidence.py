"""What KPIs tell of somebody's period: those that moved beyond chance, and targets that were met.

They are results: how often somebody recorded or looked at them is told nowhere.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from fairway.foundation.addresses import address_of
from fairway.foundation.ports import EvidenceSource, evidence_sources
from fairway.kpis.models import Kpi, KpiTarget, Observation, Signal

AFTERWARDS = Q(starts_on__gte=OuterRef("period__until_on"))
UP, DOWN, RANGE = Kpi.Direction.UP, Kpi.Direction.DOWN, Kpi.Direction.RANGE


def signals(viewer: Any, person: Any, start: date, end: date) -> QuerySet[Signal]:
    """By the day at which it could be told; what later turned out to be none is left out."""
    rows = Signal.objects.filter(kpi__in=_of(person, viewer).values("pk"))
    return rows.filter(fired_on__gte=start, fired_on__lt=end).exclude(state=Signal.State.GONE)


def targets(viewer: Any, person: Any, start: date, end: date) -> QuerySet[KpiTarget]:
    """Met where its period ended, by the day of the last value in it.

    A target says where a KPI should stand at the end: that it was touched on the way is chance as
    often as not. So the period is closed, or a value of after it is there.
    """
    standing = Observation.objects.current().filter(kpi=OuterRef("kpi"), segment=None)
    within = standing.filter(starts_on__gte=OuterRef("period__starts_on")).exclude(AFTERWARDS)
    last = within.order_by("-starts_on")
    rows = KpiTarget.objects.filter(kpi__in=_of(person, viewer).values("pk"))
    rows = rows.filter(Q(period__closed_at__isnull=False) | Exists(standing.filter(AFTERWARDS)))
    rows = rows.annotate(
        reached_on=Subquery(last.values("starts_on")[:1]), stood=Subquery(last.values("value")[:1])
    )
    return rows.filter(_reached(), reached_on__gte=start, reached_on__lt=end)


def _of(person: Any, viewer: Any) -> QuerySet[Kpi]:
    """About the person, or their own and about nobody else: that would be told of another."""
    rows = Kpi.objects.allowed(viewer).order_by()
    return rows.filter(Q(person=person) | Q(owner=person, person=None))


def _reached() -> Q:
    """As `Kpi.reached` says it of one value."""
    above, below = Q(stood__gte=F("value")), Q(stood__lte=F("value"))
    bounded = Q(kpi__direction=RANGE, upper__isnull=False)
    down = Q(kpi__direction=DOWN)
    return (
        (down & below) | (bounded & above & Q(stood__lte=F("upper"))) | (~down & ~bounded & above)
    )


def _reach() -> Case:
    return Case(
        When(kpi__public=True, then=Value("open")),
        When(kpi__person__isnull=False, then=Value("line")),
        default=Value("team"),
    )


def of_signals() -> dict[str, Any]:
    part = Concat(F("kpi__name"), Value(", "), F("segment__name"))
    return {
        "day": "fired_on",
        "at": "kpi__public_id",
        "title": Case(When(segment=None, then=F("kpi__name")), default=part),
        "words": "words",
        "by": Coalesce("settled_by__name", Value("")),
        "reach": _reach(),
        "tag": "side",
    }


def of_targets() -> dict[str, Any]:
    return {
        "day": "reached_on",
        "at": "kpi__public_id",
        "title": "kpi__name",
        "words": "period__name",
        "reach": _reach(),
    }


def page_of_kpi(at: str) -> str:
    return address_of("kpis:kpi", at)


evidence_sources.offer(
    EvidenceSource(
        "kpi_signal",
        _("KPIs that moved"),
        signals,
        icon="wave-sine",
        columns=of_signals,
        url=page_of_kpi,
        one=_("KPI moved"),
        tags=dict(Signal.Side.choices),
    ),
    EvidenceSource(
        "kpi_target",
        _("Targets met"),
        targets,
        icon="target-arrow",
        columns=of_targets,
        url=page_of_kpi,
        one=_("Target of a KPI met"),
    ),
)
