"""Until when somebody has time: by their own days, with their leave, and never less than was said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.times.working import Days
from fairway.reviews.clock import (
    ENOUGH,
    after_working_days,
    last_day,
    mark_of,
    there,
    working_days_until,
)

pytestmark = pytest.mark.once

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
ONE = timedelta(days=1)
DAYS = st.dates(date(2025, 1, 1), date(2027, 1, 1))


@st.composite
def leaves(draw):
    """Some absences, in any order, overlapping or not."""
    starts = draw(st.lists(DAYS, max_size=5))
    return [Days(one, one + draw(st.integers(1, 60)) * ONE) for one in starts]


def due(opens_on, due_on, away=()):
    return last_day(opens_on, due_on, there(None, away), away)


def test_who_is_there_has_the_day_that_was_said():
    assert due(MONDAY, FRIDAY) == FRIDAY


def test_a_day_on_a_weekend_stays_where_it_is():
    assert due(MONDAY, date(2026, 11, 22)) == date(2026, 11, 22)


def test_who_is_away_on_the_day_has_until_they_are_back():
    away = [Days(FRIDAY, date(2026, 11, 24))]
    assert due(MONDAY, FRIDAY, away) == date(2026, 11, 24)


def test_who_is_away_all_the_time_has_three_working_days_after_it():
    away = [Days(MONDAY, date(2026, 11, 30))]
    assert due(MONDAY, FRIDAY, away) == date(2026, 12, 2)


def test_a_phase_of_a_day_asks_for_no_more_than_that_day():
    away = [Days(MONDAY, date(2026, 11, 18))]
    assert due(MONDAY, MONDAY, away) == date(2026, 11, 18)


@given(DAYS, st.integers(0, 60), leaves())
def test_nobody_has_less_time_than_was_said_and_nothing_falls_due_in_a_leave(start, length, away):
    said = start + length * ONE
    found = due(start, said, away)
    assert found >= said
    assert not any(found in days for days in away)


@given(DAYS, st.integers(4, 60), leaves())
def test_everybody_has_three_working_days_of_their_own(start, length, away):
    said = start + length * ONE
    is_there = there(None, away)
    span = [start + number * ONE for number in range((due(start, said, away) - start).days + 1)]
    plain = [start + number * ONE for number in range(length + 1)]
    possible = min(ENOUGH, sum(map(there(), plain)))
    assert sum(map(is_there, span)) >= possible


@given(DAYS, st.integers(0, 60), leaves(), st.integers(1, 30))
def test_more_leave_never_takes_time_away(start, length, away, more):
    said = start + length * ONE
    further = [*away, Days(said, said + more * ONE)]
    assert due(start, said, further) >= due(start, said, away)


def test_reminders_come_three_working_days_before_on_the_day_and_one_after():
    at = {day: mark_of(day, FRIDAY, there()) for day in (MONDAY + n * ONE for n in range(9))}
    assert {day: mark for day, mark in at.items() if mark is not None} == {
        date(2026, 11, 17): -3,
        FRIDAY: 0,
        date(2026, 11, 23): 1,
    }


def test_before_a_weekend_a_day_on_sunday_counts_as_friday():
    sunday = date(2026, 11, 22)
    assert mark_of(FRIDAY, sunday, there()) == 0
    assert mark_of(date(2026, 11, 21), sunday, there()) is None
    assert mark_of(date(2026, 11, 23), sunday, there()) == 1


@given(DAYS, leaves())
def test_each_mark_comes_on_one_day_at_most(last, away):
    is_there = there(None, away)
    days = [last + number * ONE for number in range(-40, 41)]
    marks = [mark for day in days if (mark := mark_of(day, last, is_there)) is not None]
    assert len(marks) == len(set(marks))


@given(DAYS, st.integers(0, 15))
def test_so_many_working_days_later_lies_so_many_ahead(start, number):
    ahead = after_working_days(start, number, there())
    assert working_days_until(start, ahead, there()) == number
