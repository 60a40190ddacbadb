"""Ask somebody outside: by a link that is worth nothing without a code sent to their address.

The link is signed with the installation's own key. To open it changes nothing: mail programs open
links to see whether they are safe, and a forwarded link reaches nobody's answers. Who presses the
button is sent a code; the code opens the one questionnaire in that browser for half an hour.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from fairway.foundation.access import lock
from fairway.foundation.actors import SYSTEM, Actor
from fairway.foundation.events import record
from fairway.foundation.ids import new_public_id
from fairway.foundation.policy import get
from fairway.foundation.times import end_of
from fairway.reviews.actions.refusals import LinkSpent, NoMoreCodes, WrongCode
from fairway.reviews.models import (
    CycleKind,
    ExternalInvitation,
    Nomination,
    Participant,
    Phase,
    Review,
    ReviewCycle,
    phases_of,
)
from fairway.reviews.models.outside import MOST_TRIES

OUTSIDE = "external"
INVITED, CODE_ASKED = "reviews.invited_outside", "reviews.code_asked"  # both are heard by the mail
DAYS = timedelta(days=14)
CODE_GOOD, SESSION_GOOD = timedelta(minutes=15), timedelta(minutes=30)
_signer = Signer(salt="fairway.reviews.outside")


@transaction.atomic
def invite(nomination: Nomination) -> Review:
    """The review, and a letter to the address that was named."""
    participant, now = nomination.participant, timezone.now()
    phase = phases_of(participant.cycle)[Phase.Kind.WRITE]
    review = Review.objects.create(
        cycle=participant.cycle,
        participant=participant,
        kind=CycleKind.Kind.EXTERNAL,
        external_key=new_public_id(),
        opened_at=now,
        due_on=phase.due_on,
    )
    ExternalInvitation.objects.create(
        review=review,
        nomination=nomination,
        email=nomination.external_email,
        name=nomination.external_name,
        nonce=secrets.token_hex(16),
        # No later than the cycle's own last day for writing, wherever they are.
        expires_at=min(now + DAYS, end_of(phase.due_on, "Pacific/Pago_Pago")),
    )
    record(INVITED, actor=SYSTEM, subject=review, about=participant.person)
    return review


def outside_url(invitation: ExternalInvitation) -> str:
    """Signed, so that a reader of the database alone cannot use it."""
    token = _signer.sign(f"{invitation.review.external_key}.{invitation.nonce}")
    return settings.BASE_URL + reverse("reviews:outside", args=[token])


def find_outside(token: str) -> ExternalInvitation:
    """The invitation whose link it is, while it may be answered; else LinkSpent."""
    try:
        key, _dot, nonce = _signer.unsign(token).partition(".")
    except BadSignature:
        raise LinkSpent from None
    rows = ExternalInvitation.objects.select_related(
        "review__participant__person", "review__cycle", "nomination"
    )
    found = rows.filter(review__external_key=key, nonce=nonce).first()
    if found is None or not is_answerable(found):
        raise LinkSpent
    return found


def is_answerable(invitation: ExternalInvitation) -> bool:
    review = invitation.review
    return (
        invitation.is_good()
        and get("reviews.outside")
        and review.state == Review.State.OPEN
        and review.cycle.state == ReviewCycle.State.LAUNCHED
        and review.participant.state == Participant.State.OPEN
    )


@transaction.atomic
def ask_for_code(invitation: ExternalInvitation) -> None:
    """Sent to the address that was invited, and to no other; the last one sent is the good one."""
    invitation = _answerable(invitation)
    if not invitation.may_have_another_code:
        raise NoMoreCodes
    invitation.codes_sent += 1
    invitation.tries, invitation.code_hash, invitation.code_until = 0, "", None
    invitation.save()
    actor = Actor(OUTSIDE, invitation.review.public_id)
    record(CODE_ASKED, actor=actor, subject=invitation.review, number=invitation.codes_sent)


@transaction.atomic
def new_code(invitation: ExternalInvitation, number: int) -> str | None:
    """Made when it is sent, so that no row that waits holds one; None where another is on its way."""
    invitation = lock(invitation)
    if invitation.codes_sent != number:
        return None
    code = f"{secrets.randbelow(10**8):08}"
    invitation.code_hash = _hash(invitation, code)
    invitation.code_until = timezone.now() + CODE_GOOD
    invitation.save(update_fields=["code_hash", "code_until"])
    return code


def enter_code(invitation: ExternalInvitation, *, code: str) -> str:
    """What their browser is to hold; good once, for half an hour. A wrong one counts as a try."""
    secret = _entered(invitation, "".join(code.split()))
    if secret is None:  # outside the transaction that counted it
        raise WrongCode
    return secret


@transaction.atomic
def _entered(invitation: ExternalInvitation, code: str) -> str | None:
    invitation = _answerable(invitation)
    now = timezone.now()
    fresh = invitation.code_until is not None and now < invitation.code_until
    if not fresh or not invitation.code_hash or invitation.tries >= MOST_TRIES:
        return None
    if not constant_time_compare(invitation.code_hash, _hash(invitation, code)):
        invitation.tries += 1
        invitation.save(update_fields=["tries"])
        return None
    secret = secrets.token_urlsafe(32)
    invitation.code_hash, invitation.code_until = "", None
    invitation.session_hash, invitation.session_until = digest(secret), now + SESSION_GOOD
    invitation.save()
    actor = Actor(OUTSIDE, invitation.review.public_id)
    record("reviews.outside_entered", actor=actor, subject=invitation.review)
    return secret


def holds_session(invitation: ExternalInvitation, secret: str) -> bool:
    until = invitation.session_until
    if not secret or not invitation.session_hash or until is None or timezone.now() >= until:
        return False
    return constant_time_compare(invitation.session_hash, digest(secret))


@transaction.atomic
def end_session(invitation: ExternalInvitation) -> None:
    """Once it is sent, neither the link nor what the browser holds opens anything."""
    invitation = lock(invitation)
    invitation.session_hash, invitation.session_until = "", None
    invitation.expires_at = timezone.now()
    invitation.save()


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _answerable(invitation: ExternalInvitation) -> ExternalInvitation:
    locked: Any = lock(invitation)
    if not is_answerable(locked):
        raise LinkSpent
    return locked


def _hash(invitation: ExternalInvitation, code: str) -> str:
    """Under the installation's key: eight digits alone could be tried out by who reads the rows."""
    words = f"{invitation.pk}:{invitation.nonce}:{code}"
    return salted_hmac("fairway.reviews.code", words, algorithm="sha256").hexdigest()
