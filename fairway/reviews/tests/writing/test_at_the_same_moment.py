"""Two hundred at the same moment: one effect, and nobody hears that anything failed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from fairway.foundation.models import Event
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.models import Answer, AnswerVersion, Review, Said

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 8


def at_once(times, call):
    """What each gave, or what it raised."""
    gate = threading.Barrier(HANDS)

    def run(number):
        if number < HANDS:
            gate.wait()
        try:
            return call(number)
        except Exception as fault:  # noqa: BLE001 what was raised is what is looked at
            return fault
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(run, range(times)))


def test_two_hundred_submits_of_one_review_make_one(of_manager, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole())
    given = at_once(200, lambda _number: submit(of_manager, actor=bo, version=1))
    assert [one for one in given if not isinstance(one, Review)] == []
    assert len({one.submitted_at for one in given}) == 1
    assert Event.objects.filter(kind="reviews.submitted").count() == 1
    assert AnswerVersion.objects.filter(sent_in=1).count() == 2


def test_answers_kept_at_once_are_all_there(of_manager, running, bo):
    asked = [running.asks[name].pk for name in ("patterns", "next", "aside", "results")]

    def keep(number):
        said = {asked[number % 4]: Said(3 if number % 4 == 3 else None, f"by {number}")}
        return keep_answers(of_manager, actor=bo, said=said)

    given = at_once(40, keep)
    assert [one for one in given if isinstance(one, Exception)] == []
    assert Answer.objects.filter(review=of_manager).count() == 4


def test_it_is_either_kept_or_sent_and_what_was_sent_does_not_change(of_manager, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole(3))

    def act(number):
        if number == 3:
            return submit(of_manager, actor=bo)
        return keep_answers(of_manager, actor=bo, said=whole(3 + number % 2))

    at_once(HANDS, act)
    of_manager.refresh_from_db()
    sent = AnswerVersion.objects.filter(sent_in=1).values_list("answer", "value", "text")
    assert of_manager.is_written
    assert set(sent) == set(Answer.objects.values_list("pk", "value", "text"))
