"""Give a review out: to the manager who wrote it, then to whom it is about. What was given stays."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from fairway.foundation import policy
from fairway.foundation.access import claim
from fairway.foundation.actors import Actor
from fairway.foundation.events import record
from fairway.foundation.sealing import lend_keys
from fairway.people.models import Person
from fairway.reviews.actions.outcomes import give_outcome_with
from fairway.reviews.actions.sharing_refused import (
    BeingLookedAt,
    NothingWritten,
    NotYetWithTheManager,
    StillCompared,
)
from fairway.reviews.models import (
    CycleKind,
    Dispute,
    Participant,
    Release,
    Review,
    SharedVersion,
    hash_of_words,
    spelled,
)
from fairway.reviews.models.writing import SPOKEN_OF
from fairway.reviews.reading.snapshots import Snapshot, snapshot_of
from fairway.reviews.reading.standing import is_being_compared, was_settled_since

State, Kind = Review.State, CycleKind.Kind
SETTLED = (State.SUBMITTED, State.CALIBRATED)


@transaction.atomic
def release_to_manager(
    participant: Participant, *, actor: Any, snapshot: Snapshot | None = None
) -> SharedVersion:
    """What is written and settled becomes a version. Asked twice with nothing new, it is one.

    `snapshot` is for work in bulk, which reads many at once in the same transaction.
    """
    participant = claim(participant, actor=actor, verb="release")
    latest = latest_of(participant)
    if latest is not None and not _is_something_new(participant):
        return latest
    _must_be_settled(participant)
    found = snapshot or snapshot_of(participant)
    if found is None:
        raise NothingWritten(participant.person.name)
    return make_version(participant, found, actor=actor)


def make_version(participant: Participant, found: Snapshot, *, actor: Any) -> SharedVersion:
    """Call with the participant locked."""
    latest = latest_of(participant)
    made = as_version(
        participant,
        found,
        number=latest.number + 1 if latest else 1,
        made_at=timezone.now(),
        open_above=policy.get("reviews.skip_level_reads"),
    )
    made.save(force_insert=True)
    _note(made, Release.To.MANAGER, actor)
    record(
        "reviews.released_to_manager",
        actor=actor,
        subject=made,
        about=participant.author,
        number=made.number,
    )
    return made


def as_version(
    participant: Participant,
    found: Snapshot,
    *,
    number: int,
    keys: dict[int, bytes] | None = None,
    **fields: Any,
) -> SharedVersion:
    """Not saved yet; `keys` are for work in bulk, which has them at hand."""
    content = {**found.content, "version": number}
    made = SharedVersion(
        participant=participant,
        person=participant.person,
        number=number,
        content_hash=hash_of_words(content),
        rating=found.rating,
        **fields,
    )
    if keys is not None:
        lend_keys([made], keys)
    made.seal_content(spelled(content))
    return made


@transaction.atomic
def give_to_person(participant: Participant, *, actor: Any) -> SharedVersion:
    """From now on they read it. Pressed twice, it is given once."""
    participant = claim(participant, actor=actor, verb="give")
    latest = latest_of(participant)
    if latest is None:
        raise NotYetWithTheManager(participant.person.name)
    if latest.to_subject_at is not None:
        return latest
    if participant.disputes.filter(state__in=Dispute.OPEN).exists():
        raise BeingLookedAt
    _must_be_what_the_manager_has(participant)
    return hand_over(latest, actor=actor)


def hand_over(version: SharedVersion, *, actor: Any) -> SharedVersion:
    """Call with the participant locked."""
    version.to_subject_at = timezone.now()
    version.save(update_fields=["to_subject_at"])
    give_outcome_with(version)
    _note(version, Release.To.SUBJECT, actor)
    reviews = shown_reviews(version.participant)
    reviews.filter(state__in=(*SETTLED, State.SIGNED, State.DISPUTED)).update(
        state=State.SHARED, version=F("version") + 1
    )
    keep_depth(version.person)
    record(
        "reviews.shared",
        actor=actor,
        subject=version,
        about=version.person,
        number=version.number,
    )
    return version


def keep_depth(person: Person) -> None:
    """Whoever becomes their manager later reads so many cycles back, and what is older no more."""
    most = policy.get("people.new_manager_reads_cycles")
    given = SharedVersion.objects.filter(person=person, to_subject_at__isnull=False)
    latest_first = given.order_by("-participant__cycle__period_until", "-participant__cycle_id")
    cycles = list(dict.fromkeys(latest_first.values_list("participant__cycle", flat=True)))
    recent = Participant.objects.filter(person=person, cycle__in=cycles[:most])
    older = given.filter(within_depth=True).exclude(participant__in=recent.values("pk"))
    older.update(within_depth=False)


def latest_of(participant: Participant) -> SharedVersion | None:
    return participant.shared_versions.order_by("-number").first()


def latest_given(participant: Participant) -> SharedVersion | None:
    """The one that the person has, and that names stand under: a newer one may be with the author."""
    given = SharedVersion.objects.given().filter(participant=participant)
    return given.order_by("-number").first()


def shown_reviews(participant: Participant) -> QuerySet[Review]:
    """What the person reads by its writer's name. Their own, and answers given in confidence, stay
    as they are: managers further up read what is shared."""
    return Review.objects.filter(participant=participant, kind__in=SPOKEN_OF)


def _is_something_new(participant: Participant) -> bool:
    """Submitted since the last version was made: a shared review is reopened before it changes."""
    return shown_reviews(participant).filter(kind=Kind.MANAGER, state__in=SETTLED).exists() and (
        not _still_with_the_manager(participant)
    )


def _still_with_the_manager(participant: Participant) -> bool:
    """The last version is not given to the person yet, and nothing was sent since it was made."""
    latest = latest_of(participant)
    if latest is None or latest.to_subject_at is not None:
        return False
    since = shown_reviews(participant).filter(submitted_at__gt=latest.made_at)
    return not since.exists() and not was_settled_since(participant, latest.made_at)


def _must_be_settled(participant: Participant) -> None:
    name = participant.person.name
    if participant.disputes.filter(state__in=Dispute.OPEN).exists():
        raise BeingLookedAt
    written = shown_reviews(participant).filter(kind=Kind.MANAGER, state__in=SETTLED)
    if not written.exists():
        raise NothingWritten(name)
    if is_being_compared(participant):
        raise StillCompared(name)


def _must_be_what_the_manager_has(participant: Participant) -> None:
    """What is being written or compared anew, or was sent since, goes to its author first."""
    mine = shown_reviews(participant).filter(kind=Kind.MANAGER)
    if mine.filter(state=State.OPEN).exists():
        raise NothingWritten(participant.person.name)
    if is_being_compared(participant):
        raise StillCompared(participant.person.name)
    if _is_something_new(participant):
        raise NotYetWithTheManager(participant.person.name)


def _note(version: SharedVersion, to: str, actor: Any) -> None:
    Release.objects.create(
        participant=version.participant,
        version=version,
        to=to,
        at=timezone.now(),
        by=None if isinstance(actor, Actor) else actor,
    )
