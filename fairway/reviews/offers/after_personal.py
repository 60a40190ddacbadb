"""What is kept of a person after a cycle: that they were asked how it was, and whether they said it.

What they said is not theirs to have again: nothing leads from it to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fairway.people.models import Person
from fairway.reviews.models import SurveyInvitation


def export(person: Person) -> Iterator[dict[str, Any]]:
    asked = SurveyInvitation.objects.filter(person=person).select_related("survey__cycle")
    for one in asked.order_by("survey__opened_on", "pk"):
        yield {
            "kind": "asked how a cycle was",
            "cycle": one.survey.cycle.name,
            "answered": one.answered,
        }


def erase(person: Person) -> int:
    """Only for who has left."""
    if Person.objects.filter(pk=person.pk, active=True).exists():
        return 0
    return int(SurveyInvitation.objects.filter(person=person).delete()[0])
