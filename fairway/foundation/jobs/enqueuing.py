"""Ask for work by name, for somebody who may watch it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django_tasks.base import Task

from fairway.foundation.models import Job


def enqueue(
    task: Task[Any, Any],
    *,
    key: str = "",
    owner: Any = None,
    run_at: datetime | None = None,
    **args: Any,
) -> Job:
    """A job in the caller's transaction; one that bears the key already is given back as it is.

    `task.enqueue(…)` does the same where neither key nor owner is needed.
    """
    asked: Any = task.using(run_after=run_at) if run_at else task
    result = asked.enqueue(**args, job_key=key, job_owner=owner)
    return Job.objects.get(public_id=result.id)
