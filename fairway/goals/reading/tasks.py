"""The tasks under a goal, as a list and as a board, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F

from fairway.goals.models import Goal, Task, Tracker
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

MOST = 250  # all open ones and the latest of what is done
OPEN_FIRST = (
    F("done_at").desc(nulls_first=True),
    F("due_on").asc(nulls_last=True),
    F("rank").asc(),
    F("pk").asc(),
)
ICONS = {
    Task.Stage.TODO: "circle-dashed",
    Task.Stage.DOING: "progress",
    Task.Stage.DONE: "circle-check",
}


@dataclass(frozen=True)
class TaskCard:
    task: Task
    today: date

    @property
    def icon(self) -> str:
        return ICONS[self.task.stage]

    @property
    def is_late(self) -> bool:
        due = self.task.due_on
        return due is not None and due < self.today and not self.task.done_at

    @property
    def tracker(self) -> str:
        """Where it comes from, as people call it: “GitHub acme/shop#12”."""
        if not self.task.tracker_ref:
            return ""
        names = dict(Tracker.Kind.choices)
        known = self.task.tracker in names and self.task.tracker != Tracker.Kind.OTHER
        name = str(names[self.task.tracker]) if known else ""
        return f"{name} {self.task.tracker_ref}".strip()


@dataclass
class Lane:
    stage: Task.Stage
    cards: list[TaskCard] = field(default_factory=list)


def _rows(viewer: Person, goal: int) -> Any:
    rows = Task.objects.allowed(viewer).filter(goal=goal).select_related("owner", "result")
    return rows.with_may(viewer, "move", "edit").order_by(*OPEN_FIRST)[:MOST]


OF_THE_PAGE = -45  # the goal, until it is known
FOUND = PreparedForViewers(_rows, OF_THE_PAGE)


def tasks_of(goal: Goal, viewer: Any) -> list[TaskCard]:
    today = organisation_day()
    return [TaskCard(task, today) for task in FOUND.find(viewer, goal.pk)]


def lanes_of(cards: Sequence[TaskCard]) -> list[Lane]:
    lanes = {stage: Lane(stage) for stage in Task.Stage}
    for card in cards:
        lanes[card.task.stage].cards.append(card)
    return list(lanes.values())
