"""A review is sent once, whole and in time; what was sent stays as it was sent."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.policy import set_policy
from fairway.people.days import organisation_day
from fairway.reviews.actions.submitting import look_over, submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.actions.writing_refused import (
    AlreadySent,
    ChangedElsewhere,
    NotReady,
    Reopened,
    WritingIsOver,
)
from fairway.reviews.content import hash_of
from fairway.reviews.models import AnswerVersion, Question, Review, Said
from fairway.reviews.tests.writing.running import SCALE

pytestmark = pytest.mark.django_db


def lacks_of(review, actor, **more):
    with pytest.raises(NotReady) as refusal:
        submit(review, actor=actor, **more)
    return {(lack.question, lack.code) for lack in refusal.value.lacks}


def sent_events():
    return Event.objects.filter(kind="reviews.submitted")


def test_it_is_sent_and_locked(of_manager, whole, bo):
    sent = submit(of_manager, actor=bo, said=whole())
    assert sent.state == Review.State.SUBMITTED
    assert sent.submitted_at
    assert len(sent.content_hash) == 64
    with pytest.raises(AlreadySent):
        keep_answers(of_manager, actor=bo, said=whole(4))


def test_sent_twice_it_is_sent_once(of_manager, whole, bo):
    first = submit(of_manager, actor=bo, said=whole(), version=1)
    again = submit(of_manager, actor=bo, said=whole(), version=1)
    assert again.submitted_at == first.submitted_at
    assert sent_events().count() == 1
    assert AnswerVersion.objects.count() == 2


def test_what_is_sent_later_and_says_something_else_is_refused_and_changes_nothing(
    of_manager, whole, bo
):
    submit(of_manager, actor=bo, said=whole())
    with pytest.raises(AlreadySent):
        submit(of_manager, actor=bo, said=whole(patterns="Something else in three words"))
    assert not of_manager.answers.filter(text__startswith="Something").exists()


@pytest.mark.parametrize("who", ["ana", "mia", "cy", "hana"])
def test_nobody_sends_it_for_them(request, who, of_manager, whole):
    with pytest.raises(PermissionDenied):
        submit(of_manager, actor=request.getfixturevalue(who), said=whole())


def test_all_that_is_missing_is_said_at_once(of_manager, running, bo):
    results, patterns = running.asks["results"], running.asks["patterns"]
    assert lacks_of(of_manager, bo) == {
        (results.public_id, "required"),
        (patterns.public_id, "required"),
    }
    said = {patterns.pk: Said(None, "Two words"), results.pk: Said(None, "No point chosen")}
    assert lacks_of(of_manager, bo, said=said) == {
        (results.public_id, "required"),
        (patterns.public_id, "too_short"),
    }


def test_too_many_words_are_said_to_be_too_many(of_manager, running, whole, bo):
    said = whole(patterns="word " * 301)
    assert lacks_of(of_manager, bo, said=said) == {(running.asks["patterns"].public_id, "too_long")}


def test_what_cannot_be_sent_is_not_half_kept(of_manager, running, bo):
    lacks_of(of_manager, bo, said={running.asks["patterns"].pk: Said(None, "Two words")})
    assert not of_manager.answers.exists()


def test_where_nothing_can_be_pointed_to_an_example_is_told(of_manager, running, whole, bo):
    results = running.asks["results"]
    Question.objects.filter(pk=results.pk).update(wants_example="ends")
    assert lacks_of(of_manager, bo, said=whole(5)) == {(results.public_id, "example")}
    told = whole() | {
        results.pk: Said(5, "In June she split the queue by product and all was done")
    }
    assert submit(of_manager, actor=bo, said=told).is_written


def test_in_the_middle_of_a_scale_no_example_is_asked_for(of_manager, running, whole, bo):
    Question.objects.update(wants_example="ends")
    assert submit(of_manager, actor=bo, said=whole(3)).is_written


def test_the_overall_rating_is_asked_only_where_the_cycle_has_one(of_manager, running, whole, bo):
    section = running.asks["results"].section
    Question.objects.create(
        section=section, rank=9, kind="rating", text={"en": "Overall"}, scale=SCALE,
        overall=True, required=True,
    )  # fmt: skip
    assert {code for _question, code in lacks_of(of_manager, bo, said=whole())} == {"required"}
    type(running.cycle).objects.update(overall_rating=False)
    assert submit(of_manager, actor=bo, said=whole()).is_written


def test_a_few_days_late_it_is_taken_and_counts_as_late(of_manager, whole, bo):
    Review.objects.update(due_on=organisation_day() - timedelta(days=3))
    submit(of_manager, actor=bo, said=whole())
    assert sent_events().get().data["late"] is True


def test_in_time_it_does_not_count_as_late(of_manager, whole, bo):
    submit(of_manager, actor=bo, said=whole())
    assert sent_events().get().data["late"] is False


def test_after_that_it_is_refused_with_the_way_on_and_what_was_kept_stays(of_manager, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole())
    Review.objects.update(due_on=organisation_day() - timedelta(days=9))
    with pytest.raises(WritingIsOver):
        submit(of_manager, actor=bo)
    keep_answers(of_manager, actor=bo, said=whole(4))
    assert of_manager.answers.count() == 2


def test_the_organisation_settles_how_late(of_manager, whole, bo):
    set_policy("reviews.late_days", 0, actor=SYSTEM)
    Review.objects.update(due_on=organisation_day() - timedelta(days=3))
    with pytest.raises(WritingIsOver):
        submit(of_manager, actor=bo, said=whole())


def test_more_time_is_more_time(of_manager, whole, bo):
    today = organisation_day()
    Review.objects.update(
        due_on=today - timedelta(days=30), extended_until=today + timedelta(days=1)
    )
    assert submit(of_manager, actor=bo, said=whole()).is_written


def test_a_page_from_before_a_reopening_is_refused(of_manager, whole, bo):
    Review.objects.update(number=2)
    with pytest.raises(Reopened):
        submit(of_manager, actor=bo, said=whole(), version=1)


def test_what_was_changed_on_another_device_is_looked_at_first(of_manager, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole(4), page="phone", seen={})
    with pytest.raises(ChangedElsewhere):
        submit(of_manager, actor=bo, said=whole(2), page="desk", seen={})
    assert not sent_events().exists()


def test_to_look_it_over_changes_nothing(of_manager, whole, bo):
    keep_answers(of_manager, actor=bo, said=whole())
    look_over(of_manager, actor=bo)
    of_manager.refresh_from_db()
    assert of_manager.state == Review.State.OPEN
    assert not sent_events().exists()


def test_each_answer_stays_as_it_was_sent(of_manager, running, whole, bo):
    submit(of_manager, actor=bo, said=whole())
    Review.objects.update(state="open", submitted_at=None, number=2)
    submit(of_manager, actor=bo, said=whole(4), version=2)
    sent = AnswerVersion.objects.filter(answer__question=running.asks["results"])
    by_number = sent.exclude(sent_in=None).order_by("sent_in")
    assert list(by_number.values_list("sent_in", "value")) == [(1, 3), (2, 4)]


def test_the_hash_is_that_of_what_it_says(of_manager, running, whole, bo):
    sent = submit(of_manager, actor=bo, said=whole())
    by_key = {one.pk: one.public_id for one in running.asks.values()}
    said = {by_key[key]: one for key, one in whole().items()}
    assert sent.content_hash == hash_of(sent, said)
    changed = said | {by_key[running.asks["results"].pk]: Said(4)}
    assert sent.content_hash != hash_of(sent, changed)


def test_nothing_of_what_it_says_stands_in_the_record(of_manager, whole, bo):
    submit(of_manager, actor=bo, said=whole(patterns="Canary words of three"))
    assert all("Canary" not in str(one.data) for one in Event.objects.all())


def test_what_a_colleague_sent_stands_in_nobodys_timeline(of_peer, whole, cy):
    submit(of_peer, actor=cy, said=whole(1))
    assert sent_events().get().about is None
