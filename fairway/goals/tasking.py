"""What daily work under goals offers the house."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can
from fairway.foundation.ports import (
    BenchPage,
    EventKind,
    Notice,
    PaletteAction,
    bench_pages,
    event_kinds,
    palette_actions,
)
from fairway.goals.models import Goal, Task
from fairway.goals.writing import has_goals


def given(event: Any) -> Iterator[Notice]:
    """Whoever was given a task by somebody else, if it is still theirs and they may read it."""
    if event.kind == "goals.task_edited" and event.data.get("given") is None:
        return
    rows = Task.objects.filter(pk=event.data.get("task")).select_related("goal", "owner")
    task = rows.first()
    if task is None or task.owner is None or task.done_at or task.owner == event.actor:
        return
    if can(task.owner, "view", task):
        name = event.actor.name if event.actor else _("Fairway")
        words = format_lazy(_("{name} gives you a task: {task}"), name=name, task=task.title)
        guarded = "" if task.goal.visibility == Goal.Visibility.COMPANY else "C3"
        yield Notice(task.owner, words, task.get_absolute_url(), data_class=guarded)


def tasks_of_a_goal(world: Any) -> str:
    task = Task.objects.filter(goal__owner=world.people["ana"]).select_related("goal").first()
    return reverse("goals:tasks", args=[task.goal.public_id]) if task else "/goals/"


GROUP = _("Goals")
KINDS = (
    ("task_added", _("Wrote a task under a goal"), "plus", given),
    ("task_edited", _("Edited a task"), "pencil", given),
    ("task_moved", _("Moved a task"), "progress", None),
    ("task_removed", _("Took a task away"), "trash", None),
    ("tasks_linked", _("Linked items of a tracker"), "link", None),
    ("tracker_added", _("Added a tracker"), "webhook", None),
    ("tracker_removed", _("Took a tracker away"), "trash", None),
    ("tracker_secret_renewed", _("Gave a tracker a new secret"), "key", None),
    ("tracker_rule_added", _("Said which goal items of a tracker serve"), "plus", None),
    ("tracker_rule_removed", _("Took a rule of a tracker away"), "trash", None),
)
event_kinds.offer(
    *(
        EventKind(
            f"goals.{key}",
            label,
            "manager_line",
            icon=icon,
            data_class="C2",
            group=GROUP,
            notify=notify,
        )
        for key, label, icon, notify in KINDS
    )
)
palette_actions.offer(
    PaletteAction(
        "goal_trackers",
        _("Trackers"),
        "webhook",
        "goals:trackers",
        visible=has_goals,
        keywords=_("github gitlab jira issues tickets tasks"),
    )
)
bench_pages.offer(BenchPage("goal, its tasks", "ana", tasks_of_a_goal, fragment=True))
