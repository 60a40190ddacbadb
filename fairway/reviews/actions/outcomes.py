"""Say what follows from a review: what comes next for the person, and give it to them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.versions import Stale, next_version
from fairway.people.models import Person
from fairway.reviews.actions.outcomes_refused import HasIt, NotGivenYet, NothingWritten
from fairway.reviews.actions.words import cleaned
from fairway.reviews.models import Participant, ReviewOutcome, SharedVersion
from fairway.reviews.models.outcomes import LONGEST_WORDS
from fairway.skills.models import Skill

FIELDS = ("support", "expectations", "capability")


@transaction.atomic
def write_outcome(
    participant: Participant,
    *,
    actor: Person,
    support: str,
    expectations: str,
    capability: str,
    skill: Skill | None = None,
    version: int | None = None,
) -> ReviewOutcome:
    """By whoever writes the review, until the person has it. `version` is empty for a first one.

    A draft that is emptied goes: what is given back then has no key.
    """
    participant = claim(participant, actor=actor, verb="conclude")
    said = dict(zip(FIELDS, (support, expectations, capability), strict=True))
    words = {name: cleaned(text, name, LONGEST_WORDS) for name, text in said.items()}
    known = ReviewOutcome.objects.filter(participant=participant).first()
    outcome = known or ReviewOutcome(participant=participant, person=participant.person)
    if known is not None:
        _must_be_open(known, words, version)
    if skill is None and not any(words.values()):
        return _emptied(known, actor, participant)
    for name, text in words.items():
        getattr(outcome, f"seal_{name}")(text or None)
    outcome.skill, outcome.written_at = skill, timezone.now()
    outcome.save()
    record("reviews.outcome_written", actor=actor, subject=outcome, about=participant.author)
    return outcome


def _emptied(known: ReviewOutcome | None, actor: Person, participant: Participant) -> ReviewOutcome:
    """Else the person would be given a page with nothing on it."""
    if known is None:
        raise NothingWritten
    record("reviews.outcome_discarded", actor=actor, subject=known, about=participant.author)
    known.delete()
    return known


def _must_be_open(known: ReviewOutcome, words: dict[str, str], version: int | None) -> None:
    if known.given_at is not None:
        raise HasIt(known.person.name)
    if version is None and any(_held(known, name) != text for name, text in words.items()):
        raise Stale  # written on another page since this one was opened
    next_version(known, version)


def _held(outcome: ReviewOutcome, name: str) -> str:
    return getattr(outcome, f"read_{name}")() or ""


@transaction.atomic
def give_outcome(outcome: ReviewOutcome, *, actor: Any) -> ReviewOutcome:
    """For what was written after the review was given; else it goes with the review."""
    lock(outcome.participant)
    if ReviewOutcome.objects.filter(pk=outcome.pk, given_at__isnull=False).exists():
        return outcome  # pressed twice
    outcome = claim(outcome, actor=actor, verb="give")
    if not SharedVersion.objects.given().filter(participant=outcome.participant_id).exists():
        raise NotGivenYet(outcome.person.name)
    outcome.given_at = timezone.now()
    outcome.version += 1
    outcome.save(update_fields=["given_at", "version"])
    record("reviews.outcome_given", actor=actor, subject=outcome, about=outcome.person)
    return outcome


def give_outcome_with(version: SharedVersion) -> None:
    """Together with the review that is given. Call with the participant locked."""
    rows = ReviewOutcome.objects.filter(participant=version.participant_id, given_at=None)
    rows.update(given_at=version.to_subject_at, version=F("version") + 1)
