"""What the steps of one import share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fairway.foundation.models import Event
from fairway.people.importing.directory import Member
from fairway.people.importing.plan import Plan, Planned
from fairway.people.models import ImportBatch


@dataclass
class Writing:
    """Who does it, when, and which events come of it."""

    plan: Plan
    actor: Any
    today: date
    batch: ImportBatch
    about_people: dict[str, list[tuple[int, dict[str, Any]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    events: list[Event] = field(default_factory=list)

    def note(self, kind: str, person: int, **data: Any) -> None:
        self.about_people[kind].append((person, data))

    def pk_of(self, member: Member | None) -> int | None:
        if member is None:
            return None
        if isinstance(member, Planned) and member.pk:
            return member.pk
        return member.known.pk if member.known else None
