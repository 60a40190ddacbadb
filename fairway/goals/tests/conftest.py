"""A quarter to plan in, and a short way to goals with key results."""

from datetime import date

import pytest

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.results import add_result
from fairway.strategy.actions.periods import add_period, open_period
from fairway.strategy.actions.priorities import add_priority

LONG_AGO = date(2024, 1, 8)


@pytest.fixture
def quarter(db):
    quarter = add_period(
        "quarter",
        "Q4 2026",
        actor=SYSTEM,
        starts_on=date(2026, 10, 1),
        last_day=date(2026, 12, 31),
    )
    return open_period(quarter, actor=SYSTEM)


@pytest.fixture
def returns(quarter):
    return add_priority(quarter, actor=SYSTEM, title={"en": "Make returns effortless"})


@pytest.fixture
def goal_of(quarter):
    """goal_of(ana, "Title", 40, 80): hers, agreed, with a key result from 0 to 100 for each value."""

    def make(owner=None, title="A goal", *values, unit=None, agreed=True, **fields):
        goal = add_goal(title, actor=SYSTEM, owner=owner, unit=unit, period=quarter, **fields)
        for value in values:
            add_measured(goal, value)
        if agreed:
            propose_goal(goal, actor=SYSTEM)
        goal.refresh_from_db()
        return goal

    return make


def add_measured(goal, value=None, *, baseline=0, target=100, **fields):
    """A key result that somebody has told of, or not (None)."""
    result = add_result(goal, "A result", actor=SYSTEM, baseline=baseline, target=target, **fields)
    if value is not None:
        from fairway.goals.actions.updating import Told, tell_progress

        tell_progress(goal, actor=SYSTEM, results={result: Told(value=value)})
    result.refresh_from_db()
    return result
