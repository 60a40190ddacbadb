"""What is put together once for all who stand alike answers each of them as a query of their own."""

import pytest

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.closing import close_goal
from fairway.goals.actions.contributing import contribute
from fairway.goals.mapping import board
from fairway.goals.models import Goal
from fairway.goals.reading import opening
from fairway.goals.reading.listing import STATES, TABS, Asked, listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def goals(goal_of, ana, bo, cy, organisation, returns):
    of_unit = goal_of(unit=organisation.support, title="Of the unit")
    contribute(of_unit, actor=SYSTEM, priority=returns)
    for owner in (ana, bo, cy):
        hers = goal_of(owner, f"Agreed of {owner.name}", 40)
        contribute(hers, actor=SYSTEM, to=of_unit, how="So.")
        goal_of(owner, f"Private of {owner.name}", visibility="line")
        goal_of(owner, f"Of the unit's eyes, {owner.name}", visibility="unit")
        goal_of(owner, f"Draft of {owner.name}", agreed=False)
    for number, status in enumerate(("on_track", "at_risk", "off_track")):
        Goal.objects.filter(title__startswith="Agreed").filter(owner=(ana, bo, cy)[number]).update(
            status=status
        )
    done = goal_of(bo, "Closed one")
    close_goal(done, actor=bo, outcome="achieved", reflection="Well.")


def every(viewers, quarter):
    for viewer in viewers:
        for tab in TABS:
            for state in STATES:
                for period in (None, quarter):
                    yield Asked(viewer, tab, period, state)


def test_a_list_opens_with_the_goals_that_it_asks_for(goals, quarter, ana, bo, mia, cy, zoe):
    opened = set()
    for asked in every((ana, bo, mia, cy, zoe), quarter):
        meant = [goal.pk for goal in listed(asked).order_by(*asked.order)]
        assert [goal.pk for goal in opening.page_of_list(asked)] == meant, asked
        assert opening.summary_of(asked).all == len(meant), asked
        opened.add(tuple(meant))
    assert len(opened) > 10


def test_it_goes_on_where_it_ended_and_back(goal_of, ana):
    for number in range(opening.AT_ONCE + 2):
        goal_of(ana, f"Goal {number}")
    first = opening.page_of_list(asked := Asked(ana))
    rest = opening.page_of_list(asked, after=first.after)
    assert (len(first), len(rest), first.before, rest.after) == (opening.AT_ONCE, 2, "", "")
    again = opening.page_of_list(asked, before=rest.before)
    assert [goal.pk for goal in again] == [goal.pk for goal in first]


def test_words_are_asked_for_as_well(goals, ana):
    asked = Asked(ana, "company", words="agreed bo")
    assert [goal.title for goal in opening.page_of_list(asked)] == ["Agreed of Bo Almeida"]
    assert opening.summary_of(asked).words == "1 goal. 1 at risk."


def test_a_board_opens_with_the_first_of_each_lane(goals, quarter, ana, bo, mia, cy, zoe):
    opened = set()
    for asked in every((ana, bo, mia, cy, zoe), quarter):
        if asked.state:
            continue
        for lane in board.lanes(asked):
            rows = board.on_board(asked).filter(status=lane.status).order_by(*board.ORDER)
            meant = [goal.pk for goal in rows]
            assert [card.goal.pk for card in lane.cards] == meant[: board.AT_FIRST], asked
            assert lane.count == len(meant)
            may = Goal.objects.allowed(asked.viewer, "update").filter(pk__in=meant)
            shown = {card.goal.pk for card in lane.cards if card.goal.may_update}
            assert shown == {goal.pk for goal in may} & set(meant[: board.AT_FIRST])
            opened.add(tuple(meant))
    assert len(opened) > 5


def test_of_a_very_full_lane_it_says_no_more_than_that(goal_of, ana, monkeypatch):
    monkeypatch.setattr(board, "COUNT_UP_TO", 9)
    for number in range(10):
        goal_of(ana, f"Goal {number}")
    lane = next(lane for lane in board.lanes(Asked(ana, words="goal")) if not lane.status)
    assert (lane.said, lane.goes_on, lane.more) == ("9+", True, 0)
