"""Run one job that has been taken."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
from django.db import transaction
from django_tasks.base import Task
from django_tasks.utils import normalize_json

from fairway.foundation.jobs import leasing
from fairway.foundation.jobs.backend import result_of
from fairway.foundation.jobs.context import GiveUp, JobContext, Postpone, Stopped, never
from fairway.foundation.jobs.naming import task_named
from fairway.foundation.models import Job
from fairway.foundation.policy.keeping import remembered

log = structlog.get_logger(__name__)
HOUSE = Path(__file__).parents[2]


def perform(job: Job, *, stopping: Callable[[], bool] = never) -> None:
    """Run it and write down what came of it; a task's failure never reaches the worker."""
    try:
        task = task_named(job.task)
        if getattr(task, "transactional", True):
            _whole(task, job, stopping)
        else:
            leasing.finish(job, _call(task, job, stopping))
    except leasing.LeaseLost:
        log.warning("job lost", task=job.task, job=job.public_id)
    except Stopped:
        _unless_lost(job, leasing.give_back)
    except Postpone as later:
        until = later.until
        _unless_lost(job, lambda job: leasing.postpone(job, until))
    except GiveUp as error:
        _failed(job, error, for_good=True)
    except Exception as error:  # noqa: BLE001 a worker outlives whatever a task raises
        _failed(job, error)


def _whole(task: Task, job: Job, stopping: Callable[[], bool]) -> None:
    with remembered(), transaction.atomic():
        leasing.hold(job)
        leasing.finish(job, _call(task, job, stopping))


def _call(task: Task, job: Job, stopping: Callable[[], bool]) -> Any:
    if not task.takes_context:
        return normalize_json(task.call(**job.args))
    context = JobContext(task_result=result_of(job, task), job=job, stopping=stopping)
    return normalize_json(task.call(context, **job.args))


def _failed(job: Job, error: Exception, *, for_good: bool = False) -> None:
    words = in_words(error)
    log.warning("job failed", task=job.task, job=job.public_id, attempt=job.attempts, error=words)
    _unless_lost(job, lambda job: leasing.fail(job, words, for_good=for_good))


def _unless_lost(job: Job, write: Callable[[Job], None]) -> None:
    try:
        write(job)
    except leasing.LeaseLost:
        log.warning("job lost", task=job.task, job=job.public_id)


def in_words(error: BaseException) -> str:
    """Which error and where; never its message, which may quote what somebody wrote."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(HOUSE)]
    if not frames:
        return kind
    frame = (ours or frames)[-1]
    return f"{kind} at {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
