"""The house's own recurring work."""

from __future__ import annotations

from datetime import time, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django_tasks import task

from fairway.foundation import policy
from fairway.foundation.audit.heads import export_head
from fairway.foundation.files.storing import remove_leftovers
from fairway.foundation.jobs.heartbeat import forget_the_dead
from fairway.foundation.jobs.schedules import reckon, recurring
from fairway.foundation.models import Job, MailLink, MailOut, Notification, ReadEntry
from fairway.foundation.once import forget_answers

KEPT = timedelta(days=14)
MAIL_KEPT = timedelta(days=90)
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


@recurring("FREQ=DAILY", at=time(3, 50), zone="UTC")
@task(transactional=False)
def forget_old_reads() -> int:
    months = policy.get("retention.read_log_months")
    since = timezone.now() - relativedelta(months=months)
    return ReadEntry.objects.filter(at__lt=since).delete()[0]


@recurring("FREQ=DAILY", at=time(4, 0), zone="UTC")
@task(transactional=False)
def forget_old_mail() -> int:
    """Notifications as long as the policy says; what is left of mail and its links three months."""
    days = policy.get("retention.notifications_days")
    now = timezone.now()
    old = (
        Notification.objects.filter(created_at__lt=now - timedelta(days=days)),
        MailOut.objects.filter(created_at__lt=now - MAIL_KEPT),
        MailLink.objects.filter(expires_at__lt=now - MAIL_KEPT),
    )
    return sum(rows.delete()[0] for rows in old)


@recurring("FREQ=DAILY", at=time(4, 0), zone="UTC")
@task(transactional=False)
def tidy_answers() -> int:
    return forget_answers()
