"""What is critical in a review was said before, and where, or is marked and counted as new."""

import pytest
from django.core.exceptions import PermissionDenied

from fairway.feedback.actions.recognising import recognise
from fairway.feedback.models import Visibility
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.policy import set_policy
from fairway.reviews.actions.refusals import SaySomething
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.actions.writing_pointing import (
    MOST_STATEMENTS,
    add_statement,
    cite,
    drop_statement,
    say_it_is_new,
    say_where_before,
    uncite,
)
from fairway.reviews.actions.writing_refused import (
    AlreadySent,
    NotReady,
    NotThere,
    NotToldBefore,
    PointsNowhere,
    TooManyStatements,
)
from fairway.reviews.models import Citation, CriticalStatement
from fairway.reviews.reading.evidence import told_before
from fairway.reviews.reading.raised import raised
from fairway.reviews.reading.writing import desk_of, find_review

pytestmark = pytest.mark.django_db
LATE = "Labels came late for five weeks"


@pytest.fixture
def statement(of_manager, running, bo):
    return add_statement(of_manager, running.asks["patterns"], actor=bo, text=LATE)


def point(statement, feedback, by):
    return say_where_before(statement, actor=by, source="feedback", key=feedback.public_id)


def test_a_review_is_not_sent_before_each_is_settled(of_manager, statement, whole, bo):
    with pytest.raises(NotReady) as refusal:
        submit(of_manager, actor=bo, said=whole())
    assert [lack.code for lack in refusal.value.lacks] == ["undecided"]
    say_it_is_new(statement, actor=bo)
    assert submit(of_manager, actor=bo, said=whole()).is_written


def test_a_low_rating_has_to_be_settled_too(of_manager, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole(1))
    with pytest.raises(NotReady):
        submit(of_manager, actor=bo)
    say_it_is_new(CriticalStatement.objects.get(), actor=bo)
    assert submit(of_manager, actor=bo).is_written


def test_the_record_says_how_many_were_new(of_manager, statement, whole, bo):
    say_it_is_new(statement, actor=bo)
    submit(of_manager, actor=bo, said=whole())
    assert Event.objects.get(kind="reviews.submitted").data["surprises"] == 1


def test_the_writer_sees_the_count_before_they_send(of_manager, running, statement, told, bo):
    add_statement(of_manager, running.asks["patterns"], actor=bo, text="Another")
    keep_answers(of_manager, actor=bo, said={})
    point(statement, told(bo), bo)
    desk = desk_of(find_review(bo, of_manager.public_id), bo)
    assert (desk.told_before, desk.new, desk.undecided) == (1, 0, 1)


def test_feedback_the_person_has_opened_has_told_them(statement, told, bo):
    given = told(bo)
    settled = point(statement, given, bo)
    assert settled.said_before.key == given.public_id
    assert not settled.is_new
    assert settled.said_before.day == given.given_at.date()


def test_feedback_they_have_not_opened_has_not(of_manager, statement, told, bo):
    given = told(bo, opened=False)
    assert told_before(of_manager, bo) == []
    with pytest.raises(NotToldBefore):
        point(statement, given, bo)


def test_what_was_said_to_a_manager_alone_has_told_nobody(of_manager, statement, told, cy, bo):
    set_policy("feedback.manager_only", True, actor=SYSTEM)
    given = told(cy, visibility=Visibility.MANAGER)
    assert told_before(of_manager, bo) == []
    with pytest.raises((NotThere, NotToldBefore)):
        point(statement, given, bo)


def test_what_the_writer_may_not_read_is_not_pointed_to(of_manager, statement, told, cy, bo):
    given = told(cy)
    assert told_before(of_manager, bo) == []
    with pytest.raises(NotThere):
        point(statement, given, bo)


def test_recognition_told_them_nothing_critical(statement, ana, bo):
    praise = recognise([ana], actor=bo, words="For the queue")
    with pytest.raises((NotThere, NotToldBefore)):
        say_where_before(statement, actor=bo, source="recognition", key=praise.public_id)


