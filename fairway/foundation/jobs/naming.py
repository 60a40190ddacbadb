"""Tasks by the names under which jobs keep them."""

from __future__ import annotations

from django.utils.module_loading import import_string
from django_tasks.base import Task


class UnknownTask(LookupError):
    """No code answers to this name; perhaps an older or newer Fairway asked for it."""


def task_named(path: str) -> Task:
    try:
        task = import_string(path)
    except ImportError as gone:
        raise UnknownTask(path) from gone
    if not isinstance(task, Task):
        raise UnknownTask(path)
    return task
