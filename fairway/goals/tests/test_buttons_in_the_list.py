"""The buttons of a list's rows are asked for at once, and are those that the rules give."""

import pytest

from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.models import Goal
from fairway.goals.reading.listing import VERBS, with_rights

pytestmark = pytest.mark.django_db


@pytest.fixture
def goals(goal_of, ana, bo, cy, organisation):
    for owner in (ana, bo, cy):
        goal_of(owner, f"Agreed of {owner.name}")
        goal_of(owner, f"Draft of {owner.name}", agreed=False)
        propose_goal(goal_of(owner, f"Proposed by {owner.name}", agreed=False), actor=owner)
    goal_of(unit=organisation.support, title="Of the unit")
    return Goal.objects.order_by("pk")


def test_they_are_those_that_the_rules_give(goals, ana, bo, mia, cy, zoe, eva):
    held = {}
    for viewer in (ana, bo, mia, cy, zoe, eva):
        rows = with_rights(goals, viewer)
        assert [row.pk for row in rows] == [goal.pk for goal in goals]
        for verb in VERBS:
            said = {row.pk for row in rows if getattr(row, f"may_{verb}")}
            meant = Goal.objects.allowed(viewer, verb).values_list("pk", flat=True)
            assert said == set(meant), (viewer, verb)
            held[viewer.pk, verb] = frozenset(said)
    assert all(len({held[key] for key in held if key[1] == verb}) > 2 for verb in VERBS)


def test_a_goal_that_went_meanwhile_has_none(goals, ana):
    page = list(goals.filter(owner=ana))
    goals.filter(owner=ana).delete()
    assert not any(row.may_update or row.may_agree for row in with_rights(page, ana))
    assert with_rights([], ana) == []
