"""Eva leads the whole organisation, Pia its people; a year to plan in."""

from datetime import date

import pytest

from fairway.foundation.events import SYSTEM
from fairway.strategy.actions.periods import add_year
from fairway.strategy.actions.priorities import add_priority
from fairway.strategy.calendar import FiscalCalendar

LONG_AGO = date(2024, 1, 8)


@pytest.fixture
def year(db):
    return add_year(date.today().year, actor=SYSTEM, calendar=FiscalCalendar())[0]  # noqa: DTZ011


@pytest.fixture
def returns(year):
    return add_priority(
        year,
        actor=SYSTEM,
        title={"en": "Make returns effortless"},
        why={"en": "Half do not come back."},
    )


@pytest.fixture
def shelf(year, returns):
    return add_priority(year, actor=SYSTEM, title={"en": "Know what is on the shelf"})
