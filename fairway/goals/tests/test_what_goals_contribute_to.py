"""Goals translate what they contribute to; the way up never leads back down."""

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.contributing import MOST_LEVELS, contribute
from fairway.goals.actions.refusals import Circle, NotItsResult, ParentIsClosed, TooDeep
from fairway.goals.models import Goal

pytestmark = pytest.mark.django_db


def test_it_says_how_and_leaves_the_unaligned(goal_of, ana, bo, returns):
    alone, below = goal_of(ana, "Alone"), goal_of(ana, "Below")
    top = goal_of(bo, "Top")
    contribute(top, actor=bo, priority=returns)
    contribute(below, actor=ana, to=top, how="Fewer write twice when the first answer is right.")
    assert list(Goal.objects.unaligned()) == [alone]


def test_a_circle_is_refused_with_the_way_it_would_go(goal_of, ana, bo):
    first, second, third = (goal_of(bo, title) for title in ("First", "Second", "Third"))
    contribute(second, actor=bo, to=first)
    contribute(third, actor=bo, to=second)
    with pytest.raises(Circle, match="“First” → “Third” → “Second” → “First”"):
        contribute(first, actor=bo, to=third)
    with pytest.raises(Circle):
        contribute(first, actor=bo, to=first)


def test_there_are_levels_enough_but_not_without_end(goal_of, bo):
    goal = goal_of(bo)
    for _level in range(MOST_LEVELS - 1):
        below = goal_of(bo)
        contribute(below, actor=SYSTEM, to=goal)
        goal = below
    with pytest.raises(TooDeep):
        contribute(goal_of(bo), actor=SYSTEM, to=goal)


def test_a_key_result_is_reached_through_its_own_goal(goal_of, ana, bo):
    mine, other = goal_of(bo, "Mine", 10), goal_of(bo, "Other", 20)
    with pytest.raises(NotItsResult):
        contribute(goal_of(ana), actor=SYSTEM, to=mine, result=other.results.get())


def test_nothing_contributes_to_what_is_closed_or_unseen(goal_of, ana, bo, cy):
    from fairway.goals.actions.closing import close_goal

    closed = goal_of(bo, "Closed")
    close_goal(closed, actor=bo, outcome="achieved")
    with pytest.raises(ParentIsClosed):
        contribute(goal_of(ana), actor=ana, to=closed)
    private = goal_of(bo, "Private", visibility="line")
    with pytest.raises(PermissionDenied):
        contribute(goal_of(cy), actor=cy, to=private)
