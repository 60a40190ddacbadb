"""Who is in a cycle is known to themselves, to whoever writes their review, and to their HR.

The author is who was their manager at launch. Who becomes their manager later is not let in by
that alone: a handover says who goes on. HR never decides about themselves or those above them.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import rule
from fairway.foundation.times import midnight
from fairway.people.days import organisation_day, organisation_zone
from fairway.people.models import Person
from fairway.people.relations import (
    AUTHOR,
    NOBODY,
    Clause,
    Relation,
    dotted,
    grants,
    hr,
    own,
)
from fairway.reviews.models import Handover, Nomination, Participant, ReviewCycle

FORMER_AUTHOR = Relation("former_author", _("who was their manager before"))
NAMED_IT = Relation("named_it", _("who named them"))
NEXT_MANAGER = Relation("next_manager", _("who has become their manager"))
AFTER_CLOSE = timedelta(days=30)  # for what is disputed, to be answered
Begun = (ReviewCycle.State.LAUNCHED, ReviewCycle.State.CLOSED)


def begun(cycle: str = "cycle") -> Q:
    return Q(**{f"{cycle}__state__in": Begun})


def closed_long_ago(cycle: str = "cycle") -> Q:
    """By whole days, so that what is asked the same way all day is answered the same."""
    until = midnight(organisation_day() - AFTER_CLOSE, organisation_zone())
    return Q(**{f"{cycle}__closed_at__lt": until})


def running(cycle: str = "cycle") -> Q:
    return Q(**{f"{cycle}__state": ReviewCycle.State.LAUNCHED})


def only(clause: Clause, given: Q) -> Clause:
    """The same reason, for some of what it opens."""
    if clause.gives is NOBODY:
        return clause
    return Clause(clause.relation, clause.gives & given, clause.never)


IN_IT = Q(state=Participant.State.OPEN)


@rule(Participant, "view")
def a_participant_is_known_to_those_concerned(viewer: Person) -> Q:
    return grants(
        own(viewer, "person"), own(viewer, "author", AUTHOR), *hr(viewer, "person"), given=begun()
    )


@rule(Participant, "oversee")
def hr_sees_who_of_its_people_is_in(viewer: Person) -> Q:
    return grants(*hr(viewer, "person"), given=begun())


@rule(Participant, "manage")
def hr_keeps_who_is_in_and_who_writes(viewer: Person) -> Q:
    return grants(*hr(viewer, "person"), given=running())


@rule(Participant, "extend")
def hr_gives_more_days_for_a_step(viewer: Person) -> Q:
    return grants(*hr(viewer, "person"), given=running() & IN_IT)


@rule(Person, "extend_step")
def hr_gives_its_managers_more_days_for_a_step(viewer: Person) -> Q:
    """That the cycle runs, and asks something of them, is for the action to say."""
    return grants(*hr(viewer))


@rule(Participant, "nominate")
def the_person_and_their_managers_name_whom_to_ask(viewer: Person) -> Q:
    """Dotted-line managers too. Until when is for the action to say, in words."""
    return grants(
        own(viewer, "person"),
        own(viewer, "author", AUTHOR),
        dotted(viewer, "person"),
        given=running() & IN_IT,
    )


@rule(Participant, "approve")
def the_author_approves_whom_to_ask(viewer: Person) -> Q:
    return grants(own(viewer, "author", AUTHOR), *hr(viewer, "person"), given=running() & IN_IT)


@rule(Nomination, "view")
def a_nomination_is_known_to_the_person_the_author_and_hr(viewer: Person) -> Q:
    """And to who made it, such as a dotted-line manager, who sees no other name of the list."""
    return grants(
        own(viewer, "proposed_by", NAMED_IT),
        own(viewer, "participant__person"),
        own(viewer, "participant__author", AUTHOR),
        *hr(viewer, "participant__person"),
        given=begun("participant__cycle"),
    )


WAITING = Q(state=Nomination.State.PROPOSED)
NAMING = running("participant__cycle") & Q(participant__state=Participant.State.OPEN)


@rule(Nomination, "approve")
@rule(Nomination, "decline")
def the_author_or_hr_decides_on_a_nomination(viewer: Person) -> Q:
    return grants(
        own(viewer, "participant__author", AUTHOR),
        *hr(viewer, "participant__person"),
        given=NAMING & WAITING,
    )


@rule(Nomination, "withdraw")
def a_nomination_is_taken_back_before_it_is_decided(viewer: Person) -> Q:
    return grants(
        own(viewer, "participant__person"),
        own(viewer, "proposed_by", AUTHOR),
        given=NAMING & WAITING,
    )


UNDECIDED = Q(decided_at=None)


@rule(Handover, "view")
def a_handover_is_known_to_both_managers_the_person_and_hr(viewer: Person) -> Q:
    return grants(
        own(viewer, "participant__person"),
        own(viewer, "old", FORMER_AUTHOR),
        own(viewer, "new", NEXT_MANAGER),
        *hr(viewer, "participant__person"),
        given=begun("participant__cycle"),
    )


@rule(Handover, "decide")
def hr_decides_who_goes_on(viewer: Person) -> Q:
    """Never one of the two themselves, not even as HR."""
    neither = ~Q(old=viewer.pk) & ~Q(new=viewer.pk)
    return grants(
        *hr(viewer, "participant__person"),
        given=running("participant__cycle") & UNDECIDED & neither,
    )


@rule(Handover, "release")
def the_former_manager_lets_the_next_one_read(viewer: Person) -> Q:
    return grants(
        own(viewer, "old", FORMER_AUTHOR),
        given=running("participant__cycle") & Q(released_at=None),
    )
