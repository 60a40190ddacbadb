# ruff: noqa: DTZ001 (wall times have no zone)
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.times import (
    OutOfReach,
    UnknownZone,
    clock_ahead,
    day_of,
    deadline_after,
    end_of,
    end_of_week,
    for_reader,
    instant,
    midnight,
    wall,
    zone,
    zone_data_version,
    zone_names,
)

pytestmark = pytest.mark.once

ZONES = sorted(zone_names())
zones = st.sampled_from(ZONES)
walls = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31))
moments = walls.map(lambda naive: naive.replace(tzinfo=UTC))
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)


def changes_of_the_clock(name):
    """Every instant from 2024 to 2030 at which the offset changes, with both offsets."""
    there, step = zone(name), timedelta(days=3)
    start = FIRST
    while start < LAST:
        low, high = start, start + step
        if low.astimezone(there).utcoffset() != high.astimezone(there).utcoffset():
            old = low.astimezone(there).utcoffset()
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if middle.astimezone(there).utcoffset() == old:
                    low = middle
                else:
                    high = middle
            yield high, old, high.astimezone(there).utcoffset()
        start += step


def test_a_time_in_a_gap_is_the_first_instant_after_it_and_a_repeated_one_the_first_everywhere():
    seen = 0
    for name in ZONES:
        for at, old, new in changes_of_the_clock(name):
            seen += 1
            before, after = at.replace(tzinfo=None) + old, at.replace(tzinfo=None) + new
            inside = min(before, after) + abs(new - old) / 2
            if new > old:
                assert instant(before, name) == instant(inside, name) == at
                assert instant(before + timedelta(microseconds=1), name) == at
                assert instant(after - timedelta(microseconds=1), name) == at
            else:
                assert instant(inside, name) == (inside - old).replace(tzinfo=UTC) < at
                assert instant(after, name) == at - (old - new)
                assert instant(before, name) == at + (old - new)
            assert wall(at, name) == after
    assert seen > 1000


@given(walls, zones)
def test_an_instant_shows_the_wall_time_it_was_made_from_unless_no_clock_ever_did(at, name):
    found = instant(at, name)
    assert found.tzinfo is UTC
    assert wall(found, name) == at or wall(found, name) > at


@given(walls, walls, zones)
def test_a_later_wall_time_is_never_an_earlier_instant(one, other, name):
    earlier, later = sorted((one, other))
    assert instant(earlier, name) <= instant(later, name)


@given(moments, zones)
def test_a_deadline_ends_the_local_day_exactly(at, name):
    deadline = deadline_after(at, name)
    assert deadline > at
    assert day_of(deadline, name) == day_of(at, name) + timedelta(days=1)
    assert day_of(deadline - timedelta(microseconds=1), name) == day_of(at, name)


def test_every_day_of_seven_years_begins_when_its_midnight_does_in_every_zone():
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(7 * 366)]
    for name in [
        "Africa/Cairo",
        "America/Havana",
        "Asia/Beirut",
        "Atlantic/Azores",
        "America/Nuuk",
    ]:
        for day in days:
            start = midnight(day, name)
            assert wall(start, name).date() == day
            assert wall(start - timedelta(microseconds=1), name).date() < day


@pytest.mark.parametrize(
    ("name", "day", "shown"),
    [
        ("Africa/Cairo", date(2025, 4, 25), datetime(2025, 4, 25, 1)),
        ("America/Havana", date(2025, 3, 9), datetime(2025, 3, 9, 1)),
        ("Asia/Beirut", date(2025, 3, 30), datetime(2025, 3, 30, 1)),
    ],
)
def test_where_clocks_jump_over_midnight_the_day_begins_at_one(name, day, shown):
    assert wall(midnight(day, name), name) == shown
    assert end_of(day - timedelta(days=1), name) == midnight(day, name)


def test_where_midnight_comes_twice_the_day_begins_at_the_first():
    assert midnight(date(2025, 11, 2), "America/Havana") == datetime(2025, 11, 2, 4, tzinfo=UTC)


def test_a_day_that_a_country_skipped_begins_with_the_next():
    skipped = midnight(date(2011, 12, 30), "Pacific/Apia")
    assert skipped == midnight(date(2011, 12, 31), "Pacific/Apia")


def test_the_end_of_friday_is_friday_where_you_are():
    tuesday = date(2026, 3, 3)
    assert end_of_week(tuesday, "Europe/Berlin") == datetime(2026, 3, 6, 23, tzinfo=UTC)
    assert end_of_week(tuesday, "America/New_York") == datetime(2026, 3, 7, 5, tzinfo=UTC)


def test_on_a_friday_the_end_of_the_week_is_tonight_and_on_saturday_a_week_on():
    assert end_of_week(date(2026, 3, 6), "UTC") == datetime(2026, 3, 7, tzinfo=UTC)
    assert end_of_week(date(2026, 3, 7), "UTC") == datetime(2026, 3, 14, tzinfo=UTC)


def test_how_far_their_clock_is_ahead_follows_both_clocks():
    winter, between = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 3, 15, tzinfo=UTC)
    assert clock_ahead("Europe/Berlin", "America/New_York", winter) == timedelta(hours=6)
    assert clock_ahead("Europe/Berlin", "America/New_York", between) == timedelta(hours=5)
    assert clock_ahead("America/New_York", "Asia/Kathmandu", winter) == -timedelta(
        hours=10, minutes=45
    )


def test_a_reader_sees_their_own_clock_and_where_it_hangs():
    at = datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert for_reader(at, "Europe/Berlin") == "Tue 3 Mar 2026, 10:00 (Berlin)"
    assert for_reader(at, "America/New_York", with_zone=False) == "Tue 3 Mar 2026, 04:00"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("Europe/Brelin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Asia/Calcuta", "Asia/Calcutta"),
    ],
)
def test_an_unknown_zone_suggests_what_was_meant(said, meant):
    with pytest.raises(UnknownZone) as refusal:
        zone(said)
    assert meant in refusal.value.near
    assert meant in str(refusal.value)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    "said", ["", "../../etc/passwd", "Factory", "Mars/Olympus", "\x00", "Ä" * 5000]
)
def test_nonsense_is_no_zone_and_says_what_one_looks_like(said):
    with pytest.raises(UnknownZone, match="Europe/Berlin") as refusal:
        zone(said)
    assert len(str(refusal.value)) < 300


@given(st.text())
def test_any_text_is_a_zone_or_a_clear_refusal(said):
    if said not in zone_names():
        with pytest.raises(UnknownZone):
            zone(said)


@pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
def test_a_year_no_calendar_of_ours_reaches_is_refused_in_words(year):
    with pytest.raises(OutOfReach, match=str(year)):
        end_of(date(year, 12, 31), "Europe/Berlin")
    with pytest.raises(OutOfReach):
        instant(datetime(year, 1, 1), "Asia/Tokyo")


def test_wall_times_have_no_zone_and_instants_have_one():
    with pytest.raises(TypeError):
        instant(datetime(2026, 1, 1, tzinfo=UTC), "UTC")
    with pytest.raises(TypeError):
        wall(datetime(2026, 1, 1), "UTC")


def test_the_release_of_the_zone_database_is_known():
    assert zone_data_version()[:2] == "20"
