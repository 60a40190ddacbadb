"""Goals in /api/v1: read as on the pages, and told of by those who work on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from fairway.foundation.api import PROBLEMS, PageOf, Paging, Token, paged
from fairway.foundation.viewers import Request
from fairway.goals.actions.updating import Told, tell_progress
from fairway.goals.forms.telling import EvidenceField
from fairway.goals.models import Goal, KeyResult, ProgressUpdate
from fairway.people.models import OrgUnit, Person
from fairway.strategy.models import Period

router = Router()
READ, WRITE = Token("goals:read"), Token("goals:write")
SHARE = "0 to 1; null while nobody has reported."
EXACT = "Exact, with a point."


class GoalOut(Schema):
    public_id: str
    title: str
    why: str
    framework: str
    scope: str
    owner: str | None = Field(None, alias="owner.public_id")
    unit: str | None = Field(None, alias="unit.public_id")
    period: str = Field(alias="period.public_id")
    starts_on: date
    last_day: date
    state: str = Field(description="draft, proposed, agreed or closed.")
    outcome: str
    progress: float | None = Field(None, alias="shown", description=SHARE)
    status: str = Field(description="What those who answer for it say; empty: nothing yet.")
    confidence: int | None
    updated_at: datetime | None
    next_update_on: date | None
    version: int


class MilestoneOut(Schema):
    public_id: str
    title: str
    due_on: date | None
    done: bool | None


class ResultOut(Schema):
    public_id: str
    title: str
    kind: str
    source: str = Field(description="Only those told in updates (manual) can be told of.")
    unit_of_measure: str = Field(alias="unit_words")
    baseline: str | None = Field(None, description=EXACT)
    target: str | None = None
    low: str | None = None
    high: str | None = None
    current: str | None = None
    done: bool | None
    milestones: list[MilestoneOut]
    progress: float | None = Field(None, alias="shown", description=SHARE)
    weight: int
    version: int

    @staticmethod
    def resolve_baseline(row: KeyResult) -> str | None:
        return exact(row, row.baseline)

    @staticmethod
    def resolve_target(row: KeyResult) -> str | None:
        return exact(row, row.target)

    @staticmethod
    def resolve_low(row: KeyResult) -> str | None:
        return exact(row, row.low)

    @staticmethod
    def resolve_high(row: KeyResult) -> str | None:
        return exact(row, row.high)

    @staticmethod
    def resolve_current(row: KeyResult) -> str | None:
        return exact(row, row.current)


class UpdateOut(Schema):
    public_id: str
    at: datetime
    by: str | None = Field(None, alias="by.public_id")
    via: str
    result: str | None = Field(None, alias="result.public_id")
    value: str | None = Field(None, description=EXACT)
    status: str
    confidence: int | None
    note: str
    evidence_url: str
    corrected_at: datetime | None = Field(description="Set where a correction took its place.")

    @staticmethod
    def resolve_value(row: ProgressUpdate) -> str | None:
        return exact(row.result, row.value) if row.result else None


class ResultTold(Schema):
    result: str = Field(max_length=40)
    value: str | None = Field(
        None, max_length=60, description="With a point and no thousands sign, such as 76.4."
    )
    done: bool | None = Field(None, description="For yes or no.")
    milestones: dict[str, bool] = Field({}, description="Public id → done.")
    version: int | None = Field(None, description="The one you read; another one answers 409.")


class UpdateIn(Schema):
    results: list[ResultTold] = Field([], max_length=50)
    status: Literal["", "on_track", "at_risk", "off_track"] = ""
    confidence: int | None = Field(None, ge=1, le=5, description="1 not sure at all, 5 certain.")
    note: str = Field("", max_length=4000)
    evidence_url: str = Field("", max_length=500)


class Wanted(Paging):
    owner: str = Field("", max_length=40, description="A person's own goals.")
    unit: str = Field("", max_length=40, description="A unit's own goals.")
    period: str = Field("", max_length=40)
    closed: bool = Field(False, description="Closed goals, the latest first, instead of open ones.")


def exact(result: KeyResult, units: int | None) -> str | None:
    return None if units is None else f"{result.scaled(units).decimal():f}"


@router.get(
    "/",
    response={200: PageOf[GoalOut], **PROBLEMS},
    auth=READ,
    operation_id="goals_list",
    summary="List goals",
    url_name="goals_list",
)
def list_goals(request: Request, wanted: Query[Wanted]):
    """What is due first comes first."""
    models: dict[str, Any] = {"owner": Person, "unit": OrgUnit, "period": Period}
    rows = Goal.objects.allowed(request.viewer).for_display()
    for name, model in models.items():
        if public_id := getattr(wanted, name):
            seen = model.objects.allowed(request.viewer)
            rows = rows.filter(**{name: get_object_or_404(seen, public_id=public_id)})
    if wanted.closed:
        return paged(rows.exclude(closed_at=None), wanted, order=("-until_on", "-pk"))
    return paged(rows.current(), wanted, order=("until_on", "pk"))


@router.get(
    "/{public_id}",
    response={200: GoalOut, **PROBLEMS},
    auth=READ,
    operation_id="goals_goal",
    summary="Read a goal",
    url_name="goals_goal",
)
def read_goal(request: Request, public_id: str):
    return find(request, public_id)


@router.get(
    "/{public_id}/results",
    response={200: list[ResultOut], **PROBLEMS},
    auth=READ,
    operation_id="goals_results",
    summary="List the key results of a goal",
    url_name="goals_results",
)
def list_results(request: Request, public_id: str):
    return find(request, public_id).results.in_use().prefetch_related("milestones")


@router.get(
    "/{public_id}/updates",
    response={200: PageOf[UpdateOut], **PROBLEMS},
    auth=READ,
    operation_id="goals_updates",
    summary="List what was told of a goal",
    url_name="goals_updates",
)
def list_updates(request: Request, public_id: str, paging: Query[Paging]):
    """The latest first: one for each key result told of, and one for the goal as a whole."""
    rows = ProgressUpdate.objects.filter(goal=find(request, public_id))
    return paged(rows.select_related("by", "result"), paging, order=("-at", "-pk"))


@router.post(
    "/{public_id}/updates",
    response={201: UpdateOut, **PROBLEMS},
    auth=WRITE,
    operation_id="goals_tell",
    summary="Tell how a goal goes",
    url_name="goals_tell",
)
def tell(request: Request, public_id: str, given: UpdateIn):
    """Answers with the update of the goal as a whole; progress follows at once."""
    goal = find(request, public_id)
    update = tell_progress(
        goal,
        actor=request.viewer,
        results=dict(_told(goal, one) for one in given.results),
        status=given.status,
        confidence=given.confidence,
        note=given.note.strip(),
        evidence_url=EvidenceField().clean(given.evidence_url),
        via=ProgressUpdate.Via.API,
    )
    return Status(201, update)


def find(request: Request, public_id: str) -> Goal:
    rows: Any = Goal.objects.allowed(request.viewer).for_display()
    return get_object_or_404(rows, public_id=public_id)


def _told(goal: Goal, given: ResultTold) -> tuple[KeyResult, Told]:
    result = get_object_or_404(goal.results.in_use(), public_id=given.result)
    value = None if given.value is None else result.read(given.value, "en")
    steps = {
        get_object_or_404(result.milestones, public_id=public_id).pk: done
        for public_id, done in given.milestones.items()
    }
    return result, Told(value=value, done=given.done, milestones=steps, version=given.version)
