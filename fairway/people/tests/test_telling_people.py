"""Who asks for days away is answered, and who decides is told."""

from datetime import date

import pytest

from fairway.foundation import notifications
from fairway.foundation.jobs.listening import hear
from fairway.foundation.models import Job
from fairway.people.actions.absences import ask_absence, decide_absence

pytestmark = pytest.mark.django_db


def deliver():
    for job in Job.objects.filter(task__endswith="hear", state="ready"):
        hear.call(**job.args)


def titles(person):
    return [one.title for one in notifications.for_person(person)]


@pytest.fixture
def asked(ana, bo):
    return ask_absence(ana, actor=ana, from_on=date(2031, 3, 3), until_on=date(2031, 3, 7))


def test_the_manager_is_told_that_days_away_are_asked_for(asked, ana, bo, mia):
    deliver()
    assert titles(bo) == ["Ana Reyes asks for days away from 3 March"]
    assert titles(mia) == titles(ana) == []


def test_the_answer_reaches_whoever_asked(asked, ana, bo):
    decide_absence(asked, actor=bo, agree=True)
    deliver()
    assert titles(ana) == ["Your days away from 3 March are agreed"]
