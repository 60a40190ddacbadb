"""What happened to a record, from the event log. All of strategy's events are open to everybody."""

from __future__ import annotations

from typing import Any

from fairway.foundation.models import Event
from fairway.foundation.ports import event_kinds
from fairway.ui.parts import Moment

LATEST = 20


def moments_of(row: Any) -> list[Moment]:
    """The latest first, each with who did it."""
    events = Event.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
    latest = events.select_related("actor").order_by("-at", "-pk")[:LATEST]
    return [_moment(event) for event in latest if event.kind in event_kinds]


def _moment(event: Event) -> Moment:
    kind = event_kinds[event.kind]
    return Moment(
        title=kind.label, at=event.at, icon=kind.icon, text=event.actor.name if event.actor else ""
    )
