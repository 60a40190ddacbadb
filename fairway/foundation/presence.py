"""Whether somebody is there, as the room that knows it says; see `ports.Presence`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from fairway.foundation.ports import presences
from fairway.foundation.times.working import Days, Pattern


@dataclass(frozen=True)
class Away:
    """The days away of some people."""

    days: dict[int, list[Days]] = field(default_factory=dict)

    def of(self, person_id: int) -> list[Days]:
        return self.days.get(person_id, [])

    def on(self, person_id: int, day: date) -> bool:
        return any(day in days for days in self.of(person_id))


def days_away(people: Iterable[Any], now: datetime) -> Away:
    """Days on which these people are not there, from two days ago (somewhere it is still then)."""
    ids = {person.pk for person in people}
    found: dict[int, list[Days]] = {}
    for presence in presences if ids else ():
        for person_id, days in presence.days_away(ids, (now - timedelta(days=2)).date()).items():
            found.setdefault(person_id, []).extend(days)
    return Away(found)


def pattern_of(person: Any) -> Pattern | None:
    """The hours they have told; None where nobody knows them."""
    return next(filter(None, (presence.pattern(person) for presence in presences)), None)
