"""What this room keeps of a person: handed out to them, or gone for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from fairway.people.models import Person
from fairway.skills.models import Confirmation


def export(person: Person) -> Iterator[dict[str, Any]]:
    rows = Confirmation.objects.filter(person=person)
    for one in rows.select_related("expectation__profile", "by"):
        yield {
            "kind": "role confirmed",
            "role": str(one.expectation.profile),
            "edition": one.number,
            "as": one.side,
            "by": one.by.name,
            "at": one.at,
            "still_open": one.still_open,
        }


@transaction.atomic
def erase(person: Person) -> int:
    """Only for who has left. What they confirmed as a manager stays the other one's."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    gone = Confirmation.objects.filter(person=person).delete()[0]
    return gone + Confirmation.objects.filter(by=person).update(still_open="")
