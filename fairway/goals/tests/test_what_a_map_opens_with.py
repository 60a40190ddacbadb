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


def test_at_its_top_stand_the_first_of_each_priority(
    goals, goal_of, quarter, returns, organisation, ana, bo, mia, cy, zoe
):
    for number in range(rows.AT_TOP + 2):
        more = goal_of(bo, f"Right below {number}", visibility="unit" if number % 2 else "company")
        contribute(more, actor=SYSTEM, priority=returns)
    opened = set()
    for path in ([], [more.pk, goals[-1].pk]):
        for part in parts((ana, bo, mia, cy, zoe), quarter, organisation.support):
            there = part.goals().filter(priority=returns).order_by("pk")
            keys = list(there.values_list("pk", flat=True))
            shown = {*keys[: rows.AT_TOP], *(key for key in keys if key in path)}
            found = sorted(rows.at_top(part, [returns.pk], path))
            assert found == [(key, returns.pk, len(keys)) for key in sorted(shown)]
            opened.add(tuple(found))
    assert len(opened) > 2


def below(part, tops, path):
    """What `opened` has to say, asked for goal by goal."""
    seen = {goal.pk: goal for goal in part.goals()}
    shown = {key for key in tops if key in seen}
    for above in {*tops, *path}:
        there = sorted(key for key, goal in seen.items() if goal.parent_id == above)
        shown |= {*there[: rows.BELOW], *(key for key in there if key in path)}
    return [
        (
            key,
            seen[key].results.in_use().count(),
            sum(goal.parent_id == key for goal in seen.values()),
        )
        for key in sorted(shown)
    ]


def test_below_them_stand_the_first_of_each_whether_few_are_open_or_very_many(
    goals, quarter, organisation, ana, bo, mia, cy, zoe
):
    few, path = [goals[0].pk, goals[3].pk], [goals[0].pk, goals[-9].pk]
    opened = set()
    for part in parts((ana, bo, mia, cy, zoe), quarter, organisation.support):
        meant = below(part, few, path)
        for tops in (few, [*few, *NO_GOALS]):
            found = rows.opened(part, tops, path)
            assert [(goal.pk, goal.parts, goal.deeper) for goal in found] == meant
        opened.add(tuple(meant))
    assert len(opened) > 2


def test_beside_them_is_counted_what_stands_below_nothing_and_below_something_else(
    goals, goal_of, quarter, returns, organisation, ana, bo, cy, zoe
):
    contribute(goal_of(bo, "Below what few see"), actor=SYSTEM, to=goals[-1], how="So.")
    private = goal_of(cy, "Kept to herself", visibility="line")
    contribute(goal_of(bo, "Below it"), actor=SYSTEM, to=private, how="So.")
    counted = set()
    for part in parts((ana, bo, cy, zoe), quarter, organisation.support):
        seen = {goal.pk: goal for goal in part.goals()}
        loose = sum(not goal.parent_id and not goal.priority_id for goal in seen.values())
        lost = sum(bool(goal.parent_id) and goal.parent_id not in seen for goal in seen.values())
        found = rows.beside_them(part, [returns.pk])
        meant = {rows.LOOSE: loose, rows.ELSEWHERE: lost}
        assert found == {column: count for column, count in meant.items() if count}
        counted.add((loose, lost))
    assert len(counted) > 1


def test_the_way_leads_down_to_the_readers_own_goal_and_to_any_that_is_asked_for(
    goals, quarter, ana, bo, zoe
):
    of_unit, first, _below, second = (goal.pk for goal in goals[:4])
    ways = [rows.way_to_own(part) for part in parts((ana, bo, zoe), quarter)]
    assert ways == [[of_unit, first], [of_unit, second], []]
    assert rows.way_to(goals[2].pk) == [of_unit, first, goals[2].pk]


def test_without_a_period_it_opens_with_nothing(ana):
    part = Part(ana, ())
    assert rows.at_top(part, [1], []) == rows.opened(part, [], []) == []
    assert rows.beside_them(part, [1]) == {}
    assert rows.way_to_own(part) == []
