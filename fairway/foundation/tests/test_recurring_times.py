# ruff: noqa: DTZ001 (wall times have no zone)
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.times import (
    BadRule,
    NeverComes,
    OutOfReach,
    Recurrence,
    UnknownZone,
    instant,
    wall,
    zone_names,
)

pytestmark = pytest.mark.once


def utc(*parts):
    return datetime(*parts).replace(tzinfo=UTC)


def test_tuesday_at_ten_stays_ten_through_both_changes_of_the_clock():
    weekly = Recurrence("FREQ=WEEKLY;BYDAY=TU", datetime(2026, 1, 6, 10), "Europe/Lisbon")
    dues = weekly.between(utc(2026, 1, 1), utc(2027, 1, 1))
    assert len(dues) == 52
    assert {wall(due, "Europe/Lisbon").hour for due in dues} == {10}
    assert len({due.hour for due in dues}) == 2


def test_a_daily_time_in_the_gap_happens_once_right_after_it():
    daily = Recurrence("FREQ=DAILY", datetime(2026, 3, 27, 2, 30), "Europe/Berlin")
    assert daily.next_after(utc(2026, 3, 28, 12)) == utc(2026, 3, 29, 1)
    assert daily.next_after(utc(2026, 3, 29, 1)) == utc(2026, 3, 30, 0, 30)


def test_a_daily_time_that_comes_twice_happens_once_at_the_first():
    daily = Recurrence("FREQ=DAILY", datetime(2026, 10, 20, 2, 30), "Europe/Berlin")
    assert daily.next_after(utc(2026, 10, 24, 12)) == utc(2026, 10, 25, 0, 30)
    assert daily.next_after(utc(2026, 10, 25, 0, 30)) == utc(2026, 10, 26, 1, 30)


def test_the_last_friday_of_each_month():
    monthly = Recurrence("RRULE:FREQ=MONTHLY;BYDAY=-1FR", datetime(2026, 1, 1, 9), "UTC")
    assert monthly.next_after(utc(2026, 2, 1)) == utc(2026, 2, 27, 9)


def test_a_rule_ends_after_its_count_or_at_its_end():
    three = Recurrence("FREQ=DAILY;COUNT=3", datetime(2026, 1, 1, 9), "UTC")
    assert three.next_after(utc(2026, 1, 2, 9)) == utc(2026, 1, 3, 9)
    assert three.next_after(utc(2026, 1, 3, 9)) is None
    in_utc = Recurrence("FREQ=DAILY;UNTIL=20260103T000000Z", datetime(2026, 1, 1, 9), "Asia/Tokyo")
    assert in_utc.next_after(utc(2026, 1, 2, 1)) == utc(2026, 1, 3)
    assert in_utc.next_after(utc(2026, 1, 3)) is None
    by_date = Recurrence("FREQ=DAILY;UNTIL=20260102", datetime(2026, 1, 1, 9), "UTC")
    assert by_date.next_after(utc(2026, 1, 2, 8)) == utc(2026, 1, 2, 9)
    assert by_date.next_after(utc(2026, 1, 2, 9)) is None


def test_before_it_starts_the_first_is_next_however_far():
    yearly = Recurrence("FREQ=YEARLY", datetime(2060, 5, 1, 9), "UTC")
    assert yearly.next_after(utc(2026, 1, 1)) == utc(2060, 5, 1, 9)


@pytest.mark.parametrize(
    "rule",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYDAY=6FR", "FREQ=DAILY;UNTIL=20200101"],
)
def test_a_day_that_never_comes_is_refused_not_searched_for_ever(rule):
    with pytest.raises(NeverComes):
        Recurrence(rule, datetime(2026, 1, 1), "UTC")


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every Tuesday",
        "FREQ=SECONDLY",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYSECOND=1",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=WEEKLY;COUNT=zwei",
        "FREQ=WEEKLY;UNTIL=tomorrow",
        "FREQ=DAILY\nDTSTART:20200101T000000",
        "FREQ=MONTHLY;BYMONTHDAY=x",
        "FREQ=DAILY;BYSETPOS=99999999999999999999",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;BYMONTHDAY=30",
    ],
)
def test_what_is_no_rule_is_refused_with_an_example(rule):
    with pytest.raises(BadRule, match="FREQ=WEEKLY"):
        Recurrence(rule, datetime(2026, 1, 1), "UTC")


@given(st.text(alphabet="FREQDAILYWKBYMOUNT=;,-+0123456789TUSN", max_size=60))
def test_any_text_is_a_rule_or_a_clear_refusal(text):
    with suppress(BadRule):
        Recurrence("FREQ=MONTHLY;" + text, datetime(2026, 1, 1), "UTC").next_after(utc(2026, 1, 1))


def test_a_schedule_has_a_known_zone_and_a_start_on_our_calendar():
    with pytest.raises(UnknownZone):
        Recurrence("FREQ=DAILY", datetime(2026, 1, 1), "Europe/Atlantis")
    with pytest.raises(OutOfReach):
        Recurrence("FREQ=DAILY", datetime(9999, 12, 31), "UTC")
    with pytest.raises(TypeError):
        Recurrence("FREQ=DAILY", utc(2026, 1, 1), "UTC")


@given(
    st.sampled_from(sorted(zone_names())),
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SU,MO", "FREQ=MONTHLY;BYMONTHDAY=-1"]),
    st.datetimes(datetime(2024, 1, 1), datetime(2024, 12, 31)),
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
)
def test_stepping_from_due_to_due_misses_none_and_repeats_none(zone, rule, starts, at):
    starts = starts.replace(microsecond=0)
    schedule = Recurrence(rule, starts, zone)
    stepped: list[datetime] = []
    for _ in range(8):
        due = schedule.next_after(stepped[-1] if stepped else at)
        assert due is not None
        stepped.append(due)
    until = stepped[-1] + timedelta(microseconds=1)
    assert stepped == schedule.between(at + timedelta(microseconds=1), until)
    assert all(due >= instant(starts, zone) for due in stepped)
