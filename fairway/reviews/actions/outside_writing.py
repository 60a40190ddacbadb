"""Somebody from outside sends what they wrote, or kindly says no. They act as the one who answers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fairway.foundation.events import record
from fairway.reviews.actions.keeping import set_aside
from fairway.reviews.actions.outside import who_answers
from fairway.reviews.actions.words import cleaned
from fairway.reviews.actions.writing import claimed_to_write
from fairway.reviews.models import Answer, Nomination, OutsideInvitation, Review


@transaction.atomic
def decline_from_outside(invitation: OutsideInvitation, *, reason: str = "") -> Review:
    """They owe no reason. What they had begun is gone; the list says that another is needed."""
    actor = who_answers(invitation.review)
    review = claimed_to_write(invitation.review, actor=actor)
    set_aside(review, Review.Aside.DECLINED, cleaned(reason, "reason", 300))
    Answer.objects.filter(review=review).delete()
    named = Nomination.objects.filter(pk=invitation.nomination_id)
    named.update(state=Nomination.State.DECLINED, decided_by=None, decided_at=timezone.now())
    record("reviews.review_declined", actor=actor, subject=review, about=review.participant.person)
    return review
