"""The django-tasks backend: a task enqueued becomes a job row in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from fairway.foundation.ids import new_public_id
from fairway.foundation.jobs.naming import UnknownTask, task_named

if TYPE_CHECKING:
    from fairway.foundation.models import Job

# Each queue has a hand of its own in every worker, so that an import, a mail server or a chat that
# hangs holds nobody else up.
QUEUES = ("default", "slow", "mail", "chat")
MAX_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseTask(Task):
    """A task with what our worker needs to know of it; `@task(transactional=False, label=…)`.

    A transactional task runs in one transaction with the mark that it is done: its effects in the
    database happen exactly once. Any other may run again after a kill, and commits in steps.
    """

    transactional: bool = True
    max_attempts: int = MAX_ATTEMPTS
    label: Any = ""


class JobRows(BaseTaskBackend):
    task_class = HouseTask
    supports_defer = True
    supports_priority = True
    supports_get_result = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self.queues = set(params.get("QUEUES") or QUEUES)

    def validate_task(self, task: Task) -> None:
        super().validate_task(task)
        if getattr(task, "max_attempts", 1) < 1:
            raise InvalidTaskError("A task has at least one attempt.")

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        """`job_key` names the work, so that it is asked for once; `job_owner` may watch it."""
        from fairway.foundation.models import Job

        if args:
            raise TypeError("Give a task its arguments by name: they are read by people too.")
        key = kwargs.pop("job_key", None) or f"task:{new_public_id()}"
        owner = kwargs.pop("job_owner", None)
        job, _made = Job.objects.get_or_create(
            key=key,
            defaults={
                "task": task.module_path,
                "args": kwargs,
                "queue": task.queue_name,
                "priority": task.priority,
                "max_attempts": getattr(task, "max_attempts", MAX_ATTEMPTS),
                "owner": owner,
                "run_at": task.run_after or timezone.now(),
            },
        )
        return result_of(job, task)

    def get_result(self, result_id: str) -> TaskResult:
        from fairway.foundation.models import Job

        job = Job.objects.filter(public_id=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        try:
            return result_of(job, task_named(job.task))
        except UnknownTask as gone:
            raise TaskResultDoesNotExist(result_id) from gone


def result_of(job: Job, task: Task) -> TaskResult:
    """The job as django-tasks shows it."""
    result: TaskResult = TaskResult(
        task=task,
        id=job.public_id,
        status=_status(job),
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=[],
        kwargs=job.args,
        backend=task.backend,
        errors=[TaskError(exception_class_path=job.failure.split()[0], traceback=job.failure)]
        if job.failure
        else [],
        worker_ids=[job.leased_by] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


def _status(job: Job) -> TaskResultStatus:
    if job.state == job.State.DONE:
        return TaskResultStatus.SUCCESSFUL
    if job.state == job.State.DEAD:
        return TaskResultStatus.FAILED
    return TaskResultStatus.RUNNING if job.leased_until else TaskResultStatus.READY
