"""What a second look comes to: the review stands, its rating is another, or it is written anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.versions import next_version
from fairway.people.days import organisation_day
from fairway.reviews.actions.disputing import back_to_rest, must_still_be_independent
from fairway.reviews.actions.releasing import hand_over, make_version, shown_reviews
from fairway.reviews.actions.sharing_refused import NoLongerWritten, NotOnTheScale
from fairway.reviews.actions.words import worded
from fairway.reviews.models import CycleKind, Dispute, Review
from fairway.reviews.models.disputes import LONGEST_WORDS
from fairway.reviews.reading.calibrating_given import overall_question
from fairway.reviews.reading.snapshots import Snapshot, rating_of

Decision = Dispute.Decision
TO_REWRITE = timedelta(days=14)


@transaction.atomic
def decide(
    dispute: Dispute,
    *,
    actor: Any,
    decision: str,
    reason: str,
    rating: int | None = None,
    version: int | None = None,
) -> Dispute:
    """By whoever had no part in it, with a reason that both sides read."""
    lock(dispute.participant)
    dispute = claim(dispute, actor=actor, verb="decide")
    must_still_be_independent(dispute, actor)
    next_version(dispute, version)
    decision = Decision(decision).value
    dispute.rating = _rating(dispute, rating) if decision == Decision.CHANGED else None
    why = worded(reason, "reason", LONGEST_WORDS)
    dispute.seal_reason(why)
    dispute.decision, dispute.state = decision, Dispute.State.DECIDED
    dispute.decided_at = timezone.now()
    dispute.save()
    _let_it_follow(dispute, actor, why)
    record(
        "reviews.dispute_decided",
        actor=actor,
        subject=dispute,
        about=dispute.person,
        decision=decision,
    )
    return dispute


def _let_it_follow(dispute: Dispute, actor: Any, why: str) -> None:
    if dispute.decision == Decision.STANDS:
        back_to_rest(dispute)
    elif dispute.decision == Decision.REWRITTEN:
        _open_again(dispute, actor)
    else:
        made = make_version(dispute.participant, _with_another_rating(dispute, why), actor=actor)
        hand_over(made, actor=actor)


def _with_another_rating(dispute: Dispute, why: str) -> Snapshot:
    """The words that were looked at, as they were given: nothing that was written since."""
    question = overall_question(dispute.participant.cycle)
    if question is None or dispute.rating is None:
        raise NotOnTheScale
    rating = rating_of(question, dispute.rating, why)
    return Snapshot({**dispute.version_disputed.words(), "rating": rating}, dispute.rating)


def _open_again(dispute: Dispute, actor: Any) -> None:
    """What was given out stays as it was; the next version is given out as the first one was."""
    if not dispute.participant.cycle.is_running:
        raise NoLongerWritten
    mine = shown_reviews(dispute.participant).filter(kind=CycleKind.Kind.MANAGER)
    for review in mine.exclude(state__in=(Review.State.OPEN, Review.State.CLOSED)):
        review.state, review.submitted_at, review.content_hash = Review.State.OPEN, None, ""
        review.number += 1
        review.version += 1
        review.extended_until = organisation_day() + TO_REWRITE
        review.save()
        record(
            "reviews.review_reopened",
            actor=actor,
            subject=review,
            about=dispute.person,
            number=review.number,
        )


def _rating(dispute: Dispute, rating: int | None) -> int:
    """Another point of the same scale. Only where there is a rating, there is one to change."""
    disputed = dispute.version_disputed
    question = overall_question(dispute.participant.cycle)
    if rating is None or question is None or disputed.rating is None:
        raise NotOnTheScale
    if rating not in question.values or rating == disputed.rating:
        raise NotOnTheScale
    return rating
