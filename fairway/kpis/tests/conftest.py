"""First-contact resolution of Support, owned by Bo; Eva leads everything, Pia the people."""

from datetime import date, timedelta

import pytest

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions.defining import add_kpi
from fairway.kpis.actions.observing import Value, record_values
from fairway.people.days import organisation_day

LONG_AGO = date(2024, 1, 8)
STEADY = (73, 75, 72, 74, 76, 73, 71, 74, 75, 72, 73, 72, 74, 73, 72, 75, 74, 73, 72, 72)


@pytest.fixture
def fcr(organisation, bo):
    return add_kpi(
        actor=SYSTEM,
        owner=bo,
        unit=organisation.support,
        name="First-contact resolution",
        meaning="The share of customers who need no second conversation within seven days.",
        response="Up: share what did it. Down: listen to ten calls.",
        measure="percent",
        decimals=1,
    )


@pytest.fixture
def monday():
    """The last whole week's."""
    today = organisation_day()
    return today - timedelta(days=today.weekday() + 7)


@pytest.fixture
def weeks(fcr, monday):
    """weeks([73, 74, …]) records these, the last one for last week."""

    def fill(values, kpi=fcr, segment=None):
        start = monday - timedelta(weeks=len(values) - 1)
        many = [
            Value(start + timedelta(weeks=n), round(value * 10), segment)
            for n, value in enumerate(values)
        ]
        return record_values(kpi, many, actor=SYSTEM)

    return fill
