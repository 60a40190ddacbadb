"""What calibration keeps of a person: the final rating and what was written for them are handed out
once they were shared, and so is what they did there themselves. What others said of them in the
session speaks of those as well: whoever processes the request weighs that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from fairway.foundation.sealing import with_keys
from fairway.people.models import Person
from fairway.reviews.actions.calibrating_moves import forget_words_of
from fairway.reviews.models import Move, Placement, PreVote, RaterSeverity
from fairway.reviews.reading.calibrating import read


def export(person: Person) -> Iterator[dict[str, Any]]:
    heard = Placement.objects.allowed(person, "hear_final").select_related("session__cycle")
    for one in with_keys(heard.order_by("pk"), "employee_reason"):
        yield {
            "kind": "final rating",
            "cycle": one.session.cycle.name,
            "rating": one.final,
            "reason": read(one, "employee_reason"),
        }
    # Of whom they speak is not theirs to have: that they were there, and when, is.
    for move in Move.objects.filter(by=person).order_by("pk"):
        yield {"kind": "rating moved", "at": move.at, "undone_at": move.undone_at}
    for vote in PreVote.objects.filter(by=person).order_by("pk"):
        yield {"kind": "vote before a session", "at": vote.at}


@transaction.atomic
def erase(person: Person) -> int:
    """Only for who has left: ratings of them go. What they moved of others goes on without a word
    more of theirs than its reason, which lies under the key of whom it is about."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    rows = list(Placement.objects.filter(person=person))
    forget_words_of(rows)
    return len(rows) + RaterSeverity.objects.filter(rater=person).delete()[0]
