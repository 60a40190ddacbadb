"""Saltmarsh is asked about what its roles expect, and its report finds what was planted."""

import pytest

from fairway.foundation.demo import DemoCompany
from fairway.people.days import organisation_day
from fairway.people.models import JobProfile
from fairway.reviews.demo.after import look_back_on_the_last
from fairway.reviews.demo.cycles import make_cycles
from fairway.reviews.demo.levels import LACKED
from fairway.reviews.demo.writing import make_answers
from fairway.reviews.models import Participant, UnitPattern
from fairway.reviews.models.writing import asked_in
from fairway.reviews.reading.cycle_skills import lacks_of
from fairway.skills.demo import make_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def roles(db):
    """Two of those whose expectations Hana has written."""
    found = (("Returns support lead", "L4"), ("Support manager", "L6"))
    return [JobProfile.objects.create(title=title, level=level) for title, level in found]


@pytest.fixture
def company(ana, bo, cy, lee, hana, organisation, hire, in_role, roles):
    returns, manager = roles
    in_role(ana, returns)
    in_role(bo, manager)
    for number in range(40):
        one = hire(f"P{number} Worker", organisation.support, organisation.lisbon, bo)
        in_role(one, organisation.profile)
    found = DemoCompany(today=organisation_day(), people=50)
    found.cast = {"ana": ana, "bo": bo, "cy": cy, "tomas": lee, "hana": hana}
    found.units = {"support": organisation.support}
    make_roles(found)
    make_cycles(found)
    make_answers(found)
    look_back_on_the_last(found)
    return found


def test_many_lack_one_skill_and_nothing_else_is_a_pattern(company):
    lacks = lacks_of(UnitPattern.objects.get(is_whole=True).content)
    assert [one.name for one in lacks if one.is_pattern] == [LACKED]


def test_ana_is_held_against_what_her_role_expected_when_the_cycle_began(company, ana):
    """It has changed since: coaching matters more now."""
    running = Participant.objects.get(person=ana, cycle__state="launched")
    edition = running.edition
    assert edition.number < edition.expectation.version
    asked = asked_in(running.reviews.get(kind="manager"))
    skills = [str(one.text) for one in asked if one.of_id]
    assert skills == ["Listening", "Settling a matter", "Writing plainly"]
