"""What writing keeps of a person: handed out to them, or gone for good once they have left.

What others wrote about them is handed out as far as they may read it, and what they wrote themselves;
nothing of what they read of others by their office. What is sealed is nobody's to hand out, and is
made unreadable with their key. What they wrote about others stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q

from fairway.people.models import Person
from fairway.reviews.models import (
    Answer,
    AnswerVersion,
    Citation,
    CriticalStatement,
    HabitHint,
    Review,
    WritingRequest,
)
from fairway.reviews.models.writing import unsealed

GONE = "—"
ABOUT = "review__participant__person"


def export(person: Person) -> Iterator[dict[str, Any]]:
    theirs = Q(review__reviewer=person) | Q(review__co_author=person) | Q(**{ABOUT: person})
    readable = Answer.objects.allowed(person).filter(theirs)
    readable = readable.select_related("question", "review__reviewer")
    for answer in unsealed(readable.order_by("review", "pk")):
        yield {
            "kind": "review answer",
            "by": answer.review.reviewer.name if answer.review.reviewer else "",
            "kind_of_review": answer.review.kind,
            "at": answer.at,
            "question": str(answer.question.text),
            "value": answer.value,
            "words": answer.text,
        }
    for statement in CriticalStatement.objects.allowed(person).filter(theirs):
        yield {
            "kind": "critical statement of a review",
            "words": statement.text,
            "said_before": statement.said_before_id is not None,
        }
    for request in WritingRequest.objects.filter(by=person):
        yield {
            "kind": "request about a review",
            "what": request.kind,
            "at": request.at,
            "reason": request.reason,
            "answer": request.answer,
        }
    for hint in HabitHint.objects.allowed(person):
        yield {"kind": "hint on your ratings", "of": hint.habit, "share": hint.estimate}


@transaction.atomic
def erase(person: Person) -> int:
    """Only for who has left. That a review was written stays in the figures; its words go."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    theirs = Review.objects.filter(participant__person=person).values("pk")
    gone = AnswerVersion.objects.filter(subject=person).delete()[0]
    gone += Answer.objects.filter(subject=person, sealed=None).update(text="", value=None)
    gone += Answer.objects.filter(subject=person).exclude(sealed=None).delete()[0]
    gone += CriticalStatement.objects.filter(review__in=theirs).exclude(text="").update(text=GONE)
    gone += Citation.objects.filter(review__in=theirs).delete()[0]
    gone += WritingRequest.objects.filter(by=person).update(reason=GONE, answer="")
    return gone + HabitHint.objects.filter(writer=person).delete()[0]
