"""Pressed by several hands at once, a step is decided once and a promotion is begun once."""

from functools import partial

import pytest

from fairway.foundation.models import Event
from fairway.reviews.actions.recommending import begin_recommendation, decide_step, propose
from fairway.reviews.models import ApprovalStep, Recommendation
from tests.moments import at_once

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 8


def test_many_yeses_have_one_effect(proposed, mia):
    seen = proposed.version

    def decide():
        return decide_step(proposed, actor=mia, approve=True, version=seen)

    given = at_once(*[decide] * HANDS)
    assert len([one for one in given if isinstance(one, Recommendation)]) == 1
    assert ApprovalStep.objects.filter(state="approved").count() == 1
    assert Event.objects.filter(kind="reviews.recommendation_approved").count() == 1


def test_a_yes_and_a_no_are_one_of_both(proposed, mia):
    seen = proposed.version

    def decide(number):
        yes = number % 2 == 0
        return decide_step(proposed, actor=mia, approve=yes, reason="Why.", version=seen)

    at_once(*(partial(decide, number) for number in range(HANDS)))
    proposed.refresh_from_db()
    decided = proposed.steps.exclude(decided_at=None)
    assert decided.count() == 1
    assert (proposed.state == "declined") == (decided.get().state == "declined")


def test_one_promotion_is_begun_and_proposed_once(ana_in_it, bo, said):
    def recommend():
        made = begin_recommendation(ana_in_it, actor=bo, kind="promotion", said=said())
        return propose(made, actor=bo)

    at_once(*[recommend] * HANDS)
    assert Recommendation.objects.count() == 1
    assert Event.objects.filter(kind="reviews.recommended").count() == 1
    assert ApprovalStep.objects.count() == 2
