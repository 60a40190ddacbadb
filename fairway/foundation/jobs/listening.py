"""The job behind every listener of an event."""

from __future__ import annotations

from django_tasks import task

from fairway.foundation.events import listener_named
from fairway.foundation.models import Event


@task()
def hear(event: int, listener: str) -> None:
    """Tell one listener of one event, in one transaction with the mark that it was told."""
    happened = Event.objects.get(pk=event)
    listener_named(happened.kind, listener)(happened)
