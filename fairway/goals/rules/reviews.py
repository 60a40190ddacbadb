"""A review is the person's and their manager's; the line above and HR read it, as private goals."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from fairway.foundation.access import rule
from fairway.goals.models import GoalReview
from fairway.people.models import Person
from fairway.people.relations import direct, grants, hr, last_manager, line, own

OPEN = Q(closed_at=None)


@rule(GoalReview, "view")
def a_review_is_read_by_those_who_read_private_goals(viewer: Person) -> Q:
    return grants(
        own(viewer, "person"),
        *line(viewer, "person"),
        last_manager(viewer, "person"),
        *hr(viewer, "person"),
    )


@rule(GoalReview, "write")
def both_write_until_it_is_closed(viewer: Person) -> Q:
    return grants(own(viewer, "person"), direct(viewer, "person"), given=OPEN)


@rule(GoalReview, "close")
def either_of_the_two_closes_it(viewer: Person) -> Q:
    """What it proposes is decided by the other one all the same."""
    return grants(own(viewer, "person"), direct(viewer, "person"), given=OPEN)


@rule(Person, "review_goals")
def a_review_is_opened_by_either_of_the_two(viewer: Person) -> Q:
    return grants(own(viewer), direct(viewer), given=Q(active=True))


def people_to_review(viewer: Any) -> QuerySet[Person]:
    """The viewer and their direct reports."""
    return Person.objects.allowed(viewer, "review_goals")
