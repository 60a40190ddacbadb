"""What a review says is read by whoever may read the review (`rules.reviews`), with one exception.

A question that is private to the manager is not shown to the person, however far the review has
come, and neither is the rating that was proposed: what came of it stands in what they are given.
What peers, reports and people from outside answer is their own until they send it, and then
nobody's: the rule of the review says so, and what lies in the table is sealed. Earlier versions and
drafts of statements are their writer's.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim, lock, rule
from fairway.foundation.actors import Actor
from fairway.people.models import Person
from fairway.people.relations import AUTHOR, Clause, Relation, grants, hr, own
from fairway.reviews.models import (
    Answer,
    Citation,
    CriticalStatement,
    HabitHint,
    Participant,
    Review,
    ReviewCycle,
    WritingRequest,
)
from fairway.reviews.rules.participants import only, running
from fairway.reviews.rules.reviews import IN_IT, OPEN, WRITER, writers

READER = Relation("reader", _("who may read the review"))
OUTSIDE = "external"


def _readers_of(viewer: Person) -> Q:
    """Of rows that belong to a review and a question."""
    # Asked of each row's own review: SQLite would list all that somebody may read beforehand.
    readable = Q(Exists(Review.objects.allowed(viewer).filter(pk=OuterRef("review")).order_by()))
    to_the_person = Q(review__participant__person=viewer.pk)
    kept = Q(question__private_to_manager=True) | Q(question__overall=True)
    held_back = kept & ~Q(review__reviewer=viewer.pk)
    return grants(Clause(READER, readable), given=~(to_the_person & held_back))


@rule(Answer, "view")
def an_answer_is_read_with_its_review(viewer: Person) -> Q:
    return _readers_of(viewer)


@rule(Citation, "view")
def what_is_pointed_to_is_known_with_the_answer(viewer: Person) -> Q:
    """That it is there. What it says is asked of the room it lies in."""
    return _readers_of(viewer)


@rule(CriticalStatement, "view")
def what_is_critical_is_read_with_the_answer(viewer: Person) -> Q:
    return _readers_of(viewer)


@rule(HabitHint, "view")
def hints_on_ones_ratings_are_ones_own(viewer: Person) -> Q:
    return grants(own(viewer, "writer", WRITER))


@rule(Review, "ask_for_time")
def the_writer_asks_for_more_time(viewer: Person) -> Q:
    return grants(*writers(viewer), given=running() & OPEN & IN_IT)


ABOUT = "review__participant__person"


@rule(WritingRequest, "view")
def a_request_is_between_the_writer_and_hr(viewer: Person) -> Q:
    return grants(own(viewer, "by", AUTHOR), *hr(viewer, ABOUT))


@rule(WritingRequest, "decide")
def hr_decides_on_what_others_ask_for(viewer: Person) -> Q:
    """Never on their own request, nor on a review of themselves or of those above them."""
    still_asked = Q(decided_at=None, review__cycle__state=ReviewCycle.State.LAUNCHED)
    decider = [only(one, ~Q(by=viewer.pk)) for one in hr(viewer, ABOUT)]
    return grants(*decider, given=still_asked)


@rule(WritingRequest, "withdraw")
def who_asked_takes_it_back(viewer: Person) -> Q:
    return grants(own(viewer, "by", AUTHOR), given=Q(decided_at=None))


# Somebody from outside is no person and holds no relation: who has entered the code acts as the one
# who answers that one review, and the record of what happened names them so.


def is_its_outsider(review: Review, actor: Any) -> bool:
    if not isinstance(actor, Actor) or actor.kind != OUTSIDE:
        return False
    return bool(review.external_key) and review.public_id == actor.ref


def is_its_writer(review: Review, actor: Any) -> bool:
    """Whether they may be told how it stands, rather than that there is nothing."""
    if is_its_outsider(review, actor):
        return True
    return isinstance(actor, Person) and actor.pk in (review.reviewer_id, review.co_author_id)


def claim_to_write(review: Review, *, actor: Any) -> Review:
    """Lock it, then ask whether it is theirs to write now."""
    if not isinstance(actor, Actor) or actor.kind != OUTSIDE:
        return claim(review, actor=actor, verb="write")
    locked = lock(review)
    if not is_its_outsider(locked, actor) or not is_being_written(locked):
        raise PermissionDenied
    return locked


def is_being_written(review: Review) -> bool:
    """What the rule "write" asks of the review itself, for who holds no relation."""
    return (
        review.state == Review.State.OPEN
        and review.cycle.state == ReviewCycle.State.LAUNCHED
        and review.participant.state == Participant.State.OPEN
    )


def may_still_send(review: Review, zone: str, late: timedelta) -> bool:
    """Until its day is over where its writer is, and for as long after as the organisation gives."""
    return timezone.now() < review.due_at(zone) + late
