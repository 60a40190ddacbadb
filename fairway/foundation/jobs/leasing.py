"""Who holds which job: taken for a time, renewed, given back, finished; each exactly once.

Every take makes a new token. Whoever comes with an old one (a worker that was thought dead)
changes no row and gets LeaseLost, which undoes the transaction it came with.
"""

from __future__ import annotations

import secrets
import zlib
from datetime import datetime, timedelta
from typing import Any

from django.db import connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fairway.foundation.models import Job

LEASE = timedelta(seconds=60)
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=1)


class LeaseLost(Exception):
    """Another worker has the job now: what this one did must not count."""


def due(queue: str, now: datetime) -> QuerySet[Job]:
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    ready = Job.objects.filter(free, state=Job.State.READY, queue=queue, run_at__lte=now)
    return ready.order_by("-priority", "run_at", "id")


def take(queue: str, *, worker: str, lease: timedelta = LEASE) -> Job | None:
    """The next due job of the queue, ours for the time of the lease; None when there is none."""
    # Asked before the transaction: on SQLite that would take the only write lock, idle or not.
    if not due(queue, timezone.now()).exists():
        return None
    with transaction.atomic():
        while job := _locked(due(queue, timezone.now())).first():
            if job.attempts < job.max_attempts:
                return _lend(job, worker, lease)
            # It never came back from its last attempt: it may be what kills the workers.
            _bury(job, job.failure or "Killed every time it ran")
    return None


def _locked(rows: QuerySet[Job]) -> QuerySet[Job]:
    if connections[rows.db].features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _lend(job: Job, worker: str, lease: timedelta) -> Job:
    now = timezone.now()
    job.attempts += 1
    job.leased_by = f"{worker[:47]}/{secrets.token_hex(8)}"
    job.leased_until = now + lease
    job.started_at = now
    job.save(update_fields=["attempts", "leased_by", "leased_until", "started_at"])
    return job


def mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=Job.State.READY, leased_by=job.leased_by)


def change(job: Job, **values: Any) -> None:
    """Write to the job's row, unless somebody else has taken it."""
    if not mine(job).update(**values):
        raise LeaseLost(job.key)


def hold(job: Job) -> None:
    """Lock the row until the transaction ends: nobody takes the job meanwhile, lease or not."""
    if not mine(job).select_for_update().exists():
        raise LeaseLost(job.key)


def renew(job: Job, lease: timedelta) -> bool:
    return bool(mine(job).update(leased_until=timezone.now() + lease))


def finish(job: Job, result: Any = None) -> None:
    change(
        job,
        state=Job.State.DONE,
        result=result,
        failure="",
        finished_at=timezone.now(),
        leased_until=None,
    )


def give_back(job: Job) -> None:
    """Not done, through no fault of its own: the next worker goes on at once."""
    change(job, attempts=job.attempts - 1, leased_until=None, leased_by="")


def postpone(job: Job, until: datetime) -> None:
    """Not yet: the job itself asks to run later."""
    change(job, attempts=job.attempts - 1, run_at=until, leased_until=None, leased_by="")


def fail(job: Job, words: str, *, for_good: bool = False) -> None:
    """Try again later, or never."""
    if for_good or job.attempts >= job.max_attempts:
        _bury(job, words)
        return
    change(
        job,
        failure=words[:300],
        run_at=timezone.now() + delay(job),
        leased_until=None,
        leased_by="",
    )


def delay(job: Job) -> timedelta:
    """5 s, 10 s, 20 s … up to an hour, and up to a fifth more, so that not all come at once."""
    wait = min(FIRST_DELAY * 2 ** min(job.attempts - 1, 12), LONGEST_DELAY)
    return wait * (1 + zlib.crc32(job.key.encode()) % 200 / 1000)


def revive(job: Job) -> None:
    """Give a dead job all its attempts again."""
    Job.objects.filter(pk=job.pk, state=Job.State.DEAD).update(
        state=Job.State.READY,
        attempts=0,
        run_at=timezone.now(),
        finished_at=None,
        leased_until=None,
        leased_by="",
    )


def _bury(job: Job, words: str) -> None:
    change(
        job,
        state=Job.State.DEAD,
        failure=words[:300],
        finished_at=timezone.now(),
        leased_until=None,
    )
