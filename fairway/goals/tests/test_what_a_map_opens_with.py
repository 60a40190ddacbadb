"""What is put together once for all who stand alike answers each of them as a query of their own."""

import pytest

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.contributing import contribute
from fairway.goals.mapping import rows
from fairway.goals.mapping.asked import Part

pytestmark = pytest.mark.django_db
NO_GOALS = range(10**9, 10**9 + len(rows.PARENTS))


@pytest.fixture
def goals(goal_of, ana, bo, cy, organisation, returns):
    """Priority → unit → nine of Ana's, Bo's and Cy's, each with one of Ana's own below it."""
    of_unit = goal_of(unit=organisation.support, title="Settle in one conversation")
    contribute(of_unit, actor=SYSTEM, priority=returns)
    found = [of_unit]
    for number in range(9):
        owner = (ana, bo, cy)[number % 3]
        goal = goal_of(owner, f"Of {owner.name} {number}", 40)
        below = goal_of(ana, f"Below {number}", visibility="unit" if number % 2 else "company")
        found += [
            contribute(goal, actor=SYSTEM, to=of_unit, how="So."),
            contribute(below, actor=SYSTEM, to=goal, how="So."),
        ]
    for number in range(7):
        found.append(goal_of(cy, f"Alone {number}"))
    goal_of(cy, "Private", visibility="line")
    return found


def parts(viewers, quarter, *units):
    for viewer in viewers:
        for unit in (None, *units):
            yield Part(viewer, (quarter.pk,), unit.pk if unit else 0)


def said(found, *names):
    return [(goal.title, *(getattr(goal, name) for name in names)) for goal in found]


def test_it_opens_alike_from_stand_ins_and_asked_for_one(
    goals, quarter, returns, organisation, ana, bo, mia, cy, zoe
):
    opened = set()
    for path in ([], [goals[0].pk, goals[-1].pk]):
        for part in parts((ana, bo, mia, cy, zoe), quarter, organisation.support):
            own = rows.uppermost(part, [returns.pk])
            own = rows._first(rows._with_results(own), "column", rows.AT_TOP, path)
            found = said(rows.at_top(part, [returns.pk], path), "column", "beside", "parts")
            assert found == said(own, "column", "beside", "parts")
            opened.add(tuple(found))
    assert len(opened) > 2


def test_what_stands_below_is_the_same_below_few_goals_and_below_very_many(
    goals, quarter, organisation, ana, bo, mia, cy, zoe
):
    few, path = {goal.pk for goal in goals[:9]}, [goals[0].pk, goals[-9].pk]
    names, opened = ("parent_id", "beside", "parts", "deeper"), set()
    for part in parts((ana, bo, mia, cy, zoe), quarter, organisation.support):
        found = said(rows.first_below(part, few, path), *names)
        assert found == said(rows.first_below(part, {*few, *NO_GOALS}, path), *names)
        opened.add(tuple(found))
    assert len(opened) > 2


def test_the_way_leads_down_to_the_readers_own_goal_and_to_any_that_is_asked_for(
    goals, quarter, ana, bo, zoe
):
    of_unit, first, _below, second = (goal.pk for goal in goals[:4])
    ways = [rows.way_to_own(part) for part in parts((ana, bo, zoe), quarter)]
    assert ways == [[of_unit, first], [of_unit, second], []]
    assert rows.way_to(goals[2].pk) == [of_unit, first, goals[2].pk]


def test_without_a_period_it_opens_with_nothing(ana):
    part = Part(ana, ())
    assert rows.at_top(part, [], []) == rows.first_below(part, {1}, []) == []
    assert rows.way_to_own(part) == []
