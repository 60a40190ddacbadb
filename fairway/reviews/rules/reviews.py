"""Who reads a review depends on its kind and on how far it has come.

A draft is its writer's alone. A self-review is read by the author once it is submitted; what the
author and other managers write, by HR after it is submitted and by the person once it is shared.
Whoever compares ratings reads the reviews by managers that those ratings come from, until they are
shared.
What peers and reports answer is read by nobody: it is theirs until they send it, and comes out
only in a report of several. That one is owed is known to more than its words.

Whoever becomes the manager later reads what was acknowledged in the last two cycles and nothing
that was begun; whoever was it reads what they wrote until some days after the cycle was closed.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.people.models import Person, ReportingChain
from fairway.people.relations import (
    ABOVE,
    AUTHOR,
    Clause,
    Relation,
    by_standing,
    direct,
    direct_reports,
    grants,
    hr,
    own,
)
from fairway.reviews.models import CycleKind, Handover, Participant, Review, writing
from fairway.reviews.rules.compared import reviews_compared
from fairway.reviews.rules.participants import Begun, begun, closed_long_ago, only, running

Kind, State = CycleKind.Kind, Review.State
WRITER = Relation("writer", _("who writes it"))
CO_AUTHOR = Relation("co_author", _("who writes it with them"))
RELEASED = Relation("released", _("to whom the former manager released it"))
SUBJECT = "participant__person"

OPEN = Q(state=State.OPEN)
SHOWN = (State.SHARED, State.SIGNED, State.DISPUTED)
SHARED = Q(state__in=SHOWN)
UNSHARED = (State.SUBMITTED, State.CALIBRATED)
SENT = Q(state__in=(*UNSHARED, *SHOWN))
SELF_REVIEW = Q(kind=Kind.SELF)
OF_MANAGERS = Q(kind__in=writing.SPOKEN_OF)
CONFIDENTIAL = Q(kind__in=writing.CONFIDENTIAL)
IN_IT = Q(participant__state=Participant.State.OPEN)
PAST_READ = 2  # cycles that a new manager looks back on


def writers(viewer: Person) -> tuple[Clause, Clause]:
    return own(viewer, "reviewer", WRITER), own(viewer, "co_author", CO_AUTHOR)


def one_level_up(viewer: Person) -> Clause:
    """The manager's manager, and nobody further up."""
    second = ReportingChain.objects.filter(above=viewer, depth=2)
    return by_standing(viewer, ABOVE, lambda: among(SUBJECT, second, "below"))


def released_to(viewer: Person) -> Clause:
    """A former manager let the next one read the draft; to read it, not to write it."""
    released = Handover.objects.filter(new=viewer.pk, released_at__isnull=False)
    theirs = Q(kind=Kind.MANAGER, participant__author=viewer.pk) & OPEN
    return Clause(RELEASED, theirs & among("participant", released, "participant"))


def of_the_last_cycles(viewer: Person) -> Clause:
    """Whoever has become the manager since: what was acknowledged, and no further back than that."""
    later = Participant.objects.filter(
        person=OuterRef(SUBJECT),
        cycle__state__in=Begun,
        cycle__period_until__gt=OuterRef("cycle__period_until"),
    )
    older = Q(Exists(later.order_by().values("pk")[PAST_READ - 1 : PAST_READ]))
    return only(direct(viewer, SUBJECT), OF_MANAGERS & Q(state=State.SIGNED) & ~older)


def still_theirs(viewer: Person) -> Q:
    """Of a manager: while they are the manager, and for some days after the cycle was closed."""
    return ~closed_long_ago() | among(SUBJECT, direct_reports(viewer), "below")


