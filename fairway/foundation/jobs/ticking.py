"""Turn what is due into jobs, each occurrence once however many tickers there are."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connections, transaction
from django.db.models import QuerySet
from django.utils import timezone

from fairway.foundation.jobs.naming import UnknownTask, task_named
from fairway.foundation.jobs.schedules import next_due
from fairway.foundation.models import Job, Schedule
from fairway.foundation.presence import Away, days_away
from fairway.foundation.times import day_of

AT_ONCE = 200


def tick() -> int:
    """Make a job of every schedule that is due; gives their number.

    What fell due several times while nothing ran (a night without power) runs once.
    """
    made = 0
    while _due().exists():
        with transaction.atomic():
            schedules = list(_locked(_due().select_related("person"))[:AT_ONCE])
            if not schedules:  # another ticker has them in hand
                break
            made += _start(schedules)
    return made


def _due() -> QuerySet[Schedule]:
    return Schedule.objects.filter(active=True, due_at__lte=timezone.now()).order_by("due_at")


def _locked(rows: QuerySet[Schedule]) -> QuerySet[Schedule]:
    if connections[rows.db].features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _start(schedules: list[Schedule]) -> int:
    now = timezone.now()
    away = days_away([schedule.person for schedule in schedules if schedule.person], now)
    jobs = [_job(schedule, now) for schedule in schedules if _wanted(schedule, away)]
    # A key that is there already means that this occurrence has run: the clock was set back.
    Job.objects.bulk_create(jobs, ignore_conflicts=True)
    for schedule in schedules:
        schedule.last_due_at = schedule.due_at
        schedule.active = schedule.person is None or schedule.person.active
        schedule.due_at = next_due(schedule, now, away) if schedule.active else None
    Schedule.objects.bulk_update(schedules, ["last_due_at", "due_at", "active"])
    return len(jobs)


def _wanted(schedule: Schedule, away: Away) -> bool:
    """Leave may have been taken since the schedule was last reckoned; people leave, too."""
    person = schedule.person
    if person is None:
        return True
    assert schedule.due_at is not None  # it was asked for by its instant
    day = day_of(schedule.due_at, schedule.zone)
    return person.active and not (schedule.skips_away and away.on(person.pk, day))


def _job(schedule: Schedule, now: datetime) -> Job:
    assert schedule.due_at is not None
    due = schedule.due_at.astimezone(UTC)
    job = Job(
        key=f"schedule:{schedule.pk}:{due:%Y%m%dT%H%M%SZ}",
        task=schedule.task,
        args=schedule.args,
        run_at=now,
    )
    try:
        task = task_named(schedule.task)
    except UnknownTask:  # the worker will say so, and keep the job
        return job
    job.queue, job.priority = task.queue_name, task.priority
    job.max_attempts = getattr(task, "max_attempts", job.max_attempts)
    return job
