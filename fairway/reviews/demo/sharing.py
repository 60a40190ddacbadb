"""What Saltmarsh was given of its past reviews, and how one of them was looked at again.

Everybody has what was written about them, most with both names under it. Ana asked for a second
look at the last one: somebody who had no part in it let the big sale count, and she has the new
version still to acknowledge.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from fairway.foundation.bulk import insert_objects
from fairway.foundation.demo import DemoCompany
from fairway.foundation.policy import get
from fairway.foundation.sealing import lend_keys, make_keys
from fairway.people.models import Person
from fairway.reviews.actions.exhibiting import lay_down
from fairway.reviews.actions.releasing import as_version, shown_reviews
from fairway.reviews.models import (
    Acknowledgement,
    Dispute,
    DisputeEvidence,
    Exhibit,
    Participant,
    Release,
    Review,
    ReviewCycle,
    SharedVersion,
    Signature,
)
from fairway.reviews.reading.calibrating_given import overall_question
from fairway.reviews.reading.exhibits import choosable, sides_of
from fairway.reviews.reading.snapshots import Snapshot, rating_of, snapshots
from fairway.reviews.rules.disputes import independent_of
from fairway.reviews.rules.exhibits import words_go_along

AT_ONCE = 100
AFTER = 34  # days from the end of a period until its reviews were given out
UNSIGNED = 12  # one in so many has not acknowledged
COMMENTED = 9
COMMENT = "Thank you for the examples. The hand-overs I see a little otherwise."
SHOWING = ("recognition", "goal_closed", "goal_update", "one_on_one", "win", "feedback")
ASKED = (
    "The rating rests on the last weeks. The returns after the big sale, which I led, are not in "
    "it, and neither is what the shops wrote about them."
)
BROUGHT = "Our notes of those weeks: four of five shops had their returns within two days."
ANSWERED = "I looked at what lay in my notes, and those weeks were thin there. I left nothing out on purpose."
DECIDED = (
    "The returns after the sale belong to the period and were not weighed. With them, the whole is one "
    "point higher. The words of the review stay as they are."
)


def give_out_the_past(company: DemoCompany) -> None:
    if not {"ana", "bo", "hana"} <= set(company.cast):
        return
    closed = ReviewCycle.objects.filter(state=ReviewCycle.State.CLOSED)
    past = list(closed.order_by("period_from"))
    for ago, cycle in enumerate(reversed(past)):
        _give(company, cycle, is_recent=ago < get("people.new_manager_reads_cycles"))
    if past:
        _look_again(company, past[-1])


def _give(company: DemoCompany, cycle: ReviewCycle, *, is_recent: bool) -> None:
    dice = company.random(f"given out {cycle.name}")
    ago = max((company.today - cycle.period_until).days - AFTER, 3)
    rows = Participant.objects.in_it().filter(cycle=cycle).order_by("pk")
    left = rows.select_related("person", "author", "cycle").iterator(chunk_size=AT_ONCE)
    while batch := list(islice(left, AT_ONCE)):  # on Python 3.11 there is no `batched`
        found = snapshots(batch)
        keys = make_keys(one.person_id for one in batch)
        made = [
            _version(one, found[one.pk], keys, company.moment(ago, 8))
            for one in batch
            if one.pk in found
        ]
        for one in made:
            one.within_depth = is_recent
        insert_objects(made)
        kept = list(SharedVersion.objects.filter(participant__in=batch).select_related("person"))
        _sign(company, kept, {one.pk: one.author for one in batch}, keys, dice, ago)


def _version(
    one: Participant, found: Snapshot, keys: dict[int, bytes], at: datetime, number: int = 1
) -> SharedVersion:
    two_days_later = at + timedelta(days=2)
    return as_version(
        one,
        found,
        number=number,
        keys=keys,
        made_at=at,
        to_subject_at=two_days_later,
        open_above=True,
    )


def _sign(
    company: DemoCompany,
    versions: Sequence[SharedVersion],
    authors: dict[int, Person | None],
    keys: dict[int, bytes],
    dice: Any,
    ago: int,
) -> None:
    hana, at = company.cast["hana"], company.moment(max(ago - 3, 1), 14)
    releases, names, received = [], [], []
    for number, one in enumerate(versions):
        author = authors[one.participant_id]
        for to, by, when in (
            ("manager", hana, one.made_at),
            ("subject", author, one.to_subject_at),
        ):
            releases.append(_release(one, to, by, when))
        if author is not None:
            names.append(_name(one, author, Signature.As.AUTHOR, at))
        if dice.randrange(UNSIGNED):
            names.append(_name(one, one.person, Signature.As.SUBJECT, at))
            received.append(_received(one, keys, at, number % COMMENTED == 1))
    insert_objects(releases)
    insert_objects(names)
    insert_objects(received)


def _release(one: SharedVersion, to: str, by: Any, at: Any) -> Release:
    return Release(participant_id=one.participant_id, version=one, to=to, at=at, by=by)


def _name(one: SharedVersion, by: Person, signed_as: str, at: datetime) -> Signature:
    return Signature(
        participant_id=one.participant_id,
        version=one,
        by=by,
        signed_as=signed_as,
        at=at,
        content_hash=one.content_hash,
    )


def _received(
    one: SharedVersion, keys: dict[int, bytes], at: datetime, says_something: bool
) -> Acknowledgement:
    made = Acknowledgement(
        participant_id=one.participant_id, version=one, person_id=one.person_id, at=at
    )
    lend_keys([made], keys)
    made.seal_comment(COMMENT if says_something else None)
    return made


def _look_again(company: DemoCompany, cycle: ReviewCycle) -> None:
    ana = company.cast["ana"]
    about = Participant.objects.filter(cycle=cycle, person=ana).select_related("person", "author")
    one = about.first()
    given = SharedVersion.objects.filter(participant=one).first() if one else None
    looks = _who_looks(company, one) if one else None
    scale = overall_question(cycle)
    if one is None or given is None or looks is None or scale is None or given.rating is None:
        return
    higher = min(given.rating + 1, max(scale.values))
    if higher == given.rating:
        return
    ago = max((company.today - cycle.period_until).days - AFTER - 5, 2)
    _decided(company, one, given, looks, higher, ago)
    rating = rating_of(scale, higher, DECIDED)
    keys = make_keys([ana.pk])
    newer = Snapshot({**given.words(), "rating": rating}, higher)
    made = _version(one, newer, keys, company.moment(max(ago - 9, 1), 13), number=2)
    made.to_subject_at = made.made_at
    made.save()
    for to in Release.To.values:
        _release(made, to, looks, made.made_at).save()
    # All that is in the version waits for both names anew, as after any other that is given.
    shown_reviews(one).filter(state=Review.State.SIGNED).update(state=Review.State.SHARED)


def _who_looks(company: DemoCompany, one: Participant) -> Person | None:
    """Tomas, or whoever else of those whom everybody knows had no part in it."""
    known = [company.cast[key] for key in ("tomas", "cy", "dee", "mia") if key in company.cast]
    free = set(independent_of(one).filter(pk__in=[who.pk for who in known]))
    return next((who for who in known if who in free), None)


def _decided(
    company: DemoCompany,
    one: Participant,
    given: SharedVersion,
    looks: Person,
    rating: int,
    ago: int,
) -> None:
    at = company.moment(ago, 10)
    made = Dispute(
        participant=one,
        version_disputed=given,
        person=one.person,
        author=one.author,
        opened_at=at,
        state=Dispute.State.DECIDED,
        reviewer=looks,
        assigned_by=company.cast["hana"],
        due_on=company.day(max(ago - 14, 1)),
        responded_at=company.moment(max(ago - 4, 1), 15),
        decision=Dispute.Decision.CHANGED,
        rating=rating,
        decided_at=company.moment(max(ago - 9, 1), 13),
        version=4,
    )
    made.seal_words(ASKED)
    made.seal_response(ANSWERED)
    made.seal_reason(DECIDED)
    made.save()
    brought = DisputeEvidence(dispute=made, person=one.person, by=one.person, at=at)
    brought.seal_words(BROUGHT)
    brought.save()
    _point(made, brought)


def _point(dispute: Dispute, brought: DisputeEvidence) -> None:
    """To two different things of that half-year whose words may go along."""
    given, sides = dispute.version_disputed, sides_of(dispute.version_disputed)
    found = [
        one
        for one in choosable(given, dispute.person)
        if one.words and words_go_along(one.voice, one.reach, sides)
    ]
    oldest_first = reversed([one for one in found if one.source in SHOWING])
    by_kind = {one.source: one for one in oldest_first}
    chosen = sorted(by_kind.values(), key=lambda one: SHOWING.index(one.source))[:2]
    for place, piece in zip((Exhibit.Place.ASKED, Exhibit.Place.BROUGHT), chosen, strict=False):
        made = Exhibit(
            dispute=dispute,
            person=dispute.person,
            by=dispute.person,
            place=place,
            evidence=brought if place == Exhibit.Place.BROUGHT else None,
            at=dispute.opened_at,
        )
        lay_down(made, piece, sides)
        made.save()
