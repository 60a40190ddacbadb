"""`@stepwise`: a task that works in short transactions and goes on where it was.

What fits into one transaction needs no more than `@task()` of django-tasks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django_tasks import task
from django_tasks.base import Task

from fairway.foundation.jobs.backend import MAX_ATTEMPTS
from fairway.foundation.jobs.context import JobContext

P = ParamSpec("P")
T = TypeVar("T")
Stepwise = Callable[Concatenate[JobContext, P], T]


def stepwise(
    *, label: Any = "", queue: str = "slow", max_attempts: int = MAX_ATTEMPTS
) -> Callable[[Stepwise[P, T]], Task[P, T]]:
    """Its first argument is `context`, a JobContext; `label` is what its owner sees it called."""
    declare = task(
        takes_context=True,
        transactional=False,
        label=label,
        queue_name=queue,
        max_attempts=max_attempts,
    )
    return cast(Any, declare)
