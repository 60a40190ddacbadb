"""Whoever writes sees the level that the role expects, in words; and so does whoever reads it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.reviews.actions import habits
from fairway.reviews.actions.asking_skills import lacking, make
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.actions.writing_pointing import say_it_is_new
from fairway.reviews.documents import html_of
from fairway.reviews.models import Answer, CriticalStatement, Question, Review, Said, Section
from fairway.reviews.models.writing import asked_in
from fairway.reviews.reading.calibrating_given import ratings_given
from fairway.reviews.reading.sheets import sheet_of
from fairway.reviews.reading.weighing import weighed
from fairway.reviews.reading.writing import desk_of, desk_outside, find_review

pytestmark = pytest.mark.django_db
MARK = "Expected in this role"


@pytest.fixture
def cycle(team, launched):
    return launched("self", "manager", "peer", peers=4)


@pytest.fixture
def of_manager(cycle, review, ana):
    return review(cycle, ana, "manager")


@pytest.fixture
def written_on(at, bo, of_manager):
    return at(bo).get(reverse("reviews:review", args=[of_manager.public_id])).content.decode()


def questions(review):
    return {str(one.text): one for one in asked_in(review)}


def say(review, by, **levels):
    asked = questions(review)
    keep_answers(review, actor=by, said={asked[name].pk: Said(at) for name, at in levels.items()})


def points(page, skill):
    """What is read of each point of the skill's scale."""
    scale = page.partition(f"{skill} as awareness.")
    begin = scale[0].rpartition('<div class="fy-scale"')[2]
    return (begin + scale[1] + scale[2].partition("</div>")[0]).split("<label")[1:]


def test_the_level_that_the_role_expects_is_marked_in_words_on_the_scale(written_on):
    page = written_on
    marked = [MARK in point for point in points(page, "Listening")]
    assert marked == [False, False, True, False]
    assert page.count(MARK) == 2  # one mark for each skill
    assert "What Listening means." in page
    assert page.count("How are the skills of the role seen?") == 1
    assert page.count("Think of work that others saw.") == 1


def test_nothing_is_said_of_skills_where_a_role_expects_none(at, bo, mia, cycle, review):
    about = review(cycle, bo, "manager")
    page = at(mia).get(reverse("reviews:review", args=[about.public_id])).content.decode()
    assert "Patterns" in page
    assert MARK not in page
    assert "<h2>Skills</h2>" not in page


def test_what_was_chosen_stands_beside_what_is_expected_and_nobody_judges(of_manager, bo, at):
    say(of_manager, bo, Listening=2, Settling=2)
    page = at(bo).get(reverse("reviews:review", args=[of_manager.public_id])).content.decode()
    assert "Listening. Expected in this role: Practitioner. Chosen: Working." in page
    assert "below the middle" not in page
    assert "Settling. Expected" not in page


@pytest.mark.parametrize(
    ("skill", "level", "is_critical"),
    [
        ("Listening", 2, True), ("Listening", 3, False), ("Listening", 4, False),
        ("Settling", 1, True), ("Settling", 2, False),
    ],
)  # fmt: skip
def test_a_level_is_critical_where_the_role_expects_a_higher_one(
    of_manager, bo, skill, level, is_critical
):
    """And not where it lies below the middle of its scale."""
    say(of_manager, bo, **{skill: level})
    assert CriticalStatement.objects.exists() == is_critical


def test_a_low_level_is_fine_where_no_more_is_expected(cycle, review, lee, bo):
    say(review(cycle, lee, "manager"), bo, Listening=1)
    assert not CriticalStatement.objects.exists()


@pytest.fixture
def sent(of_manager, bo):
    say(of_manager, bo, Listening=2, Settling=4)
    for one in CriticalStatement.objects.all():
        say_it_is_new(one, actor=bo)
    return submit(of_manager, actor=bo)


def test_before_it_is_sent_the_critical_one_is_told_with_its_level(of_manager, bo, at):
    say(of_manager, bo, Listening=2)
    say_it_is_new(CriticalStatement.objects.get(), actor=bo)
    address = reverse("reviews:review_submission", args=[of_manager.public_id])
    page = at(bo).post(address, {"number": of_manager.number, "page": "x" * 22}).content.decode()
    assert "Listening. Expected in this role: Practitioner. Chosen: Working." in page


def test_whoever_reads_it_sees_the_same_mark(sent, bo, at):
    page = at(bo).get(reverse("reviews:review", args=[sent.public_id])).content.decode()
    assert "Expected in this role: Practitioner" in page
    assert "Expected in this role: Working" in page


