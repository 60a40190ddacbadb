"""Whether ratings tell one thing from another: reckoned over a cycle, shown to their writer alone."""

import pytest
from django.utils import timezone

from fairway.people.models import Person
from fairway.reviews.actions.habits import reckon_habits
from fairway.reviews.models import Answer, HabitHint, Participant, Question, Review
from fairway.reviews.reading.evidence import habits_of, pane_of
from fairway.reviews.tests.writing.running import SCALE, Kind

pytestmark = pytest.mark.django_db
TELLING = ((2, 4, 3, 3), (4, 2, 3, 3), (3, 3, 2, 4), (3, 2, 4, 3), (4, 3, 3, 2))
ONE_IMPRESSION = ((3, 3, 3, 3),) * 5


@pytest.fixture
def rated(running):
    """rated(bo, forms): so many reviews of people of his, each with these ratings, and sent."""
    section = running.asks["results"].section
    criteria = [
        Question.objects.create(
            section=section, rank=20 + n, kind="rating", text={"en": f"Criterion {n}"}, scale=SCALE
        )
        for n in range(4)
    ]

    def make(writer, forms, state="submitted"):
        for n, ratings in enumerate(forms):
            name = f"Report {n} of {writer.name}"
            person = Person.objects.create(name=name, sort_name=name)
            participant = Participant.objects.create(cycle=running.cycle, person=person)
            review = Review.objects.create(
                cycle=running.cycle,
                participant=participant,
                kind=Kind.MANAGER,
                reviewer=writer,
                due_on=running.cycle.period_until,
                state=state,
                submitted_at=None if state == "open" else timezone.now(),
            )
            Answer.objects.bulk_create(
                Answer(
                    review=review,
                    question=question,
                    subject=person,
                    value=value,
                    at=timezone.now(),
                )
                for question, value in zip(criteria, ratings, strict=True)
            )

    return make


@pytest.fixture
def others(rated):
    for number in range(6):
        name = f"Manager {number}"
        rated(Person.objects.create(name=name, sort_name=name), TELLING)


def test_one_impression_in_all_is_found_and_nobody_else(running, rated, others, bo):
    rated(bo, ONE_IMPRESSION)
    reckon_habits(running.cycle)
    assert list(HabitHint.objects.filter(reread=True).values_list("writer", flat=True)) == [bo.pk]


def test_who_tells_things_apart_hears_nothing(running, rated, others, bo):
    rated(bo, TELLING)
    reckon_habits(running.cycle)
    assert not HabitHint.objects.filter(reread=True).exists()


def test_drafts_are_nobodys_yardstick_and_of_few_forms_nothing_is_said(running, rated, others, bo):
    rated(bo, ONE_IMPRESSION[:3])
    reckon_habits(running.cycle)
    assert not HabitHint.objects.filter(writer=bo).exists()
    HabitHint.objects.all().delete()
    Review.objects.update(state="open", submitted_at=None)
    assert reckon_habits(running.cycle) == 0


def test_reckoned_twice_it_stands_once(running, rated, others, bo):
    rated(bo, ONE_IMPRESSION)
    assert reckon_habits(running.cycle) == reckon_habits(running.cycle)
    assert HabitHint.objects.filter(writer=bo).count() == 1


def test_only_its_writer_sees_it(running, of_manager, rated, others, ana, bo, mia, hana):
    rated(bo, ONE_IMPRESSION)
    reckon_habits(running.cycle)
    assert "second look" in pane_of(of_manager, bo).rereads[0]
    for another in (ana, mia, hana):
        assert habits_of(of_manager, another) == []
