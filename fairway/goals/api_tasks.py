"""Tasks under goals in /api/v1: read with their goal, written and moved by whoever may."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Field, Schema, Status

from fairway.foundation.api import PROBLEMS
from fairway.foundation.viewers import Request
from fairway.goals.actions import tasks as acting
from fairway.goals.api import READ, WRITE, find, router
from fairway.goals.models import Goal, Task
from fairway.goals.reading.tasks import MOST, OPEN_FIRST
from fairway.people.models import Person

ONE = "/{public_id}/tasks/{task_id}"


class TaskOut(Schema):
    public_id: str
    title: str
    stage: Task.Stage
    owner: str | None = Field(None, alias="owner.public_id")
    result: str | None = Field(None, alias="result.public_id")
    due_on: date | None
    begun_at: datetime | None
    done_at: datetime | None
    tracker: str = Field(description="github, gitlab, jira or other; empty: written here.")
    tracker_ref: str
    tracker_url: str
    version: int


class TaskIn(Schema):
    title: str = Field(max_length=200)
    owner: str | None = Field(None, max_length=40, description="Who may read the goal.")
    result: str | None = Field(None, max_length=40, description="A key result of the goal.")
    due_on: date | None = None


class TaskChanged(TaskIn):
    version: int | None = Field(None, description="The one you read; another one answers 409.")


class Moved(Schema):
    stage: Task.Stage


@router.get(
    "/{public_id}/tasks",
    response={200: list[TaskOut], **PROBLEMS},
    auth=READ,
    operation_id="goals_tasks",
    summary="List the tasks under a goal",
    url_name="goals_tasks",
)
def list_tasks(request: Request, public_id: str):
    """Open ones first, what is due soonest before; then the latest of what is done."""
    return _rows(request).filter(goal=find(request, public_id)).order_by(*OPEN_FIRST)[:MOST]


@router.post(
    "/{public_id}/tasks",
    response={201: TaskOut, **PROBLEMS},
    auth=WRITE,
    operation_id="goals_add_task",
    summary="Write a task under a goal",
    url_name="goals_tasks",
)
def add_task(request: Request, public_id: str, given: TaskIn):
    goal = find(request, public_id)
    said = _said(request, goal, given)
    return Status(201, acting.add_task(goal, given.title, actor=request.viewer, **said))


@router.put(
    ONE,
    response={200: TaskOut, **PROBLEMS},
    auth=WRITE,
    operation_id="goals_edit_task",
    summary="Edit a task",
    url_name="goals_task",
)
def edit_task(request: Request, public_id: str, task_id: str, given: TaskChanged):
    """As a whole: what is left out is taken out. How it stands is another matter."""
    task = _task(request, public_id, task_id)
    said = _said(request, task.goal, given) | {"title": given.title, "version": given.version}
    return acting.edit_task(task, actor=request.viewer, **said)


@router.delete(
    ONE,
    response={204: None, **PROBLEMS},
    auth=WRITE,
    operation_id="goals_remove_task",
    summary="Take a task away",
    url_name="goals_task",
)
def remove_task(request: Request, public_id: str, task_id: str):
    acting.remove_task(_task(request, public_id, task_id), actor=request.viewer)
    return Status(204, None)


@router.post(
    f"{ONE}/stage",
    response={200: TaskOut, **PROBLEMS},
    auth=WRITE,
    operation_id="goals_move_task",
    summary="Say how a task stands",
    url_name="goals_move_task",
)
def move_task(request: Request, public_id: str, task_id: str, given: Moved):
    """Also for whoever has it. It never changes how far the goal is."""
    task = _task(request, public_id, task_id)
    return acting.move_task(task, actor=request.viewer, stage=given.stage)


def _rows(request: Request) -> Any:
    return Task.objects.allowed(request.viewer).select_related("goal", "owner", "result")


def _task(request: Request, public_id: str, task_id: str) -> Any:
    return get_object_or_404(_rows(request), public_id=task_id, goal__public_id=public_id)


def _said(request: Request, goal: Goal, given: TaskIn) -> dict[str, Any]:
    people = Person.objects.allowed(request.viewer)
    results = goal.results.in_use()
    return {
        "due_on": given.due_on,
        "owner": get_object_or_404(people, public_id=given.owner) if given.owner else None,
        "result": get_object_or_404(results, public_id=given.result) if given.result else None,
    }
