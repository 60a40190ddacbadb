"""The organisation as it stands, as far as an import needs to know it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Held:
    """The assignment that counts: today's, else the next, else the last."""

    pk: int
    valid_from: date
    valid_until: date | None
    unit: int | None
    profile: int | None
    location: int | None
    manager: int | None
    work_mode: str
    weekly_minutes: int | None


@dataclass(slots=True)
class Known:
    """A person who is already here."""

    pk: int
    number: str
    name: str
    sort_name: str
    email: str
    employer: int | None
    time_zone: str
    joined_on: date | None
    left_on: date | None
    active: bool
    preferred: str = ""
    other_names: tuple[str, ...] = ()
    held: Held | None = None
    assignments: int = 0


@dataclass(slots=True)
class KnownUnit:
    pk: int
    name: str
    parent: int | None
    spellings: tuple[str, ...] = ()


@dataclass(slots=True)
class KnownLocation:
    pk: int
    name: str
    time_zone: str


@dataclass
class Organisation:
    """What is known before the import. `aliases` are manager names settled earlier."""

    people: list[Known] = field(default_factory=list)
    units: list[KnownUnit] = field(default_factory=list)
    locations: list[KnownLocation] = field(default_factory=list)
    employers: dict[int, str] = field(default_factory=dict)
    profiles: dict[int, tuple[str, str]] = field(default_factory=dict)
    aliases: dict[str, int | None] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class New:
    """Something the file names that does not exist yet; `pk` once it does."""

    kind: str
    name: str
    parent: int | New | None = None
    level: str = ""
    country: str = ""
    subdivision: str = ""
    time_zone: str = ""
    is_remote: bool = False
    spellings: set[str] = field(default_factory=set)
    pk: int = 0


Ref = int | New | None
