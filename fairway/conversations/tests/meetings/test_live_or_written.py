"""What goes better live and what in writing is suggested, and never insisted on."""

import pytest

from fairway.conversations.actions.meetings_closing import choose_form
from fairway.conversations.meetings_forms import GUIDES
from fairway.conversations.meetings_ways import POLICY, SUBJECTS, suggests_live, table
from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy

pytestmark = pytest.mark.django_db


def live():
    return {str(line.subject) for line in table() if line.is_live}


def test_sensitive_things_are_better_talked_about_and_the_rest_is_written():
    assert live() == {
        "Talks about a review", "Coaching", "Sensitive feedback", "Critical blockers",
    }  # fmt: skip
    assert len(table()) == len(SUBJECTS)


def test_the_organisation_decides_for_itself():
    set_policy(POLICY, ["goals"], actor=SYSTEM)
    assert live() == {"Goals"}


def test_coaching_in_writing_is_possible_and_a_talk_is_suggested(meeting, ana):
    written = choose_form(meeting, actor=ana, form="coaching", way="written")
    assert suggests_live(written)
    set_policy(POLICY, [], actor=SYSTEM)
    assert not suggests_live(written)


def test_nothing_is_suggested_of_what_is_live_already(meeting, ana):
    assert not suggests_live(choose_form(meeting, actor=ana, form="coaching", way="live"))


def test_every_guide_is_about_a_subject_of_the_table():
    assert {guide.subject for guide in GUIDES.values()} <= set(SUBJECTS)
