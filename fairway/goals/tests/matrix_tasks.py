"""Tasks in the access matrix: under Ana's open goal and her private one, and her tracker."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fairway.goals.actions.tasks import add_task
from fairway.goals.actions.trackers import add_tracker, add_tracker_rule
from fairway.goals.models import Goal, Task, Tracker
from fairway.goals.tests.matrix_daily import (
    ALL,
    AS_COLLEAGUES,
    ITS_OWN,
    LINE,
    LINE_WHY,
    OPEN_TO,
    READ,
    WORKERS,
    agreed,
    at,
    fixed,
    private,
)
from tests.access.binding import Canary, Route

TASK, KEEP = "Task under a goal", "Kept by few"
HERS = frozenset({"subject"})
KEEPER = "a tracker is its keeper's alone"


def a_task(goal: Goal, world: Any) -> Task:
    return goal.tasks.first() or add_task(goal, "Write chapter four", actor=world.subject)


def a_tracker(world: Any) -> Tracker:
    found = Tracker.objects.filter(kept_by=world.subject).first()
    return found or add_tracker("Shop repository", actor=world.subject, kind="github")


def of_task(name: str, make: Any) -> Any:
    def url(world: Any) -> str:
        task = a_task(make(world), world)
        return reverse(f"goals:{name}", args=[task.goal.public_id, task.public_id])

    return url


def of_tracker(name: str) -> Any:
    return lambda world: reverse(f"goals:{name}", args=[a_tracker(world).public_id])


def of_rule(world: Any) -> str:
    tracker = a_tracker(world)
    rule = tracker.rules.first() or add_tracker_rule(
        tracker, "acme/shop", actor=world.subject, goal=agreed(world)
    )
    return reverse("goals:remove_tracker_rule", args=[tracker.public_id, rule.public_id])


def read(name: str, url: Any, who: frozenset[str] = OPEN_TO, why: str = AS_COLLEAGUES) -> Route:
    return Route(f"goals:{name}", TASK, url=url, also=who, never=ALL - who, reason=why)


def only(name: str, url: Any, data: Any = None) -> Route:
    return Route(
        f"goals:{name}",
        TASK,
        url=url,
        method="post",
        data=data,
        also=WORKERS,
        never=ALL - WORKERS,
        reason=ITS_OWN,
    )


def kept(name: str, url: Any, method: str = "post", data: Any = None) -> Route:
    return Route(
        f"goals:{name}",
        KEEP,
        url=url,
        method=method,
        data=data,
        also=HERS,
        never=ALL - HERS,
        reason=KEEPER,
    )


def put_title(world: Any, word: str) -> None:
    task = a_task(private(world), world)
    Task.objects.filter(pk=task.pk).update(title=word)


def put_address(world: Any, word: str) -> None:
    task = a_task(private(world), world)
    Task.objects.filter(pk=task.pk).update(
        tracker="jira", tracker_ref=word, tracker_url=f"https://example.com/{word}"
    )


def a_new_task(world: Any) -> dict[str, Any]:
    return {"title": "Another task"}


def a_list(world: Any) -> dict[str, Any]:
    return {"text": f"ref,title,goal\n1,Print labels,{agreed(world).public_id}"}


ROUTES = [
    read("tasks", at("tasks", agreed)),
    read("tasks", at("tasks", private), LINE, LINE_WHY),
    read("task_board", at("task_board", agreed)),
    read("task_board", at("task_board", private), LINE, LINE_WHY),
    read("new_task", at("new_task", agreed)),
    read("task", of_task("task", agreed)),
    read("task", of_task("task", private), LINE, LINE_WHY),
    only("new_task", at("new_task", agreed), a_new_task),
    only("task", of_task("task", agreed), a_new_task),
    only("move_task", of_task("move_task", agreed), lambda world: {"status": "doing"}),
    only("remove_task", of_task("remove_task", agreed)),
    fixed("trackers"),
    fixed("new_tracker"),
    Route(
        "goals:new_tracker",
        READ,
        url=lambda world: reverse("goals:new_tracker"),
        method="post",
        data=lambda world: {"name": "A board", "kind": "jira"},
    ),
    kept("tracker", of_tracker("tracker"), "get"),
    kept("tracker_list", of_tracker("tracker_list"), data=a_list),
    kept("renew_tracker", of_tracker("renew_tracker")),
    kept("remove_tracker", of_tracker("remove_tracker")),
    kept(
        "add_tracker_rule",
        of_tracker("add_tracker_rule"),
        data=lambda world: {"words": "returns", "serves": agreed(world).title},
    ),
    kept("remove_tracker_rule", of_rule),
    # It answers tokens, not sessions: test_tasks_in_the_api.py asks it.
    *(Route(f"api:goals_{name}", READ) for name in ("tasks", "task", "move_task")),
    # Whoever asks, the signature decides: test_linking_trackers.py signs.
    Route("goals:tracker_items", KEEP, url=of_tracker("tracker_items"), method="post"),
]
CANARIES = [
    Canary(TASK, "title", put_title, also=LINE),
    Canary(TASK, "tracker", put_address, also=LINE),
]
