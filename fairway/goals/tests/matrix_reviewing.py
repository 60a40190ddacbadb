"""Goal reviews in the access matrix: Ana's, with her private goal among the others."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.reviewing import (
    Decided,
    Said,
    close_review,
    open_review,
    write_review,
)
from fairway.goals.models import GoalReview
from fairway.goals.tests.matrix_daily import (
    ALL,
    GOAL,
    ITS_OWN,
    LINE,
    LINE_WHY,
    TALK,
    WORKERS,
    agreed,
    fixed,
    private,
)
from fairway.strategy.actions.periods import open_period
from fairway.strategy.models import Period
from tests.access.binding import Canary, Route


def a_review(world: Any, point: str = "middle") -> GoalReview:
    goal = agreed(world)
    private(world)
    found = GoalReview.objects.filter(person=world.subject, point=point).first()
    return found or open_review(world.subject, actor=SYSTEM, period=goal.period, point=point)


def written(world: Any) -> GoalReview:
    review = a_review(world)
    if not review.lines.exists():
        goal = private(world)
        write_review(review, actor=world.subject, said={goal.pk: Said("stop", "Too much.")})
    return review


def over(world: Any) -> GoalReview:
    review = a_review(world, "end")
    if review.is_open:
        kept = {goal.pk: Decided("keep") for goal in review.goals()}
        close_review(review, actor=world.subject, decided=kept)
    return review


def at(name: str, make: Any = written) -> Any:
    return lambda world: reverse(f"goals:{name}", args=[make(world).public_id])


def said(world: Any) -> dict[str, Any]:
    goal = agreed(world)
    return {f"{goal.public_id}-verdict": "keep", "version": ""}


def decisions(world: Any) -> dict[str, Any]:
    goals = written(world).goals().filter(closed_at=None)
    return {f"{goal.public_id}-verdict": "keep" for goal in goals}


def opening(world: Any) -> dict[str, Any]:
    """One that is there already is shown: to those who might have opened it."""
    review = written(world)
    if review.period.opened_at is None:
        open_period(review.period, actor=SYSTEM)
    Period.objects.filter(pk=review.period_id).update(closed_at=None)
    return {
        "whose": world.subject.public_id,
        "period": review.period.public_id,
        "point": review.point,
    }


def put_line(world: Any, word: str) -> None:
    written(world).lines.update(words=word)


def put_decision(world: Any, word: str) -> None:
    over(world).decisions.filter(goal=private(world)).update(words=word)


def read(name: str, make: Any = written) -> Route:
    return Route(
        f"goals:{name}", GOAL, url=at(name, make), also=LINE, never=ALL - LINE, reason=LINE_WHY
    )


def only(name: str, url: Any, data: Any) -> Route:
    return Route(
        f"goals:{name}",
        GOAL,
        url=url,
        method="post",
        data=data,
        also=WORKERS,
        never=ALL - WORKERS,
        answer=frozenset({302}),
        reason=ITS_OWN,
    )


ROUTES = [
    fixed("reviews"),
    fixed("new_review"),
    read("review", over),
    read("review"),
    read("close_review"),
    only("new_review", lambda world: reverse("goals:new_review"), opening),
    only("review", at("review"), said),
    only("close_review", at("close_review"), decisions),
]
CANARIES = [
    Canary(TALK, "review words", put_line, also=LINE),
    Canary(TALK, "review decision", put_decision, also=LINE),
]
