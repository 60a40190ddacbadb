""" "Received", and the names under it: under exactly the words that were read."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.people.models import Person
from fairway.reviews.actions.releasing import latest_given, shown_reviews
from fairway.reviews.actions.sharing_refused import (
    NotTheLatest,
    NotWhatWasSigned,
    ReceivedAlready,
)
from fairway.reviews.actions.words import cleaned
from fairway.reviews.models import Acknowledgement, Review, SharedVersion, Signature
from fairway.reviews.models.sharing import LONGEST_COMMENT

As = Signature.As


@transaction.atomic
def acknowledge(
    version: SharedVersion, *, actor: Person, seen: str, comment: str = ""
) -> Acknowledgement:
    """It says that the person has it, not that they agree; their comment stands beside it for good.

    `seen` is the hash that stood on the page they read.
    """
    lock(version.participant)
    version = claim(version, actor=actor, verb="acknowledge")
    comment = cleaned(comment, "comment", LONGEST_COMMENT)
    known = Acknowledgement.objects.filter(version=version).first()
    if known is not None:
        if comment and comment != known.read_comment():
            raise ReceivedAlready
        return known  # pressed twice
    _must_be_what_was_read(version, seen)
    made = Acknowledgement(
        participant=version.participant, version=version, person=actor, at=timezone.now()
    )
    made.seal_comment(comment or None)
    made.save(force_insert=True)
    _put_name(version, actor, As.SUBJECT)
    record(
        "reviews.acknowledged",
        actor=actor,
        subject=version,
        about=version.person,
        commented=bool(comment),
    )
    return made


@transaction.atomic
def sign(version: SharedVersion, *, actor: Person, seen: str) -> Signature:
    """By whoever wrote it; the person signs by acknowledging."""
    lock(version.participant)
    version = claim(version, actor=actor, verb="sign")
    if actor.pk == version.person_id:
        acknowledge(version, actor=actor, seen=seen)
        return Signature.objects.get(version=version, signed_as=As.SUBJECT)
    known = Signature.objects.filter(version=version, signed_as=As.AUTHOR).first()
    if known is not None:
        return known
    _must_be_what_was_read(version, seen)
    made = _put_name(version, actor, As.AUTHOR)
    record("reviews.signed", actor=actor, subject=version, about=version.person)
    return made


def _must_be_what_was_read(version: SharedVersion, seen: str) -> None:
    latest = latest_given(version.participant)
    if latest is None or latest.pk != version.pk or seen != version.content_hash:
        raise NotTheLatest
    if not version.is_intact():
        raise NotWhatWasSigned


def _put_name(version: SharedVersion, actor: Person, signed_as: str) -> Signature:
    made = Signature.objects.create(
        participant=version.participant,
        version=version,
        by=actor,
        signed_as=signed_as,
        at=timezone.now(),
        content_hash=version.content_hash,
    )
    if is_signed(version):
        reviews = shown_reviews(version.participant)
        reviews.filter(state=Review.State.SHARED).update(
            state=Review.State.SIGNED, version=F("version") + 1
        )
    return made


def is_signed(version: SharedVersion) -> bool:
    """By both; of an author who is gone nobody waits for a name."""
    names = set(version.signatures.values_list("signed_as", flat=True))
    author = version.participant.author
    needed = {As.SUBJECT.value}
    if author is not None and author.active:
        needed.add(As.AUTHOR.value)
    return needed <= names
