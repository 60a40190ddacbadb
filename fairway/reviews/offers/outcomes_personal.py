"""What followed from reviews of somebody: handed out as far as they were told, or gone for good.

What is recommended and not told yet is not theirs to have; who processes the request weighs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from fairway.foundation.sealing import with_keys
from fairway.people.models import Person
from fairway.reviews.models import ApprovalStep, Recommendation, ReviewOutcome
from fairway.reviews.reading.calibrating import read
from fairway.reviews.reading.outcomes import FIELDS, why_not


def export(person: Person) -> Iterator[dict[str, Any]]:
    outcomes = ReviewOutcome.objects.allowed(person).filter(person=person).for_display()
    for outcome in with_keys(outcomes, "support"):
        yield {
            "kind": "what comes next after a review",
            "cycle": outcome.participant.cycle.name,
            "at": outcome.given_at,
            **{name: read(outcome, name) for name in FIELDS},
            "skill": outcome.skill.name if outcome.skill else "",
        }
    told = Recommendation.objects.allowed(person).filter(person=person).for_display()
    for one in with_keys(told, "words"):
        yield {
            "kind": f"recommendation: {one.kind}",
            "cycle": one.participant.cycle.name,
            "words": read(one, "words"),
            "role": str(one.profile or ""),
            "day": one.day,
            "state": one.state,
            "why not": why_not(one),
        }


@transaction.atomic
def erase(person: Person) -> int:
    """Only for who has left. That something was recommended stays; its words go."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    mine = ReviewOutcome.objects.filter(person=person)
    gone = mine.update(support=None, expectations=None, capability=None, skill=None)
    gone += Recommendation.objects.filter(person=person).update(words=None)
    gone += ApprovalStep.objects.filter(person=person).update(reason=None)
    return gone
