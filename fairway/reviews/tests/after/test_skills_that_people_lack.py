"""How people stand against the levels that their roles expect, by unit, and what it suggests."""

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.ports import skill_need_sources
from fairway.reviews.actions.reporting_cycles import write_report
from fairway.reviews.models import Answer, Question, Review, UnitPattern
from fairway.reviews.models.levels import levels_for
from fairway.reviews.reading.cycle_facts import skills
from fairway.skills.models import RoleExpectation, Skill


@pytest.fixture
def listening(closed, organisation):
    """A question of a skill, in the template of the cycle; everybody's role expects the third of
    its levels."""
    skill = Skill.objects.create(name="Listening")
    role = RoleExpectation.objects.create(profile=organisation.profile)
    edition = role.editions.create(number=1, written_at=timezone.now())
    edition.skills.create(skill=skill, level=3)
    closed.participants.update(edition=edition)
    section = Question.objects.filter(overall=True).get().section
    return Question.objects.create(
        section=section,
        rank=9,
        kind="competency",
        text="Listening",
        skill=skill,
        scale=levels_for(skill),
    )


@pytest.fixture
def rate(closed, listening):
    def give(person, value):
        review = Review.objects.get(cycle=closed, participant__person=person, kind="manager")
        Answer.objects.create(
            review=review, question=listening, subject=person, value=value, at=timezone.now()
        )

    return give


def everybody(people):
    return [one for team in people.values() for one in team]


def test_a_skill_that_many_lack_is_suggested_to_rooms_that_plan_learning(
    closed, people, rate, eva, ana
):
    """Read as a room above would: through the port, for a viewer."""
    for number, one in enumerate(everybody(people)):
        rate(one, 2 if number < 7 else 4)
    write_report(closed)
    found = list(skill_need_sources["reviews"].find(eva))
    assert {one.name for one in found} == {"Listening"}
    whole = next(one for one in found if one.of == 15)
    assert whole.people == 7
    assert whole.people >= 5
    assert "7 of 15" in whole.need
    assert "8 people" in whole.action
    assert list(skill_need_sources["reviews"].find(ana)) == []


def test_where_four_lack_a_skill_nothing_is_said(closed, people, rate, eva):
    for number, one in enumerate(everybody(people)):
        rate(one, 2 if number < 4 else 4)
    write_report(closed)
    assert list(skill_need_sources["reviews"].find(eva)) == []
    assert UnitPattern.objects.get(is_whole=True).content["skills"][0]["below"] is None


def test_a_skill_is_held_against_what_each_role_expected_when_the_cycle_began(
    closed, people, rate, listening, organisation
):
    """Shops expect less of it; a later edition changes nothing, and who is expected nothing counts
    nowhere."""
    role = RoleExpectation.objects.get()
    lower = role.editions.create(number=2, written_at=timezone.now())
    lower.skills.create(skill=listening.skill, level=2)
    closed.participants.filter(person__in=people["Shops"]).update(edition=lower)
    closed.participants.filter(person__in=people["People"]).update(edition=None)
    for one in everybody(people):
        rate(one, 2)
    later = role.editions.create(number=3, written_at=timezone.now())
    later.skills.create(skill=listening.skill, level=4)
    role.version = 3
    role.save()
    found = {one.person: one.cell for one in skills(closed)[listening.skill_id]}
    assert found == {
        **{one.pk: "below" for one in people["Support"]},
        **{one.pk: "at" for one in people["Shops"]},
    }


def test_a_skill_on_another_scale_is_left_out_and_the_page_says_so(
    closed, people, rate, listening, at, pia
):
    listening.scale = [{**one, "label": {"en": f"Point {one['value']}"}} for one in listening.scale]
    listening.save()
    for one in everybody(people):
        rate(one, 2)
    write_report(closed)
    assert UnitPattern.objects.get(is_whole=True).content.get("skills", []) == []
    for name in ("cycle_report", "patterns_of"):
        page = at(pia).get(reverse(f"reviews:{name}", args=[closed.public_id])).content.decode()
        assert "another than that of the levels: Listening." in page
