"""A fiscal year is divided without a gap, whatever month or week it begins in."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.strategy.calendar import FiscalCalendar

calendars = st.builds(FiscalCalendar, month=st.integers(1, 12), weeks=st.booleans())
years = st.integers(2000, 2100)


def spans(calendar: FiscalCalendar, year: int, kind: str):
    return [span for span in calendar.spans(year) if span.kind == kind]


@given(calendars, years)
def test_parts_fill_the_year_without_gap_or_overlap(calendar, year):
    [whole] = spans(calendar, year, "year")
    for kind, count in (("half", 2), ("quarter", 4)):
        parts = spans(calendar, year, kind)
        assert len(parts) == count
        assert parts[0].starts_on == whole.starts_on
        assert parts[-1].until_on == whole.until_on
        assert all(one.until_on == two.starts_on for one, two in pairwise(parts))


@given(calendars, years)
def test_a_year_begins_the_day_the_one_before_ends(calendar, year):
    [this], [following] = spans(calendar, year, "year"), spans(calendar, year + 1, "year")
    assert this.until_on == following.starts_on


@given(st.integers(1, 12), years)
def test_a_year_of_weeks_has_52_or_53_and_begins_near_the_first_of_the_month(month, year):
    calendar = FiscalCalendar(month=month, weeks=True)
    [whole] = spans(calendar, year, "year")
    assert whole.starts_on.weekday() == 0
    assert abs(whole.starts_on - date(year, month, 1)) <= timedelta(days=3)
    assert (whole.until_on - whole.starts_on).days in {52 * 7, 53 * 7}
    lengths = [(q.until_on - q.starts_on).days for q in spans(calendar, year, "quarter")]
    assert lengths[:3] == [91, 91, 91]
    assert lengths[3] in {91, 98}


@pytest.mark.parametrize(
    ("calendar", "names", "first", "last"),
    [
        (
            FiscalCalendar(),
            ["2026", "H1 2026", "H2 2026", "Q1 2026"],
            date(2026, 1, 1),
            date(2026, 12, 31),
        ),
        (FiscalCalendar(month=4), ["2026/27", "H1 2026/27"], date(2026, 4, 1), date(2027, 3, 31)),
        (FiscalCalendar(month=10), ["2099/00"], date(2099, 10, 1), date(2100, 9, 30)),
        (FiscalCalendar(month=2, weeks=True), ["2026/27"], date(2026, 2, 2), date(2027, 1, 31)),
    ],
)
def test_years_are_called_what_people_call_them(calendar, names, first, last):
    found = list(calendar.spans(first.year))
    assert [span.name for span in found][: len(names)] == names
    assert (found[0].starts_on, found[0].until_on - timedelta(days=1)) == (first, last)
