"""Pay of somebody: handed out once it is published, or gone for good. What was recommended and not
published is not theirs to have yet; who processes the request weighs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from fairway.foundation.sealing import with_keys
from fairway.people.models import Person
from fairway.reviews.models import PayLine, PayPlanner, PayStep
from fairway.reviews.reading.pay import plain


def export(person: Person) -> Iterator[dict[str, Any]]:
    heard = PayLine.objects.allowed(person, "hear").filter(person=person)
    for line in with_keys(heard.select_related("round__cycle").order_by("pk"), "content"):
        said = line.said()
        yield {
            "kind": "pay after a cycle",
            "cycle": line.round.cycle.name,
            "currency": line.currency,
            "before": plain(said.current, line.currency),
            "new": plain(said.proposed, line.currency),
            "from": line.round.holds_from,
        }


@transaction.atomic
def erase(person: Person) -> int:
    """Only for who has left. That there was a line stays; its amounts and words go."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    gone = PayLine.objects.filter(person=person).update(content=None)
    gone += PayStep.objects.filter(person=person).update(reason=None)
    return gone + PayPlanner.objects.filter(person=person).delete()[0]
