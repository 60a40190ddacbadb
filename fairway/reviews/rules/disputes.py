"""A second look is between the person, whoever wrote the review, and somebody who had no part in it.

HR names that one and sees that it takes place: who asked, since when, until when, and how it ended.
What is said in it they do not read, nor does anybody above.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from fairway.foundation.access import rule
from fairway.people.models import Person, ReportingChain
from fairway.people.relations import AUTHOR, grants, hr, own, same_employer
from fairway.reviews.models import Dispute, Participant, Release, Review, ReviewCycle
from fairway.reviews.reading.standing import who_compared
from fairway.reviews.rules.sharing import SECOND_LOOK

OPEN = Q(state__in=Dispute.OPEN)
OVER = Q(state__in=(Dispute.State.DECIDED, Dispute.State.WITHDRAWN))
LOOKED_AT = Q(state=Dispute.State.ASSIGNED)


@rule(Dispute, "view")
def the_three_of_a_second_look_read_it(viewer: Person) -> Q:
    return grants(
        own(viewer, "person"),
        own(viewer, "author", AUTHOR),
        own(viewer, "reviewer", SECOND_LOOK),
    )


@rule(Dispute, "respond")
def the_author_answers(viewer: Person) -> Q:
    return grants(own(viewer, "author", AUTHOR), given=OPEN)


@rule(Dispute, "bring")
def either_side_brings_what_is_to_be_looked_at(viewer: Person) -> Q:
    return grants(own(viewer, "person"), own(viewer, "author", AUTHOR), given=OPEN)


@rule(Dispute, "decide")
def whoever_had_no_part_in_it_decides(viewer: Person) -> Q:
    return grants(own(viewer, "reviewer", SECOND_LOOK), given=LOOKED_AT)


@rule(Dispute, "withdraw")
def who_asked_takes_it_back(viewer: Person) -> Q:
    return grants(own(viewer, "person"), given=OPEN)


@rule(Dispute, "assign")
def hr_names_who_looks(viewer: Person) -> Q:
    """Never of their own review, nor of one that they wrote."""
    return grants(*hr(viewer, "person"), given=OPEN & ~Q(author=viewer.pk))


@rule(Dispute, "oversee")
def hr_sees_how_it_ended(viewer: Person) -> Q:
    """What came of it, and nothing of why: the same people who can name who looks."""
    return grants(*hr(viewer, "person"), given=OVER & ~Q(author=viewer.pk))


def independent_of(participant: Participant) -> QuerySet[Person]:
    """Who can decide: neither above nor below the person, nobody whom the author leads, and nobody
    who wrote, compared or gave out anything of this review."""
    person = participant.person
    around: list[QuerySet[Any, Any]] = [
        ReportingChain.objects.filter(below=person).values("above"),
        ReportingChain.objects.filter(above=person).values("below"),
        Review.objects.filter(participant=participant, reviewer__isnull=False).values("reviewer"),
        Review.objects.filter(participant=participant, co_author__isnull=False).values("co_author"),
        Release.objects.filter(participant=participant, by__isnull=False).values("by"),
        ReviewCycle.objects.filter(pk=participant.cycle_id).values("facilitator"),
        *who_compared(participant),
    ]
    if participant.author_id:
        around += [
            ReportingChain.objects.filter(above=participant.author_id).values("below"),
            ReportingChain.objects.filter(below=participant.author_id).values("above"),
        ]
    free = Person.objects.filter(same_employer(person), active=True, account__isnull=False)
    for involved in around:
        free = free.exclude(pk__in=involved)
    return free
