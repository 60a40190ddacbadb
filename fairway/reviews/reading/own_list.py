"""The list of what somebody writes in a cycle, beside the review that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from fairway.foundation.lookups import Counted
from fairway.foundation.prepared import Prepared
from fairway.people.models import Person
from fairway.reviews.models import Answer, Participant, Review
from fairway.reviews.models.writing import is_confidential

MOST_SHOWN = 60


@dataclass(frozen=True)
class Line:
    """A review in the list of those one writes."""

    review: Any
    state: str  # new | begun | sent

    @property
    def is_sealed(self) -> bool:
        """Sent, and from then on nobody's to read."""
        return self.state == "sent" and is_confidential(self.review)

    @property
    def shape(self) -> str:
        return {"new": "none", "begun": "half", "sent": "done"}[self.state]


@dataclass(frozen=True)
class Mine:
    """The reviews somebody writes in a cycle, those to write first."""

    to_write: Sequence[Line]
    sent: Sequence[Line]

    @property
    def count(self) -> int:
        return len(self.to_write) + len(self.sent)


def mine_beside(review: Review, viewer: Person) -> Mine:
    """Of the same cycle, in one query; a very long list shows those that are due first."""
    lines = [Line(one, _state(one)) for one in MINE.find(viewer.pk, review.cycle_id)]
    return Mine(
        [one for one in lines if one.state != "sent"], [one for one in lines if one.state == "sent"]
    )


def _mine(viewer: int, cycle: int) -> QuerySet[Review]:
    answered = Answer.objects.filter(review=OuterRef("pk")).order_by().values("pk")
    theirs = Q(reviewer=viewer) | Q(co_author=viewer)
    in_it = Q(participant__state=Participant.State.OPEN)
    rows = Review.objects.filter(theirs, in_it, cycle=cycle)
    rows = rows.exclude(state=Review.State.CLOSED).annotate(answered=Counted(answered))
    rows = rows.select_related("participant__person").order_by("submitted_at", "due_on", "pk")
    return rows[:MOST_SHOWN]


MINE = Prepared(_mine, -46, -47)


def _state(review: Any) -> str:
    if review.is_written:
        return "sent"
    return "begun" if review.answered else "new"
