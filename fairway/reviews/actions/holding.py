"""Take over what somebody set up who cannot see it through: a cycle, a session of comparing ratings.

What is theirs moves with it: days, reminders, and with whose reach people are brought in. Nothing is
opened to read by holding it.
"""

from __future__ import annotations

from django.db import transaction

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.people.models import Person
from fairway.reviews.actions.settling import settle_comparing
from fairway.reviews.models import CalibrationSession, ReviewCycle


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


@transaction.atomic
def take_over_session(session: CalibrationSession, *, actor: Person) -> CalibrationSession:
    """From today its last day is theirs, past their leave; reminders and Home ask for them."""
    session = lock(session, no_key=True)
    if session.facilitator_id == actor.pk:
        return session
    session = claim(session, actor=actor, verb="hold", no_key=True)
    former, session.facilitator = session.facilitator_id, actor
    session.save(update_fields=["facilitator"])
    settle_comparing(session.cycle, [actor.pk])
    record("reviews.calibration_held", actor=actor, subject=session, former=former)
    return session
