"""Goal reviews in the access matrix: Ana's, with her private goal among the others."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.reviewing import Said, open_review, write_review
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


def a_review(world: Any) -> GoalReview:
    goal = agreed(world)
    private(world)
    return GoalReview.objects.filter(person=world.subject).first() or open_review(
        world.subject, actor=SYSTEM, period=goal.period, point="middle"
    )


def written(world: Any) -> GoalReview:
    review = a_review(world)
    if not review.lines.exists():
        goal = private(world)
        write_review(review, actor=world.subject, said={goal.pk: Said("stop", "Too much.")})
    return review


def at(name: str) -> Any:
    return lambda world: reverse(f"goals:{name}", args=[written(world).public_id])


def said(world: Any) -> dict[str, Any]:
    goal = agreed(world)
    return {f"{goal.public_id}-verdict": "keep", "version": ""}


def decisions(world: Any) -> dict[str, Any]:
    """Open again, for whoever asks next."""
    review = written(world)
    review.decisions.all().delete()
    GoalReview.objects.filter(pk=review.pk).update(closed_at=None, closed_by=None)
    goals = review.goals().filter(closed_at=None)
    return {f"{goal.public_id}-verdict": "keep" for goal in goals}


def opening(world: Any) -> dict[str, Any]:
    """One that is there already is shown: to those who might have opened it."""
    review = written(world)
    if review.period.opened_at is None:
        open_period(review.period, actor=SYSTEM)
    Period.objects.filter(pk=review.period_id).update(closed_at=None)
    return {
        "person": world.subject.public_id,
        "period": review.period.public_id,
        "point": review.point,
    }


def put_line(world: Any, word: str) -> None:
    written(world).lines.update(words=word)


def put_decision(world: Any, word: str) -> None:
    review, goal = written(world), private(world)
    review.decisions.update_or_create(goal=goal, defaults={"verdict": "keep", "words": word})
    GoalReview.objects.filter(pk=review.pk).update(closed_at=timezone.now())


def read(name: str) -> Route:
    return Route(f"goals:{name}", GOAL, url=at(name), also=LINE, never=ALL - LINE, reason=LINE_WHY)


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
