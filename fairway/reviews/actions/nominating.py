"""Name who is to be asked, approve or decline it; say no when one is asked.

Somebody who is asked as often as one person should be cannot be named again; why stays general, so
that nobody learns about whom others are asked.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fairway.foundation.access import can, claim, lock
from fairway.foundation.events import record
from fairway.foundation.locks import hold
from fairway.foundation.policy import get
from fairway.foundation.text import clean_name
from fairway.foundation.times import end_of
from fairway.people.availability.hours import known_zone
from fairway.people.models import Person
from fairway.reviews.actions.assembling import Owed, as_reviews, asked_already
from fairway.reviews.actions.keeping import set_aside
from fairway.reviews.actions.outside_asking import invite
from fairway.reviews.actions.outside_domains import is_our_domain
from fairway.reviews.actions.outside_refused import IsOurDomain, NoKindOutside, WorksHere
from fairway.reviews.actions.refusals import (
    AskedEnough,
    EnoughNamed,
    HasLeft,
    NamedAlready,
    NamingIsOver,
    NotInThisState,
    NotToBeNamed,
)
from fairway.reviews.actions.words import worded
from fairway.reviews.models import (
    CycleKind,
    Nomination,
    Participant,
    Phase,
    Review,
    kinds_of,
    phases_for,
)

Kind, State = CycleKind.Kind, Nomination.State
MOST_OUTSIDE = 6  # about one person; so that nobody can have letters sent to a whole list


@transaction.atomic
def nominate(participant: Participant, *, actor: Person, reviewer: Person) -> Nomination:
    """A colleague. Whoever decides on the list anyway needs nobody to approve."""
    participant = claim(participant, actor=actor, verb="nominate")
    _still_naming(participant, actor)
    if Kind.PEER not in kinds_of(participant.cycle):
        raise NotToBeNamed(reviewer.name)
    _fits(participant, reviewer)
    _has_room(participant, Kind.PEER, participant.cycle.peers_most)
    return _put_on_the_list(participant, actor, kind=Kind.PEER, reviewer=reviewer)


@transaction.atomic
def nominate_outside(
    participant: Participant, *, actor: Person, external_name: str, external_email: str
) -> Nomination:
    """A customer or partner, who answers once and without an account."""
    participant = claim(participant, actor=actor, verb="nominate")
    _still_naming(participant, actor)
    _asks_outside(participant)
    name = worded(clean_name(external_name), "external_name", 120)
    address = external_email.strip().lower()
    is_outside(address, actor)
    if participant.nominations.filter(external_email=address).exists():
        raise NamedAlready(name)
    _has_room(participant, Kind.EXTERNAL, MOST_OUTSIDE)
    named = {"external_name": name, "external_email": address}
    return _put_on_the_list(participant, actor, kind=Kind.EXTERNAL, **named)


@transaction.atomic
def approve_nomination(nomination: Nomination, *, actor: Person) -> Nomination:
    """They are asked at once."""
    return _approve(_waiting(nomination, actor, "approve"), actor)


@transaction.atomic
def decline_nomination(nomination: Nomination, *, actor: Person, reason: str) -> Nomination:
    """With a reason that the person reads: they may name somebody else."""
    nomination = _waiting(nomination, actor, "decline")
    nomination.reason = worded(reason, "reason", 300)
    return _decide(nomination, State.DECLINED, actor)


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, actor: Person) -> None:
    """Before anybody has decided, nothing of it is kept."""
    nomination = _waiting(nomination, actor, "withdraw")
    about = nomination.participant.person
    record("reviews.nomination_withdrawn", actor=actor, subject=nomination, about=about)
    nomination.delete()


@transaction.atomic
def decline_review(review: Review, *, actor: Person, reason: str) -> Review:
    """Who is asked says no. HR alone reads why; the list says that somebody else is needed."""
    review = claim(review, actor=actor, verb="decline")
    said = worded(reason, "reason", 300)
    set_aside(review, Review.Aside.DECLINED, said)
    named = Nomination.objects.filter(participant=review.participant, reviewer=actor)
    named.update(state=State.DECLINED, decided_by=actor, decided_at=timezone.now())
    record("reviews.review_declined", actor=actor, subject=review, about=review.participant.person)
    return review


def _still_naming(participant: Participant, actor: Person) -> None:
    """Until the end of their own last day, where they are; whoever approves may later, too."""
    phase = phases_for(participant.cycle, participant.person).filter(kind=Phase.Kind.NOMINATE)
    until, zone = phase.values_list("until", flat=True).first(), known_zone(participant.person)
    over = until is None or timezone.now() >= end_of(until, zone)
    if over and not can(actor, "approve", participant):
        raise NamingIsOver


def _fits(participant: Participant, reviewer: Person) -> None:
    if not reviewer.active:
        raise HasLeft(reviewer.name)
    # Whom they know of, so that no name can be tried out: the form picks among colleagues.
    writes = Review.objects.filter(participant=participant, reviewer=reviewer)
    if reviewer.pk in (participant.person_id, participant.author_id) or writes.exists():
        raise NotToBeNamed(reviewer.name)
    if participant.nominations.filter(reviewer=reviewer).exists():
        raise NamedAlready(reviewer.name)


def _has_room(participant: Participant, kind: str, most: int) -> None:
    if participant.nominations.standing().filter(kind=kind).count() >= most:
        raise EnoughNamed(most)


def _asks_outside(participant: Participant) -> None:
    if Kind.EXTERNAL not in kinds_of(participant.cycle) or not get("reviews.outside"):
        raise NoKindOutside


def is_outside(address: str, actor: Person) -> None:
    """Of colleagues whom the actor may know of: no address can be tried out here."""
    theirs = Q(email__iexact=address) | Q(account__email__iexact=address)
    colleagues = Person.objects.allowed(actor).filter(active=True)
    known = colleagues.filter(theirs).first()
    if known is not None:
        raise WorksHere(known.name)
    domain = address.rpartition("@")[2]
    if is_our_domain(domain, colleagues):
        raise IsOurDomain(domain)


def _put_on_the_list(participant: Participant, actor: Person, **whom: Any) -> Nomination:
    nomination = Nomination.objects.create(
        participant=participant, proposed_by=actor, proposed_at=timezone.now(), **whom
    )
    record("reviews.nominated", actor=actor, subject=nomination, about=participant.person)
    if actor.pk != participant.person_id and can(actor, "approve", nomination):
        return _approve(nomination, actor)
    return nomination


def _waiting(nomination: Nomination, actor: Any, verb: str) -> Nomination:
    """Those of it are told what became of it; nobody else learns that there was one."""
    nomination = lock(nomination)
    if nomination.state != State.PROPOSED and can(actor, "view", nomination):
        raise NotInThisState(nomination.get_state_display())
    return claim(nomination, actor=actor, verb=verb)


def _approve(nomination: Nomination, actor: Person) -> Nomination:
    participant, reviewer = nomination.participant, nomination.reviewer
    if reviewer is None:
        _asks_outside(participant)
        nomination = _decide(nomination, State.APPROVED, actor)
        invite(nomination, actor=actor)
        return nomination
    if not reviewer.active:
        raise HasLeft(reviewer.name)
    _may_take_another(participant, reviewer)
    owed = [Owed(participant.person_id, Kind.PEER, reviewer.pk)]
    for review in as_reviews(participant.cycle, {participant.person_id: participant}, owed):
        review.save(force_insert=True)
        record("reviews.review_asked", actor=actor, subject=review, about=reviewer)
    return _decide(nomination, State.APPROVED, actor)


def _may_take_another(participant: Participant, reviewer: Person) -> None:
    """Counted one at a time for each reviewer: two who approve at once must not both fit."""
    hold(f"peer:{participant.cycle_id}:{reviewer.pk}")
    asked = asked_already(participant.cycle, [reviewer.pk]).get(reviewer.pk, 0)
    if asked >= participant.cycle.most_for_one:
        raise AskedEnough(reviewer.name)


def _decide(nomination: Nomination, state: str, actor: Any) -> Nomination:
    nomination.state, nomination.decided_at = State(state), timezone.now()
    nomination.decided_by = actor
    nomination.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    about = nomination.participant.person
    record(f"reviews.nomination_{state}", actor=actor, subject=nomination, about=about)
    return nomination
