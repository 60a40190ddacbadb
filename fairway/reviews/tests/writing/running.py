"""A running cycle about one person, made short: what it asks, and reviews of every kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fairway.people.days import organisation_day
from fairway.reviews.models import (
    CycleKind,
    Participant,
    Question,
    Review,
    ReviewCycle,
)
from fairway.reviews.tests.making import Asked, published, questions_of

Kind = CycleKind.Kind
SCALE = [
    {"value": value, "label": {"en": label}, "anchor": {"en": f"{label}, as one could see"}}
    for value, label in enumerate(("Missed", "Partly", "As agreed", "Beyond", "Changed"), 1)
]
ASKED: tuple[Asked, ...] = (
    ("Results", "rating", {"scale": SCALE, "required": True}),
    ("Patterns", "text", {"required": True, "min_words": 3, "max_words": 300}),
    ("Next", "text", {}),
    ("Aside", "text", {"private_to_manager": True}),
)
MONTHS = timedelta(days=182)


@dataclass
class Running:
    """A launched cycle; `asks["results"]` is a question, `review(kind, reviewer)` one to write."""

    cycle: ReviewCycle
    participant: Participant
    asks: dict[str, Question] = field(default_factory=dict)

    def review(self, kind: str, reviewer: Any, **fields: Any) -> Review:
        values = {
            "due_on": organisation_day() + timedelta(days=7),
            "opened_at": timezone.now(),
            "external_key": "x" * 22 if kind == Kind.EXTERNAL else "",
        }
        return Review.objects.create(
            cycle=self.cycle,
            participant=self.participant,
            kind=kind,
            reviewer=reviewer,
            **{**values, **fields},
        )


def running_about(person: Any, author: Any, facilitator: Any) -> Running:
    """The last half year, until today."""
    today, version = organisation_day(), published(ASKED)
    cycle = ReviewCycle.objects.create(
        name=f"Half-year of {person.name}",
        purpose="half_year",
        state=ReviewCycle.State.LAUNCHED,
        period_from=today - MONTHS,
        period_until=today,
        facilitator=facilitator,
        launched_at=timezone.now(),
        ready_at=timezone.now(),
    )
    for kind in Kind.values:
        hidden = kind in (Kind.PEER, Kind.UPWARD, Kind.EXTERNAL)
        CycleKind.objects.create(cycle=cycle, kind=kind, template_version=version, anonymous=hidden)
    participant = Participant.objects.create(cycle=cycle, person=person, author=author)
    return Running(cycle, participant, questions_of(version))


def a_day(ago: int) -> date:
    return organisation_day() - timedelta(days=ago)
