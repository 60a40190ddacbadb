"""Keep a running cycle true to life: who joins late, leaves, needs more days, or writes instead."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from fairway.foundation.access import can, claim, lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.foundation.versions import next_version
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.assembling import JOINED, Owed, as_reviews, assemble, write
from fairway.reviews.actions.reassigning_refused import (
    PassedOnToOneself,
    WritesNotAboutThemselves,
    WrittenByThemselves,
)
from fairway.reviews.actions.refusals import (
    EarlierDay,
    HasLeft,
    NotInThisState,
    OutOfReach,
    WritesAlready,
)
from fairway.reviews.actions.words import worded
from fairway.reviews.models import CycleKind, Participant, Review, ReviewCycle

State, Aside, Kind = Review.State, Review.Aside, CycleKind.Kind


@transaction.atomic
def add_participant(cycle: ReviewCycle, person: Person, *, actor: Any) -> Participant:
    """Late: they and all who write about them have as many days as the others had."""
    cycle = lock(cycle)
    if not cycle.is_running or cycle.is_being_prepared:
        raise NotInThisState(cycle.get_state_display())
    if not can(actor, "include_in_cycle", person):
        raise OutOfReach(person.name)
    person = claim(person, actor=actor, verb="include_in_cycle")
    known = Participant.objects.filter(cycle=cycle, person=person).first()
    if known is not None:
        return _back(known, actor)
    part = assemble(cycle, [person.pk], opens_on=organisation_day())
    write(part, cycle=cycle, actor=actor)
    return Participant.objects.get(cycle=cycle, person=person)


@transaction.atomic
def remove_participant(participant: Participant, *, actor: Any, reason: str) -> Participant:
    """Nobody writes about them any more; what was written is kept, and nobody reads it meanwhile."""
    participant = claim(participant, actor=actor, verb="manage")
    participant.reason = worded(reason, "reason", 300)
    participant.state = Participant.State.EXCLUDED
    participant.version += 1
    participant.save(update_fields=["reason", "state", "version"])
    record("reviews.left_cycle", actor=actor, subject=participant, about=participant.person)
    return participant


@transaction.atomic
def extend_review(review: Review, *, actor: Any, until: date, version: int | None = None) -> Review:
    """Never cut short: who was given days has them."""
    review = claim(review, actor=actor, verb="extend")
    next_version(review, version)
    if until <= review.last_day or until < organisation_day():
        raise EarlierDay
    before, review.extended_until = review.last_day, until
    review.save(update_fields=["extended_until", "version"])
    _tell("review_extended", review, actor, before=f"{before:%Y-%m-%d}", after=f"{until:%Y-%m-%d}")
    return review


@transaction.atomic
def reassign_review(
    review: Review, *, actor: Any, to: Person, version: int | None = None
) -> Review:
    """Another writes it. What was begun stays with who began it, and nobody else reads it.

    For a manager's review the author changes with it: they read and share what the others wrote.
    So nobody of HR names themselves, as none of two managers decides which of them goes on.
    """
    review = claim(review, actor=actor, verb="reassign")
    next_version(review, version)
    participant = lock(review.participant)
    _can_write(participant, review.kind, to)
    if to == actor:
        raise PassedOnToOneself
    set_aside(review, Aside.PASSED_ON)
    made = asked_for(participant, review.kind, to, at_least=review.last_day)
    if review.kind == Kind.MANAGER and participant.author_id == review.reviewer_id:
        participant.author = to
        participant.version += 1
        participant.save(update_fields=["author", "version"])
    _tell("review_reassigned", made, actor, before=review.reviewer_id)
    return made


@transaction.atomic
def remove_review(review: Review, *, actor: Any, reason: str) -> Review:
    review = claim(review, actor=actor, verb="remove")
    set_aside(review, Aside.REMOVED, worded(reason, "reason", 300))
    _tell("review_removed", review, actor)
    return review


@transaction.atomic
def reopen_review(review: Review, *, actor: Any, until: date, version: int | None = None) -> Review:
    """A new version of it begins; what was submitted before is kept as it was."""
    review = claim(review, actor=actor, verb="reopen")
    next_version(review, version)
    if until < organisation_day():
        raise EarlierDay
    if review.submitted_at is not None:
        review.number += 1
    review.state, review.aside, review.reason = State.OPEN, "", ""
    review.submitted_at, review.content_hash = None, ""
    review.extended_until = max(until, review.due_on)
    review.save()
    _tell("review_reopened", review, actor, number=review.number)
    return review


@transaction.atomic
def part_from_cycles(leaver: Person) -> int:
    """Somebody left: nobody writes about them, and nobody waits for what they owe.

    A manager's review stays open: whoever becomes the manager goes on, or HR passes it on. What
    they have written stays.
    """
    theirs = Participant.objects.in_it().filter(
        person=leaver, cycle__in=ReviewCycle.objects.running()
    )
    parted = list(theirs.order_by("pk"))
    for one in parted:
        _take_out(lock(one))
    owed = Review.objects.to_write().filter(reviewer=leaver).exclude(kind=Kind.MANAGER)
    freed = [_free(lock(one)) for one in owed.order_by("pk")]
    return len(parted) + sum(freed)


def _take_out(participant: Participant) -> None:
    participant.state = Participant.State.LEFT
    participant.version += 1
    participant.save(update_fields=["state", "version"])
    record("reviews.left_cycle", actor=SYSTEM, subject=participant, about=participant.person)


def _free(review: Review) -> bool:
    if review.state != State.OPEN:  # submitted a moment before
        return False
    set_aside(review, Aside.LEFT)
    _tell("review_removed", review, SYSTEM)
    return True


def asked_for(
    participant: Participant, kind: str, reviewer: Person, *, at_least: date | None = None
) -> Review:
    """One who is asked now; one they had before is opened again."""
    owed = Owed(participant.person_id, kind, reviewer.pk)
    (made,) = as_reviews(participant.cycle, {participant.person_id: participant}, [owed])
    known = Review.objects.filter(participant=participant, kind=kind, reviewer=reviewer).first()
    if known is not None:
        if known.submitted_at is not None:
            known.number += 1  # what was sent before is kept as it was
        known.state, known.aside, known.reason = State.OPEN, "", ""
        known.submitted_at, known.due_on = None, made.due_on
        known.version += 1
        made = known
    if at_least is not None and at_least > made.due_on:
        made.extended_until = at_least
    made.save()
    return made


def set_aside(review: Review, why: str, reason: str = "") -> None:
    review.state, review.aside, review.reason = State.CLOSED, Aside(why), reason
    review.version += 1
    review.save(update_fields=["state", "aside", "reason", "version"])


def _back(known: Participant, actor: Any) -> Participant:
    """Taken out before: all that was begun about them goes on."""
    known = lock(known)
    if known.state == Participant.State.OPEN:
        return known
    known = claim(known, actor=actor, verb="manage")
    known.state, known.reason = Participant.State.OPEN, ""
    known.version += 1
    known.save(update_fields=["state", "reason", "version"])
    record(JOINED, actor=actor, subject=known.person, cycle=known.cycle_id)
    return known


def _can_write(participant: Participant, kind: str, to: Person) -> None:
    if not to.active:
        raise HasLeft(to.name)
    if kind == Kind.SELF:
        raise WrittenByThemselves(participant.person.name)
    if to.pk == participant.person_id:
        raise WritesNotAboutThemselves(to.name)
    writes = participant.reviews.filter(kind=kind, reviewer=to).exclude(state=State.CLOSED)
    if writes.exists():
        raise WritesAlready(to.name)


def _tell(kind: str, review: Review, actor: Any, **data: Any) -> None:
    about = review.participant.person
    record(f"reviews.{kind}", actor=actor, subject=review, about=about, **data)