def test_what_is_given_out_says_what_was_expected_and_keeps_it(
    sent, bo, pia, ana, at, participant, cycle, expects, specialist
):
    about = participant(cycle, ana)
    release_to_manager(about, actor=pia)
    given = give_to_person(about, actor=bo)
    expects(specialist, Listening=1)
    (part,) = sheet_of(given).parts
    told = [(one.question, one.label, one.expected) for one in part.blocks[-1].answers]
    assert told == [
        ("Listening", "2 – Working", "Practitioner"),
        ("Settling", "4 – Expert", "Working"),
    ]
    page = at(ana).get(given.get_absolute_url()).content.decode()
    for text in (page, html_of(given, "en")):
        assert "Expected in this role: Practitioner" in text


def test_a_colleague_sees_the_mark_and_what_they_say_is_sealed(cycle, ana, cy, at):
    asked = Review.objects.create(
        cycle=cycle, participant=cycle.participants.get(person=ana), kind="peer", reviewer=cy,
        due_on=cycle.phases.get(kind="write").due_on,
    )  # fmt: skip
    page = at(cy).get(reverse("reviews:review", args=[asked.public_id])).content.decode()
    assert page.count(MARK) == 2
    say(asked, cy, Listening=1)
    answer = Answer.objects.get()
    assert answer.value is None
    assert answer.said == Said(1)
    assert not CriticalStatement.objects.exists()


def test_outside_nobody_is_told_what_a_role_expects(of_manager):
    of_manager.kind = "external"
    of_manager.cycle.kinds.filter(kind="peer").update(kind="external")
    desk = desk_outside(of_manager)
    assert len(desk.asked) == 3
    assert not any(one.expected for one in desk.asked)


def test_one_named_skill_is_marked_as_well_where_the_role_expects_it(of_manager, skills, bo, at):
    section = Question.objects.get(most_skills=2).section
    levels = questions(of_manager)["Settling"].scale
    scale = [{**one, "label": {"en": f"Point {one['value']}"}} for one in levels]
    named = {"section": section, "kind": "competency", "skill": skills["Writing"]}
    Question.objects.create(rank=7, text={"en": "Named"}, scale=levels, **named)
    Question.objects.create(rank=8, text={"en": "Otherwise"}, scale=scale, **named)
    page = at(bo).get(reverse("reviews:review", args=[of_manager.public_id])).content.decode()
    assert page.count(MARK) == 3


def test_levels_weigh_nothing_beside_the_overall_rating(of_manager):
    overall = Question(kind="rating", overall=True, scale=[{"value": v} for v in (1, 2, 3, 4)])
    asked = questions(of_manager)
    assert weighed([(overall, 3), (asked["Listening"], 1), (asked["Settling"], 1)]) is None


def test_nobody_is_told_strict_by_levels_also_where_a_rating_has_as_many_points(
    sent, cycle, skills
):
    section = Question.objects.get(most_skills=2).section
    named = Question.objects.create(
        section=section, rank=8, kind="competency", text="Writing", skill=skills["Writing"],
        scale=questions(sent)["Listening"].scale,
    )  # fmt: skip
    scale = [{"value": value, "label": f"Point {value}", "anchor": ""} for value in range(1, 5)]
    overall = Question.objects.create(
        section=section, rank=9, kind="rating", text="All in all", overall=True, scale=scale
    )
    for one in (named, overall):
        Answer.objects.create(
            review=sent, question=one, subject=sent.participant.person, value=3, at=timezone.now()
        )
    assert set(ratings_given(cycle, overall).criterion) == {"overall"}


def test_nobodys_ratings_are_held_against_others_by_skills_that_others_are_not_asked(
    sent, cycle, monkeypatch
):
    """Whether a writer tells one thing from another is asked of what all of them answer."""
    seen = []
    monkeypatch.setattr(habits, "halo_signals", lambda *columns: seen.append(columns) or ())
    habits.reckon_habits(cycle)
    assert seen == []


@pytest.fixture
def apart(cycle, template):
    """The question stands in a section of their own for the person and for their manager."""
    one = Question.objects.get(most_skills=2)
    version = one.section.template_version
    Question.objects.filter(of=one).delete()
    section = Section.objects.create(
        template_version=version, rank=9, title={"en": "Again"}, audience="manager"
    )
    Section.objects.filter(pk=one.section_id).update(audience="self")
    same = {name: getattr(one, name) for name in ("kind", "text", "help", "scale", "most_skills")}
    Question.objects.create(section=section, rank=1, **same)
    make(lacking(cycle, cycle.participants.values_list("edition", flat=True)))


def test_what_the_person_says_of_a_skill_stands_beside_it_also_from_another_section(
    apart, cycle, review, ana, bo
):
    own = review(cycle, ana, "self")
    Answer.objects.create(
        review=own, question=questions(own)["Listening"], subject=ana, value=4, at=timezone.now()
    )
    Review.objects.filter(pk=own.pk).update(state="submitted", submitted_at=timezone.now())
    of_manager = review(cycle, ana, "manager")
    desk = desk_of(find_review(bo, of_manager.public_id), bo)
    beside = {str(one.question.text): one.own_point for one in desk.asked}
    assert beside["Listening"].label == "Expert"
    assert beside["Settling"] is None
