"""Each is told once of what waits for them, without a word of it."""

import pytest

from fairway.feedback import telling
from fairway.feedback.actions.asking import answer_request, ask_for_feedback, decline_request
from fairway.feedback.actions.giving import edit_feedback, withdraw_feedback
from fairway.feedback.actions.receiving import open_feedback, reply_to, thank_for
from fairway.feedback.actions.recognising import recognise, take_off_profile
from fairway.feedback.models import Visibility
from fairway.feedback.tests.conftest import SAID
from fairway.foundation.models import Event

pytestmark = pytest.mark.django_db
PRIVATE, SHARED = Visibility.PRIVATE, Visibility.SHARED


def told(kind, notify):
    event = Event.objects.filter(kind=f"feedback.{kind}").latest("pk")
    return [notice.person for notice in notify(event)]


def test_those_it_is_for_and_not_once_it_was_taken_back(ana, bo, cy, tell):
    given = tell(ana, by=cy, visibility=SHARED)
    assert told("given", telling.given) == [ana, bo]
    withdraw_feedback(given, actor=cy)
    assert told("given", telling.given) == []


def test_a_manager_is_not_told_of_their_own_words(ana, bo, tell):
    tell(ana, by=bo, visibility=SHARED)
    assert told("given", telling.given) == [ana]


def test_of_an_edit_hear_those_who_have_read_the_earlier_words(ana, bo, cy, tell):
    given = tell(ana, by=cy, visibility=SHARED)
    open_feedback(given, actor=ana)
    edit_feedback(given, actor=cy, **{**SAID, "impact": "It saved an hour."})
    assert told("edited", telling.edited) == [ana]


def test_thanks_and_replies_reach_the_other_one(ana, cy, tell):
    given = tell(ana, by=cy)
    thank_for(given, actor=ana)
    assert told("thanked", telling.thanked) == [cy]
    reply_to(given, actor=ana, body="Which case was it?")
    assert told("replied", telling.replied) == [cy]
    reply_to(given, actor=cy, body="The one of the blue lamp.")
    assert told("replied", telling.replied) == [ana]


def test_who_is_asked_and_then_who_asked(ana, cy):
    asked = ask_for_feedback(ana, actor=ana, asked=cy, visibility=PRIVATE)
    assert told("asked", telling.asked) == [cy]
    decline_request(asked, actor=cy, because="I was not there.")
    assert told("request_declined", telling.settled) == [ana]
    assert told("asked", telling.asked) == []


@pytest.mark.parametrize(("who", "hears"), [("bo", False), ("hana", True)])
def test_of_an_answer_that_they_read_askers_hear_as_its_readers(who, hears, ana, bo, hana, cy):
    asker = {"bo": bo, "hana": hana}[who]
    asked = ask_for_feedback(ana, actor=asker, asked=cy, visibility=SHARED)
    answer_request(asked, actor=cy, **SAID)
    assert told("given", telling.given) == [ana, bo]
    assert told("request_answered", telling.settled) == ([asker] if hears else [])


def test_those_who_are_praised_and_still_named(ana, lee, cy):
    praise = recognise([ana, lee], actor=cy, words="Stayed until the lamp worked.")
    assert told("recognised", telling.recognised) == [ana, lee]
    take_off_profile(praise, actor=ana)
    assert told("recognised", telling.recognised) == [lee]
