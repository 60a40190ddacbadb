"""Looking at goals together, over days: both write, and closing it proposes what is to change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.foundation.refusal import Refusal
from fairway.foundation.times.working import Days
from fairway.foundation.versions import Stale, next_version
from fairway.goals.actions.changing import propose_change, propose_to_stop
from fairway.goals.actions.creating import not_over
from fairway.goals.actions.reviews_refused import NothingToReview, ReviewIsClosed, SayWhy, Undecided
from fairway.goals.models import (
    Goal,
    GoalChange,
    GoalDecision,
    GoalReview,
    GoalReviewLine,
    KeyResult,
    Verdict,
)
from fairway.people.availability import days_away, is_away
from fairway.people.days import organisation_day
from fairway.people.models import OrgUnit, Person
from fairway.strategy.models import Period

AHEAD = timedelta(days=366)
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Said:
    """What somebody says about a goal; without a verdict they have not made up their mind."""

    verdict: str = ""
    words: str = ""


@dataclass(frozen=True)
class Decided:
    """What is to become of a goal; `fields` and `results` as `propose_change` takes them."""

    verdict: str
    words: str = ""
    version: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    results: Mapping[KeyResult, Mapping[str, Any]] = field(default_factory=dict)


@transaction.atomic
def open_review(whose: Person | OrgUnit, *, actor: Any, period: Period, point: str) -> GoalReview:
    """The one that is there already, where there is one."""
    whose = claim(whose, actor=actor, verb="review_goals")
    at: dict[str, Any] = {"period": not_over(period), "point": GoalReview.Point(point)}
    at["person" if isinstance(whose, Person) else "unit"] = whose
    if found := GoalReview.objects.filter(**at).first():
        return found
    review = GoalReview(opened_by=actor if isinstance(actor, Person) else None, **at)
    if not Goal.objects.agreed().filter(period=period, **review.whose()).exists():
        raise NothingToReview(whose, period)
    today, asked = organisation_day(), who_is_asked(whose)
    away = days_away([asked], today, today + AHEAD).get(asked, []) if asked else []
    return begin(review, actor=actor, today=today, away=away)


def who_is_asked(whose: Person | OrgUnit) -> int | None:
    """Whose days away do not count."""
    return whose.pk if isinstance(whose, Person) else whose.leader_id


def begin(review: GoalReview, *, actor: Any, today: date, away: Iterable[Days]) -> GoalReview:
    """For whoever has locked the person or unit and knows that there is none yet."""
    review.opened_at = timezone.now()
    review.due_on = due_from(today, list(away), get("goals.review_days"))
    review.save()
    record("goals.review_opened", actor=actor, subject=review, about=review.person)
    return review


def due_from(today: date, away: list[Days], days: int) -> date:
    """The last of so many days on which the person is there, today being the first."""
    day, left = today, days
    while left > 1 or is_away(away, day):
        left -= not is_away(away, day)
        day += ONE
    return day


def version_of(lines: Iterable[GoalReviewLine]) -> int:
    """Counts up whenever one of somebody's own lines changes."""
    return 1 + sum(line.version for line in lines)


@transaction.atomic
def write_review(
    review: GoalReview, *, actor: Person, said: Mapping[int, Said], version: int | None = None
) -> GoalReview:
    """Keep what the actor says by now, by the goal's key; the other one can read it.

    Raises Stale when the actor's own lines have changed since `version`, on another device.
    """
    review = _claimed(review, actor, "write")
    known = {line.goal_id: line for line in review.lines.filter(by=actor)}
    if version is not None and version != version_of(known.values()):
        raise Stale
    goals = list(review.goals())
    changed = [
        goal for goal in goals if goal.pk in said and _write(review, goal, actor, said, known)
    ]
    if not changed:
        return review
    _mark(review, actor, goals)
    review.version += 1
    review.save(update_fields=["written_at", "answered_at", "version"])
    record(
        "goals.review_written",
        actor=actor,
        subject=review,
        about=review.person,
        goals=len(changed),
    )
    return review


@transaction.atomic
def close_review(
    review: GoalReview,
    *,
    actor: Any,
    decided: Mapping[int, Decided],
    version: int | None = None,
) -> GoalReview:
    """What is to change or stop becomes a proposal of the actor's, by the goal's key.

    Raises Stale when somebody has written in it since `version`, or changed one of the goals.
    """
    review = _claimed(review, actor, "close")
    next_version(review, version)
    proposed = 0
    for goal in review.goals().filter(closed_at=None):
        one = decided.get(goal.pk)
        if one is None or one.verdict not in Verdict.values:
            raise Undecided(goal)
        change = _propose(goal, one, actor)
        proposed += change is not None
        GoalDecision.objects.create(
            review=review, goal=goal, verdict=one.verdict, words=one.words, change=change
        )
    review.closed_at = timezone.now()
    review.closed_by = actor if isinstance(actor, Person) else None
    review.save(update_fields=["closed_at", "closed_by", "version"])
    record(
        "goals.review_closed",
        actor=actor,
        subject=review,
        about=review.person,
        proposed=proposed,
    )
    return review


def _claimed(review: GoalReview, actor: Any, verb: str) -> GoalReview:
    """Whoever writes while the other one closes it is told so, and keeps what they typed."""
    now = lock(review)
    if not now.is_open:
        raise ReviewIsClosed(now)
    return claim(now, actor=actor, verb=verb)


def _write(
    review: GoalReview,
    goal: Goal,
    actor: Person,
    said: Mapping[int, Said],
    known: dict[int, GoalReviewLine],
) -> bool:
    """Whether there was anything new to keep."""
    one = said[goal.pk]
    if one.verdict and one.verdict != Verdict.KEEP and not one.words.strip():
        raise SayWhy(goal)
    line = known.get(goal.pk)
    if line is None:
        if not one.verdict and not one.words.strip():
            return False
        line = GoalReviewLine(review=review, goal=goal, by=actor, version=0)
    elif (line.verdict, line.words) == (one.verdict, one.words):
        return False
    line.verdict = Verdict(one.verdict).value if one.verdict else ""
    line.words, line.at = one.words, timezone.now()
    line.version += 1
    line.save()
    known[goal.pk] = line
    return True


def _mark(review: GoalReview, actor: Person, goals: list[Goal]) -> None:
    """Note when somebody has first said something about each goal that is open."""
    lines = review.lines.filter(by=actor).exclude(verdict="")
    spoken = set(lines.values_list("goal", flat=True))
    if not {goal.pk for goal in goals if goal.is_open} <= spoken:
        return
    now = timezone.now()
    if review.is_by_its_own(actor):
        review.written_at = review.written_at or now
    else:
        review.answered_at = review.answered_at or now


def _propose(goal: Goal, one: Decided, actor: Any) -> GoalChange | None:
    """What refuses it is said with the goal's name: a review is about several."""
    if one.verdict == Verdict.KEEP:
        if one.version is not None and one.version != goal.version:
            raise Stale
        return None
    said: dict[str, Any] = {"actor": actor, "reason": one.words, "version": one.version}
    try:
        if one.verdict == Verdict.STOP:
            return propose_to_stop(goal, **said)
        return propose_change(goal, results=one.results, **said, **one.fields)
    except Stale:
        raise
    except Refusal as refusal:
        raise Undecided(goal, refusal) from refusal
