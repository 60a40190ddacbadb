"""The door for somebody outside: a link that is worth nothing without a code sent to their address.

The link is signed with the installation's own key. To open it changes nothing and tells nothing:
mail programs open links to see whether they are safe, and letters are forwarded. Who presses the
button has a code sent to the address that was named; whether a link still opens anything is said
there, and never to whoever holds the link. The code opens one questionnaire, for half an hour from
what was kept last.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from fairway.foundation.access import lock
from fairway.foundation.actors import Actor
from fairway.foundation.events import record
from fairway.foundation.mail.sending import post_outside
from fairway.foundation.policy import get
from fairway.reviews.actions.outside_refused import WrongCode
from fairway.reviews.actions.submitting import writers_zone
from fairway.reviews.models import OutsideInvitation, Review
from fairway.reviews.rules.writing import OUTSIDE, is_being_written, may_still_send

CODE = "reviews.outside_code"
CODE_GOOD, SESSION_GOOD = timedelta(minutes=15), timedelta(minutes=30)
_signer = Signer(salt="fairway.reviews.outside")


def outside_url(review: Review) -> str:
    """Signed, so that a reader of the database alone cannot use it."""
    token = _signer.sign(review.external_key)
    return settings.BASE_URL + reverse("reviews:outside", args=[token])


def find_outside(token: str) -> OutsideInvitation | None:
    """Whose link it is. Whoever holds the link alone is not told whether there is any."""
    try:
        key = _signer.unsign(token)
    except BadSignature:
        return None
    whose = ("review__participant__person", "review__cycle", "nomination")
    rows = OutsideInvitation.objects.select_related(*whose)
    return rows.filter(review__external_key=key).first()


def is_answerable(invitation: OutsideInvitation) -> bool:
    """While the review is to be written, and as long after its day as others can send theirs."""
    review, late = invitation.review, timedelta(days=get("reviews.late_days"))
    in_time = may_still_send(review, writers_zone(review), late)
    return bool(get("reviews.outside")) and is_being_written(review) and in_time


def who_answers(review: Review) -> Actor:
    """As the record of what happened names whoever has entered the code."""
    return Actor(OUTSIDE, review.public_id)


@transaction.atomic
def ask_for_code(invitation: OutsideInvitation | None) -> None:
    """By mail to the address that was named, and to no other; the last one sent is the good one.

    Whether a letter goes out, and what it says, is not for whoever pressed the button.
    """
    if invitation is None:
        return
    invitation = lock(invitation)
    if not invitation.count_code(timezone.now()):
        return
    invitation.save()
    post_outside(
        CODE,
        language=language_of(invitation),
        invitation=invitation.pk,
        since=_since(invitation),
        number=invitation.codes,
    )


@transaction.atomic
def new_code(invitation: OutsideInvitation, *, since: str, number: int) -> str | None:
    """Made when it is sent, so that no row that waits holds one; None once another is asked for."""
    invitation = lock(invitation)
    if (_since(invitation), invitation.codes) != (since, number):
        return None
    code = f"{secrets.randbelow(10**8):08}"
    invitation.code_digest = _digest(invitation, code)
    invitation.code_until = timezone.now() + CODE_GOOD
    invitation.save(update_fields=["code_digest", "code_until"])
    return code


def enter_code(invitation: OutsideInvitation | None, *, code: str) -> str:
    """What their browser is to hold. A code is good once; a wrong one counts as a try."""
    typed = "".join(sign for sign in code if sign.isdigit())
    secret = _enter(invitation, typed) if invitation else None
    if secret is None:  # outside the transaction that counted it
        raise WrongCode
    return secret


@transaction.atomic
def _enter(invitation: OutsideInvitation, code: str) -> str | None:
    invitation, now = lock(invitation), timezone.now()
    if not is_answerable(invitation) or not invitation.takes_code(now):
        return None
    if not constant_time_compare(invitation.code_digest, _digest(invitation, code)):
        invitation.tries += 1
        invitation.save(update_fields=["tries"])
        return None
    secret = secrets.token_urlsafe(32)
    invitation.code_digest, invitation.code_until = "", None
    invitation.session_digest = _digest(invitation, secret)
    invitation.session_until = now + SESSION_GOOD
    invitation.save()
    review = invitation.review
    record("reviews.outside_entered", actor=who_answers(review), subject=review)
    return secret


def holds_session(invitation: OutsideInvitation, secret: str) -> bool:
    """Whether a browser holds what the last code that was entered gave it."""
    if not secret or not invitation.has_session() or not get("reviews.outside"):
        return False
    return constant_time_compare(invitation.session_digest, _digest(invitation, secret))


@transaction.atomic
def go_on(invitation: OutsideInvitation) -> None:
    """For a browser that holds the session: the half hour begins anew with whatever it keeps."""
    invitation = lock(invitation)
    if invitation.has_session():
        invitation.session_until = timezone.now() + SESSION_GOOD
        invitation.save(update_fields=["session_until"])


def language_of(invitation: OutsideInvitation) -> str:
    """That of whoever named them: they write to each other."""
    by = invitation.nomination.proposed_by
    return by.language if by else ""


def _since(invitation: OutsideInvitation) -> str:
    return invitation.codes_since.isoformat() if invitation.codes_since else ""


def _digest(invitation: OutsideInvitation, secret: str) -> str:
    """Under the installation's key: eight figures alone could be tried out by who reads the rows."""
    words = f"{invitation.pk}:{secret}"
    return salted_hmac("fairway.reviews.outside", words, algorithm="sha256").hexdigest()
