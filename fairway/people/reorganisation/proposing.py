"""What somebody proposes: people who move, units that hang elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fairway.people.models import OrgUnit, Person

UNCHANGED: Any = object()


@dataclass(frozen=True)
class Move:
    """One person, with another unit, another manager (None: nobody), or both."""

    person: Person
    unit: OrgUnit | Any = UNCHANGED
    manager: Person | Any | None = UNCHANGED

    @property
    def changes(self) -> dict[str, Any]:
        changed = {"unit": self.unit, "manager": self.manager}
        return {name: value for name, value in changed.items() if value is not UNCHANGED}


@dataclass(frozen=True)
class Proposal:
    moves: tuple[Move, ...] = ()
    units: dict[OrgUnit, OrgUnit] = field(default_factory=dict)  # unit: its new parent
    valid_from: date | None = None
