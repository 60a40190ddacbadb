"""One value holds for each stretch; a correction takes its place and history stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.numbers import AmbiguousNumber, BadNumber, TooFine
from fairway.kpis.actions.around import add_segment, annotate, set_target
from fairway.kpis.actions.defining import add_kpi, edit_kpi
from fairway.kpis.actions.observing import Value, record_value, record_values
from fairway.kpis.calendar import Cadence
from fairway.kpis.models import Kpi, Observation
from fairway.kpis.refusals import AlreadyThere, BoundsOutOfOrder, InTheFuture, MeasuredAlready
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db


def test_a_value_stands_for_the_week_its_day_lies_in(fcr, bo, monday):
    row = record_value(fcr, actor=bo, day=monday + timedelta(days=3), units=764)
    assert (row.starts_on, fcr.say(row.value)) == (monday, "76.4\u00a0%")


def test_a_second_value_for_the_same_week_says_what_is_there(fcr, bo, monday):
    record_value(fcr, actor=bo, day=monday, units=764)
    with pytest.raises(AlreadyThere, match=r"already 76\.4"):
        record_value(fcr, actor=bo, day=monday, units=700)


def test_the_same_value_once_more_changes_nothing(fcr, bo, monday):
    first = record_value(fcr, actor=bo, day=monday, units=764)
    assert record_value(fcr, actor=bo, day=monday, units=764) == first
    assert Event.objects.filter(kind="kpis.observed").count() == 1


def test_a_correction_takes_its_place_and_keeps_what_was(fcr, bo, monday):
    record_value(fcr, actor=bo, day=monday, units=764)
    record_value(fcr, actor=bo, day=monday, units=700, correction=True, note="Two days missing")
    rows = fcr.observations.order_by("pk")
    assert [(row.value, row.replaced_at is None) for row in rows] == [(764, False), (700, True)]
    assert Event.objects.filter(kind="kpis.corrected").count() == 1


@pytest.mark.parametrize("with_segment", [False, True])
def test_two_current_values_for_a_week_cannot_be_written(fcr, monday, with_segment):
    segment = add_segment(fcr, actor=SYSTEM, name="North") if with_segment else None
    row = {"kpi": fcr, "segment": segment, "starts_on": monday, "recorded_at": timezone.now()}
    Observation.objects.create(value=1, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(value=2, **row)


def test_days_to_come_have_no_value(fcr, bo):
    with pytest.raises(InTheFuture, match="has not begun"):
        record_value(fcr, actor=bo, day=organisation_day() + timedelta(days=8), units=1)


def test_who_only_reads_it_records_nothing(fcr, ana, monday):
    with pytest.raises(PermissionDenied):
        record_value(fcr, actor=ana, day=monday, units=1)


def test_many_values_are_added_corrected_or_left(fcr, bo, monday, weeks):
    weeks([70, 71, 72])
    many = [
        Value(monday, 725),
        Value(monday - timedelta(weeks=1), 710),
        Value(monday - timedelta(weeks=9), 690),
        Value(monday - timedelta(weeks=9), 695),
    ]
    taken = record_values(fcr, many, actor=bo)
    assert (taken.added, taken.corrected, taken.unchanged) == (1, 1, 1)
    current = fcr.observations.filter(replaced_at=None).order_by("starts_on")
    assert [row.value for row in current] == [695, 700, 710, 725]


def test_parts_have_values_of_their_own(fcr, bo, monday, organisation):
    north = add_segment(fcr, actor=bo, unit=organisation.shops)
    assert add_segment(fcr, actor=bo, name="shops") == north
    record_value(fcr, actor=bo, day=monday, units=700)
    record_value(fcr, actor=bo, day=monday, units=600, segment=north)
    assert Observation.objects.of(fcr, north).get().value == 600


def test_what_it_is_measured_in_stays_once_there_are_values(fcr, bo, monday):
    edit_kpi(fcr, actor=bo, decimals=0)
    record_value(fcr, actor=bo, day=monday, units=70)
    with pytest.raises(MeasuredAlready):
        edit_kpi(fcr, actor=bo, decimals=2)
    edit_kpi(fcr, actor=bo, meaning="Another thing.")
    fcr.refresh_from_db()
    assert (fcr.decimals, fcr.definition_changes) == (0, 1)


@pytest.mark.parametrize(
    ("typed", "language", "units"),
    [("76,4 %", "pt", 764), ("76.4", "en", 764), (" 1,076.4 ", "en", 10764), ("−3", "en", -30)],
)
def test_numbers_are_read_as_they_are_written(fcr, typed, language, units):
    assert fcr.read(typed, language) == units


@pytest.mark.parametrize("typed", ["NaN", "inf", "-Infinity", "seven", "", "1e9", "7 6 . 4"])
def test_what_is_no_number_is_said_to_be_none(fcr, typed):
    with pytest.raises(BadNumber):
        fcr.read(typed, "en")


def test_numbers_too_fine_or_that_could_be_two_are_refused(fcr):
    with pytest.raises(TooFine):
        fcr.read("76.45", "en")
    with pytest.raises(AmbiguousNumber):
        fcr.read("1,234")


def test_money_has_the_decimals_of_its_currency(bo, organisation):
    kpi = add_kpi(
        actor=SYSTEM,
        owner=bo,
        name="Takings",
        meaning="What came in.",
        measure="money",
        currency="JPY",
        decimals=2,
    )
    assert (kpi.decimals, kpi.say(kpi.read("1,200 JPY", "en"))) == (0, "1,200\u00a0JPY")


def test_targets_of_a_range_have_both_bounds_in_order(fcr, bo):
    from fairway.strategy.actions.periods import add_year
    from fairway.strategy.calendar import FiscalCalendar

    year = add_year(organisation_day().year, actor=SYSTEM, calendar=FiscalCalendar())[0]
    assert set_target(fcr, actor=bo, period=year, value=800, upper=900).upper is None
    fcr = edit_kpi(fcr, actor=bo, direction=Kpi.Direction.RANGE)
    with pytest.raises(BoundsOutOfOrder):
        set_target(fcr, actor=bo, period=year, value=800, upper=800)
    set_target(fcr, actor=bo, period=year, value=800, upper=900)
    assert fcr.targets.get().upper == 900


def test_an_annotation_needs_words(fcr, bo, monday):
    assert annotate(fcr, actor=bo, on=monday, text=" New price list ").text == "New price list"


@pytest.mark.parametrize(
    ("cadence", "day", "start", "following"),
    [
        ("daily", date(2026, 3, 5), date(2026, 3, 5), date(2026, 3, 6)),
        ("weekly", date(2026, 3, 5), date(2026, 3, 2), date(2026, 3, 9)),
        ("monthly", date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1)),
        ("quarterly", date(2026, 12, 31), date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_stretches_follow_the_calendar(cadence, day, start, following):
    assert Cadence(cadence).start_of(day) == start
    assert Cadence(cadence).next(start) == following
    assert Cadence(cadence).steps(start, following) == 1
