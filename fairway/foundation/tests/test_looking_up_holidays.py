"""Holidays looked up ahead are those that would be found one by one."""

import subprocess
import sys
from datetime import date

from fairway.foundation.times import holidays

PLACES = [("PH", ""), ("DE", "BY"), ("PT", "nowhere"), ("XX", ""), ("", "")]
YEARS = [(country, part, year) for country, part in PLACES for year in (2025, 2026)]

AHEAD = """
import sys
from fairway.foundation.times.holidays import look_up, public_holidays
look_up([("PT", "", 2026), ("DE", "BY", 2026)])
print(len(public_holidays("PT", "", 2026)), "holidays" in sys.modules)
"""


def test_what_is_looked_up_ahead_is_what_would_be_found_one_by_one(monkeypatch):
    one_by_one = {year: holidays.public_holidays(*year) for year in YEARS}
    monkeypatch.setattr(holidays, "_known", {})
    holidays.look_up(YEARS)
    assert {year: holidays.public_holidays(*year) for year in YEARS} == one_by_one
    assert date(2026, 11, 30) in one_by_one["PH", "", 2026]


def test_a_server_that_looked_up_ahead_never_loads_the_calendars_of_the_world():
    said = subprocess.run([sys.executable, "-c", AHEAD], capture_output=True, text=True, check=True)
    days, loaded = said.stdout.split()
    assert int(days) > 9
    assert loaded == "False"


def test_a_process_that_fails_costs_nothing_but_the_time(monkeypatch):
    monkeypatch.setattr(holidays, "_known", {})
    holidays.look_up([("PT", "", 10**9)])  # no calendar reaches so far
    assert holidays.public_holidays("PT", "", 2026)
