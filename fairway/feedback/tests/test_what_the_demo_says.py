"""Saltmarsh has people who tell each other things, and one whom nobody recognises."""

import pytest

from fairway.feedback.demo import make_feedback
from fairway.feedback.models import Feedback, FeedbackRequest, Recognised
from fairway.feedback.tests.conftest import todos_of
from fairway.foundation.demo import DemoCompany
from fairway.people.days import organisation_day
from fairway.people.models import Assignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(ana, bo, cy, lee, dee):
    Assignment.objects.filter(pk=lee.assignment_id).update(work_mode="remote")
    found = DemoCompany(today=organisation_day(), people=50)
    found.cast = {"ana": ana, "bo": bo, "cy": cy}
    make_feedback(found)
    return found


def test_something_waits_for_ana_and_somebody_asks_her(company, ana, bo):
    assert Feedback.objects.filter(recipient=ana, read_at=None).count() == 1
    assert FeedbackRequest.objects.waiting().get().asked == ana
    assert {str(one.action) for one in todos_of(ana)} == {"Open", "Answer"}


def test_who_works_remotely_was_recognised_by_nobody(company, lee):
    assert not Recognised.objects.filter(person=lee).exists()
    assert not Feedback.objects.filter(recipient=lee).exists()
