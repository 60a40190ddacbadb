"""Tasks that tests run; each effect is an event, so that it can be counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django_tasks import task

from fairway.foundation.events import SYSTEM, on, record
from fairway.foundation.jobs.context import GiveUp, JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.models import Event, Job

EFFECT, HEARD = "foundation.tried", "foundation.heard"


@on(HEARD)
def hear_it(event: Event) -> None:
    effect(event.data["n"])


def effect(n: int) -> None:
    record(EFFECT, actor=SYSTEM, subject=Job.objects.latest("pk"), n=n)


def effects() -> list[int]:
    return sorted(Event.objects.filter(kind=EFFECT).values_list("data__n", flat=True))


@task()
def have_effect(n: int) -> int:
    effect(n)
    return n


@task()
def fail_after_effect(n: int) -> None:
    effect(n)
    raise ValueError("Ana Reyes said something private")


@task(max_attempts=3)
def fail_always() -> None:
    raise ValueError("Ana Reyes said something private")


@task()
def give_up() -> None:
    raise GiveUp("no use")


@stepwise(queue="default", label="Counting")
def count_in_steps(context: JobContext, first: int, until: int) -> int:
    for n in range(context.cursor or first, until):
        with context.step(cursor=n + 1, done=n + 1 - first, of=until - first):
            effect(n)
    return until - first


@stepwise(queue="default")
def lose_the_lease_in_a_step(context: JobContext) -> None:
    with transaction.atomic():
        Job.objects.filter(pk=context.job.pk).update(leased_by="another worker")
    with context.step(cursor=1):
        effect(1)


@task(takes_context=True)
def progress_where_nobody_sees_it(context: Any) -> None:
    context.progress(1, 2)


@task(queue_name="slow", priority=5)
def slow(n: int) -> Any:
    effect(n)
    return {"n": n}


HOUR = timedelta(hours=1)
