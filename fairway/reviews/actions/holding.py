"""Take over a cycle that somebody else set up.

What is theirs moves with it: to change and close it, and with whose reach people are brought in. Nothing is
opened to read by holding it.
"""

from __future__ import annotations

from django.db import transaction

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.people.models import Person
from fairway.reviews.models import ReviewCycle


@transaction.atomic
def take_over_cycle(cycle: ReviewCycle, *, actor: Person) -> ReviewCycle:
    """Pressed twice, it is theirs already."""
    cycle = lock(cycle, no_key=True)
    if cycle.facilitator_id == actor.pk:
        return cycle
    cycle = claim(cycle, actor=actor, verb="hold", no_key=True)
    former, cycle.facilitator = cycle.facilitator_id, actor
    cycle.save(update_fields=["facilitator"])
    record("reviews.cycle_held", actor=actor, subject=cycle, former=former)
    return cycle
