"""Two at the same moment: one effect, and the other is told."""

import pytest

from fairway.feedback.actions.asking import answer_from_outside, ask_for_feedback
from fairway.feedback.actions.giving import give_feedback, withdraw_feedback
from fairway.feedback.actions.receiving import open_feedback
from fairway.feedback.actions.refusals import LinkSpent, TooLateToWithdraw
from fairway.feedback.models import Feedback, Visibility
from fairway.feedback.tests.conftest import SAID
from fairway.foundation.ids import new_public_id
from tests.moments import at_once

pytestmark = pytest.mark.django_db(transaction=True)
PRIVATE = Visibility.PRIVATE


def test_one_form_sent_five_times_at_once_is_one_feedback(ana, cy):
    form = new_public_id()

    def send():
        return give_feedback(ana, actor=cy, visibility=PRIVATE, sent_as=form, **SAID).pk

    assert len(set(at_once(*[send] * 5))) == 1
    assert Feedback.objects.count() == 1


def test_a_link_that_is_used_twice_at_once_is_used_once(ana):
    asked = ask_for_feedback(ana, actor=ana, outside_name="Lou Client", visibility=PRIVATE)
    given = at_once(*[lambda: answer_from_outside(asked, **SAID)] * 2)
    assert sum(isinstance(one, Feedback) for one in given) == 1
    assert sum(isinstance(one, LinkSpent) for one in given) == 1
    assert Feedback.objects.count() == 1


def test_it_is_either_opened_or_taken_back(ana, cy):
    told = give_feedback(ana, actor=cy, visibility=PRIVATE, **SAID)
    at_once(
        lambda: open_feedback(told, actor=ana),
        lambda: withdraw_feedback(told, actor=cy),
    )
    told.refresh_from_db()
    assert (told.read_at is None) != (told.withdrawn_at is None)
    if told.read_at is not None:
        with pytest.raises(TooLateToWithdraw):
            withdraw_feedback(told, actor=cy)
