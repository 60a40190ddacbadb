"""What check-ins do by themselves: they follow people's clocks, leave and teams."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.conversations.actions.checkins_opening import follow, plan_check_ins
from fairway.foundation.events import on
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.jobs.schedules import recurring
from fairway.foundation.models import Event
from fairway.people.models import Absence, Person


@recurring("FREQ=DAILY", at=time(1, 10), zone="UTC")
@task()
def plan_every_check_in() -> None:
    """Whatever moved people without saying so, a new zone database among it, counts from here on."""
    plan_check_ins.enqueue()


# Who joins, moves to another unit or leaves counts from the next night on: an import does so to very
# many at once, and whether somebody's check-in may open is asked again when it does.
@on("people.zone_changed")
@on("people.rota_read")
def follow_somebody(event: Event) -> None:
    if event.about:
        follow([event.about.pk])


@on("people.absence_agreed")
@on("people.absence_withdrawn")
def follow_their_leave(event: Event) -> None:
    absence = Absence.objects.filter(pk=event.subject_id).first()
    if absence is not None:
        follow([absence.person_id])


@on("people.location_zone_changed")
def follow_a_place(event: Event) -> None:
    """In steps of its own: a place may have thousands of people."""
    there = Person.objects.filter(active=True, assignment__location=event.subject_id, time_zone="")
    if there.exists():
        enqueue(plan_check_ins, key=f"check-ins-of-place:{event.public_id}")