def test_what_is_said_today_is_no_surprise_either(statement, told, bo):
    assert point(statement, told(bo, ago=0), bo).is_settled


def test_to_mark_it_as_new_takes_the_pointer_off(statement, told, bo):
    point(statement, told(bo), bo)
    marked = say_it_is_new(statement, actor=bo)
    assert marked.is_new
    assert marked.said_before is None


def test_with_the_pointer_goes_that_it_was_said_before(statement, told, bo):
    settled = point(statement, told(bo), bo)
    uncite(settled.said_before, actor=bo)
    statement.refresh_from_db()
    assert not statement.is_settled


def test_the_same_statement_stands_once(of_manager, running, statement, bo):
    again = add_statement(of_manager, running.asks["patterns"], actor=bo, text=f" {LATE} ")
    assert again == statement


def test_a_statement_needs_words_and_there_are_not_too_many(of_manager, running, bo):
    question = running.asks["patterns"]
    with pytest.raises(SaySomething):
        add_statement(of_manager, question, actor=bo, text=" \n ")
    for number in range(MOST_STATEMENTS):
        add_statement(of_manager, question, actor=bo, text=f"Number {number}")
    with pytest.raises(TooManyStatements):
        add_statement(of_manager, question, actor=bo, text="One more")


def test_what_is_not_critical_after_all_is_dropped_but_a_low_rating_is(
    of_manager, running, statement, whole, bo
):
    keep_answers(of_manager, actor=bo, said=whole(1))
    drop_statement(statement, actor=bo)
    of_rating = CriticalStatement.objects.get()
    drop_statement(of_rating, actor=bo)
    assert CriticalStatement.objects.get() == of_rating


def test_colleagues_point_to_nothing(of_peer, running, told, cy):
    given = told(cy)
    with pytest.raises(PointsNowhere):
        cite(of_peer, running.asks["patterns"], actor=cy, source="feedback", key=given.public_id)
    with pytest.raises(PointsNowhere):
        add_statement(of_peer, running.asks["patterns"], actor=cy, text=LATE)


def test_a_citation_holds_no_word_of_what_it_points_to(of_manager, running, told, bo):
    given = told(bo, behaviour="Canary words")
    cite(of_manager, running.asks["patterns"], actor=bo, source="feedback", key=given.public_id)
    row = Citation.objects.values().get()
    assert "Canary" not in str(row)


def test_pointed_to_twice_it_is_there_once(of_manager, running, told, bo):
    key = told(bo).public_id
    for _time in range(2):
        cite(of_manager, running.asks["patterns"], actor=bo, source="feedback", key=key)
    assert Citation.objects.count() == 1


def test_what_lies_outside_the_period_is_not_evidence_of_it(of_manager, running, told, bo):
    given = told(bo, ago=400)
    with pytest.raises(NotThere):
        cite(of_manager, running.asks["patterns"], actor=bo, source="feedback", key=given.public_id)


@pytest.mark.parametrize("who", ["ana", "mia", "cy", "hana"])
def test_nobody_else_settles_it(request, who, statement):
    with pytest.raises(PermissionDenied):
        say_it_is_new(statement, actor=request.getfixturevalue(who))


def test_once_sent_it_is_settled_for_good(of_manager, statement, whole, bo):
    say_it_is_new(statement, actor=bo)
    submit(of_manager, actor=bo, said=whole())
    with pytest.raises(AlreadySent):
        drop_statement(statement, actor=bo)


@pytest.mark.parametrize(
    ("before", "new", "words"),
    [
        (0, 0, ""),
        (0, 1, "1 critical point here is new."),
        (0, 2, "2 critical points here are new."),
        (1, 0, "1 critical point was raised before; none is new."),
        (1, 2, "1 critical point was raised before; 2 are new."),
        (2, 1, "2 critical points were raised before; 1 is new."),
    ],
)
def test_how_much_is_new_is_said_as_one_would_say_it(before, new, words):
    assert raised(before, new) == words
