"""What came of a 1:1 stands on the timeline of the two who had it, and on nobody else's screen."""

from datetime import timedelta

import pytest

from fairway.conversations.actions.meetings_closing import call_off, close_meeting
from fairway.foundation.evidence import Asked
from fairway.people.days import organisation_day
from fairway.people.evidence import facts

pytestmark = pytest.mark.django_db
OUTCOME = "Bo asks the carrier by Friday."


def told(viewer, person):
    today = organisation_day()
    asked = Asked(today - timedelta(days=30), today + timedelta(days=30), kind="one_on_one")
    found = facts(viewer, person, asked).facts
    return [(one.words, one.by, str(one.audience[1]), one.url) for one in found]


def test_both_find_what_they_wrote(begun, ana, bo):
    close_meeting(begun, actor=bo, outcome=OUTCOME)
    line = (OUTCOME, bo.name, "The two of you", begun.get_absolute_url())
    assert told(ana, ana) == told(bo, ana) == [line]


def test_nobody_else_does(begun, ana, bo, mia, hana, eva, cy):
    close_meeting(begun, actor=bo, outcome=OUTCOME)
    assert [told(person, ana) for person in (mia, hana, eva, cy)] == [[], [], [], []]


def test_it_is_no_evidence_of_the_manager(begun, ana, bo):
    close_meeting(begun, actor=bo, outcome=OUTCOME)
    assert told(bo, bo) == told(ana, bo) == []


def test_one_that_was_called_off_says_nothing(meeting, ana, bo):
    call_off(meeting, actor=bo)
    assert told(ana, ana) == []
