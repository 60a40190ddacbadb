"""The strategy in /api/v1: read by everybody, priorities written by those who keep them."""

from __future__ import annotations

from datetime import date

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from fairway.foundation.api import PROBLEMS, PageOf, Paging, Token, paged
from fairway.foundation.viewers import Request
from fairway.people.models import Person
from fairway.strategy.actions import priorities as actions
from fairway.strategy.forms import choosable_owners
from fairway.strategy.models import Mission, Period, StrategicPriority, Value

router = Router()
READ, WRITE = Token("strategy:read"), Token("strategy:write")
Words = dict[str, str]


class MissionOut(Schema):
    public_id: str
    statement: Words = Field(description="Language code → text.")
    vision: Words
    vision_year: int | None


class PeriodOut(Schema):
    public_id: str
    kind: str
    name: str
    starts_on: date
    last_day: date
    state: str


class PriorityOut(Schema):
    public_id: str
    title: Words
    why: Words
    period: str = Field(alias="period.public_id")
    owner: str | None = Field(None, alias="owner.public_id")
    version: int


class ValueOut(Schema):
    public_id: str
    name: Words
    looks_like: Words


class PriorityIn(Schema):
    title: Words
    why: Words = {}
    period: str
    owner: str | None = None


class PriorityEdit(PriorityIn):
    version: int = Field(description="The one you read; another one answers 409.")


@router.get(
    "/mission",
    response={200: MissionOut, **PROBLEMS},
    auth=READ,
    operation_id="strategy_mission",
    summary="Read the mission and vision",
    url_name="strategy_mission",
)
def mission(request: Request):
    return get_object_or_404(Mission.objects.allowed(request.viewer).current())


@router.get(
    "/periods",
    response={200: PageOf[PeriodOut], **PROBLEMS},
    auth=READ,
    operation_id="strategy_periods",
    summary="List periods",
    url_name="strategy_periods",
)
def periods(request: Request, paging: Query[Paging]):
    rows = Period.objects.allowed(request.viewer).in_use()
    return paged(rows, paging, order=("starts_on", "until_on", "pk"))


@router.get(
    "/priorities",
    response={200: PageOf[PriorityOut], **PROBLEMS},
    auth=READ,
    operation_id="strategy_priorities",
    summary="List priorities",
    url_name="strategy_priorities",
)
def priorities(request: Request, paging: Query[Paging]):
    rows = StrategicPriority.objects.allowed(request.viewer).in_use().for_display()
    return paged(rows, paging, order=("period", "rank", "pk"))


@router.post(
    "/priorities",
    response={201: PriorityOut, **PROBLEMS},
    auth=WRITE,
    operation_id="strategy_add_priority",
    summary="Add a priority",
    url_name="strategy_add_priority",
)
def add_priority(request: Request, given: PriorityIn):
    priority = actions.add_priority(
        _period(request, given.period),
        actor=request.viewer,
        title=given.title,
        why=given.why,
        owner=_owner(given.owner),
    )
    return Status(201, priority)


@router.put(
    "/priorities/{public_id}",
    response={200: PriorityOut, **PROBLEMS},
    auth=WRITE,
    operation_id="strategy_edit_priority",
    summary="Change a priority",
    url_name="strategy_edit_priority",
)
def edit_priority(request: Request, public_id: str, given: PriorityEdit):
    rows = StrategicPriority.objects.allowed(request.viewer).for_display()
    return actions.edit_priority(
        get_object_or_404(rows, public_id=public_id),
        actor=request.viewer,
        title=given.title,
        why=given.why,
        period=_period(request, given.period),
        owner=_owner(given.owner),
        version=given.version,
    )


@router.get(
    "/values",
    response={200: PageOf[ValueOut], **PROBLEMS},
    auth=READ,
    operation_id="strategy_values",
    summary="List values",
    url_name="strategy_values",
)
def values(request: Request, paging: Query[Paging]):
    rows = Value.objects.allowed(request.viewer).in_use()
    return paged(rows, paging, order=("rank", "pk"))


def _period(request: Request, public_id: str) -> Period:
    return get_object_or_404(Period.objects.allowed(request.viewer), public_id=public_id)


def _owner(public_id: str | None) -> Person | None:
    return get_object_or_404(choosable_owners(None), public_id=public_id) if public_id else None
