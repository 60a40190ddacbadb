"""Take over what somebody set up who cannot see it through: a cycle, a session of comparing ratings.

What is theirs moves with it: days, reminders, and with whose reach people are brought in. Nothing is
opened to read by holding it.
"""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.people.models import Person
from fairway.reviews.actions.settling import settle_comparing
from fairway.reviews.models import CalibrationSession, ReviewCycle

Held = TypeVar("Held", ReviewCycle, CalibrationSession)


@transaction.atomic
def take_over_cycle(cycle: ReviewCycle, *, actor: Person) -> ReviewCycle:
    """Pressed twice, it is theirs already."""
    return _take_over(cycle, actor, "reviews.cycle_held")


@transaction.atomic
def take_over_session(session: CalibrationSession, *, actor: Person) -> CalibrationSession:
    """From today its last day is theirs, past their leave; reminders and Home ask for them."""
    session = _take_over(session, actor, "reviews.calibration_held")
    settle_comparing(session.cycle, [actor.pk])
    return session


def _take_over(held: Held, actor: Person, kind: str) -> Held:
    held = lock(held, no_key=True)
    if held.facilitator_id == actor.pk:
        return held
    held = claim(held, actor=actor, verb="hold", no_key=True)
    former, held.facilitator = held.facilitator_id, actor
    held.save(update_fields=["facilitator"])
    record(kind, actor=actor, subject=held, former=former)
    return held
