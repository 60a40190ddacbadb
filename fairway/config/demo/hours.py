"""When the people of Saltmarsh work: office days, turns, nights, shop weeks."""

from __future__ import annotations

from datetime import date, timedelta

Day = list[list[int]]
Week = list[Day]
OFF: Day = []


def _day(from_hour: float, until_hour: float) -> Day:
    return [[int(from_hour * 60), int(until_hour * 60)]]


def _week(day: Day, days: str = "MTWTF..") -> Week:
    return [day if sign != "." else OFF for sign in days]


PATTERNS: dict[str, list[Week]] = {
    "office": [_week(_day(9, 17.5))],
    "early": [_week(_day(8, 17))],
    "late": [_week(_day(10, 19))],
    "four_days": [_week(_day(8.5, 17), "MTWT...")],
    # Early one week, late the next.
    "turns": [_week(_day(7, 15.5)), _week(_day(13.5, 22))],
    # Four nights, ending on the day after they began.
    "nights": [_week(_day(22, 30), ".TWTF..")],
    "shop": [
        _week(_day(8.5, 17), "MTW..SS"),
        _week(_day(11.5, 20), ".TWTFS."),
        _week(_day(8.5, 17), "M.WTF.S"),
    ],
    "shop_part": [_week(_day(10, 15), "..WTFS."), _week(_day(15, 20), "MT..FS.")],
    "weekend": [_week(_day(10, 18), ".....SS")],
}
BREAK = 30
LONG_DAY = 360


def weekly_minutes(pattern: str) -> int:
    """What the contract says: the average week, breaks taken out."""
    weeks = PATTERNS[pattern]
    minutes = sum(
        until - start - (BREAK if until - start > LONG_DAY else 0)
        for week in weeks
        for day in week
        for start, until in day
    )
    return round(minutes / len(weeks))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
