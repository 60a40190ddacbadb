"""What people does by itself: settle the day, and keep schedules on people's own clocks."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.events import on
from fairway.foundation.jobs.schedules import follow_person, recurring
from fairway.foundation.models import Event
from fairway.people.actions.importing.batches import discard_forgotten
from fairway.people.actions.leaving import settle_leavers
from fairway.people.actions.settling import settle_assignments
from fairway.people.days import organisation_day
from fairway.people.models import Absence, Person


@recurring("FREQ=DAILY", at=time(0, 1))
@task()
def settle_the_day() -> dict[str, int]:
    """What was written for today becomes so, whenever the worker comes to it."""
    today = organisation_day()
    return {"left": settle_leavers(today), "moved": settle_assignments(today)}


@recurring("FREQ=DAILY", at=time(3, 40))
@task()
def forget_imports() -> int:
    """What was staged and left lying for a week goes."""
    return discard_forgotten()


@on("people.zone_changed")
@on("people.hours_set")
@on("people.rota_read")
def follow_their_clock(event: Event) -> None:
    if event.about:
        follow_person(event.about)


@on("people.location_zone_changed")
def follow_the_place(event: Event) -> None:
    there = Person.objects.filter(active=True, assignment__location=event.subject_id)
    for person in there.filter(time_zone="").iterator():
        follow_person(person)


@on("people.absence_agreed")
@on("people.absence_withdrawn")
def follow_their_leave(event: Event) -> None:
    absence = Absence.objects.filter(pk=event.subject_id).select_related("person").first()
    if absence:
        follow_person(absence.person)
