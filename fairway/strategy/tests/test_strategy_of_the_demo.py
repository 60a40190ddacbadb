"""Saltmarsh has a strategy, and its story holds at any day of the year."""

from datetime import date

import pytest

from fairway.foundation.demo import DemoCompany
from fairway.foundation.models import Event
from fairway.strategy.demo import make_strategy
from fairway.strategy.models import Mission, Period, StrategicPriority, Value

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 11, 20), date(2026, 1, 1), date(2028, 2, 29), date(2027, 12, 31)]


@pytest.fixture
def cast(ana, bo, mia, hana, dee):
    return {
        **{"ana": ana, "bo": bo, "mia": mia, "hana": hana, "dee": dee},
        **dict.fromkeys(("ingrid", "farah", "noor", "sam", "devika"), mia),
    }


@pytest.mark.parametrize("today", DAYS)
def test_this_year_runs_last_year_is_closed_next_year_is_planned(cast, today):
    make_strategy(DemoCompany(today, 240, cast=cast))
    years = Period.objects.filter(kind="year").order_by("starts_on")
    assert [year.state for year in years] == ["closed", "open", "planned"]
    around = Period.objects.around(today)
    assert sorted(period.kind for period in around) == ["half", "quarter", "year"]
    assert all(period.state == "open" for period in around)
    assert StrategicPriority.objects.filter(period__in=around).count() == 3


def test_the_story_is_told_in_two_languages_and_on_record(cast):
    company = DemoCompany(DAYS[0], 240, cast=cast)
    make_strategy(company)
    assert company.write_past() == Event.objects.filter(kind__startswith="strategy.").count() > 40
    assert Mission.objects.current().get().vision.read("pt").startswith("Cada cliente")
    assert Value.objects.count() == 4
    told = Event.objects.filter(kind__startswith="strategy.")
    assert not told.filter(at__date__gt=company.today).exists()