@rule(Review, "view")
def a_review_is_read_as_far_as_it_has_come(viewer: Person) -> Q:
    lasting = ~Q(kind=Kind.MANAGER) | still_theirs(viewer)
    theirs = (only(one, (~CONFIDENTIAL | OPEN) & lasting) for one in writers(viewer))
    as_author = only(own(viewer, "participant__author", AUTHOR), still_theirs(viewer))
    of_hr = (only(one, ~CONFIDENTIAL & SENT) for one in hr(viewer, SUBJECT))
    return grants(
        *theirs,
        released_to(viewer),
        only(own(viewer, SUBJECT), OF_MANAGERS & SHARED),
        only(as_author, ~CONFIDENTIAL & SENT),
        of_the_last_cycles(viewer),
        only(one_level_up(viewer), ~CONFIDENTIAL & SHARED),
        only(reviews_compared(viewer), Q(state__in=UNSHARED)),
        *of_hr,
        given=begun(),
    )


@rule(Review, "know")
def that_a_review_is_owed_is_known_to_more(viewer: Person) -> Q:
    """Who it is by and how far it has come, never a word of it.

    Who writes confidentially is known to HR, which has to reach them. The person and the author
    know whom they named, and that stands with the nominations.
    """
    return grants(
        *writers(viewer),
        only(own(viewer, SUBJECT), ~CONFIDENTIAL),
        only(own(viewer, "participant__author", AUTHOR), ~CONFIDENTIAL),
        *hr(viewer, SUBJECT),
        given=begun(),
    )


@rule(Review, "oversee")
def hr_sees_how_far_reviews_of_its_people_are(viewer: Person) -> Q:
    """Who owes one and until when, never about themselves or those above them."""
    return grants(*hr(viewer, SUBJECT), given=begun())


@rule(Review, "write")
def a_review_is_written_by_whom_it_is_asked_of(viewer: Person) -> Q:
    """While it is open. Until which day is for the action to say, in words."""
    return grants(*writers(viewer), given=running() & OPEN & IN_IT)


@rule(Review, "decline")
def who_is_asked_about_a_colleague_may_say_no(viewer: Person) -> Q:
    asked = Q(kind__in=(Kind.PEER, Kind.UPWARD, Kind.DOTTED, Kind.SKIP))
    return grants(own(viewer, "reviewer", WRITER), given=running() & OPEN & IN_IT & asked)


@rule(Review, "ask_to_reopen")
def the_writer_asks_to_reopen_what_they_sent(viewer: Person) -> Q:
    return grants(
        own(viewer, "reviewer", WRITER),
        given=running() & Q(state__in=(State.SUBMITTED, State.CALIBRATED)),
    )


@rule(Review, "extend")
def hr_gives_more_days_for_an_open_review(viewer: Person) -> Q:
    """Of whom was taken out nobody writes any more, so there is no day to move."""
    return grants(*hr(viewer, SUBJECT), given=running() & OPEN & IN_IT)


@rule(Review, "remove")
def hr_keeps_an_open_review_on_its_way(viewer: Person) -> Q:
    return grants(*hr(viewer, SUBJECT), given=running() & OPEN)


@rule(Review, "reassign")
def hr_lets_somebody_else_write(viewer: Person) -> Q:
    """Nobody takes the place of somebody from outside: another is named."""
    of_people = ~Q(kind=Kind.EXTERNAL)
    return grants(*hr(viewer, SUBJECT), given=running() & OPEN & of_people)


@rule(Review, "invite_again")
def hr_writes_once_more_to_somebody_outside(viewer: Person) -> Q:
    from_outside = Q(kind=Kind.EXTERNAL)
    return grants(*hr(viewer, SUBJECT), given=running() & OPEN & IN_IT & from_outside)


@rule(Review, "readdress")
def hr_names_another_address(viewer: Person) -> Q:
    """Once a mail server has said that it will never take a letter to the one that was named."""
    refused = Q(outside_invitation__refused_at__isnull=False)
    return grants(*hr(viewer, SUBJECT), given=running() & OPEN & IN_IT & refused)


@rule(Review, "reopen")
def hr_opens_what_was_sent_or_set_aside(viewer: Person) -> Q:
    """What was acknowledged needs two of HR, and stays as it is here."""
    closed = Q(state__in=(State.SUBMITTED, State.CALIBRATED, State.SHARED, State.CLOSED))
    return grants(*hr(viewer, SUBJECT), given=running() & closed)
