"""What follows from reviews, as each reader has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from fairway.foundation.sealing import data_keys_for, lend_keys, with_keys
from fairway.people.models import Person
from fairway.reviews.models import (
    ApprovalStep,
    Participant,
    Recommendation,
    ReviewOutcome,
    SharedVersion,
)
from fairway.reviews.reading.calibrating import read

FIELDS = ("support", "expectations", "capability")
MOST = 50
# Of a participant: whether they have their review.
IS_GIVEN = Exists(SharedVersion.objects.given().filter(participant=OuterRef("pk")))


@dataclass(frozen=True)
class Concluded:
    """One person of an author's list, with what there is so far."""

    participant: Any
    outcome: ReviewOutcome | None
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True)
class StepLine:
    """A step of the way: whose yes, what they said, and why where it was a no."""

    step: ApprovalStep
    reason: str


def words_of(outcome: ReviewOutcome | None) -> dict[str, str]:
    """What a form begins with, and what a page shows."""
    if outcome is None:
        return dict.fromkeys(FIELDS, "")
    lend_keys([outcome], data_keys_for([outcome.person_id]))
    return {name: read(outcome, name) for name in FIELDS}


def to_conclude(viewer: Person) -> QuerySet[Participant]:
    """Whose reviews the viewer writes, in cycles that began."""
    rows = Participant.objects.allowed(viewer, "conclude").filter(author=viewer.pk)
    return rows.select_related("person", "cycle")


def concluded(participants: Iterable[Participant], viewer: Person) -> list[Concluded]:
    """Three queries for any number of them."""
    rows = list(participants)
    outcomes = ReviewOutcome.objects.allowed(viewer).filter(participant__in=rows)
    found = {one.participant_id: one for one in outcomes}
    by: dict[int, list[Recommendation]] = defaultdict(list)
    for one in recommendations_of(rows, viewer):
        by[one.participant_id].append(one)
    return [Concluded(one, found.get(one.pk), tuple(by[one.pk])) for one in rows]


def recommendations_of(
    participants: Iterable[Participant], viewer: Person
) -> QuerySet[Recommendation]:
    rows = Recommendation.objects.allowed(viewer).filter(participant__in=list(participants))
    return rows.select_related("profile").order_by("written_at", "pk")


def to_decide(viewer: Person) -> list[ApprovalStep]:
    """What waits for the viewer's yes or no, the oldest first."""
    rows = ApprovalStep.objects.allowed(viewer, "decide").select_related(
        "person", "recommendation__profile", "recommendation__proposed_by"
    )
    return list(rows.order_by("recommendation__proposed_at", "pk")[:MOST])


def outcomes_about(viewer: Person) -> list[ReviewOutcome]:
    rows = ReviewOutcome.objects.allowed(viewer).filter(person=viewer)
    return list(rows.select_related("participant__cycle").order_by("-given_at", "-pk")[:MOST])


def told_about(viewer: Person) -> list[Recommendation]:
    rows = Recommendation.objects.allowed(viewer).filter(person=viewer)
    named = rows.select_related("profile", "participant__cycle")
    return list(named.order_by("-told_at", "-pk")[:MOST])


def way_of(recommendation: Recommendation) -> list[StepLine]:
    """Every step with its reason, for those who follow the way."""
    rows = recommendation.steps.select_related("approver", "decided_by").order_by("rank")
    return [StepLine(one, read(one, "reason")) for one in with_keys(rows, "reason")]


def why_not(recommendation: Recommendation) -> str:
    """What the person reads of the way: the reason, where it was declined."""
    rows = recommendation.steps.filter(state=ApprovalStep.State.DECLINED)
    return "".join(read(one, "reason") for one in with_keys(rows, "reason"))


def near(recommendation: Recommendation) -> QuerySet[Person]:
    """Its author, and those on its way: whom no relation to the person may lead to."""
    steps = ApprovalStep.objects.filter(recommendation=recommendation)
    return Person.objects.filter(
        Q(pk=recommendation.participant.author_id)
        | Q(pk__in=steps.values("approver"))
        | Q(pk__in=steps.values("decided_by"))
    )
