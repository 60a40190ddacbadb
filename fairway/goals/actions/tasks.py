"""Daily work under a goal or one of its key results: written, moved, taken away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.access import can, claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.foundation.text import clean_name
from fairway.foundation.versions import next_version
from fairway.goals.actions.refusals import NotItsResult, WordsMissing
from fairway.goals.models import Goal, KeyResult, Task
from fairway.people.models import Person

MOST = 200  # open ones under a goal; what is more than that is a plan and wants a tool for plans


class TooManyTasks(Refusal):
    code = "too_many_tasks"

    def __init__(self) -> None:
        super().__init__(
            ngettext_lazy(
                "At most %(most)s open task fits under a goal. Finish or take away some first.",
                "At most %(most)s open tasks fit under a goal. Finish or take away some first.",
                MOST,
            ),
            most=MOST,
        )


class HasLeft(Refusal):
    code = "owner_has_left"
    field = "owner"

    def __init__(self, person: Person) -> None:
        super().__init__(_("%(name)s has left. Choose somebody who works here."), name=person.name)


class MayNotSeeIt(Refusal):
    code = "may_not_see_it"
    field = "owner"

    def __init__(self, person: Person) -> None:
        super().__init__(
            _("%(name)s may not see this goal. Choose somebody who may."), name=person.name
        )


@transaction.atomic
def add_task(
    goal: Goal,
    title: str,
    *,
    actor: Any,
    owner: Person | None = None,
    due_on: date | None = None,
    result: KeyResult | None = None,
) -> Task:
    goal = claim(goal, actor=actor, verb="update")
    if room_under(goal) < 1:
        raise TooManyTasks
    task = Task(goal=goal, rank=next_rank(goal))
    _set(task, title, owner, due_on, result)
    task.save()
    record("goals.task_added", actor=actor, subject=goal, about=goal.owner, task=task.pk)
    return task


@transaction.atomic
def edit_task(
    task: Task,
    *,
    actor: Any,
    title: str,
    owner: Person | None = None,
    due_on: date | None = None,
    result: KeyResult | None = None,
    version: int | None = None,
) -> Task:
    task = claim(task, actor=actor, verb="edit")
    next_version(task, version)
    before = task.owner_id
    _set(task, title, owner, due_on, result)
    task.save()
    given = task.owner_id if task.owner_id != before else None
    goal, said = task.goal, {"task": task.pk, "given": given}
    record("goals.task_edited", actor=actor, subject=goal, about=goal.owner, **said)
    return task


@transaction.atomic
def move_task(task: Task, *, actor: Any, stage: str) -> Task:
    """To do, doing or done; it says nothing about how far the goal is."""
    task = claim(task, actor=actor, verb="move")
    stage = Task.Stage(stage)
    if task.stage == stage:
        return task
    task.stand_at(stage, timezone.now())
    task.version += 1
    task.save()
    goal, said = task.goal, {"task": task.pk, "stage": stage.value}
    record("goals.task_moved", actor=actor, subject=goal, about=goal.owner, **said)
    return task


@transaction.atomic
def remove_task(task: Task, *, actor: Any) -> None:
    task = claim(task, actor=actor, verb="edit")
    goal = task.goal
    task.delete()
    record("goals.task_removed", actor=actor, subject=goal, about=goal.owner)


def room_under(goal: Goal) -> int:
    """How many more open tasks fit."""
    return MOST - goal.tasks.filter(done_at=None).count()


def next_rank(goal: Goal) -> int:
    last: int | None = goal.tasks.aggregate(last=Max("rank"))["last"]
    return 0 if last is None else last + 1


def _set(
    task: Task, title: str, owner: Person | None, due_on: date | None, result: KeyResult | None
) -> None:
    task.title = clean_name(title)
    if not task.title:
        raise WordsMissing("title")
    if result is not None and result.goal_id != task.goal_id:
        raise NotItsResult
    if owner is not None and owner.pk != task.owner_id:
        _check_owner(owner, task.goal)
    task.owner, task.due_on, task.result = owner, due_on, result


def _check_owner(owner: Person, goal: Goal) -> None:
    """Whoever is to do it can read what it is for."""
    if not owner.active:
        raise HasLeft(owner)
    if not can(owner, "view", goal):
        raise MayNotSeeIt(owner)
