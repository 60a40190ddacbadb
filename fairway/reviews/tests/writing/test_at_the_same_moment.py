"""Two hundred at the same moment: one effect, and nobody hears that anything failed."""

from functools import partial

import pytest

from fairway.foundation.models import Event
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.models import Answer, AnswerVersion, Review, Said
from tests.moments import at_once

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 8


def test_two_hundred_submits_of_one_review_make_one(of_manager, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole())
    given = at_once(*[lambda: submit(of_manager, actor=bo, version=1)] * 200, hands=HANDS)
    assert [one for one in given if not isinstance(one, Review)] == []
    assert len({one.submitted_at for one in given}) == 1
    assert Event.objects.filter(kind="reviews.submitted").count() == 1
    assert AnswerVersion.objects.filter(sent_in=1).count() == 2


def test_answers_kept_at_once_are_all_there(of_manager, running, bo):
    asked = [running.asks[name].pk for name in ("patterns", "next", "aside", "results")]

    def keep(number):
        said = {asked[number % 4]: Said(3 if number % 4 == 3 else None, f"by {number}")}
        return keep_answers(of_manager, actor=bo, said=said)

    given = at_once(*(partial(keep, number) for number in range(40)), hands=HANDS)
    assert [one for one in given if isinstance(one, Exception)] == []
    assert Answer.objects.filter(review=of_manager).count() == 4


def test_it_is_either_kept_or_sent_and_what_was_sent_does_not_change(of_manager, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole(3))

    def act(number):
        if number == 3:
            return submit(of_manager, actor=bo)
        return keep_answers(of_manager, actor=bo, said=whole(3 + number % 2))

    at_once(*(partial(act, number) for number in range(HANDS)))
    of_manager.refresh_from_db()
    sent = AnswerVersion.objects.filter(sent_in=1).values_list("answer", "value", "text")
    assert of_manager.is_written
    assert set(sent) == set(Answer.objects.values_list("pk", "value", "text"))
