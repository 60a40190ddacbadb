"""Pressed by several hands at once, a step is decided once and a promotion is begun once."""

import pytest

from fairway.foundation.models import Event
from fairway.reviews.actions.recommending import begin_recommendation, decide_step, propose
from fairway.reviews.models import ApprovalStep, Recommendation
from fairway.reviews.tests.writing.test_at_the_same_moment import HANDS, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_many_yeses_have_one_effect(proposed, mia):
    seen = proposed.version
    given = at_once(HANDS, lambda _n: decide_step(proposed, actor=mia, approve=True, version=seen))
    assert len([one for one in given if isinstance(one, Recommendation)]) == 1
    assert ApprovalStep.objects.filter(state="approved").count() == 1
    assert Event.objects.filter(kind="reviews.recommendation_approved").count() == 1


def test_a_yes_and_a_no_are_one_of_both(proposed, mia):
    seen = proposed.version

    def decide(number):
        yes = number % 2 == 0
        return decide_step(proposed, actor=mia, approve=yes, reason="Why.", version=seen)

    at_once(HANDS, decide)
    proposed.refresh_from_db()
    decided = proposed.steps.exclude(decided_at=None)
    assert decided.count() == 1
    assert (proposed.state == "declined") == (decided.get().state == "declined")


def test_one_promotion_is_begun_and_proposed_once(ana_in_it, bo, said):
    def recommend(_number):
        made = begin_recommendation(ana_in_it, actor=bo, kind="promotion", said=said())
        return propose(made, actor=bo)

    at_once(HANDS, recommend)
    assert Recommendation.objects.count() == 1
    assert Event.objects.filter(kind="reviews.recommended").count() == 1
    assert ApprovalStep.objects.count() == 2
