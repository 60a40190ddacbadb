"""A running cycle about one person, made short: what it asks, and reviews of every kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fairway.foundation.ids import new_public_id
from fairway.people.days import organisation_day
from fairway.reviews.models import (
    CycleKind,
    Participant,
    Question,
    Review,
    ReviewCycle,
    ReviewTemplate,
    Section,
    TemplateVersion,
)

Kind = CycleKind.Kind
SCALE = [
    {"value": value, "label": {"en": label}, "anchor": {"en": f"{label}, as one could see"}}
    for value, label in enumerate(("Missed", "Partly", "As agreed", "Beyond", "Changed"), 1)
]
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
    today, version = organisation_day(), _version()
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
    questions = Question.objects.filter(section__template_version=version)
    return Running(cycle, participant, {str(one.text).lower(): one for one in questions})


def _version() -> TemplateVersion:
    template = ReviewTemplate.objects.create(name=new_public_id(), kind_of_use="half_year")
    version = TemplateVersion.objects.create(
        template=template, number=1, published_at=timezone.now()
    )
    section = Section.objects.create(template_version=version, rank=1, title={"en": "The work"})
    asked: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("Results", "rating", {"scale": SCALE, "required": True}),
        ("Patterns", "text", {"required": True, "min_words": 3, "max_words": 300}),
        ("Next", "text", {}),
        ("Aside", "text", {"private_to_manager": True}),
    )
    for rank, (text, kind, fields) in enumerate(asked, 1):
        Question.objects.create(section=section, rank=rank, kind=kind, text={"en": text}, **fields)
    return version


def a_day(ago: int) -> date:
    return organisation_day() - timedelta(days=ago)
