"""Each skill that the role expects: everybody is asked about those of their own role, as it was when
they came into the cycle, and about no other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.foundation.ids import new_public_id
from fairway.people.models import JobProfile
from fairway.reviews.actions.asking_skills import make
from fairway.reviews.actions.assembling import assemble, write
from fairway.reviews.actions.keeping import add_participant, remove_participant
from fairway.reviews.models import Question, Section
from fairway.reviews.models.levels import levels_for
from fairway.reviews.models.writing import asked_in
from fairway.reviews.reading.blockers import preview
from fairway.skills.actions.skills import save_skill

pytestmark = pytest.mark.django_db


def test_everybody_is_asked_about_what_their_role_expects_most_and_not_more_than_was_said(
    team, launched, asked, ana, lee, bo
):
    cycle = launched("self", "manager")
    for kind in ("self", "manager"):
        assert list(asked(cycle, ana, kind)) == ["Patterns", "Listening", "Settling"]
        assert list(asked(cycle, lee, kind)) == ["Patterns", "Coaching", "Listening"]
        assert list(asked(cycle, bo, kind)) == ["Patterns"]


def test_each_has_the_level_that_the_role_expects_and_the_skills_own_words(
    team, launched, asked, ana, lee
):
    cycle = launched()
    of_ana, of_lee = asked(cycle, ana)["Listening"], asked(cycle, lee)["Listening"]
    assert (of_ana.expected, of_lee.expected) == (3, 1)
    assert of_ana.pk == of_lee.pk
    points = [(one["value"], one["label"]["en"], one["anchor"]["en"]) for one in of_ana.scale]
    assert points == [
        (1, "Awareness", "Listening as awareness."),
        (2, "Working", "Listening as working."),
        (3, "Practitioner", "Listening as practitioner."),
        (4, "Expert", "Listening as expert."),
    ]
    assert str(of_ana.help) == "What Listening means."


def test_whatever_roles_and_skills_become_later_stays_out_of_a_cycle_that_runs(
    team, launched, asked, skills, ana, specialist, expects
):
    cycle = launched()
    before = [(one.pk, one.expected, one.scale) for one in asked(cycle, ana).values()]
    expects(specialist, Coaching=4, Listening=1)
    save_skill(skills["Settling"], actor=SYSTEM, name="Zeal", working="Otherwise.", version=1)
    assert [(one.pk, one.expected, one.scale) for one in asked(cycle, ana).values()] == before


def test_the_next_cycle_has_the_words_and_levels_of_its_own_day(
    team, launched, asked, skills, ana, specialist, expects
):
    first = launched()
    expects(specialist, Listening=4)
    save_skill(skills["Listening"], actor=SYSTEM, name="Hearing", expert="Anew.", version=1)
    second = launched()
    assert list(asked(first, ana)) == ["Patterns", "Listening", "Settling"]
    found = asked(second, ana)
    assert list(found) == ["Patterns", "Hearing"]
    assert found["Hearing"].expected == 4
    assert found["Hearing"].scale[-1]["anchor"]["en"] == "Anew."


@pytest.mark.parametrize(
    ("audience", "asked_of_ana", "asked_of_bo"),
    [
        # Asked anyway, a skill takes no place among the two of the role.
        ("everybody", ["Listening", "Settling", "Writing"], ["Listening", "Settling", "Writing"]),
        ("others", ["Listening", "Settling"], ["Listening", "Settling"]),
        ("self", ["Listening", "Listening", "Settling"], ["Listening", "Settling"]),
    ],
)
def test_a_skill_that_the_template_asks_about_itself_is_not_asked_about_again(
    team, launched, review, skills, ana, template, audience, asked_of_ana, asked_of_bo
):
    section = Question.objects.get(most_skills__isnull=False).section
    own = Section.objects.create(
        template_version=section.template_version, rank=3, title="Ours", audience=audience
    )
    Question.objects.create(
        section=own,
        rank=1,
        kind="competency",
        skill=skills["Listening"],
        text="How do they listen?",
        scale=levels_for(skills["Listening"]),
    )
    cycle = launched("self", "manager")
    for kind, names in (("self", asked_of_ana), ("manager", asked_of_bo)):
        found = [one.skill.name for one in asked_in(review(cycle, ana, kind)) if one.skill]
        assert sorted(found) == names


def test_whoever_joins_late_in_a_role_that_nobody_had_is_asked_about_its_skills(
    ana, bo, lee, cy, specialist, trainer, in_role, launched, asked, pia
):
    in_role(ana, specialist)
    cycle = launched("self", "manager")
    in_role(cy, trainer)
    add_participant(cycle, cy, actor=pia)
    assert list(asked(cycle, cy, "self")) == ["Patterns", "Coaching", "Listening"]
    assert asked(cycle, cy, "self")["Listening"].pk == asked(cycle, ana)["Listening"].pk


def test_whoever_comes_back_is_asked_what_they_were_asked_before(
    team, launched, asked, participant, ana, pia, specialist, expects
):
    cycle = launched()
    before = list(asked(cycle, ana))
    remove_participant(participant(cycle, ana), actor=pia, reason="By mistake")
    expects(specialist, Coaching=4)
    add_participant(cycle, ana, actor=pia)
    assert list(asked(cycle, ana)) == before


def test_what_two_bring_in_at_once_is_there_once(team, launched):
    cycle = launched()
    made = Question.objects.filter(cycle=cycle)
    assert made.count() == 4  # of both roles together; one of the skills is in both
    make([
        Question(of=one.of, cycle=cycle, skill=one.skill, kind=one.kind, section=one.section,
                 rank=one.rank, text=one.text)
        for one in made
    ])  # fmt: skip
    assert made.count() == 4


def test_a_template_without_such_a_question_makes_none(team, launched, template):
    Question.objects.filter(most_skills__isnull=False).delete()
    launched()
    assert not Question.objects.exclude(cycle=None).exists()


def test_the_preview_says_how_many_are_asked_about_none_and_stops_nothing(team, draft, pia):
    seen = preview(draft(), pia)
    assert "1 person has no role that expects skills, and is asked about none." in [
        one.words for one in seen.found
    ]
    assert seen.stops == []


def test_where_everybody_has_such_a_role_the_preview_says_nothing_of_it(
    team, draft, pia, bo, in_role, trainer
):
    in_role(bo, trainer)
    assert not [one for one in preview(draft(), pia).found if "skills" in one.words]


def test_many_are_brought_in_with_as_many_queries_as_few(
    team,
    launched,
    hire,
    organisation,
    bo,
    in_role,
    specialist,
    trainer,
    django_assert_max_num_queries,
):
    cycle = launched()
    some = [hire(f"Nr{n} New", organisation.shops, organisation.lisbon, bo) for n in range(12)]
    for number, one in enumerate(some):
        in_role(one, (specialist, trainer)[number % 2])
    with CaptureQueriesContext(connection) as one_of_them:
        write(assemble(cycle, [some[0].pk]), cycle=cycle, actor=SYSTEM)
    with django_assert_max_num_queries(len(one_of_them)):
        write(assemble(cycle, [one.pk for one in some[1:]]), cycle=cycle, actor=SYSTEM)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    roles=st.lists(
        st.dictionaries(
            st.sampled_from(["Listening", "Settling", "Writing", "Coaching"]), st.integers(1, 4)
        ),
        min_size=3,
        max_size=3,
    )
)
def test_nobody_is_asked_about_a_skill_of_another_role(
    roles, ana, bo, lee, expects, in_role, launched, asked
):
    """Whatever each role expects: what it expects most, two at most, at its own levels."""
    for person, levels in zip((ana, bo, lee), roles, strict=True):
        in_role(person, JobProfile.objects.create(title=new_public_id()))
        if levels:
            expects(person.assignment.job_profile, **levels)
    cycle = launched("self")
    for person, levels in zip((ana, bo, lee), roles, strict=True):
        _patterns, *found = asked(cycle, person, "self").values()
        at = {one.skill.name: one.expected for one in found}
        assert at.items() <= levels.items()
        assert len(at) == min(2, len(levels))
        left = [level for name, level in levels.items() if name not in at]
        assert not left or min(at.values()) >= max(left)
