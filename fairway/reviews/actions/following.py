"""A cycle that runs follows people: their leave, and those whose time to be in it has come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from fairway.foundation.actors import SYSTEM
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.people.days import organisation_day
from fairway.reviews.actions.assembling import assemble, write
from fairway.reviews.actions.settling import concerning, settle_days, settle_everybody
from fairway.reviews.days import Calendars, people_with_places
from fairway.reviews.models import Phase, Review, ReviewCycle
from fairway.reviews.population import Population
from fairway.reviews.reading.holding import to_bring_in

AT_ONCE = 100


@transaction.atomic
def follow_leave(people: Iterable[int]) -> int:
    """Their own last days anew: later where they are away, never earlier than was said."""
    listed = people_with_places(people)
    owed = Review.objects.to_write().filter(reviewer__in=[one.pk for one in listed])
    moved = 0
    for cycle in ReviewCycle.objects.filter(pk__in=owed.values("cycle")):
        phase = cycle.phases.filter(kind=Phase.Kind.WRITE).first()
        if phase is None:
            continue
        calendars = Calendars(listed, phase.opens_on, phase.due_on)
        for review in owed.filter(cycle=cycle).select_for_update(of=("self",)).order_by("pk"):
            moved += _move(review, calendars, phase)
    keys = [one.pk for one in listed]
    return moved + sum(settle_days(cycle, keys) for cycle in concerning(keys))


def follow_days() -> None:
    """Every night: leave is imported in bulk, and managers change."""
    today = organisation_day()
    ahead = Phase.objects.filter(due_on__gte=today).values("cycle")
    for cycle in ReviewCycle.objects.running().filter(pk__in=ahead).exclude(ready_at=None):
        key = f"cycle-own-days:{cycle.pk}:{today:%Y-%m-%d}"
        enqueue(settle_everybody, key=key, cycle=cycle.pk)


def _move(review: Review, calendars: Calendars, phase: Phase) -> bool:
    # Who joined late has a day of their own, which a leave moves as well.
    due_on = max(phase.due_on, review.due_on)
    day = calendars.last_day(review.reviewer_id or 0, phase.opens_on, due_on)
    if day <= review.due_on:
        return False
    review.due_on = day
    review.save(update_fields=["due_on"])
    return True


def bring_in_whose_time_has_come() -> int:
    """For cycles that people join so many days after they were hired, such as at the end of
    probation. With the reach of whoever holds the cycle, as it is today."""
    brought = 0
    for cycle in ReviewCycle.objects.running().exclude(ready_at=None):
        if Population.of(cycle.rules).follows_hires:
            brought += _bring(cycle, organisation_day())
    return brought


def _bring(cycle: ReviewCycle, today: date) -> int:
    fitting = to_bring_in(cycle, cycle.facilitator, today).order_by("pk")
    brought = 0
    while some := list(fitting.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            write(assemble(cycle, some, opens_on=today), cycle=cycle, actor=SYSTEM)
        brought += len(some)
    return brought
