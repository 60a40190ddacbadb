"""Two roles with skills, and a template that asks about those of each role, two at most."""

import pytest

from fairway.foundation.events import SYSTEM
from fairway.people.models import Assignment, JobProfile
from fairway.reviews.actions.templates import publish_template, save_template
from fairway.reviews.models.writing import asked_in
from fairway.reviews.wording import Asked, Kind, Part
from fairway.skills.actions.expecting import write_expectation
from fairway.skills.actions.skills import save_skill
from fairway.skills.models import RoleExpectation

EACH = Asked(
    Kind.COMPETENCY,
    "How are the skills of the role seen?",
    "Think of work that others saw.",
    most_skills=2,
    wants_example="never",
)


@pytest.fixture
def skills(db):
    """By name, each with words of its own at every level."""
    levels = ("awareness", "working", "practitioner", "expert")
    names = ("Listening", "Settling", "Writing", "Coaching")
    return {
        name: save_skill(
            None,
            actor=SYSTEM,
            name=name,
            meaning=f"What {name} means.",
            **{level: f"{name} as {level}." for level in levels},
        )
        for name in names
    }


@pytest.fixture
def expects(skills):
    """expects(role, Listening=3): what it expects from now on, as another edition."""

    def write(profile, **levels):
        now = RoleExpectation.objects.filter(profile=profile).first()
        return write_expectation(
            profile,
            actor=SYSTEM,
            words={},
            levels={skills[name]: level for name, level in levels.items()},
            version=now.version if now else None,
        )

    return write


@pytest.fixture
def specialist(organisation, expects):
    expects(organisation.profile, Writing=2, Listening=3, Settling=2)
    return organisation.profile


@pytest.fixture
def trainer(expects):
    profile = JobProfile.objects.create(title="Trainer", level="L4")
    expects(profile, Listening=1, Coaching=4)
    return profile


@pytest.fixture
def in_role():
    """in_role(ana, specialist): she works as one from the beginning."""

    def give(person, profile):
        Assignment.objects.filter(pk=person.assignment_id).update(job_profile=profile)
        person.refresh_from_db()
        return person

    return give


@pytest.fixture
def template(db):
    """Words first, then each skill of the role."""
    parts = (Part("The year", [Asked(Kind.TEXT, "Patterns")]), Part("Skills", [EACH]))
    made = save_template(None, actor=SYSTEM, name="With skills", use="annual", parts=parts)
    publish_template(made, actor=SYSTEM)
    return made


@pytest.fixture
def team(ana, bo, lee, specialist, trainer, in_role):
    """Ana is a specialist, Lee a trainer, and Bo has no role."""
    in_role(ana, specialist)
    in_role(lee, trainer)


@pytest.fixture
def asked(review):
    """asked(cycle, ana): what her manager is asked about her, by its words."""

    def read(cycle, person, kind="manager"):
        return {str(one.text): one for one in asked_in(review(cycle, person, kind))}

    return read
