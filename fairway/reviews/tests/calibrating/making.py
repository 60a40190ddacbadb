"""A cycle that runs and reviews that were submitted in it, made without the pages that make them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from fairway.people.models import Person
from fairway.reviews.models import (
    Answer,
    CycleKind,
    Participant,
    Question,
    Review,
    ReviewCycle,
)
from fairway.reviews.tests.making import published

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
SCALE = [{"value": value, "label": str(value), "anchor": ""} for value in range(1, 6)]
WHY = "Led the Oslo switch alone in July."
PERIOD = {"period_from": date(2026, 1, 1), "period_until": date(2027, 1, 1)}


def make_cycle(
    facilitator: Person,
    name: str = "2026",
    state: str = "launched",
    *,
    overall: bool = True,
    **fields: Any,
) -> ReviewCycle:
    """Asks managers and peers for a rating all in all, and for one more."""
    version = published(
        [
            ("All in all", "rating", {"scale": SCALE, "overall": overall}),
            ("Care", "rating", {"scale": SCALE}),
        ]
    )
    cycle = ReviewCycle.objects.create(
        name=name,
        purpose="annual",
        state=state,
        overall_rating=overall,
        facilitator=facilitator,
        launched_at=None if state == "draft" else NOW,
        ready_at=None if state == "draft" else NOW,
        closed_at=NOW if state == "closed" else None,
        **{**PERIOD, **fields},
    )
    for kind in ("manager", "peer"):
        CycleKind.objects.create(cycle=cycle, kind=kind, template_version=version)
    return cycle


def write_review(
    cycle: ReviewCycle,
    person: Person,
    value: int | None,
    *,
    by: Person,
    kind: str = "manager",
    all_alike: bool = False,
) -> Review:
    """Submitted, with this rating; without one it is still being written."""
    author = {"author": by} if kind == "manager" else {}
    participant, _made = Participant.objects.get_or_create(
        cycle=cycle, person=person, defaults=author
    )
    review = Review.objects.create(
        cycle=cycle,
        participant=participant,
        kind=kind,
        reviewer=by,
        state="open" if value is None else "submitted",
        submitted_at=None if value is None else NOW,
        due_on=date(2026, 11, 30),
    )
    if value is not None:
        answer(review, value, all_alike=all_alike)
    return review


def answer(review: Review, value: int, *, all_alike: bool = False) -> None:
    """To the overall question, or to every one."""
    versions = CycleKind.objects.filter(cycle=review.cycle_id).values("template_version")
    asked = Question.objects.filter(section__template_version__in=versions)
    for question in asked if all_alike else asked.filter(overall=True):
        Answer.objects.update_or_create(
            review=review,
            question=question,
            defaults={"subject": review.participant.person, "value": value, "at": NOW},
        )
