"""What is kept of a person is handed to them, and goes when they are erased."""

import pytest

from fairway.feedback import personal
from fairway.feedback.actions.asking import ask_for_feedback
from fairway.feedback.actions.receiving import reply_to
from fairway.feedback.actions.recognising import recognise
from fairway.feedback.models import Feedback, FeedbackReply, Recognition, Visibility

pytestmark = pytest.mark.django_db
WORD = "canaryword"


@pytest.fixture
def kept(ana, lee, bo, cy, tell):
    given = tell(ana, by=cy, behaviour=f"you said {WORD}")
    reply_to(given, actor=ana, body=f"{WORD}, yes.")
    tell(cy, by=ana, behaviour=f"you wrote {WORD}")
    ask_for_feedback(ana, actor=ana, asked=cy, visibility=Visibility.PRIVATE, question=WORD)
    recognise([ana], actor=cy, words=f"For {WORD}.")
    recognise([ana, lee], actor=cy, words="For both.")
    recognise([lee], actor=ana, words=f"By {WORD}.")
    return given


def test_everything_that_names_somebody_is_handed_to_them(ana, kept):
    kinds = [one["kind"] for one in personal.export(ana)]
    assert sorted(kinds) == [
        "feedback",
        "feedback",
        "feedback reply",
        "feedback request",
        "recognition",
        "recognition",
        "recognition",
    ]


def test_nothing_goes_as_long_as_they_are_here(ana, kept):
    assert personal.erase(ana) == 0
    assert Feedback.objects.filter(behaviour__contains=WORD).count() == 2


def test_once_they_have_left_their_words_and_those_about_them_go(ana, lee, cy, kept):
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    assert personal.erase(ana) > 0
    assert not Feedback.objects.filter(behaviour__contains=WORD).exists()
    assert not FeedbackReply.objects.filter(body__contains=WORD).exists()
    assert not Recognition.objects.filter(words__contains=WORD).exists()
    both = Recognition.objects.get(words="For both.")
    assert [one.person for one in both.recognised.all()] == [lee]
    assert not [one for one in personal.export(cy) if WORD in str(one)]
