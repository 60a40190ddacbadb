"""What an import would change, person by person. Made by `planning`, carried out by an action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from fairway.people.importing.directory import Member
from fairway.people.importing.managers import Settled, Unresolved
from fairway.people.importing.organisation import Known, New, Organisation, Ref
from fairway.people.importing.rows import Findings, Row
from fairway.people.importing.units import Spelt

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
COUNTS = (CREATED, UPDATED, UNCHANGED, "left", "active")
Change = tuple[str, str, str]  # field, old, new


@dataclass(eq=False, slots=True)
class Planned(Member):
    """One line with everything it names found, and what it would change."""

    action: str = CREATED
    unit: Ref = None
    location: Ref = None
    profile: Ref = None
    employer: Ref = None
    manager: Member | None = None
    time_zone: str = ""
    left_on: date | None = None
    rehire_of: Row | Known | None = None
    changes: Sequence[Change] = ()
    pk: int = 0

    def leaving(self) -> date | None:
        return self.left_on


@dataclass(slots=True)
class Choices:
    """What people decided while they looked at an import."""

    managers: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)  # squashed spelling → the name it is
    skip_errors: bool = False


@dataclass
class Plan:
    """Everything an import would do. `left` counts leaving dates, `active` who is here today."""

    planned: list[Planned]
    findings: Findings
    unresolved: list[Unresolved]
    resolved: Counter[str]
    new: dict[str, list[New]]
    counts: dict[str, int]
    settled: dict[str, Settled]
    root: Ref = None
    spelt: list[Spelt] = field(default_factory=list)
    alike: list[tuple[str, str]] = field(default_factory=list)
    respelt: list[tuple[Ref, str]] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return bool(self.findings.errors)


@dataclass
class Setting:
    """What a plan is made with, besides the rows."""

    organisation: Organisation
    headers: dict[str, str]
    today: date
    choices: Choices = field(default_factory=Choices)
    root_name: str = "Organisation"
    own: int | None = None  # the person who imports: their own manager is not theirs to change

    def header(self, *keys: str) -> str:
        """The column that says any of these, for a message that points at it."""
        return next((self.headers[key] for key in keys if key in self.headers), "")
