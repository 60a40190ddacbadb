"""What a running task knows of its job: how far it is, where it was, whether to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django_tasks.base import TaskContext

from fairway.foundation.jobs.leasing import change
from fairway.foundation.models import Job


class Stopped(Exception):
    """The worker is being stopped; the job goes on elsewhere from its last step."""


class GiveUp(Exception):
    """Trying again cannot help: the job is dead at once."""


class Postpone(Exception):
    """Not now: the job runs again at this instant, and nothing counts as an attempt."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext(TaskContext):
    """The first argument, `context`, of a task that `takes_context`.

    Long work goes in steps, each a short transaction that also stores how to go on::

        for people in chunks_after(context.cursor):
            with context.step(cursor=people[-1].pk, done=…, of=…):
                ...
    """

    job: Job
    stopping: Callable[[], bool] = never

    @property
    def cursor(self) -> Any:
        return self.job.cursor

    @property
    def owner(self) -> Any:
        return self.job.owner

    @contextmanager
    def step(
        self, *, cursor: Any, done: int | None = None, of: int | None = None
    ) -> Iterator[None]:
        """One transaction of a longer work; its effects and the cursor happen together, once."""
        self._only_in_steps()
        if self.stopping():
            raise Stopped
        values = {"cursor": cursor, **_parts(done, of)}
        with transaction.atomic():
            yield
            change(self.job, **values)
        for name, value in values.items():
            setattr(self.job, name, value)

    def progress(self, done: int, of: int | None = None) -> None:
        """Say how far the work is, where it has no steps of its own."""
        self._only_in_steps()
        if self.stopping():
            raise Stopped
        change(self.job, **_parts(done, of))

    def _only_in_steps(self) -> None:
        if getattr(self.task_result.task, "transactional", True):
            raise TypeError(
                "Nobody sees the steps of a transactional task: declare transactional=False"
            )


def _parts(done: int | None, of: int | None) -> dict[str, int]:
    given = {"done_parts": done, "all_parts": of}
    return {name: value for name, value in given.items() if value is not None}
