"""A person's review is theirs and their manager's; the line above and HR read it, as private goals.

A unit's is for its people and who leads it; who keeps its goals reads it, and HR.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.goals.models import GoalReview
from fairway.goals.rules.goals import UNIT_MATE, Role
from fairway.people.models import OrgUnit, Person
from fairway.people.relations import (
    EXECUTIVE,
    HR_PARTNER,
    LEADER,
    NOBODY,
    PEOPLE_LEAD,
    Clause,
    by_role,
    direct,
    grants,
    hr,
    last_manager,
    led_units,
    line,
    own,
    units_in_scope,
)

OPEN = Q(closed_at=None)
OF_A_UNIT = Q(person=None)


def _leaders(viewer: Person) -> Clause:
    return Clause(LEADER, among("unit", led_units(viewer), "below"))


def _unit_mates(viewer: Person) -> Clause:
    unit = viewer.assignment.unit_id if viewer.assignment else None
    return Clause(UNIT_MATE, Q(unit=unit) if unit else NOBODY)


def _over_units(viewer: Person) -> tuple[Clause, ...]:
    """Roles whose reach the unit lies in."""

    def reach(role: str) -> Any:
        return lambda: among("unit", units_in_scope(viewer, role), "below")

    return (
        by_role(viewer, Role.EXECUTIVE, EXECUTIVE, reach(Role.EXECUTIVE)),
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, reach(Role.HR_PARTNER)),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, lambda: OF_A_UNIT),
    )


@rule(GoalReview, "view")
def a_review_is_read_by_those_who_read_private_goals(viewer: Person) -> Q:
    return grants(
        own(viewer, "person"),
        *line(viewer, "person"),
        last_manager(viewer, "person"),
        *hr(viewer, "person"),
        _unit_mates(viewer),
        _leaders(viewer),
        *_over_units(viewer),
    )


@rule(GoalReview, "write")
def both_write_until_it_is_closed(viewer: Person) -> Q:
    """Of a unit, all who work in it, and who leads it."""
    return grants(
        own(viewer, "person"),
        direct(viewer, "person"),
        _unit_mates(viewer),
        _leaders(viewer),
        given=OPEN,
    )


@rule(GoalReview, "close")
def either_of_the_two_closes_it(viewer: Person) -> Q:
    """What it proposes is decided by the other one all the same. A unit's: who leads it."""
    return grants(own(viewer, "person"), direct(viewer, "person"), _leaders(viewer), given=OPEN)


@rule(Person, "review_goals")
def a_review_is_opened_by_either_of_the_two(viewer: Person) -> Q:
    return grants(own(viewer), direct(viewer), given=Q(active=True))


@rule(OrgUnit, "review_goals")
def a_units_review_is_opened_by_who_leads_it(viewer: Person) -> Q:
    led = Clause(LEADER, among("pk", led_units(viewer), "below"))
    return grants(led, given=Q(closed_on=None))


def people_to_review(viewer: Any) -> QuerySet[Person]:
    """The viewer and their direct reports."""
    return Person.objects.allowed(viewer, "review_goals")


def units_to_review(viewer: Any) -> QuerySet[OrgUnit]:
    return OrgUnit.objects.allowed(viewer, "review_goals")
