"""Invite who was named from outside, write to them once more, and remind them of the day.

Nothing is known here of their days and hours: the organisation's hold.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.ids import new_public_id
from fairway.foundation.mail.sending import post_outside
from fairway.people.days import organisation_day
from fairway.reviews.actions.outside import is_answerable, language_of
from fairway.reviews.actions.outside_refused import WrittenToday
from fairway.reviews.actions.reminding import APART, MARKS, SPAN
from fairway.reviews.clock import last_day, mark_of, moved, there
from fairway.reviews.models import (
    CycleKind,
    Nomination,
    OutsideInvitation,
    Participant,
    Phase,
    Review,
    phases_of,
)

INVITED = "reviews.invited_outside"
LETTER = "reviews.outside"
AGAIN = "again"
KEPT = timedelta(days=30)  # so long an address is kept once its cycle is closed
NO_NAME, NO_ADDRESS = "—", "@erased.invalid"


@transaction.atomic
def invite(nomination: Nomination, *, actor: Any) -> Review:
    """The review that is asked of them, and a letter to the address that was named."""
    participant, now = nomination.participant, timezone.now()
    review = Review.objects.create(
        cycle=participant.cycle,
        participant=participant,
        kind=CycleKind.Kind.EXTERNAL,
        external_key=new_public_id(),
        opened_at=now,
        due_on=_due_on(participant),
    )
    made = OutsideInvitation.objects.create(review=review, nomination=nomination, written_at=now)
    write_to(made)
    record(INVITED, actor=actor, subject=review, about=participant.person)
    return review


@transaction.atomic
def invite_again(review: Review, *, actor: Any) -> OutsideInvitation:
    """The same link in another letter, at most once a day."""
    review = claim(review, actor=actor, verb="invite_again")
    invitation = lock(review.outside_invitation)
    if timezone.now() - invitation.written_at < APART:
        raise WrittenToday
    write_to(invitation, AGAIN)
    record(INVITED, actor=actor, subject=review, about=review.participant.person, again=True)
    return invitation


@transaction.atomic
def say_it_is_open(review: Review) -> bool:
    """They have more days, or can give their view anew; told at once, whoever decided it."""
    found = OutsideInvitation.objects.filter(review=review).first()
    if found is None or not is_answerable(found):
        return False
    write_to(lock(found), AGAIN)
    return True


def remind_those_outside() -> int:
    """At −3, 0 and +1 working days; each once for each mark of a day."""
    today = organisation_day()
    owed = Review.objects.to_write().filter(kind=CycleKind.Kind.EXTERNAL)
    rows = OutsideInvitation.objects.filter(review__in=owed.order_by().values("pk"))
    rows = rows.select_related("review").order_by("pk")
    due = [one for one in rows.iterator() if abs(one.review.last_day - today) < SPAN]
    return sum(_remind(one, today) for one in due)


@transaction.atomic
def _remind(invitation: OutsideInvitation, today: date) -> bool:
    last = invitation.review.last_day
    working_days = mark_of(today, last, there())
    if working_days is None:
        return False
    mark, invitation = MARKS[working_days], lock(invitation)
    if (invitation.reminded, invitation.reminded_of) == (mark, last):
        return False
    if timezone.now() - invitation.written_at < APART or not is_answerable(invitation):
        return False
    invitation.reminded, invitation.reminded_of = mark, last
    write_to(invitation, mark)
    return True


@transaction.atomic
def forget_addresses(rows: Any = None) -> int:
    """Names and addresses of those outside: once nobody is asked any more, nobody needs them."""
    if rows is None:
        over = timezone.now() - KEPT
        rows = Nomination.objects.filter(participant__cycle__closed_at__lt=over)
    known = rows.exclude(external_email="").exclude(external_email__endswith=NO_ADDRESS).order_by()
    invited = OutsideInvitation.objects.filter(nomination__in=known.values("pk"))
    invited.update(code_digest="", session_digest="")
    # Each address differs from the others of one participant, now as before.
    address = Concat(F("public_id"), Value(NO_ADDRESS))
    return int(known.update(external_name=NO_NAME, external_email=address))


def write_to(invitation: OutsideInvitation, why: str = "") -> None:
    """Owe them a letter; whether a server takes it is open again."""
    invitation.written_at, invitation.refused_at = timezone.now(), None
    invitation.save(update_fields=["written_at", "refused_at", "reminded", "reminded_of"])
    language = language_of(invitation)
    post_outside(LETTER, language=language, invitation=invitation.pk, why=str(why))


def _due_on(participant: Participant) -> date:
    """As it is for colleagues: who is asked late has a few working days left."""
    phase = phases_of(participant.cycle)[Phase.Kind.WRITE]
    begins = max(participant.opens_on or phase.opens_on, organisation_day())
    due_on = phase.due_on
    if participant.opens_on is not None:
        due_on = moved(begins, phase.opens_on, phase.due_on)
    return last_day(begins, due_on, there())
