"""What became of a rating, for the two who hear of it: whoever proposed it, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from fairway.foundation.sealing import with_keys
from fairway.people.models import Person
from fairway.reviews.models import Dispute, Move, Participant, Placement, Review
from fairway.reviews.reading.calibrating import read, words_of


@dataclass(frozen=True)
class Became:
    """For the manager: before, after, and each reason that stands."""

    placement: Placement
    person: Person
    before: int | None
    after: int | None
    reasons: tuple[str, ...]
    for_employee: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Final:
    """For the employee: what it is, and what was written for them. No votes, no moves, no names."""

    rating: int
    words: str
    words_of_rating: str


def what_became(viewer: Person) -> QuerySet[Placement]:
    """Of the ratings that the viewer proposed, once they are locked."""
    rows = Placement.objects.allowed(viewer, "hear").filter(final__isnull=False)
    return rows.select_related("person", "session__cycle", "session__unit")


def told_to_manager(page: list[Placement]) -> list[Became]:
    """Two queries and the keys, for a page of them."""
    rows = with_keys(page, "employee_reason")
    moves = Move.objects.filter(placement__in=[one.pk for one in rows]).standing().order_by("pk")
    reasons: dict[int, list[str]] = {}
    for move in with_keys(moves, "reason"):
        reasons.setdefault(move.placement_id, []).append(read(move, "reason"))
    return [
        Became(
            placement=one,
            person=one.person,
            before=one.proposed,
            after=one.final,
            reasons=tuple(filter(None, reasons.get(one.pk, []))),
            for_employee=read(one, "employee_reason"),
        )
        for one in rows
    ]


def told_to_employee(participant: Participant, viewer: Person) -> Final | None:
    """Nothing before their review is shared with them; then the final rating stands in it, or what
    a second look made of it."""
    rows = Placement.objects.allowed(viewer, "hear_final").filter(participant=participant)
    found = rows.filter(final__isnull=False).select_related("session__question").first()
    if found is None or found.final is None:
        return None
    labels = words_of(found.session)
    changed = participant.disputes.filter(decision=Dispute.Decision.CHANGED)
    if (decided := changed.order_by("-decided_at").first()) and decided.rating is not None:
        return Final(decided.rating, read(decided, "reason"), labels[decided.rating])
    return Final(found.final, read(found, "employee_reason"), labels[found.final])


def final_beside(review: Review, viewer: Person) -> Final | None:
    """With the manager's review of oneself; asked of nobody else."""
    if review.kind != Review.Kind.MANAGER or review.participant.person_id != viewer.pk:
        return None
    return told_to_employee(review.participant, viewer)
