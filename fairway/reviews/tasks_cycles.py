"""What cycles do by themselves: they follow managers, leave and hires, and remind."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.events import on
from fairway.foundation.jobs.schedules import recurring
from fairway.foundation.models import Event
from fairway.people.models import Absence
from fairway.reviews.actions.following import (
    bring_in_whose_time_has_come,
    follow_days,
    follow_leave,
)
from fairway.reviews.actions.handing_over import follow_lines, settle_overdue
from fairway.reviews.actions.keeping import part_from_cycles
from fairway.reviews.actions.launching import bring_people_in, write_to_everybody
from fairway.reviews.actions.reminding import remind_everybody, send_nudge
from fairway.reviews.actions.settling import settle_everybody

__all__ = ["bring_people_in", "send_nudge", "settle_everybody", "write_to_everybody"]


# Twice a day: by then it is the morning of the day that counts in every zone; each mark once.
@recurring("FREQ=DAILY", at=time(5, 0), zone="UTC")
@task()
def remind_in_the_west() -> None:
    remind_everybody.enqueue()


@recurring("FREQ=DAILY", at=time(17, 0), zone="UTC")
@task()
def remind_in_the_east() -> None:
    remind_everybody.enqueue()


@recurring("FREQ=DAILY", at=time(2, 20))
@task(transactional=False)
def follow_managers() -> int:
    return follow_lines() + settle_overdue()


@recurring("FREQ=DAILY", at=time(2, 40))
@task(transactional=False)
def follow_hires() -> int:
    return bring_in_whose_time_has_come()


@recurring("FREQ=DAILY", at=time(3, 0))
@task()
def follow_own_days() -> None:
    follow_days()


@on("people.left")
def part_from_leavers(event: Event) -> None:
    if event.about:
        part_from_cycles(event.about)


@on("people.absence_agreed")
def give_days_back(event: Event) -> None:
    """A leave that is taken back takes no days away again: what was given stays given."""
    absence = Absence.objects.filter(pk=event.subject_id).first()
    if absence is not None:
        follow_leave([absence.person_id])


@on("people.rota_read")
def follow_a_rota(event: Event) -> None:
    if event.about:
        follow_leave([event.about.pk])
