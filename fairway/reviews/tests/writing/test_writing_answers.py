"""Answers are kept as they are typed; nothing typed elsewhere is overwritten, nothing is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fairway.foundation.actors import Actor
from fairway.reviews.actions.writing import bring_back, keep_answers
from fairway.reviews.actions.writing_refused import (
    AlreadySent,
    AnswerTooLong,
    CycleOver,
    NotOnTheScale,
    SetAside,
)
from fairway.reviews.models import (
    Answer,
    AnswerVersion,
    CriticalStatement,
    Review,
    Said,
)
from fairway.reviews.models.writing import LONGEST, unsealed
from fairway.reviews.tests.writing.running import Kind, running_about

pytestmark = pytest.mark.django_db
LONG = "The labels were late for five weeks and nobody was told of it in time."


def keep(review, actor, question, text="", value=None, **more):
    return keep_answers(review, actor=actor, said={question.pk: Said(value, text)}, **more)


def test_what_is_typed_is_there(of_manager, running, bo):
    keep(of_manager, bo, running.asks["patterns"], "  Ships on time  \n")
    assert of_manager.answers.get().said == Said(None, "  Ships on time")


def test_an_answer_that_says_nothing_makes_no_row(of_manager, running, bo):
    keep(of_manager, bo, running.asks["patterns"], "")
    assert not Answer.objects.exists()


def test_an_answer_can_be_emptied_again(of_manager, running, bo):
    keep(of_manager, bo, running.asks["patterns"], "Something")
    keep(of_manager, bo, running.asks["patterns"], "")
    assert of_manager.answers.get().said == Said()


@pytest.mark.parametrize("who", ["ana", "mia", "cy", "hana", "dee"])
def test_nobody_writes_in_anothers_name(request, who, of_manager, running):
    with pytest.raises(PermissionDenied):
        keep(of_manager, request.getfixturevalue(who), running.asks["patterns"], "Mine")


def test_who_writes_with_them_writes_too(of_manager, running, bo, mia):
    Review.objects.filter(pk=of_manager.pk).update(co_author=mia)
    keep(of_manager, mia, running.asks["patterns"], "Ours")
    assert of_manager.answers.get().text == "Ours"


def test_what_another_page_kept_meanwhile_is_not_overwritten(of_manager, running, bo):
    question = running.asks["patterns"]
    keep(of_manager, bo, question, "On the phone", page="phone", seen={})
    kept = keep(of_manager, bo, question, "On the desk", page="desk", seen={})
    assert kept.elsewhere[question.pk].text == "On the phone"
    assert of_manager.answers.get().text == "On the phone"
    version = kept.elsewhere[question.pk].version
    keep(of_manager, bo, question, "On the desk", page="desk", seen={question.pk: version})
    assert of_manager.answers.get().text == "On the desk"
    assert AnswerVersion.objects.get().text == "On the phone"


def test_an_answer_that_got_lost_on_a_bad_line_makes_no_page_a_stranger(of_manager, running, bo):
    question = running.asks["patterns"]
    for text in ("First", "First and then", "First and then more"):
        kept = keep(of_manager, bo, question, text, page="desk", seen={})
        assert not kept.elsewhere
    assert of_manager.answers.get().text == "First and then more"


def test_the_same_words_from_two_pages_are_no_conflict(of_manager, running, bo):
    question = running.asks["patterns"]
    keep(of_manager, bo, question, "Same", page="phone", seen={})
    assert not keep(of_manager, bo, question, "Same", page="desk", seen={}).elsewhere


def test_the_other_answers_of_a_page_are_kept_beside_one_that_changed(of_manager, running, bo):
    patterns, following = running.asks["patterns"], running.asks["next"]
    keep(of_manager, bo, patterns, "On the phone", page="phone", seen={})
    said = {patterns.pk: Said(None, "On the desk"), following.pk: Said(None, "Tell sooner")}
    kept = keep_answers(of_manager, actor=bo, said=said, page="desk", seen={})
    assert set(kept.elsewhere) == {patterns.pk}
    assert of_manager.answers.get(question=following).text == "Tell sooner"


def test_a_page_of_text_that_is_deleted_can_be_brought_back(of_manager, running, bo):
    question = running.asks["patterns"]
    keep(of_manager, bo, question, LONG)
    keep(of_manager, bo, question, "x")
    version = AnswerVersion.objects.get()
    assert version.text == LONG
    bring_back(version, actor=bo)
    assert of_manager.answers.get().text == LONG
    assert set(AnswerVersion.objects.values_list("text", flat=True)) == {LONG, "x"}


def test_small_changes_leave_a_version_a_minute(of_manager, running, bo):
    question, start = running.asks["patterns"], timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for second in range(0, 130, 2):
            clock.move_to(start + timedelta(seconds=second))
            keep(of_manager, bo, question, f"Ships on time {second:03}")
    assert AnswerVersion.objects.count() == 3


def test_a_megabyte_is_refused_and_what_stood_there_stays(of_manager, running, bo):
    keep(of_manager, bo, running.asks["patterns"], "Before")
    with pytest.raises(AnswerTooLong) as refusal:
        keep(of_manager, bo, running.asks["patterns"], "x" * 1_000_000)
    assert str(LONGEST) in str(refusal.value).replace(",", "")
    assert of_manager.answers.get().text == "Before"


@pytest.mark.parametrize("value", [0, 6, -1])
def test_a_point_that_is_not_on_the_scale_is_refused(of_manager, running, bo, value):
    with pytest.raises(NotOnTheScale):
        keep(of_manager, bo, running.asks["results"], value=value)


def test_words_have_no_points(of_manager, running, bo):
    keep(of_manager, bo, running.asks["patterns"], "Words", value=3)
    assert of_manager.answers.get().value is None


def test_a_question_of_another_cycle_is_not_answered(of_manager, running, bo, cy, hana):
    other = running_about(cy, bo, hana)
    keep(of_manager, bo, other.asks["patterns"], "Somewhere else")
    assert not Answer.objects.exists()


@pytest.mark.parametrize("kind", [Kind.PEER, Kind.UPWARD])
def test_what_colleagues_answer_lies_sealed(running, cy, kind):
    review = running.review(kind, cy)
    keep(review, cy, running.asks["results"], "Canary words", value=2)
    answer = Answer.objects.get()
    assert (answer.value, answer.text) == (None, "")
    assert b"Canary" not in bytes(answer.sealed)
    assert answer.said == Said(2, "Canary words")
    (opened,) = unsealed(Answer.objects.all())
    assert (opened.value, opened.text) == (2, "Canary words")


def test_earlier_versions_of_what_is_sealed_are_sealed(of_peer, running, cy):
    keep(of_peer, cy, running.asks["patterns"], LONG)
    keep(of_peer, cy, running.asks["patterns"], "")
    version = AnswerVersion.objects.get()
    assert version.text == ""
    assert unsealed([version])[0].text == LONG


def test_somebody_from_outside_writes_with_the_key_of_their_review_alone(running):
    review = running.review(Kind.EXTERNAL, None)
    keep(review, Actor("external", review.public_id), running.asks["patterns"], "From outside")
    assert Answer.objects.get().said.text == "From outside"
    for stranger in (
        Actor("external", "y" * 22),
        Actor("external", ""),
        Actor("external", review.external_key),
        Actor("account", review.public_id),
    ):
        with pytest.raises(PermissionDenied):
            keep(review, stranger, running.asks["patterns"], "Another")


def test_who_writes_is_told_why_it_cannot_be_kept(of_manager, running, bo):
    question = running.asks["patterns"]
    rows = Review.objects.filter(pk=of_manager.pk)
    rows.update(state="submitted", submitted_at=timezone.now())
    with pytest.raises(AlreadySent):
        keep(of_manager, bo, question, "Later")
    rows.update(state="closed", aside="removed", submitted_at=None)
    with pytest.raises(SetAside):
        keep(of_manager, bo, question, "Later")
    rows.update(state="open", aside="")
    type(running.cycle).objects.update(state="closed", closed_at=timezone.now())
    with pytest.raises(CycleOver):
        keep(of_manager, bo, question, "Later")


def test_a_low_rating_asks_to_be_told_of_before_and_a_better_one_no_longer(of_manager, running, bo):
    question = running.asks["results"]
    keep(of_manager, bo, question, value=2)
    assert CriticalStatement.objects.get().text == ""
    keep(of_manager, bo, question, value=1)
    assert CriticalStatement.objects.count() == 1
    keep(of_manager, bo, question, value=3)
    assert not CriticalStatement.objects.exists()


def test_of_oneself_and_by_colleagues_a_low_rating_asks_nothing(of_self, of_peer, running, ana, cy):
    keep(of_self, ana, running.asks["results"], value=1)
    keep(of_peer, cy, running.asks["results"], value=1)
    assert not CriticalStatement.objects.exists()
