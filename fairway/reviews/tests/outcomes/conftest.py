"""Bo has written his review of Ana; Mia leads Bo, Hana is their HR partner, Pia leads people."""

from datetime import date, timedelta

import pytest

from fairway.people.days import organisation_day
from fairway.people.models import Appointment
from fairway.reviews.actions.outcomes import write_outcome
from fairway.reviews.actions.recommending import Said, begin_recommendation, propose
from fairway.reviews.tests.sharing.conftest import (  # noqa: F401 its cycle, its reviews
    about,
    ana_in_it,
    cycle,
    given,
    make_cycle,
    template,
    write,
)


@pytest.fixture
def day(db):
    return organisation_day() + timedelta(days=60)


@pytest.fixture
def said(day, organisation):
    """said("Why"): a promotion to Support lead, in two months."""

    def make(words="She leads the returns already.", profile=organisation.profile):
        return Said(words=words, day=day, profile=profile)

    return make


@pytest.fixture
def draft(ana_in_it, bo, said):  # noqa: F811
    """Bo's, of a promotion of Ana."""
    return begin_recommendation(ana_in_it, actor=bo, kind="promotion", said=said())


@pytest.fixture
def proposed(draft, bo):
    return propose(draft, actor=bo)


@pytest.fixture
def step_in_development(ana_in_it, bo, day):  # noqa: F811
    said = Said(words="She sits in on two planning rounds.", day=day)
    return begin_recommendation(ana_in_it, actor=bo, kind="development", said=said)


@pytest.fixture
def outcome(ana_in_it, bo):  # noqa: F811
    return write_outcome(
        ana_in_it,
        actor=bo,
        support="Two hours a week for the guide.",
        expectations="Returns settled within two days.",
        capability="Saying no early.",
    )


@pytest.fixture
def appoint():
    """appoint(mia, "people_lead", unit): a role that she holds since long ago."""

    def make(person, role, unit=None):
        return Appointment.objects.create(
            person=person, role=role, unit=unit, valid_from=date(2024, 1, 8)
        )

    return make
