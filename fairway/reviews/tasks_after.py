"""What follows by itself when a cycle is closed."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from fairway.foundation.events import on
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.jobs.schedules import recurring
from fairway.foundation.models import Event
from fairway.reviews.actions.reporting_cycles import complete_reports, make_report
from fairway.reviews.actions.surveying import open_survey
from fairway.reviews.actions.surveying_results import remind_of_surveys, settle_surveys
from fairway.reviews.models import ReviewCycle


@on("reviews.cycle_closed")
def ask_how_it_was(event: Event) -> None:
    cycle = ReviewCycle.objects.filter(pk=event.subject_id).first()
    if cycle is not None:
        open_survey(cycle)
        enqueue(make_report, key=f"cycle-report:{cycle.pk}:made", cycle=cycle.pk)


@recurring("FREQ=DAILY", at=time(8, 10))
@task()
def remind_of_every_survey() -> int:
    return remind_of_surveys()


@recurring("FREQ=DAILY", at=time(3, 20))
@task(transactional=False)
def tell_what_was_said() -> int:
    return settle_surveys()


@recurring("FREQ=DAILY", at=time(3, 30))
@task(transactional=False)
def add_second_looks_to_reports() -> int:
    return complete_reports()
