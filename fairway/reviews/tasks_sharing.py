"""What follows from giving reviews out, by itself."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.events import on
from fairway.foundation.jobs.schedules import recurring
from fairway.foundation.models import Event
from fairway.people.models import Absence
from fairway.reviews.actions.disputing import follow_leave_of
from fairway.reviews.actions.disputing_late import remind_of_second_looks
from fairway.reviews.actions.packing import print_cycle
from fairway.reviews.actions.releasing_many import give_out_cycle
from fairway.reviews.actions.reporting_360 import destroy_confidential_answers

__all__ = ["destroy_what_was_confidential", "give_out_cycle", "print_cycle"]


@recurring("FREQ=DAILY", at=time(3, 10))
@task(transactional=False)
def destroy_what_was_confidential() -> int:
    return destroy_confidential_answers()


@recurring("FREQ=DAILY", at=time(7, 40))
@task(transactional=False)
def remind_of_what_is_looked_at() -> int:
    return remind_of_second_looks()


@on("people.absence_agreed")
def give_days_to_who_looks(event: Event) -> None:
    absence = Absence.objects.select_related("person").filter(pk=event.subject_id).first()
    if absence is not None:
        follow_leave_of(absence.person)
