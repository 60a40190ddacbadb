"""A cycle that runs, with an overall rating from 1 to 5 asked of managers and of peers.

Ana, Lee and Bo work in Support; Bo rates Ana and Lee, Mia rates Bo. Hana is HR of Support.
"""

from datetime import date
from itertools import count

import pytest

from fairway.people.actions.chains import rebuild_chains
from fairway.people.models import Assignment, Person
from fairway.reviews.actions.calibrating import (
    add_calibrators,
    close_session,
    make_session,
    open_session,
)
from fairway.reviews.actions.calibrating_moves import move_rating
from fairway.reviews.models import Placement
from fairway.reviews.tests.calibrating.making import WHY, make_cycle, write_review

LONG_AGO = date(2024, 1, 8)


@pytest.fixture
def cycle_of(db, hana):
    """cycle_of("2026"): one that runs, asking managers and peers the same."""

    def make(name="2026", state="launched", **fields):
        return make_cycle(hana, name, state, **fields)

    return make


@pytest.fixture
def cycle(cycle_of):
    return cycle_of()


@pytest.fixture
def rate(cycle):
    """rate(ana, 4, by=bo): his review of her, submitted; without a value it is still being written."""

    def write(person, value=None, *, by, **more):
        return write_review(cycle, person, value, by=by, **more)

    return write


@pytest.fixture
def crowd_of(organisation):
    """crowd_of(bo, 50): so many people in Support who report to him, hired in a few queries."""
    numbers = count()

    def make(manager, number):
        names = [f"P{next(numbers):03} Crowd" for _one in range(number)]
        people = Person.objects.bulk_create(
            Person(name=name, sort_name=name, joined_on=LONG_AGO) for name in names
        )
        places = Assignment.objects.bulk_create(
            Assignment(person=one, unit=organisation.support, manager=manager, valid_from=LONG_AGO)
            for one in people
        )
        for person, place in zip(people, places, strict=True):
            person.assignment = place
        Person.objects.bulk_update(people, ["assignment"])
        rebuild_chains()
        return people

    return make


@pytest.fixture
def session(cycle, rate, organisation, ana, bo, lee, mia, hana):
    """Of Support: Ana and Lee by Bo, Bo by Mia."""
    rate(ana, 4, by=bo)
    rate(lee, 3, by=bo)
    rate(bo, 5, by=mia)
    return make_session(cycle, actor=hana, unit=organisation.support)


@pytest.fixture
def opened(session, bo, mia, hana):
    add_calibrators(session, actor=hana, people=[bo, mia])
    return open_session(session, actor=hana)


@pytest.fixture
def placed(session):
    """placed(ana): her row of the session, as it is now."""

    def find(person, within=session):
        return Placement.objects.get(session=within, person=person)

    return find


@pytest.fixture
def moved(opened, placed):
    """moved(ana, 5, by=mia): with a reason, and words for her."""

    def make(person, rating, *, by, **said):
        said = {"reason": WHY, "employee_reason": "For the Oslo switch.", **said}
        return move_rating(placed(person), actor=by, rating=rating, **said)

    return make


@pytest.fixture
def locked(opened, moved, ana, mia, hana):
    """Ana became 5, everything else stays."""
    moved(ana, 5, by=mia)
    return close_session(opened, actor=hana)


@pytest.fixture
def share():
    """share(placement): the review it belongs to is given to whom it is about."""

    def give(placement):
        placement.participant.reviews.filter(kind="manager").update(state="shared")

    return give
