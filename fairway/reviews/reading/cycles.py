"""How a cycle stands, for whoever may know of each part of it: counted in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.models import (
    CycleKind,
    Handover,
    Nomination,
    Participant,
    Phase,
    Review,
    ReviewCycle,
)
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
    def percent(self) -> int:
        return self.done * 100 // self.of if self.of else 0


def bars_of(cycle: ReviewCycle, viewer: Any) -> list[Bar]:
    """By kind, of the reviews that the viewer may know of."""
    today = organisation_day()
    standing = Review.objects.allowed(viewer, "know").filter(
        cycle=cycle, participant__state=Participant.State.OPEN
    )
    standing = standing.exclude(state=Review.State.CLOSED)
    is_open = Q(state=Review.State.OPEN)
    late = is_open & Q(due_on__lt=today) & (Q(extended_until=None) | Q(extended_until__lt=today))
    rows = (
        standing.order_by()
        .values("kind")
        .annotate(of=Count("pk"), open=Count("pk", filter=is_open), late=Count("pk", filter=late))
    )
    found = {row["kind"]: row for row in rows}
    return [
        Bar(kind, label, row["of"] - row["open"], row["of"], row["late"])
        for kind, label in CycleKind.Kind.choices
        if (row := found.get(kind))
    ]


def missing(cycle: ReviewCycle, viewer: Any, kind: str = "") -> QuerySet[Review]:
    """What is not written yet, what is due soonest first."""
    rows = Review.objects.allowed(viewer, "know").to_write().filter(cycle=cycle)
    if kind in CycleKind.Kind.values:
        rows = rows.filter(kind=kind)
    return rows.select_related("participant__person", "reviewer", "external_invitation")


def attention_of(cycle: ReviewCycle, viewer: Any) -> dict[str, int]:
    """What waits for somebody to decide."""
    about = Participant.objects.allowed(viewer).filter(cycle=cycle)
    handovers = Handover.objects.allowed(viewer, "decide").filter(participant__cycle=cycle)
    named = Nomination.objects.filter(
        participant__in=about.order_by().values("pk"), state=Nomination.State.PROPOSED
    )
    return {
        "handovers": handovers.waiting().count(),
        "nominations": named.count(),
        "without_author": about.in_it().filter(author=None).count(),
    }


def phases_as_steps(cycle: ReviewCycle) -> list[Step]:
    today = organisation_day()
    return [
        Step(one.get_kind_display(), one.due_on, state=_state_of(one, today))
        for one in cycle.phases.all()
    ]


def _state_of(phase: Phase, today: Any) -> str:
    if phase.due_on < today:
        return "done"
    return "now" if phase.opens_on <= today else "later"


def wizard_steps(cycle: ReviewCycle, at: str) -> list[Step]:
    keys = [key for key, _label in STEPS]
    return [
        Step(
            label,
            href=reverse("reviews:cycle_step", args=[cycle.public_id, key]),
            state="now" if key == at else "done" if keys.index(key) < keys.index(at) else "later",
        )
        for key, label in STEPS
    ]


def step_after(key: str) -> str:
    keys = [one for one, _label in STEPS]
    return keys[min(keys.index(key) + 1, len(keys) - 1)]


@dataclass(frozen=True)
class Mine:
    """What concerns somebody in cycles: what they are asked for, and what is about them."""

    owed: Sequence[Review]
    about: Sequence[Participant]


def mine(viewer: Person) -> Mine:
    theirs = Review.objects.filter(Q(reviewer=viewer) | Q(co_author=viewer)).for_display()
    owed = theirs.to_write().with_may(viewer, "decline").order_by("due_on", "pk")[:100]
    about = Participant.objects.allowed(viewer).filter(person=viewer).for_display()
    return Mine(list(owed), list(about.order_by("-pk")[:20]))
