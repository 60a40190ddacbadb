# ruff: noqa: DTZ001 (wall times have no zone)
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.times import (
    Interval,
    Pattern,
    Shift,
    day_of,
    shared_hours,
    wall,
    zone_names,
)
from fairway.foundation.times.working import Days, merged

pytestmark = pytest.mark.once

OFFICE = (Shift(time(9), time(12)), Shift(time(13), time(17)))
NIGHT = (Shift(time(22), time(6)),)
OFF = ()


def week(shifts, days=5):
    return (shifts,) * days + (OFF,) * (7 - days)


def office(zone):
    return Pattern(zone, (week(OFFICE),))


def utc(*parts):
    return datetime(*parts).replace(tzinfo=UTC)


times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
shifts = st.lists(st.builds(Shift, times, times), max_size=3).map(tuple)
weeks = st.lists(st.tuples(*[shifts] * 7), min_size=1, max_size=3).map(tuple)
patterns = st.builds(Pattern, st.sampled_from(sorted(zone_names())), weeks)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 1), timezones=st.just(UTC))


def test_working_time_is_now_during_a_shift():
    assert office("Europe/Berlin").next_working_instant(utc(2026, 3, 3, 9, 30)) == utc(
        2026, 3, 3, 9, 30
    )


@pytest.mark.parametrize(
    ("at", "then"),
    [
        (utc(2026, 3, 3, 5), utc(2026, 3, 3, 8)),
        (utc(2026, 3, 3, 11), utc(2026, 3, 3, 12)),
        (utc(2026, 3, 6, 16), utc(2026, 3, 9, 8)),
        (utc(2026, 3, 27, 16), utc(2026, 3, 30, 7)),
    ],
    ids=["before work", "over lunch", "over a weekend", "over a change of the clock"],
)
def test_outside_working_hours_the_next_begins_by_the_local_clock(at, then):
    assert office("Europe/Berlin").next_working_instant(at) == then


def test_holidays_and_leave_are_passed_over():
    good_friday, leave = (
        Days(date(2026, 4, 3), date(2026, 4, 4)),
        Days(date(2026, 4, 6), date(2026, 4, 9)),
    )
    found = office("UTC").next_working_instant(utc(2026, 4, 2, 18), away=[good_friday, leave])
    assert found == utc(2026, 4, 9, 9)


def test_a_night_shift_reaches_into_the_next_morning_even_into_a_holiday():
    nights = Pattern("UTC", (week(NIGHT),))
    holiday = Days(date(2026, 3, 3), date(2026, 3, 4))
    assert nights.next_working_instant(utc(2026, 3, 3, 5), away=[holiday]) == utc(2026, 3, 3, 5)
    assert nights.next_working_instant(utc(2026, 3, 3, 6), away=[holiday]) == utc(2026, 3, 4, 22)


def test_rotating_weeks_take_turns_from_the_anchor_in_both_directions():
    rota = Pattern("UTC", (week(OFFICE), week(NIGHT), week(OFF)), anchor_on=date(2026, 3, 4))
    assert rota.shifts_on(date(2026, 3, 2)) == OFFICE
    assert rota.shifts_on(date(2026, 3, 9)) == NIGHT
    assert rota.shifts_on(date(2026, 3, 16)) == OFF
    assert rota.shifts_on(date(2026, 3, 23)) == OFFICE
    assert rota.shifts_on(date(2026, 2, 23)) == OFF


def test_nobody_without_hours_ever_works():
    assert Pattern("UTC", (week(OFF),)).next_working_instant(utc(2026, 1, 1)) is None
    assert Pattern("UTC", (week(OFF),)).next_start(utc(2026, 1, 1)) is None


def test_a_daily_digest_comes_once_at_the_first_hour_of_each_working_day():
    pattern, found = office("America/New_York"), [utc(2026, 3, 5)]
    while len(found) < 5:
        found.append(pattern.next_start(found[-1]))
    assert found[1:] == [
        utc(2026, 3, 5, 14),
        utc(2026, 3, 6, 14),
        utc(2026, 3, 9, 13),
        utc(2026, 3, 10, 13),
    ]


def test_a_shift_that_the_clock_jumps_over_has_no_length():
    early = Pattern("Europe/Berlin", (week((Shift(time(2, 10), time(2, 50)),), days=7),))
    assert early.hours_on(date(2026, 3, 29)) == []
    assert len(early.hours_on(date(2026, 3, 30))) == 1


def test_a_week_has_seven_days():
    with pytest.raises(ValueError, match="seven"):
        Pattern("UTC", ((OFFICE,) * 5,))


@given(patterns, moments)
def test_the_next_working_instant_lies_in_a_shift_and_nothing_worked_lies_before(pattern, at):
    found = pattern.next_working_instant(at)
    day = day_of(at, pattern.zone)
    near = [
        hours
        for offset in range(-2, 10)
        for hours in pattern.hours_on(day + timedelta(days=offset))
    ]
    if found is None:
        assert not any(shifts for one in pattern.weeks for shifts in one)
        return
    assert found >= at
    around = day_of(found, pattern.zone)
    assert any(
        hours.start <= found < hours.until
        for offset in (-1, 0)
        for hours in pattern.hours_on(around + timedelta(days=offset))
    )
    assert not any(hours & Interval(at, found) for hours in near)


def test_two_offices_share_the_hours_in_which_both_are_open():
    shared = shared_hours(
        [office("Europe/Berlin"), office("America/New_York")], date(2026, 3, 3), "Europe/Berlin"
    )
    assert shared == [Interval(utc(2026, 3, 3, 14), utc(2026, 3, 3, 16))]
    assert wall(shared[0].start, "Europe/Berlin").hour == 15


def test_in_the_weeks_between_two_changes_of_the_clock_they_share_an_hour_more():
    shared = shared_hours(
        [office("Europe/Berlin"), office("America/New_York")], date(2026, 3, 10), "Europe/Berlin"
    )
    assert shared == [Interval(utc(2026, 3, 10, 13), utc(2026, 3, 10, 16))]


def test_one_away_shares_nothing():
    away = [[], [Days(date(2026, 3, 3), date(2026, 3, 4))]]
    both = [office("UTC"), office("Europe/Lisbon")]
    assert shared_hours(both, date(2026, 3, 3), "UTC", away) == []
    assert shared_hours(both, date(2026, 3, 4), "UTC", away) != []


def test_hours_shared_by_nobody_are_none():
    assert shared_hours([], date(2026, 3, 3), "UTC") == []


@given(
    patterns,
    patterns,
    st.dates(date(2024, 1, 5), date(2030, 12, 1)),
    st.sampled_from(sorted(zone_names())),
)
def test_shared_hours_are_the_same_whoever_is_named_first_and_stay_within_the_viewers_day(
    one, other, day, viewer
):
    shared = shared_hours([one, other], day, viewer)
    assert shared == shared_hours([other, one], day, viewer)
    assert shared == merged(shared)
    for hours in shared:
        assert day_of(hours.start, viewer) == day
        middle = hours.start + (hours.until - hours.start) / 2
        assert one.next_working_instant(middle) == middle == other.next_working_instant(middle)


@given(patterns, patterns, moments)
def test_whenever_both_work_it_is_a_shared_hour(one, other, at):
    if one.next_working_instant(at) == at == other.next_working_instant(at):
        shared = shared_hours([one, other], day_of(at, "Asia/Tokyo"), "Asia/Tokyo")
        assert any(hours.start <= at < hours.until for hours in shared)
