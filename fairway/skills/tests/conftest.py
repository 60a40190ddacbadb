"""Hana writes what is expected of a Support specialist; Ana is one, and Bo is her manager."""

from datetime import date

import pytest

from fairway.foundation.events import SYSTEM
from fairway.people.models import Assignment
from fairway.skills.actions.expecting import write_expectation
from fairway.skills.actions.skills import save_skill

LONG_AGO = date(2024, 1, 8)


@pytest.fixture
def role(organisation):
    return organisation.profile


@pytest.fixture
def listening(db):
    return save_skill(
        None,
        actor=SYSTEM,
        name="Listening",
        meaning="Hearing what somebody needs.",
        working="Asks one question more.",
    )


@pytest.fixture
def expected(role, listening):
    """The first edition."""
    return write_expectation(
        role,
        actor=SYSTEM,
        words={"results": "Calls are settled.", "excellence": "Customers ask for them by name."},
        levels={listening: 2},
    )


@pytest.fixture
def in_role(role):
    """in_role(ana): she works as one from the beginning."""

    def give(person, profile=role):
        Assignment.objects.filter(pk=person.assignment_id).update(job_profile=profile)
        person.refresh_from_db()
        return person

    return give


@pytest.fixture
def rewrite(role, listening):
    """rewrite("Other results"): a later edition, by the system."""

    def write(results, asks=True, **more):
        from fairway.skills.models import RoleExpectation

        now = RoleExpectation.objects.get(profile=role)
        return write_expectation(
            role,
            actor=SYSTEM,
            words={"results": results},
            levels={listening: 2},
            asks=asks,
            version=now.version,
            **more,
        )

    return write
