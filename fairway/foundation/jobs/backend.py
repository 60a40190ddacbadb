"""The django-tasks backend: a task enqueued becomes a job row in the caller's transaction."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus

from fairway.foundation.ids import new_public_id


class JobRows(BaseTaskBackend):
    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        from fairway.foundation.models import Job

        if args:
            raise TypeError("Give a task its arguments by name: they are read by people too.")
        key = kwargs.pop("job_key", None) or f"task:{new_public_id()}"
        job, _made = Job.objects.get_or_create(
            key=key,
            defaults={
                "task": task.module_path,
                "args": kwargs,
                "queue": task.queue_name,
                "priority": task.priority,
                "run_at": task.run_after or timezone.now(),
            },
        )
        return TaskResult(
            task=task,
            id=job.public_id,
            status=TaskResultStatus.READY,
            enqueued_at=job.created_at,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=[],
            kwargs=job.args,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
