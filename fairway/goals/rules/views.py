"""A saved view is its owner's; shared, it is offered to the unit or to every colleague."""

from __future__ import annotations

from django.db.models import Q

from fairway.foundation.access import rule
from fairway.goals.models import GoalView
from fairway.goals.rules.goals import UNIT_MATE
from fairway.people.models import Person
from fairway.people.relations import AUTHOR, COLLEAGUE, NOBODY, Clause, colleague, grants, own

Audience = GoalView.Audience


@rule(GoalView, "view")
def a_view_is_offered_to_those_it_is_shared_with(viewer: Person) -> Q:
    """What is found when it is opened, the rules of goals say."""
    works_here = colleague(viewer, "owner").gives
    unit = viewer.assignment.unit_id if viewer.assignment else None
    in_unit = Q(audience=Audience.UNIT, owner__assignment__unit=unit) if unit else NOBODY
    return grants(
        own(viewer, "owner", AUTHOR),
        Clause(COLLEAGUE, Q(audience=Audience.ALL) & works_here),
        Clause(UNIT_MATE, in_unit & works_here),
    )


@rule(GoalView, "edit")
def a_view_is_changed_and_removed_by_its_owner(viewer: Person) -> Q:
    return grants(own(viewer, "owner", AUTHOR))
