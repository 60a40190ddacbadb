"""The stories planted in the reviews of the demo company can be found, and stand on who has them."""

from statistics import mean, pvariance

import pytest
from django.utils import timezone

from fairway.foundation.demo import DemoCompany
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.habits import reckon_habits
from fairway.reviews.demo.words import how_it_was_done
from fairway.reviews.demo.writing import make_answers, story_of
from fairway.reviews.models import Answer, HabitHint, Participant, Question, Review
from fairway.reviews.tests.writing.running import SCALE, Kind

pytestmark = pytest.mark.django_db
ENOUGH = 4  # criteria on a form, below which measurement says nothing of halo
REPORTS = (12, 11, 10, 9, 8)  # of each manager, so that the four are the same at every making


@pytest.fixture
def company(running, cy):
    """Five managers with reports of their own, everything sent, and one review by a colleague."""
    section = running.asks["results"].section
    for n in range(3):
        Question.objects.create(
            section=section, rank=20 + n, kind="rating", text={"en": f"Criterion {n}"}, scale=SCALE
        )
    for number, count in enumerate(REPORTS):
        manager = somebody(f"Manager {number}")
        for n in range(count):
            sent(running, somebody(f"Report {n} of {number}"), Kind.MANAGER, manager)
    sent(running, somebody("Colleague"), Kind.PEER, cy)
    make_answers(DemoCompany(today=organisation_day(), people=100))


def somebody(name):
    return Person.objects.create(name=name, sort_name=name)


def sent(running, person, kind, reviewer):
    participant = Participant.objects.create(cycle=running.cycle, person=person)
    return Review.objects.create(
        cycle=running.cycle,
        participant=participant,
        kind=kind,
        reviewer=reviewer,
        due_on=running.cycle.period_until,
        state="submitted",
        submitted_at=timezone.now(),
    )


def ratings_of(writer):
    rows = Answer.objects.filter(review__reviewer=writer, question__kind="rating")
    forms = {}
    for review, value in rows.values_list("review", "value"):
        forms.setdefault(review, []).append(value)
    return list(forms.values())


def test_one_rates_lower_and_one_higher_than_the_rest(company):
    story = story_of()
    severe, lenient, plain = (
        mean(mean(form) for form in ratings_of(writer))
        for writer in (story.severe, story.lenient, story.last_weeks)
    )
    assert severe < plain - 0.4
    assert lenient > plain + 0.4


def test_one_gives_one_impression_throughout_and_nobody_else_does(company):
    story = story_of()
    assert all(pvariance(form) == 0 for form in ratings_of(story.one_impression))
    for other in (story.severe, story.lenient, story.last_weeks):
        assert any(pvariance(form) > 0 for form in ratings_of(other))


def test_the_hint_on_ones_ratings_finds_that_one_and_nobody_else(running, company):
    reckon_habits(running.cycle)
    found = HabitHint.objects.filter(reread=True).values_list("writer", flat=True)
    assert list(found) == [story_of().one_impression]


def test_saltmarsh_asks_enough_of_each_for_an_impression_to_show():
    asked = [one for one in how_it_was_done().questions if one.kind in Question.WITH_POINTS]
    assert len(asked) >= ENOUGH
    assert all(len({point.anchor for point in one.scale}) == len(one.scale) for one in asked)


def test_what_a_colleague_answers_in_confidence_is_not_invented(company):
    assert not Answer.objects.filter(review__kind=Kind.PEER).exists()
    assert Answer.objects.filter(review__kind=Kind.MANAGER).exists()


def test_made_again_the_four_are_the_same(company):
    assert story_of() == story_of()
    names = Person.objects.filter(pk=story_of().severe).values_list("name", flat=True)
    assert list(names) == ["Manager 0"]
