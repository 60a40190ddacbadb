"""Feedback and recognition on the timeline, for whoever may read them elsewhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fairway.feedback.models import Feedback, Recognised, Recognition
from fairway.foundation.evidence import Asked
from fairway.people.days import organisation_day
from fairway.people.evidence import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    today = organisation_day()
    return Asked(today - timedelta(days=365), today + timedelta(days=2))


@pytest.fixture
def given(ana, cy, bo):
    """given("private"): by Cy to Ana, and opened by whoever can."""

    def give(visibility, behaviour="You asked before you promised."):
        manager = None if visibility == "private" else bo
        return Feedback.objects.create(
            recipient=ana,
            author=cy,
            manager=manager,
            visibility=visibility,
            behaviour=behaviour,
            given_at=timezone.now(),
            read_at=timezone.now(),
            manager_read_at=timezone.now() if manager else None,
        )

    return give


def told(viewer, person, asked):
    found = facts(viewer, person, asked).facts
    return [(one.kind, one.words, one.by, str(one.audience[1])) for one in found]


@pytest.mark.parametrize(
    ("visibility", "hers", "his"),
    [("private", True, False), ("shared", True, True), ("manager", False, False)],
)
def test_feedback_stands_there_for_those_it_was_for(given, ana, bo, year, visibility, hers, his):
    """What only the manager reads is evidence for nobody."""
    given(visibility)
    assert (bool(told(ana, ana, year)), bool(told(bo, ana, year))) == (hers, his)


def test_it_says_who_gave_it_and_who_reads_it(given, ana, cy, year):
    given("private")
    assert told(ana, ana, year) == [
        ("feedback", "You asked before you promised.", cy.name, "The two of you")
    ]


def test_feedback_that_was_taken_back_is_gone(given, ana, year):
    one = given("shared")
    Feedback.objects.filter(pk=one.pk).update(withdrawn_at=timezone.now())
    assert told(ana, ana, year) == []


def test_praise_stands_there_until_it_is_taken_off_the_profile(ana, bo, cy, year):
    praise = Recognition.objects.create(
        author=cy, words="Calm in the worst week.", shown=1, given_at=timezone.now()
    )
    Recognised.objects.create(recognition=praise, person=ana, given_at=praise.given_at)
    expected = [("recognition", "Calm in the worst week.", cy.name, "Everybody here")]
    assert told(ana, ana, year) == told(bo, ana, year) == expected
    assert told(ana, cy, year) == []
    Recognised.objects.update(hidden_at=timezone.now())
    assert told(bo, ana, year) == []
