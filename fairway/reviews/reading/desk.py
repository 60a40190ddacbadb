"""What the page of one review asks of the database, put together once for all who stand alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.models import Answer, Citation, CriticalStatement, Review, WritingRequest

OF_THE_DESK, OF_ITS_PARTICIPANT, ABOUT_THEM = -49, -50, -51
BEFORE = date(1901, 2, 3)
SHARED = (Review.State.SHARED, Review.State.SIGNED, Review.State.DISPUTED)
VERBS = ("write", "ask_to_reopen", "ask_for_time")
ABOUT = (
    "participant__person__assignment__job_profile",
    "participant__person__assignment__location",
    "participant__author__assignment",
)


def _review(viewer: Person, public_id: str, verb: str) -> QuerySet[Any, Any]:
    """With all that its page has a button for."""
    asked = WritingRequest.objects.waiting().filter(review=OuterRef("pk"))
    own_view = sent_self_reviews(viewer).filter(participant=OuterRef("participant"))
    rows = Review.objects.allowed(viewer, verb).select_related(
        "cycle", "reviewer__assignment__location", "co_author__assignment", *ABOUT
    )
    rows = rows.annotate(
        is_asked=Exists(asked), has_own_view=Exists(own_view.exclude(pk=OuterRef("pk")).order_by())
    )
    return rows.with_may(viewer, *VERBS).filter(public_id=public_id)


def sent_self_reviews(viewer: Any) -> Any:
    rows = Review.objects.allowed(viewer).filter(kind=Review.Kind.SELF)
    return rows.exclude(state=Review.State.OPEN)


def _answers(viewer: Person, review: int) -> QuerySet[Any, Any]:
    return Answer.objects.allowed(viewer).filter(review=review)


def _pointers(viewer: Person, review: int) -> QuerySet[Any, Any]:
    return Citation.objects.allowed(viewer).filter(review=review)


def _statements(viewer: Person, review: int) -> QuerySet[Any, Any]:
    rows = CriticalStatement.objects.allowed(viewer).filter(review=review)
    return rows.select_related("said_before").order_by("pk")


def _both(viewer: Person, review: int, participant: int) -> QuerySet[Any, Any]:
    """With what the person wrote about themselves, once it is sent."""
    own = Q(participant=participant, kind=Review.Kind.SELF) & ~Q(state=Review.State.OPEN)
    two = Review.objects.filter(Q(pk=review) | own).values("pk")
    return Answer.objects.allowed(viewer).filter(review__in=two).select_related("question")


def _last(viewer: Person, person: int, before: date) -> QuerySet[Any, Any]:
    """What their manager wrote in the cycle before, once it was shared."""
    rows = Review.objects.allowed(viewer).filter(
        participant__person=person,
        kind=Review.Kind.MANAGER,
        state__in=SHARED,
        cycle__period_until__lt=before,
    )
    return rows.select_related("cycle").order_by("-cycle__period_until", "-pk")[:1]


REVIEW = PreparedForViewers(_review, "of the desk")
ANSWERS = PreparedForViewers(_answers, OF_THE_DESK)
POINTERS = PreparedForViewers(_pointers, OF_THE_DESK)
STATEMENTS = PreparedForViewers(_statements, OF_THE_DESK)
BOTH = PreparedForViewers(_both, OF_THE_DESK, OF_ITS_PARTICIPANT)
LAST = PreparedForViewers(_last, ABOUT_THEM, BEFORE)
