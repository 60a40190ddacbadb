"""What was sent is changed only where HR lets its writer; more time is asked for in the same way."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.models import Event
from fairway.foundation.ports import event_kinds
from fairway.people.days import organisation_day
from fairway.reviews.actions.keeping import remove_participant
from fairway.reviews.actions.refusals import SaySomething
from fairway.reviews.actions.reopening import (
    ask_for_more_time,
    ask_to_write_again,
    grant,
    refuse,
    take_back,
)
from fairway.reviews.actions.submitting import submit
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.actions.writing_refused import (
    AlreadyDecided,
    AskedAlready,
    NoLongerNeeded,
)
from fairway.reviews.models import AnswerVersion, Review, WritingRequest

pytestmark = pytest.mark.django_db
WHY = "I mixed two projects up"


@pytest.fixture
def sent(of_manager, whole, bo):
    return submit(of_manager, actor=bo, said=whole())


@pytest.fixture
def asked(sent, bo):
    return ask_to_write_again(sent, actor=bo, reason=WHY)


def in_days(days):
    return organisation_day() + timedelta(days=days)


def told(kind):
    event = Event.objects.get(kind=f"reviews.{kind}")
    return {notice.person for notice in event_kinds[event.kind].notify(event)}


def test_to_ask_changes_nothing_yet(sent, asked, whole, bo):
    sent.refresh_from_db()
    assert sent.state == Review.State.SUBMITTED
    assert asked.is_open


def test_granted_it_is_written_once_more_and_what_was_sent_is_kept(sent, asked, whole, bo, hana):
    grant(asked, actor=hana, until=in_days(5))
    sent.refresh_from_db()
    assert (sent.state, sent.number, sent.submitted_at) == (Review.State.OPEN, 2, None)
    keep_answers(sent, actor=bo, said=whole(5))
    again = submit(sent, actor=bo, version=2)
    assert again.is_written
    assert set(AnswerVersion.objects.exclude(sent_in=None).values_list("sent_in", flat=True)) == {
        1,
        2,
    }
    assert told("review_reopened") == {bo}
    assert told("writing_granted") == set()


def test_refused_it_stays_and_its_writer_reads_why(sent, asked, bo, hana):
    with pytest.raises(SaySomething):
        refuse(asked, actor=hana, answer=" ")
    refuse(asked, actor=hana, answer="Say it in the talk instead")
    sent.refresh_from_db()
    assert sent.is_written
    assert told("writing_refused") == {bo}


@pytest.mark.parametrize("who", ["ana", "mia", "cy", "eva"])
def test_only_its_writer_asks(request, who, sent):
    with pytest.raises(PermissionDenied):
        ask_to_write_again(sent, actor=request.getfixturevalue(who), reason=WHY)


@pytest.mark.parametrize("who", ["ana", "bo", "mia", "cy", "eva"])
def test_only_hr_decides(request, who, asked):
    with pytest.raises(PermissionDenied):
        grant(asked, actor=request.getfixturevalue(who), until=in_days(5))


def test_hr_does_not_decide_about_what_they_asked_themselves(running, whole, hana):
    review = running.review("dotted", hana)
    submit(review, actor=hana, said=whole())
    own = ask_to_write_again(review, actor=hana, reason=WHY)
    with pytest.raises(PermissionDenied):
        grant(own, actor=hana, until=in_days(5))


def test_it_is_asked_once_and_decided_once(sent, asked, bo, hana):
    with pytest.raises(AskedAlready):
        ask_to_write_again(sent, actor=bo, reason=WHY)
    grant(asked, actor=hana, until=in_days(5))
    with pytest.raises(AlreadyDecided):
        refuse(asked, actor=hana, answer="No")


def test_what_was_asked_can_be_taken_back_and_asked_again(sent, asked, bo):
    take_back(asked, actor=bo)
    assert not WritingRequest.objects.exists()
    assert ask_to_write_again(sent, actor=bo, reason=WHY).is_open


def test_more_time_is_more_time_to_send(of_manager, whole, bo, hana):
    Review.objects.update(due_on=in_days(-20))
    request = ask_for_more_time(of_manager, actor=bo, reason="Ill for two weeks")
    grant(request, actor=hana, until=in_days(3))
    assert submit(of_manager, actor=bo, said=whole()).is_written


def test_what_is_open_is_not_reopened_and_what_is_sent_needs_no_time(of_manager, whole, bo):
    with pytest.raises(PermissionDenied):
        ask_to_write_again(of_manager, actor=bo, reason=WHY)
    submit(of_manager, actor=bo, said=whole())
    with pytest.raises(PermissionDenied):
        ask_for_more_time(of_manager, actor=bo, reason=WHY)


def test_who_sends_it_all_the_same_needs_no_more_time(of_manager, whole, bo, hana):
    request = ask_for_more_time(of_manager, actor=bo, reason="Ill for two weeks")
    kept = WritingRequest.objects.get(pk=request.pk)
    submit(of_manager, actor=bo, said=whole())
    assert not WritingRequest.objects.exists()
    kept.save(force_insert=True)  # as if it had been sent a moment later
    with pytest.raises(NoLongerNeeded):
        grant(kept, actor=hana, until=in_days(5))
    of_manager.refresh_from_db()
    assert of_manager.is_written


def test_of_whom_was_taken_out_meanwhile_nobody_needs_more_time(of_manager, bo, hana):
    request = ask_for_more_time(of_manager, actor=bo, reason="Ill for two weeks")
    remove_participant(of_manager.participant, actor=hana, reason="On long leave")
    with pytest.raises(NoLongerNeeded):
        grant(request, actor=hana, until=in_days(30))
    refuse(request, actor=hana, answer="Nobody writes it any more.")


def test_what_was_set_aside_meanwhile_is_not_opened_by_it(sent, asked, hana):
    Review.objects.filter(pk=sent.pk).update(state="closed", aside="removed")
    with pytest.raises(NoLongerNeeded):
        grant(asked, actor=hana, until=in_days(5))
    sent.refresh_from_db()
    assert sent.state == Review.State.CLOSED


def test_the_reason_stands_in_no_event(asked):
    assert all("projects" not in str(one.data) for one in Event.objects.all())
