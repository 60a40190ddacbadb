"""One check-in for each person and week, at their own hour, whatever clocks and leave do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.conversations.checkins_clock import (
    FIRST_MONDAY,
    Plan,
    due_at,
    due_now,
    first_of_its_month,
    next_after,
    openings_in,
    opens_in,
    week_of,
)
from fairway.foundation.times import day_of, instant, wall
from fairway.foundation.times.working import Days
from fairway.foundation.times.zones import NOT_PLACES

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 30)
ZONES = sorted(available_timezones() - NOT_PLACES)
WEEK = timedelta(weeks=1)

zones = st.sampled_from(ZONES)
mondays = st.dates(FIRST, LAST).map(week_of)
hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))
plans = st.builds(
    Plan,
    zone=zones,
    weekday=st.integers(0, 6),
    at=hours,
    every_weeks=st.integers(1, 4),
    anchor_on=st.dates(FIRST, LAST),
)
weekly = st.builds(Plan, zone=zones, weekday=st.integers(0, 6), at=hours)
leave = st.lists(
    st.builds(
        lambda start, length: Days(start, start + timedelta(days=length)),
        st.dates(FIRST, LAST),
        st.integers(1, 40),
    ),
    max_size=4,
)


def exists(at, zone):
    """Clocks there show this wall time at some instant."""
    return wall(instant(at, zone), zone) == at


@given(weekly, mondays)
def test_it_opens_at_the_hour_that_was_chosen(plan, week_on):
    opening = opens_in(week_on, plan)
    meant = datetime.combine(week_on + timedelta(days=plan.weekday), plan.at)
    assert opening.week_on == week_on
    if exists(meant, plan.zone):
        assert wall(opening.at, plan.zone) == meant


@given(weekly, mondays)
def test_a_time_that_the_clock_jumps_over_is_the_first_instant_after_it(plan, week_on):
    opening = opens_in(week_on, plan)
    meant = datetime.combine(week_on + timedelta(days=plan.weekday), plan.at)
    shown = wall(opening.at, plan.zone)
    assert shown >= meant
    assert wall(opening.at - timedelta(seconds=1), plan.zone) < meant


@given(weekly, mondays)
def test_a_time_that_comes_twice_means_the_first(plan, week_on):
    opening = opens_in(week_on, plan)
    meant = datetime.combine(week_on + timedelta(days=plan.weekday), plan.at)
    if exists(meant, plan.zone):
        assert all(
            wall(opening.at - timedelta(minutes=minutes), plan.zone) != meant
            for minutes in (30, 60, 120)
        )


@pytest.mark.parametrize(
    ("zone", "monday", "weekday", "at", "opens"),
    [
        # Lisbon leaps from 1:00 to 2:00 on the last Sunday of March, and goes back in October.
        ("Europe/Lisbon", date(2026, 3, 23), 6, time(1, 30), "2026-03-29 01:00"),
        ("Europe/Lisbon", date(2026, 10, 19), 6, time(1, 30), "2026-10-25 00:30"),
        ("Asia/Manila", date(2026, 11, 16), 1, time(10, 0), "2026-11-17 02:00"),
        ("America/New_York", date(2026, 3, 2), 6, time(2, 30), "2026-03-08 07:00"),
        ("America/New_York", date(2026, 10, 26), 6, time(1, 30), "2026-11-01 05:30"),
        ("Australia/Lord_Howe", date(2026, 9, 28), 6, time(2, 15), "2026-10-03 15:30"),
        # Midnight itself is missing there when summer begins.
        ("Africa/Cairo", date(2026, 4, 20), 4, time(0, 15), "2026-04-23 22:00"),
    ],
)
def test_both_changes_of_the_clock(zone, monday, weekday, at, opens):
    due = datetime.fromisoformat(opens).replace(tzinfo=UTC)
    assert opens_in(monday, Plan(zone, weekday, at)).at == due


@given(plans, leave)
def test_no_week_has_two_and_they_come_in_order(plan, away):
    """As a ticker would walk through it: each looks for the next from the one before."""
    at, last, seen = datetime(2024, 1, 1, tzinfo=UTC) - WEEK, None, []
    while (opening := next_after(at, plan, away, last_week_on=last)) and len(seen) < 30:
        seen.append(opening)
        at, last = opening.at, opening.week_on
    assert len({one.week_on for one in seen}) == len(seen)
    assert [one.at for one in seen] == sorted(one.at for one in seen)
    assert all(plan.is_turn(one.week_on) for one in seen)
    assert not any(
        one.week_on + timedelta(days=day) in days
        for one in seen
        for days in away
        for day in range(7)
        if datetime.combine(one.week_on + timedelta(days=day), plan.at) == wall(one.at, plan.zone)
    )


@pytest.mark.parametrize("zone", ZONES)
def test_seven_years_have_one_check_in_a_week_in_every_zone(zone):
    """Walked from one to the next at half past one at night, when most clocks change."""
    plan = Plan(zone, 6, time(1, 30))
    at, last, weeks = datetime(2023, 12, 31, 23, 59, tzinfo=UTC) - WEEK, None, []
    while True:
        opening = next_after(at, plan, last_week_on=last)
        if opening.week_on > LAST:
            break
        weeks.append(opening.week_on)
        at, last = opening.at, opening.week_on
    inside = [one for one in weeks if one >= FIRST_MONDAY]
    assert inside == [FIRST_MONDAY + number * WEEK for number in range(len(inside))]
    assert inside[-1] == week_of(LAST)


@given(plans, mondays, leave)
def test_nothing_opens_on_a_day_away(plan, week_on, away):
    for opening in openings_in(week_on, plan, away):
        meant = [
            day
            for day in (week_on + timedelta(days=number) for number in range(7))
            if instant(datetime.combine(day, plan.at), plan.zone) == opening.at
        ]
        assert any(not any(day in days for days in away) for day in meant)


@given(weekly, mondays, st.integers(0, 6))
def test_it_waits_for_the_first_day_back_in_the_same_week(plan, week_on, back):
    away = [Days(week_on, week_on + timedelta(days=back))]
    opening = opens_in(week_on, plan, away)
    day = week_on + timedelta(days=max(back, plan.weekday))
    assert opening.at == instant(datetime.combine(day, plan.at), plan.zone)


@given(weekly, mondays)
def test_a_week_away_has_none(plan, week_on):
    away = [Days(week_on, week_on + WEEK)]
    assert opens_in(week_on, plan, away) is None
    following = next_after(instant(datetime.combine(week_on, time(12)), plan.zone), plan, away)
    assert following.week_on == week_on + WEEK


@given(plans, mondays)
def test_it_is_due_from_its_moment_on_until_the_week_has_gone(plan, week_on):
    opening = opens_in(week_on, plan)
    if opening is None:
        return
    before = due_now(opening.at - timedelta(seconds=1), plan)
    assert before is None or before.week_on < week_on  # a moment at midnight ends another week
    if week_of(day_of(opening.at, plan.zone)) == week_on:
        assert due_now(opening.at, plan) == opening
    after = due_now(due_at(week_on, plan.zone), plan)
    assert after is None or after.week_on > week_on


@given(
    st.integers(0, 6),
    hours,
    mondays,
    st.lists(st.tuples(st.integers(0, 7 * 24), zones), min_size=1, max_size=5),
)
def test_a_zone_changed_within_the_week_never_doubles_it(weekday, at, week_on, moves):
    """Hour by hour, with a ticker that looks at what is due; the zone changes on the way."""
    moves = sorted(moves)
    start = datetime.combine(week_on - timedelta(days=2), time(0), UTC)
    opened, last = [], week_on - WEEK
    for hour in range(-24, 24 * 18):
        now = start + timedelta(hours=hour)
        zone = [name for when, name in [(-100, moves[0][1]), *moves] if when <= hour][-1]
        opening = due_now(now, Plan(zone, weekday, at))
        if opening and opening.week_on > last:
            opened.append(opening.week_on)
            last = opening.week_on
    assert opened == sorted(set(opened))
    assert set(opened) <= {week_on + number * WEEK for number in range(4)}


def test_who_begins_after_the_moment_of_the_week_has_it_on_the_next_day():
    plan = Plan("Europe/Lisbon", 1, time(10, 0))
    wednesday = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
    assert next_after(wednesday, plan).at == datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
    saturday = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert next_after(saturday, plan).week_on == date(2026, 11, 23)


def test_every_second_week_goes_by_the_day_that_was_named():
    plan = Plan("UTC", 0, time(9), every_weeks=2, anchor_on=date(2026, 11, 18))
    assert [plan.is_turn(date(2026, 11, day)) for day in (2, 9, 16, 23, 30)] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_what_is_asked_monthly_is_asked_in_the_first_of_a_month():
    weeks = [date(2026, 11, 2) + number * WEEK for number in range(9)]
    asked = [
        week
        for before, week in zip([None, *weeks[:-1]], weeks, strict=True)
        if first_of_its_month(week, before)
    ]
    assert asked == [date(2026, 11, 2), date(2026, 12, 7)]
    assert first_of_its_month(date(2026, 12, 14), date(2026, 11, 23))
