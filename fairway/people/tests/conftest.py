from __future__ import annotations

from datetime import date

import pytest

from fairway.people.days import organisation_day
from fairway.people.models import Appointment

LONG_AGO = date(2024, 1, 8)


@pytest.fixture
def today():
    return organisation_day()


@pytest.fixture
def lead(pia):
    """Pia is the people lead."""
    return pia


@pytest.fixture
def second_lead(hire, organisation):
    """Sol could agree to what Pia asks for."""
    second = hire("Sol Second", organisation.people, organisation.lisbon)
    Appointment.objects.create(person=second, role="people_lead", valid_from=LONG_AGO)
    return second


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead.account)
    return client
