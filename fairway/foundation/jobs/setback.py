"""Mend what a clock that was set back leaves behind, so that nothing waits for the future.

Instants written by the faster clock lie ahead of the true one. None of this makes anything run
twice: an occurrence of a schedule and a job keep their keys.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from fairway.foundation.jobs.leasing import LEASE, LONGEST_DELAY
from fairway.foundation.jobs.schedules import next_due
from fairway.foundation.models import Job, Schedule

TOLERANCE = timedelta(seconds=5)


def mend_after_setback() -> int:
    """Gives the number of rows mended; cheap when there is nothing to mend."""
    now = timezone.now()
    ready = Job.objects.filter(state=Job.State.READY)
    ahead = ready.filter(created_at__gt=now + TOLERANCE)
    mended = ahead.filter(run_at__gt=now, run_at__lte=F("created_at")).update(run_at=now)
    # The longest wait there is, with what `leasing.delay` may add.
    latest = now + LONGEST_DELAY * 1.25
    mended += ready.filter(attempts__gt=0, run_at__gt=latest).update(run_at=latest)
    mended += ready.filter(leased_until__gt=now + LEASE * 2).update(leased_until=now + LEASE)
    return mended + _schedules()


def _schedules() -> int:
    """What last fell due in the future falls due again from now on; what has run keeps its job."""
    now = timezone.now()
    mended = 0
    for schedule in Schedule.objects.filter(active=True, last_due_at__gt=now + TOLERANCE):
        due = next_due(schedule, now)
        if schedule.due_at is None or (due and due < schedule.due_at):
            Schedule.objects.filter(pk=schedule.pk, due_at=schedule.due_at).update(due_at=due)
            mended += 1
    return mended
