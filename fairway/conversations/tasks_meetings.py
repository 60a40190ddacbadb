"""What 1:1s do by themselves."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.conversations.actions.meetings_counting import count_coverage
from fairway.conversations.actions.meetings_ending import let_go
from fairway.conversations.actions.meetings_forgetting import forget_notes
from fairway.conversations.actions.meetings_helped import settle_months
from fairway.conversations.actions.meetings_planning import follow_clock, go_by_leave, plan_ahead
from fairway.conversations.actions.meetings_transfer import part_with, settle_lines
from fairway.foundation.events import on
from fairway.foundation.jobs.schedules import recurring
from fairway.foundation.models import Event
from fairway.people.models import Absence, Person


@recurring("FREQ=DAILY", at=time(0, 15))
@task(transactional=False)
def settle_one_on_ones() -> dict[str, int]:
    """After the day's changes of managers are true; what is read follows them at once anyway."""
    return {"parted": settle_lines(), "planned": plan_ahead(), "over": let_go()}


@recurring("FREQ=DAILY", at=time(2, 50))
@task(transactional=False)
def count_one_on_ones() -> int:
    return count_coverage()


@recurring("FREQ=DAILY", at=time(3, 10))
@task()
def settle_what_helped() -> int:
    return settle_months()


@recurring("FREQ=DAILY", at=time(4, 10))
@task(transactional=False)
def forget_one_on_ones() -> int:
    return forget_notes()


@on("people.left")
def stop_meeting_leavers(event: Event) -> None:
    if event.about:
        part_with(event.about)


@on("people.zone_changed")
def follow_whose_clock_it_is(event: Event) -> None:
    if event.about:
        follow_clock(event.about)


@on("people.location_zone_changed")
def follow_the_clock_of_a_place(event: Event) -> None:
    there = Person.objects.filter(active=True, assignment__location=event.subject_id, time_zone="")
    for person in there.select_related("assignment__location").iterator():
        follow_clock(person)


@on("people.absence_agreed")
@on("people.absence_withdrawn")
def leave_out_days_away(event: Event) -> None:
    absence = Absence.objects.filter(pk=event.subject_id).select_related("person").first()
    if absence:
        go_by_leave(absence.person)
