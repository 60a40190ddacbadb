"""Ask for a second look, say what there is to say, and decide: each once, each by the right one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation import policy
from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.times import day_of, end_of
from fairway.foundation.versions import next_version
from fairway.people.availability.hours import known_zone
from fairway.people.models import Person
from fairway.reviews.actions.exhibiting import point_to, pointed_to, said_with
from fairway.reviews.actions.refusals import SaySomething
from fairway.reviews.actions.releasing import latest_given, shown_reviews
from fairway.reviews.actions.sharing_refused import (
    BeingLookedAt,
    LookedAtAlready,
    NoSuchSubject,
    NotIndependent,
    NotTheLatest,
    WindowClosed,
)
from fairway.reviews.actions.signing import is_signed
from fairway.reviews.clock import after_working_days
from fairway.reviews.days import Calendars, people_with_places
from fairway.reviews.models import (
    CycleKind,
    Dispute,
    DisputeEvidence,
    Exhibit,
    Question,
    Review,
    SharedVersion,
)
from fairway.reviews.rules.disputes import independent_of

State, Place = Dispute.State, Exhibit.Place
AHEAD = timedelta(days=120)  # within which it is decided, but for very long leave


def open_until(version: SharedVersion) -> datetime | None:
    """The end of the last day on which a second look can be asked for, where the person is."""
    if version.to_subject_at is None:
        return None
    zone = version.person.zone
    days = timedelta(days=policy.get("reviews.dispute_window_days"))
    return end_of(day_of(version.to_subject_at, zone) + days, zone)


@transaction.atomic
def open_dispute(
    version: SharedVersion,
    *,
    actor: Person,
    words: str,
    question: str = "",
    pieces: Sequence[str] = (),
) -> Dispute:
    """About the rating, or about one question that stands in the review (its public id). `pieces`
    are the names of what it points to."""
    participant = lock(version.participant)
    version = claim(version, actor=actor, verb="dispute")
    words = said_with(words, pieces)
    known = participant.disputes.filter(state__in=Dispute.OPEN).first()
    if known is not None:
        if known.read_words() == words and pointed_to(known, actor).issuperset(pieces):
            return known  # pressed twice
        raise BeingLookedAt
    _must_be_in_time(version)
    made = Dispute(
        participant=participant,
        version_disputed=version,
        person=version.person,
        author=participant.author,
        question=_question_in(version, question),
        opened_at=timezone.now(),
    )
    made.seal_words(words)
    made.save(force_insert=True)
    point_to(made, pieces, actor=actor, place=Place.ASKED)
    _set_state(made, Review.State.DISPUTED)
    record("reviews.disputed", actor=actor, subject=made, about=made.person)
    return made


@transaction.atomic
def assign_reviewer(
    dispute: Dispute, *, actor: Any, reviewer: Person, version: int | None = None
) -> Dispute:
    """The clock begins. Somebody else can be named as long as nothing is decided."""
    dispute = claim(dispute, actor=actor, verb="assign")
    next_version(dispute, version)
    if reviewer == actor or not independent_of(dispute.participant).filter(pk=reviewer.pk).exists():
        raise NotIndependent(reviewer.name)
    dispute.reviewer, dispute.state = reviewer, State.ASSIGNED
    dispute.assigned_by = actor if isinstance(actor, Person) else None
    dispute.named_on = day_of(timezone.now(), known_zone(reviewer))
    dispute.due_on, dispute.late_told_at = _due_on(reviewer, dispute.named_on), None
    dispute.save()
    record(
        "reviews.dispute_assigned",
        actor=actor,
        subject=dispute,
        about=dispute.person,
        reviewer=reviewer.public_id,
    )
    return dispute


@transaction.atomic
def respond(
    dispute: Dispute,
    *,
    actor: Person,
    words: str,
    version: int | None = None,
    pieces: Sequence[str] = (),
) -> Dispute:
    """The author says how it came about; until it is decided they may put it better. What they
    have pointed to stays."""
    dispute = claim(dispute, actor=actor, verb="respond")
    next_version(dispute, version)
    dispute.seal_response(said_with(words, pieces))
    dispute.responded_at = timezone.now()
    dispute.save()
    point_to(dispute, pieces, actor=actor, place=Place.ANSWERED)
    record("reviews.dispute_answered", actor=actor, subject=dispute, about=dispute.person)
    return dispute


@transaction.atomic
def bring_evidence(
    dispute: Dispute, *, actor: Person, words: str, pieces: Sequence[str] = ()
) -> DisputeEvidence:
    """What there is to see: who decides reads it there, and has no need of rights elsewhere."""
    dispute = claim(dispute, actor=actor, verb="bring")
    words = said_with(words, pieces)
    before = pointed_to(dispute, actor)
    for one in dispute.evidence.filter(by=actor):
        if one.read_words() == words and before.issuperset(pieces):
            return one  # pressed twice
    if not words and before.issuperset(pieces):
        raise SaySomething("words")
    made = DisputeEvidence(dispute=dispute, person=dispute.person, by=actor, at=timezone.now())
    made.seal_words(words)
    made.save(force_insert=True)
    point_to(dispute, pieces, actor=actor, place=Place.BROUGHT, evidence=made)
    record("reviews.dispute_evidence", actor=actor, subject=dispute, about=dispute.person)
    return made


@transaction.atomic
def withdraw_dispute(dispute: Dispute, *, actor: Person) -> Dispute:
    dispute = claim(dispute, actor=actor, verb="withdraw")
    dispute.state = State.WITHDRAWN
    dispute.version += 1
    dispute.save()
    back_to_rest(dispute)
    record("reviews.dispute_withdrawn", actor=actor, subject=dispute, about=dispute.person)
    return dispute


@transaction.atomic
def follow_leave_of(reviewer: Person) -> int:
    """Leave that is agreed while they look gives them its days; none are taken away again."""
    theirs = Dispute.objects.filter(state=State.ASSIGNED, reviewer=reviewer)
    return sum(_give_days(lock(one), reviewer) for one in theirs)


def _give_days(dispute: Dispute, reviewer: Person) -> bool:
    if dispute.state != State.ASSIGNED or dispute.reviewer_id != reviewer.pk:
        return False  # decided, or given to somebody else meanwhile
    if dispute.named_on is None or dispute.due_on is None:
        return False
    until = _due_on(reviewer, dispute.named_on)
    if until <= dispute.due_on:
        return False
    dispute.due_on, dispute.late_told_at = until, None
    dispute.save(update_fields=["due_on", "late_told_at"])
    return True


def back_to_rest(dispute: Dispute) -> None:
    """The review is again what it was: acknowledged by both, or shared."""
    version = latest_given(dispute.participant)
    signed = version is not None and is_signed(version)
    _set_state(dispute, Review.State.SIGNED if signed else Review.State.SHARED)


def must_still_be_independent(dispute: Dispute, actor: Any) -> None:
    """Who has become the person's manager since, or was asked to compare, decides no more."""
    if isinstance(actor, Person) and not (
        independent_of(dispute.participant).filter(pk=actor.pk).exists()
    ):
        raise NotIndependent(actor.name)


