"""How a cycle stands, for whoever may know of each part of it: counted in the database."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.people.days import organisation_day
from fairway.reviews.actions.changing import still_compared
from fairway.reviews.models import (
    CycleKind,
    Participant,
    Phase,
    ReviewCycle,
)
from fairway.reviews.reading.board import ATTENTION, BARS, NAMED, WAITS
from fairway.reviews.reading.late import clocks_now
from fairway.reviews.reading.managers import phases_over
from fairway.ui.parts import Step

STEPS = (
    ("basics", _("Name and period")),
    ("kinds", _("Kinds and templates")),
    ("peers", _("Peers")),
    ("people", _("People")),
    ("visibility", _("Who sees what")),
    ("dates", _("Days")),
    ("notices", _("Notice")),
    ("verify", _("Look it over")),
)


@dataclass(frozen=True)
class Bar:
    """142 of 180, 79 %."""

    kind: str
    label: Any
    done: int
    of: int
    late: int

    @property
    def left(self) -> int:
        return self.of - self.done

    @property
    def percent(self) -> int:
        return self.done * 100 // self.of if self.of else 0

    @property
    def share(self) -> float:
        return self.done / self.of if self.of else 0.0


def bars_of(cycle: ReviewCycle, viewer: Any) -> list[Bar]:
    """By kind, of the reviews about the people whom the viewer looks after."""
    Kind = CycleKind.Kind
    rows = sorted(
        BARS.ask(viewer, cycle.pk, given=(clocks_now(),)), key=lambda row: Kind.values.index(row[0])
    )
    return [Bar(kind, Kind(kind).label, of - owed, of, late) for kind, of, owed, late in rows]


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody to decide, what nobody could go on with, and who is late; beside it
    how far naming peers is, where they are still gathered."""

    attention: dict[str, int]
    naming: list[Bar]


def waiting_in(cycle: ReviewCycle, viewer: Any, phases: Sequence[Phase]) -> Waiting:
    clocks = clocks_now()
    least = max(cycle.peers_least, 1) if _gathers_names(cycle, phases) else 0
    found = ATTENTION.ask(viewer, cycle.pk, given=(clocks, phases_over(phases, clocks), least))
    told = dict(zip((*WAITS, *NAMED), found[0], strict=False)) if found else {}
    return Waiting({one: told.get(one) or 0 for one in WAITS}, _naming(told))


def _gathers_names(cycle: ReviewCycle, phases: Iterable[Phase]) -> bool:
    """From the first day of naming until the last one of writing: so long peers can be asked."""
    of, today = {one.kind: one for one in phases}, organisation_day()
    first, last = of.get(Phase.Kind.NOMINATE), of.get(Phase.Kind.WRITE)
    if first is None or last is None or not (cycle.is_running and cycle.people_nominate):
        return False
    return first.opens_on <= today <= last.due_on


def _naming(told: Mapping[str, int]) -> list[Bar]:
    parts = (
        Bar("naming", _("Have named their peers"), told.get("enough", 0), told.get("people", 0), 0),
        Bar("agreeing", _("Names agreed to"), told.get("agreed", 0), told.get("names", 0), 0),
    )
    return [one for one in parts if one.of]


def is_of_oneself(cycle: ReviewCycle, viewer: Any) -> bool:
    """Whether they are in it themselves, which no page of those who run it counts."""
    known = Participant.objects.allowed(viewer).in_it()
    return known.filter(cycle=cycle, person=viewer).exists()


def comparing(cycle: ReviewCycle, viewer: Any) -> list[Any]:
    """Sessions that go on, and so stand in the way of closing it; each says whether they open it."""
    return list(still_compared(cycle).with_may(viewer, "view"))


def phases_as_steps(phases: Iterable[Phase]) -> list[Step]:
    today = organisation_day()
    return [Step(one.get_kind_display(), one.due_on, state=_state_of(one, today)) for one in phases]


def _state_of(phase: Phase, today: Any) -> str:
    if phase.due_on < today:
        return "done"
    return "now" if phase.opens_on <= today else "later"


def wizard_steps(cycle: ReviewCycle, at: str, done: Container[str]) -> list[Step]:
    """`done`: those in which nothing is missing."""
    return [
        Step(
            label,
            href=reverse("reviews:cycle_step", args=[cycle.public_id, key]),
            state="now" if key == at else "done" if key in done else "later",
        )
        for key, label in STEPS
    ]


def wizard_step_before(cycle: ReviewCycle, at: str) -> str:
    keys = [key for key, _label in STEPS]
    before = keys.index(at) - 1
    return (
        reverse("reviews:cycle_step", args=[cycle.public_id, keys[before]]) if before >= 0 else ""
    )


def step_after(key: str) -> str:
    keys = [one for one, _label in STEPS]
    return keys[min(keys.index(key) + 1, len(keys) - 1)]
