"""Eva leads the whole organisation, Pia its people; a year to plan in."""

from datetime import date

import pytest

from fairway.foundation.events import SYSTEM
from fairway.people.models import Appointment
from fairway.strategy.actions.periods import add_year
from fairway.strategy.actions.priorities import add_priority
from fairway.strategy.calendar import FiscalCalendar

LONG_AGO = date(2024, 1, 8)


@pytest.fixture
def eva(hire, organisation):
    eva = hire("Eva Brandt", organisation.root, organisation.lisbon)
    Appointment.objects.create(
        person=eva, role="executive", unit=organisation.root, valid_from=LONG_AGO
    )
    return eva


@pytest.fixture
def pia(hire, organisation):
    pia = hire("Pia Lead", organisation.people, organisation.lisbon)
    Appointment.objects.create(person=pia, role="people_lead", valid_from=LONG_AGO)
    return pia


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
