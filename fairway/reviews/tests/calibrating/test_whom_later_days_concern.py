"""Later days to compare: how many of those who take part have them still ahead."""

from datetime import timedelta

import pytest

from fairway.people.days import organisation_day
from fairway.reviews.actions.changing import Wanted, foresee
from fairway.reviews.actions.cycles import Stretch
from fairway.reviews.reading.impact_told import lines_of

pytestmark = pytest.mark.django_db


def told(cycle):
    day = organisation_day() + timedelta(days=7)
    (line,) = lines_of(foresee(cycle, Wanted({"calibrate": Stretch(day, day)})))
    return line.words


def test_who_takes_part_in_a_session_that_goes_on_and_who_called_it_are_counted(cycle, opened):
    number = opened.calibrators.count() + 1
    assert told(cycle) == f"{number} people who compare ratings have until then."


def test_once_all_is_locked_or_nothing_has_begun_nobody_is(cycle_of, cycle, locked):
    nobody = "No ratings are being compared now; who is called later has until then."
    assert told(cycle) == nobody
    assert told(cycle_of("2027")) == nobody
