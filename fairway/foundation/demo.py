"""What a room is given when it adds its part to the demo company."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fairway.foundation.bulk import insert_objects
from fairway.foundation.events import event_of
from fairway.foundation.models import Event

VERY_LARGE = 20_000


@dataclass
class DemoCompany:
    """The company so far. The same day and size give the same rows, down to their public ids.

    `cast` holds the people everybody calls by name (`cast["ana"]`), `units` the parts of the
    organisation by key (`units["support"]`, `units["north/1"]`). A `dense` one was written to every
    week, as people do who use all of it: for measuring.
    """

    today: date
    people: int
    dense: bool = False
    cast: dict[str, Any] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)
    _past: list[Event] = field(default_factory=list)

    @property
    def very_large(self) -> bool:
        """Then what lies longer ago is left out: making it would take minutes, no page shows it."""
        return self.people > VERY_LARGE

    def random(self, room: str) -> random.Random:
        """A generator of the room's own, so that one room's choices never change another's."""
        return random.Random(f"saltmarsh {self.people} {room}")  # noqa: S311 invented data

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def moment(self, ago: int, hour: int = 9, minute: int = 0) -> datetime:
        """So many days ago at this time of UTC."""
        return datetime.combine(self.day(ago), time(hour, minute), UTC)

    def remember(self, kind: str, at: datetime, *, actor: Any, subject: Any, **data: Any) -> None:
        """Something that happened in the past: on record, and nobody is told of it now."""
        self._past.append(event_of(kind, at=at, actor=actor, subject=subject, **data))

    def write_past(self) -> int:
        """Once all rooms have spoken: the record in the order in which it happened."""
        self._past.sort(key=lambda event: event.at)
        insert_objects(self._past)
        written, self._past = len(self._past), []
        return written
