"""What writing keeps of somebody: handed out as far as it is theirs to read, gone once they left."""

from datetime import timedelta

import pytest

from fairway.foundation.events import SYSTEM
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.actions.writing_pointing import add_statement, say_it_is_new
from fairway.reviews.models import Answer, AnswerVersion, CriticalStatement, Review
from fairway.reviews.offers import writing_personal

pytestmark = pytest.mark.django_db
WORD = "canarywords"


@pytest.fixture
def shared(of_manager, running, whole, bo):
    row = add_statement(of_manager, running.asks["patterns"], actor=bo, text=f"{WORD} said late")
    say_it_is_new(row, actor=bo)
    submit(of_manager, actor=bo, said=whole(patterns=f"{WORD} in three words"))
    Review.objects.filter(pk=of_manager.pk).update(state="shared")
    return of_manager


def test_one_gets_what_others_wrote_once_it_is_shared(shared, ana):
    said = [one["words"] for one in writing_personal.export(ana) if "words" in one]
    assert f"{WORD} in three words" in said
    assert f"{WORD} said late" in said


def test_while_somebody_works_here_nothing_is_erased(shared, ana):
    assert writing_personal.erase(ana) == 0
    assert Answer.objects.filter(text__contains=WORD).exists()


def test_once_they_have_left_every_word_on_them_goes(shared, of_peer, whole, ana, cy):
    keep_answers(of_peer, actor=cy, said=whole(patterns=f"{WORD} of a peer"))
    end_employment(ana, actor=SYSTEM, left_on=organisation_day() - timedelta(days=1))
    ana.refresh_from_db()
    assert writing_personal.erase(ana) > 0
    assert not Answer.objects.filter(text__contains=WORD).exists()
    assert not Answer.objects.exclude(sealed=None).exists()
    assert not AnswerVersion.objects.exists()
    assert not CriticalStatement.objects.filter(text__contains=WORD).exists()
