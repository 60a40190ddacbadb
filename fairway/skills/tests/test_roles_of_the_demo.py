"""Saltmarsh says what it expects. Ana has read what changed in her role; Bo has not yet."""

from datetime import date

import pytest

from fairway.foundation.demo import DemoCompany
from fairway.foundation.models import Event
from fairway.people.models import JobProfile
from fairway.skills.demo import make_roles
from fairway.skills.demo.words import ROLES, SKILLS
from fairway.skills.models import Edition, RoleExpectation, Skill
from fairway.skills.standing import standing_of, waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(ana, bo, mia, hana, lee, in_role):
    lead = JobProfile.objects.create(title="Returns support lead", level="L4")
    in_role(ana, lead)
    in_role(lee, JobProfile.objects.get(title="Support specialist", level="L3"))
    today = date.today()  # noqa: DTZ011 what was confirmed is compared with the days that run
    company = DemoCompany(today, 240, cast={"ana": ana, "bo": bo, "mia": mia, "hana": hana})
    make_roles(company)
    return company


def test_ana_has_confirmed_what_changed_and_bo_has_not_yet(company, ana, bo, lee):
    edition = Edition.objects.holding().get(expectation__profile__title="Returns support lead")
    standing = standing_of(ana, edition, ana)
    assert (edition.number, standing.employee.holds, standing.manager.holds) == (2, True, False)
    assert standing.manager.changed
    assert list(waiting_for(ana)) == []
    assert list(waiting_for(bo)) == [ana]


def test_the_words_of_the_story_fit_together(company):
    assert Skill.objects.count() == len(SKILLS)
    assert {name for role in ROLES.values() for name in role["skills"]} <= set(SKILLS)
    assert RoleExpectation.objects.count() == 2
    assert company.write_past() == Event.objects.filter(kind__startswith="skills.").count() > 10
    assert not Event.objects.filter(at__date__gt=company.today).exists()
