"""What follows from a review is its author's until the person is told; approvers and HR read along.

A recommendation that is not told yet is known to whoever wrote it, to those whose yes it waits for
or who have decided on it, and to HR once it is proposed. Nobody decides about themselves or somebody
above them, nor on what they proposed, nor twice.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.people.models import Person
from fairway.people.relations import (
    AUTHOR,
    MANAGER,
    Clause,
    Relation,
    direct,
    direct_reports,
    excluded,
    grants,
    hr,
    own,
    standing_of,
)
from fairway.reviews.models import ApprovalStep, Participant, Recommendation, ReviewOutcome
from fairway.reviews.rules.participants import IN_IT, begun, closed_long_ago, only
from fairway.reviews.rules.sharing import levels_above
from fairway.reviews.rules.templates import may_keep

APPROVER = Relation("approver", _("whose yes it needs"))
GIVEN = Q(given_at__isnull=False)
State, Step = Recommendation.State, ApprovalStep.State
PROPOSED = ~Q(state=State.DRAFT)
TOLD = Q(told_at__isnull=False)
DECIDED = Q(state__in=Recommendation.DECIDED)
WAITING = Q(state=Step.WAITING)


def author(viewer: Person) -> Clause:
    """Whose review it is: as long as they are the manager, or may answer for what they wrote."""
    lasting = ~closed_long_ago("participant__cycle")
    leads = among("person", direct_reports(viewer), "below")
    return Clause(AUTHOR, Q(participant__author=viewer.pk) & (lasting | leads))


@rule(Participant, "conclude")
def the_author_says_what_follows(viewer: Person) -> Q:
    """Also after the cycle was closed, for as long as its author may answer for the review."""
    leads = among("person", direct_reports(viewer), "below")
    lasting = ~closed_long_ago("cycle") | leads
    return grants(own(viewer, "author", AUTHOR), given=IN_IT & begun() & lasting)


@rule(ReviewOutcome, "view")
def an_outcome_is_read_by_its_author_and_once_given_by_those_who_read_the_review(
    viewer: Person,
) -> Q:
    return grants(
        only(own(viewer, "person"), GIVEN),
        author(viewer),
        only(direct(viewer, "person"), GIVEN),
        only(levels_above(viewer, "person"), GIVEN),
        *(only(one, GIVEN) for one in hr(viewer, "person")),
    )


@rule(ReviewOutcome, "give")
def the_author_gives_it(viewer: Person) -> Q:
    return grants(author(viewer), given=Q(given_at=None))


def approvers(viewer: Person) -> Clause:
    """Whose yes it waits for, or who has decided on it."""
    asked = ApprovalStep.objects.filter(approver=viewer.pk).exclude(state=Step.LATER)
    decided = ApprovalStep.objects.filter(decided_by=viewer.pk)
    mine = among("pk", asked, "recommendation") | among("pk", decided, "recommendation")
    return Clause(APPROVER, mine, excluded(viewer, "person"))


@rule(Recommendation, "view")
def a_recommendation_is_known_to_those_who_decide_and_once_told_to_the_person(
    viewer: Person,
) -> Q:
    return grants(
        only(own(viewer, "person"), TOLD),
        author(viewer),
        approvers(viewer),
        *(only(one, PROPOSED) for one in hr(viewer, "person")),
    )


@rule(Recommendation, "follow")
def the_way_of_it_is_followed_by_those_who_decide(viewer: Person) -> Q:
    """Who said yes and when; the person reads what came of it, and why not."""
    return grants(
        author(viewer),
        approvers(viewer),
        *(only(one, PROPOSED) for one in hr(viewer, "person")),
    )


@rule(Recommendation, "edit")
@rule(Recommendation, "propose")
@rule(Recommendation, "discard")
def a_draft_is_its_authors(viewer: Person) -> Q:
    return grants(author(viewer), given=Q(state=State.DRAFT))


@rule(Recommendation, "tell")
def the_person_is_told_by_their_manager_or_hr(viewer: Person) -> Q:
    return grants(author(viewer), *hr(viewer, "person"), given=DECIDED & Q(told_at=None))


@rule(ApprovalStep, "view")
def a_step_is_known_to_those_who_follow_the_way(viewer: Person) -> Q:
    """Words of its reason stand on the page of the recommendation, for whom that page says."""
    return grants(
        own(viewer, "recommendation__participant__author", AUTHOR),
        own(viewer, "approver", APPROVER),
        *hr(viewer, "person"),
    )


@rule(ApprovalStep, "decide")
def a_step_is_decided_by_whose_turn_it_is(viewer: Person) -> Q:
    """HR also where the manager who was asked has left."""
    is_hr = Q(by=ApprovalStep.By.HR) | Q(approver__active=False)
    before = ApprovalStep.objects.filter(decided_by=viewer.pk)
    mine = own(viewer, "approver", APPROVER)
    return grants(
        Clause(APPROVER, mine.gives, excluded(viewer, "person")),
        *(only(one, is_hr) for one in hr(viewer, "person")),
        given=WAITING
        & ~Q(recommendation__proposed_by=viewer.pk)
        & ~among("recommendation", before, "recommendation"),
    )


def may_recommend(viewer: Any) -> bool:
    """Whether the way there is offered; what they find is for the rules to say."""
    return isinstance(viewer, Person) and (may_keep(viewer) or MANAGER.key in standing_of(viewer))
