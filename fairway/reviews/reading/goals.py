"""A person's goals of a period, as one reader may see them: beside the question what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fairway.foundation.ports import evidence_sources
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.evidence import LASTING, MOST_GOALS, period_of
from fairway.reviews.models import Question, Review

AT_FIRST = 8  # the others are unfolded
OF_THEM, SINCE, UNTIL = -52, date(1901, 2, 4), date(1901, 2, 5)


@dataclass(frozen=True)
class GoalSeen:
    """One goal in a line: what came of it, or how it stands."""

    title: str
    url: str
    outcome: str
    percent: int | None


@dataclass(frozen=True)
class GoalsSeen:
    """`theirs` says that the reader is whom the review is about."""

    first: Sequence[GoalSeen]
    more: Sequence[GoalSeen]
    theirs: bool


def goals_beside(review: Review, viewer: Any, questions: Iterable[Question]) -> GoalsSeen | None:
    """Nothing where no question asks for them, and for whoever has no account here."""
    asks = any(one.kind == Question.Kind.GOAL_RESULT for one in questions)
    if not asks or not isinstance(viewer, Person):
        return None
    start, end = period_of(review)
    person = review.participant.person_id
    found = GOALS.find(viewer, person, start, end) if start < end else []
    seen = [_seen(one) for one in found]
    return GoalsSeen(seen[:AT_FIRST], seen[AT_FIRST:], viewer.pk == person)


def _goals(viewer: Person, person: int, start: date, end: date) -> QuerySet[Any, Any]:
    rows = evidence_sources[LASTING].find(viewer, person, start, end)
    return rows.order_by("until_on", "pk")[:MOST_GOALS]


GOALS = PreparedForViewers(_goals, OF_THEM, SINCE, UNTIL)


def _seen(goal: Any) -> GoalSeen:
    words = goal.get_outcome_display() if goal.outcome else goal.get_status_display()
    return GoalSeen(
        goal.title, goal.get_absolute_url(), str(words) or _("Nothing told yet"), goal.percent
    )
