"""An invitation that no server takes: HR is told, and names another address.

The letter there holds another link, and the old one opens nothing any more: whoever got it after
all could otherwise answer, too. What had been begun behind it goes with it, for whoever reads the
other mailbox did not write it.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.foundation.ids import new_public_id
from fairway.foundation.models import MailOut
from fairway.reviews.actions.nominating import is_outside
from fairway.reviews.actions.outside import is_answerable
from fairway.reviews.actions.outside_asking import write_to
from fairway.reviews.actions.outside_refused import AddressTaken
from fairway.reviews.models import Answer, Nomination, OutsideInvitation, Review

UNDELIVERED = "reviews.outside_undelivered"
READDRESSED = "reviews.outside_readdressed"


@transaction.atomic
def note_refusal(mail: MailOut) -> bool:
    """Of the address that counts now: a letter from before it was named says nothing of it."""
    found = OutsideInvitation.objects.filter(pk=mail.context["invitation"]).first()
    if found is None:
        return False
    found = lock(found)
    is_old = mail.created_at < found.written_at
    if is_old or found.refused_at is not None or not is_answerable(found):
        return False
    found.refused_at = timezone.now()
    found.save(update_fields=["refused_at"])
    review = found.review
    record(UNDELIVERED, actor=SYSTEM, subject=review, about=review.participant.person)
    return True


@transaction.atomic
def name_another_address(review: Review, *, actor: Any, external_email: str) -> OutsideInvitation:
    review = claim(review, actor=actor, verb="readdress")
    invitation = lock(review.outside_invitation)
    named = invitation.nomination
    address = external_email.strip().lower()
    is_outside(address, actor)
    others = Nomination.objects.filter(participant=review.participant_id)
    if others.filter(external_email=address).exists():
        raise AddressTaken
    named.external_email = address
    named.save(update_fields=["external_email"])
    Answer.objects.filter(review=review).delete()
    review.external_key = new_public_id()
    review.version += 1
    review.save(update_fields=["external_key", "version"])
    invitation.lose_keys()
    invitation.reminded, invitation.reminded_of = "", None
    invitation.save()
    write_to(invitation)
    record(READDRESSED, actor=actor, subject=review, about=review.participant.person)
    return invitation
