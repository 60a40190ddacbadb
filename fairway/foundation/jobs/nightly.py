"""The house's own recurring work."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone
from django_tasks import task

from fairway.foundation.audit.heads import export_head
from fairway.foundation.files.storing import remove_leftovers
from fairway.foundation.jobs.heartbeat import forget_the_dead
from fairway.foundation.jobs.schedules import reckon, recurring
from fairway.foundation.models import Job

KEPT = timedelta(days=14)
AT_ONCE = 1000


@recurring("FREQ=DAILY", at=time(0, 5), zone="UTC")
@task(transactional=False)
def export_audit_head() -> None:
    export_head()


@recurring("FREQ=DAILY", at=time(3, 10), zone="UTC")
@task(transactional=False)
def reckon_schedules() -> None:
    reckon()


@recurring("FREQ=DAILY", at=time(3, 40), zone="UTC")
@task(transactional=False)
def tidy_jobs() -> int:
    """Forget what was done two weeks ago; what is dead stays until somebody has looked at it."""
    forget_the_dead()
    old = Job.objects.filter(state=Job.State.DONE, finished_at__lt=timezone.now() - KEPT)
    deleted = 0
    while some := list(old.order_by("finished_at").values_list("pk", flat=True)[:AT_ONCE]):
        deleted += Job.objects.filter(pk__in=some).delete()[0]
    return deleted


@recurring("FREQ=DAILY", at=time(3, 50), zone="UTC")
@task(transactional=False)
def sweep_files() -> int:
    return remove_leftovers()