def _must_be_in_time(version: SharedVersion) -> None:
    latest = latest_given(version.participant)
    if latest is None or latest.pk != version.pk:
        raise NotTheLatest
    if version.disputes.filter(state=State.DECIDED).exists():
        raise LookedAtAlready
    until = open_until(version)
    if until is None or timezone.now() >= until:
        raise WindowClosed(policy.get("reviews.dispute_window_days"))


def _question_in(version: SharedVersion, key: str) -> Question | None:
    """One that stands in what was given; nothing means the rating."""
    content = version.words()
    if not key:
        if content.get("rating") is None:
            raise NoSuchSubject
        return None
    shown = {
        answer["question"]
        for part in content.get("parts", ())
        for section in part["sections"]
        for answer in section["answers"]
    }
    found = Question.objects.filter(public_id=key).first() if key in shown else None
    if found is None:
        raise NoSuchSubject
    return found


def _due_on(reviewer: Person, since: date) -> date:
    """So many working days from that one, by the reviewer's own days."""
    calendars = Calendars(people_with_places([reviewer.pk]), since, since + AHEAD)
    number = policy.get("reviews.dispute_days")
    return after_working_days(since, number, calendars.there(reviewer.pk))


def _set_state(dispute: Dispute, state: str) -> None:
    mine = shown_reviews(dispute.participant).filter(kind=CycleKind.Kind.MANAGER)
    moving = (Review.State.SHARED, Review.State.SIGNED, Review.State.DISPUTED)
    mine.filter(state__in=moving).update(state=state)
