"""What moved and what was met stands on the timeline of whose number it is, for who may read it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.foundation.evidence import Asked
from fairway.foundation.remembering import remembered
from fairway.kpis.actions.around import add_segment, set_target
from fairway.kpis.actions.defining import add_kpi, edit_kpi
from fairway.kpis.actions.judging import answer_signal
from fairway.kpis.actions.observing import Value, record_values
from fairway.kpis.models import Kpi, KpiTarget, Observation, Signal
from fairway.people.days import organisation_day
from fairway.people.evidence import facts
from fairway.strategy.actions.periods import add_period, close_period, open_period

pytestmark = pytest.mark.django_db
KINDS = ("kpi_signal", "kpi_target")


@pytest.fixture
def year():
    today = organisation_day()
    return Asked(today - timedelta(days=365), today + timedelta(days=2))


@pytest.fixture
def anas(ana, bo):
    """About her, kept by Bo."""
    return add_kpi(
        actor=bo,
        owner=bo,
        person=ana,
        name="Answers rated good",
        meaning="Share of rated answers that were called good.",
        kind="quality",
        public=False,
    )


@pytest.fixture
def quarter(monday):
    """Ten weeks, over before the last week that has a value."""
    found = add_period(
        "custom",
        "Spring",
        actor=SYSTEM,
        starts_on=monday - timedelta(weeks=11),
        last_day=monday - timedelta(days=8),
    )
    open_period(found, actor=SYSTEM)
    return found


def told(viewer, person, asked):
    return [one for one in facts(viewer, person, asked).facts if one.kind in KINDS]


def titles(viewer, person, asked):
    return [one.title for one in told(viewer, person, asked)]


@pytest.fixture
def shifted(monday):
    """shifted(kpi): it went up six weeks ago, and four weeks ago that could be told."""

    def shift(kpi, **more):
        since, fired = (monday - timedelta(weeks=n) for n in (6, 4))
        days = {"since": since, "fired_on": fired, "found_at": timezone.now()}
        return Signal.objects.create(kpi=kpi, rule="run", side=Signal.Side.UP, **days, **more)

    return shift


def test_a_signal_is_told_by_the_day_at_which_it_could_be(shifted, fcr, bo, year):
    signal = shifted(fcr)
    (fact,) = told(bo, bo, year)
    assert (fact.day, fact.title, str(fact.label)) == (signal.fired_on, fcr.name, "KPI moved")
    assert (str(fact.tagged), fact.url) == ("Up", fcr.get_absolute_url())
    assert (fact.audience[0], fact.citable) == ("open", True)


def test_what_its_owner_said_of_it_stands_there(shifted, fcr, bo, year):
    signal = shifted(fcr)
    answer_signal(signal, actor=bo, state=Signal.State.EXPLAINED, words="The new guide.")
    (fact,) = told(bo, bo, year)
    assert (fact.words, fact.by) == ("The new guide.", bo.name)


def test_one_that_turned_out_to_be_none_is_not_told(shifted, fcr, bo, year):
    shifted(fcr)
    Signal.objects.update(state=Signal.State.GONE)
    assert told(bo, bo, year) == []


def test_only_that_of_the_days_asked_for(shifted, fcr, bo, year):
    day = shifted(fcr).fired_on
    assert titles(bo, bo, Asked(day, day + timedelta(days=1))) == [fcr.name]
    assert titles(bo, bo, Asked(day - timedelta(days=30), day)) == []
    assert titles(bo, bo, Asked(day + timedelta(days=1), year.end)) == []


def test_one_about_a_person_is_told_of_them_and_not_of_who_keeps_it(
    shifted, anas, ana, bo, mia, year
):
    shifted(anas)
    assert titles(ana, ana, year) == titles(bo, ana, year) == [anas.name]
    assert titles(bo, bo, year) == titles(mia, bo, year) == []


def test_who_may_not_read_the_kpi_is_told_nothing(shifted, anas, fcr, ana, bo, cy, eva, year):
    shifted(anas)
    shifted(fcr)
    edit_kpi(fcr, actor=SYSTEM, public=False)
    assert titles(cy, ana, year) == titles(eva, ana, year) == titles(cy, bo, year) == []
    assert titles(ana, bo, year) == [fcr.name]  # of her own unit


def test_a_part_is_named(shifted, fcr, bo, year):
    shifted(fcr, segment=add_segment(fcr, actor=SYSTEM, name="Leeds"))
    assert titles(bo, bo, year) == [f"{fcr.name}, Leeds"]


def test_a_target_is_met_where_its_period_ended(fcr, weeks, quarter, bo, year, monday):
    weeks((*[70] * 11, 76, 60, 60))
    set_target(fcr, actor=SYSTEM, period=quarter, value=750)
    (fact,) = told(bo, bo, year)
    assert (fact.kind, fact.title, fact.words) == ("kpi_target", fcr.name, "Spring")
    assert fact.day == monday - timedelta(weeks=2)


def test_one_that_was_only_touched_on_the_way_was_not_met(fcr, weeks, quarter, bo, year):
    weeks((*[70] * 8, 90, 70, 70, 74, 90, 90))
    set_target(fcr, actor=SYSTEM, period=quarter, value=750)
    assert told(bo, bo, year) == []


def test_of_a_period_that_goes_on_nothing_is_told_until_it_is_closed(fcr, weeks, bo, year, monday):
    running = add_period(
        "custom",
        "Now",
        actor=SYSTEM,
        starts_on=monday - timedelta(weeks=4),
        last_day=monday + timedelta(weeks=9),
    )
    open_period(running, actor=SYSTEM)
    weeks([76] * 6)
    set_target(fcr, actor=SYSTEM, period=running, value=750)
    assert told(bo, bo, year) == []
    close_period(running, actor=SYSTEM)
    assert titles(bo, bo, year) == [fcr.name]


LEVELS = st.integers(-3, 3)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    direction=st.sampled_from(Kpi.Direction.values),
    value=LEVELS,
    wide=st.none() | st.integers(1, 3),
    stood=LEVELS,
)
def test_met_is_what_the_kpi_itself_calls_reached(
    fcr, quarter, bo, year, monday, direction, value, wide, stood
):
    Observation.objects.all().delete()
    KpiTarget.objects.all().delete()
    Kpi.objects.filter(pk=fcr.pk).update(direction=direction)
    fcr.refresh_from_db()
    upper = None if wide is None else value + wide
    KpiTarget.objects.create(kpi=fcr, period=quarter, value=value, upper=upper)
    days = [monday - timedelta(weeks=n) for n in (0, 3)]
    record_values(fcr, [Value(days[0], 99), Value(days[1], stood)], actor=SYSTEM)
    bound = None if upper is None else fcr.scaled(upper)
    wanted = fcr.reached(fcr.scaled(stood), fcr.scaled(value), bound)
    assert bool(told(bo, bo, year)) == wanted


def test_a_corrected_value_is_no_longer_the_one_that_counts(fcr, weeks, quarter, bo, year):
    weeks((*[70] * 11, 76, 60, 60))
    set_target(fcr, actor=SYSTEM, period=quarter, value=750)
    Observation.objects.filter(value=760).update(replaced_at=timezone.now())
    assert told(bo, bo, year) == []


def test_both_together_with_all_other_rooms_are_one_query(shifted, fcr, bo, year):
    shifted(fcr)
    with remembered(), CaptureQueriesContext(connection) as queries:
        assert told(bo, bo, year)
    assert len([one for one in queries if "fact_kind" in one["sql"]]) == 1
