"""Changes after agreement in the access matrix: at Ana's open goal, and at her private one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fairway.goals.actions.changing import propose_change
from fairway.goals.models import Goal, GoalChange
from fairway.goals.tests.matrix_daily import (
    ALL,
    AS_COLLEAGUES,
    LINE,
    MANAGER,
    OPEN_TO,
    TALK,
    WORKERS,
    agreed,
    at,
    private,
)
from tests.access.binding import Canary, Route

WHY = "Two of us are away."


def waiting(goal: Goal, world: Any) -> GoalChange:
    found = goal.changes.filter(state="proposed").first()
    title = f"{goal.title}, smaller"
    return found or propose_change(goal, actor=world.subject, reason=WHY, title=title)


def of_change(name: str) -> Any:
    def url(world: Any) -> str:
        change = waiting(agreed(world), world)
        return reverse(f"goals:{name}", args=[change.goal.public_id, change.public_id])

    return url


def wanted(world: Any) -> dict[str, Any]:
    goal = agreed(world)
    goal.changes.all().delete()
    rows = {}
    for one in goal.results.in_use():
        rows |= {
            f"{one.public_id}-title": "Other calls",
            f"{one.public_id}-target": "12",
            f"{one.public_id}-weight": "1",
        }
    return {
        "title": "Other words",
        "starts_on": goal.starts_on.isoformat(),
        "last_day": goal.last_day.isoformat(),
        "weight": goal.weight,
        "reason": WHY,
        **rows,
    }


def put(field: str) -> Any:
    def write(world: Any, word: str) -> None:
        change = waiting(private(world), world)
        GoalChange.objects.filter(pk=change.pk).update(**{field: word})

    return write


def put_words(world: Any, word: str) -> None:
    change = waiting(private(world), world)
    GoalChange.objects.filter(pk=change.pk).update(changes={"title": ["Private", word]})


def only(name: str, who: frozenset[str], why: str, url: Any, data: Any = None) -> Route:
    return Route(
        f"goals:{name}",
        TALK,
        url=url,
        method="post",
        data=data,
        also=who,
        never=ALL - who,
        answer=frozenset({302}),
        reason=why,
    )


def read(name: str, url: Any) -> Route:
    return Route(
        f"goals:{name}", TALK, url=url, also=OPEN_TO, never=ALL - OPEN_TO, reason=AS_COLLEAGUES
    )


OTHER = "the other one of owner and manager decides"
ROUTES = [
    read("change", at("change", agreed)),
    only("change", WORKERS, "whoever works on a goal", at("change", agreed), wanted),
    only("approve_change", MANAGER, OTHER, of_change("approve_change")),
    read("decline_change", of_change("decline_change")),
    only(
        "decline_change",
        MANAGER,
        OTHER,
        of_change("decline_change"),
        lambda world: {"answer": "Keep it."},
    ),
    only(
        "withdraw_change",
        frozenset({"subject"}),
        "who proposed it takes it back",
        of_change("withdraw_change"),
    ),
]
CANARIES = [
    Canary(TALK, "reason", put("reason"), also=LINE),
    Canary(TALK, "changes", put_words, also=LINE),
]
