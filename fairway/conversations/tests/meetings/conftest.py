"""A Monday morning in March, and a short way to 1:1s of Ana and Bo."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from fairway.conversations.actions.meetings import Rhythm, start_series

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TUESDAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def clock():
    """Lisbon's clocks jump ahead on 29 March; Manila's never do."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def rhythm(ana):
    """rhythm(cadence="monthly"): Tuesdays at 16:30 in Manila, which is 08:30 in Lisbon."""

    def make(**fields):
        values = {"cadence": "weekly", "starts_on": TUESDAY, "at": time(16, 30), "follows": ana}
        return Rhythm(**{**values, **fields})

    return make


@pytest.fixture
def series(ana, bo, rhythm):
    return start_series(bo, actor=ana, rhythm=rhythm(), anyway=True)


@pytest.fixture
def meeting(series):
    return series.meetings.order_by("starts_at").first()


@pytest.fixture
def begun(meeting, clock):
    """The first one, five minutes in."""
    clock.move_to(meeting.starts_at + timedelta(minutes=5))
    return meeting
