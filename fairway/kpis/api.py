"""KPIs in /api/v1: read by whoever may, values recorded by whoever keeps them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from fairway.foundation.api import PROBLEMS, PageOf, Paging, Token, paged
from fairway.foundation.viewers import Request
from fairway.kpis.actions.observing import record_value
from fairway.kpis.models import Kpi, Observation, Segment

router = Router()
READ, WRITE = Token("kpis:read"), Token("kpis:write")


class KpiOut(Schema):
    public_id: str
    name: str
    meaning: str
    measure: str
    unit_of_measure: str = Field(alias="unit_words")
    decimals: int
    direction: str
    timing: str
    kind: str
    cadence: str
    owner: str = Field(alias="owner.public_id")
    unit: str | None = Field(None, alias="unit.public_id")
    person: str | None = Field(None, alias="person.public_id")
    response: str
    reading: str | None = Field(
        None, alias="standing.reading", description="none, early, normal or signal."
    )


class ObservationOut(Schema):
    public_id: str
    starts_on: date = Field(description="The first day of what it stands for.")
    value: str = Field(description="Exact, with a point.")
    part: str | None = None
    note: str
    source: str
    recorded_at: datetime
    replaced_at: datetime | None = Field(description="Set where a correction took its place.")

    @staticmethod
    def resolve_value(row: Observation) -> str:
        return f"{row.kpi.scaled(row.value).decimal():f}"

    @staticmethod
    def resolve_part(row: Observation) -> str | None:
        return row.segment.name if row.segment else None


class ObservationIn(Schema):
    day: date = Field(description="Any day of the stretch the value stands for.")
    value: str = Field(
        max_length=60, description="With a point and no thousands sign, such as 76.4."
    )
    part: str | None = Field(None, description="The name of a part that is measured.")
    note: str = Field("", max_length=500)
    correction: bool = Field(False, description="Take the place of a value that is there.")


@router.get(
    "/",
    response={200: PageOf[KpiOut], **PROBLEMS},
    auth=READ,
    operation_id="kpis_list",
    summary="List KPIs",
    url_name="kpis_list",
)
def list_kpis(request: Request, paging: Query[Paging]):
    rows = Kpi.objects.allowed(request.viewer).in_use().for_display()
    return paged(rows.select_related("standing"), paging, order=("name", "pk"))


@router.get(
    "/{public_id}",
    response={200: KpiOut, **PROBLEMS},
    auth=READ,
    operation_id="kpis_kpi",
    summary="Read a KPI",
    url_name="kpis_kpi",
)
def read_kpi(request: Request, public_id: str):
    return _kpi(request, public_id)


@router.get(
    "/{public_id}/observations",
    response={200: PageOf[ObservationOut], **PROBLEMS},
    auth=READ,
    operation_id="kpis_observations",
    summary="List the values of a KPI",
    url_name="kpis_observations",
)
def list_observations(
    request: Request, public_id: str, paging: Query[Paging], history: bool = False
):
    """The latest first; `history` also gives those that were corrected."""
    rows = Observation.objects.filter(kpi=_kpi(request, public_id))
    rows = rows if history else rows.current()
    return paged(rows.select_related("kpi", "segment"), paging, order=("-starts_on", "-pk"))


@router.post(
    "/{public_id}/observations",
    response={201: ObservationOut, **PROBLEMS},
    auth=WRITE,
    operation_id="kpis_record",
    summary="Record a value",
    url_name="kpis_record",
)
def record_observation(request: Request, public_id: str, given: ObservationIn):
    """The same value for the same stretch once more changes nothing."""
    kpi = _kpi(request, public_id)
    row = record_value(
        kpi,
        actor=request.viewer,
        day=given.day,
        units=kpi.read(given.value, "en"),
        segment=_part(kpi, given.part),
        note=given.note,
        correction=given.correction,
        source=Observation.Source.API,
    )
    return Status(201, row)


def _kpi(request: Request, public_id: str) -> Kpi:
    rows: Any = Kpi.objects.allowed(request.viewer).for_display().select_related("standing")
    return get_object_or_404(rows, public_id=public_id)


def _part(kpi: Kpi, name: str | None) -> Segment | None:
    return get_object_or_404(kpi.segments, name__iexact=name) if name else None
