"""A shift is told from swaying, the owner is asked about it, and a correction takes it back."""

from datetime import timedelta

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.kpis import saying
from fairway.kpis.actions.around import add_segment
from fairway.kpis.actions.defining import edit_kpi, hold_baseline
from fairway.kpis.actions.judging import answer_signal, judge_kpi
from fairway.kpis.actions.observing import Value, record_value, record_values
from fairway.kpis.judging import chance_between, forecast, judge, load, series_of
from fairway.kpis.models import Kpi, Signal, Standing
from fairway.kpis.picture import chart, shown
from fairway.kpis.provides import signals_to_answer
from fairway.kpis.refusals import SaySomething
from fairway.kpis.tests.conftest import STEADY
from fairway.measurement import xmr

pytestmark = pytest.mark.django_db
SHIFT = (77, 78, 77, 78, 79, 78, 77, 78)


def test_swaying_is_noise(fcr, weeks):
    weeks(STEADY)
    assert saying.verdict(fcr, judge(fcr, load(fcr))).state == "normal"
    assert judge_kpi(fcr) == []
    assert Standing.objects.get(kpi=fcr).reading == "normal"


def test_eight_above_what_is_usual_are_a_shift(fcr, weeks, monday):
    weeks(STEADY + SHIFT)
    judged = judge(fcr, load(fcr))
    said = saying.verdict(fcr, judged)
    assert said.title == "This is a real shift, not noise."
    assert "last 8 weeks all lie above" in said.text
    assert "once in 128 tries" in said.text
    assert judged.series.days[judged.now.since] == monday - timedelta(weeks=7)


def test_limits_are_those_of_the_first_twenty_and_hold(fcr, weeks):
    weeks(STEADY + SHIFT)
    judged = judge(fcr, load(fcr))
    limits = xmr(STEADY).limits
    assert judged.upper[-1] == pytest.approx(limits.upper)
    assert judged.lower[-1] == pytest.approx(limits.lower)


def test_a_point_beyond_the_limits_is_unusual(fcr, weeks):
    weeks((*STEADY, 90))
    said = saying.verdict(fcr, judge(fcr, load(fcr)))
    assert said.title == "This is unusual, not noise."
    assert "90.0\u00a0% lies above the upper limit" in said.text


def test_few_values_say_nothing_yet(fcr, weeks):
    weeks(STEADY[:7])
    said = saying.verdict(fcr, judge(fcr, load(fcr)))
    assert said.state == "early"
    assert "7 weeks so far" in said.text


def test_what_only_ever_goes_up_is_a_running_total_and_no_signal(fcr, weeks):
    weeks(range(40, 70))
    assert saying.verdict(fcr, judge(fcr, load(fcr))).title == "It has only ever gone up."
    assert judge_kpi(fcr) == []


def test_the_owner_is_asked_after_the_value_was_written(fcr, weeks, bo, ana, monday):
    weeks(STEADY)
    record_value(fcr, actor=bo, day=monday, units=990, correction=True)
    run_due()
    [todo] = signals_to_answer(bo)
    assert todo.title == "First-contact resolution went up: this is not noise"
    assert todo.detail.startswith("Up: share what did it")
    assert list(signals_to_answer(ana)) == []


def test_a_correction_takes_an_open_signal_back(fcr, weeks, bo, monday):
    weeks((*STEADY, 99))
    [signal] = judge_kpi(fcr)
    assert judge_kpi(fcr) == []
    record_value(fcr, actor=bo, day=monday, units=730, correction=True)
    judge_kpi(fcr)
    signal.refresh_from_db()
    assert signal.state == Signal.State.GONE


def test_what_was_answered_stays_though_it_is_corrected(fcr, weeks, bo, monday):
    weeks((*STEADY, 99))
    [signal] = judge_kpi(fcr)
    answer_signal(signal, actor=bo, state="explained", words="A week without calls.")
    record_value(fcr, actor=bo, day=monday, units=730, correction=True)
    judge_kpi(fcr)
    signal.refresh_from_db()
    assert (signal.state, list(signals_to_answer(bo))) == ("explained", [])


def test_acting_and_explaining_take_a_sentence_and_only_keepers_answer(fcr, weeks, bo, ana):
    weeks((*STEADY, 99))
    [signal] = judge_kpi(fcr)
    with pytest.raises(SaySomething):
        answer_signal(signal, actor=bo, state="acted_on", words=" ")
    with pytest.raises(PermissionDenied):
        answer_signal(signal, actor=ana, state="acknowledged")
    assert answer_signal(signal, actor=bo, state="acknowledged").waits


def test_a_history_that_is_imported_asks_nobody_about_years_ago(fcr, weeks):
    weeks((*STEADY, 99, *STEADY))
    assert judge_kpi(fcr) == []


def test_a_shift_that_stays_becomes_what_is_usual(fcr, weeks, bo, monday):
    weeks(STEADY + SHIFT + SHIFT)
    assert judge(fcr, load(fcr)).now
    kpi = hold_baseline(
        fcr,
        actor=bo,
        baseline_from=monday - timedelta(weeks=15),
        baseline_until=monday + timedelta(weeks=1),
    )
    judged = judge(kpi, load(kpi))
    assert judged.now is None
    assert judged.first == 20
    assert np.isnan(judged.lower[:20]).all()


def test_parts_have_signals_of_their_own(fcr, weeks, bo, monday):
    north = add_segment(fcr, actor=bo, name="North")
    weeks(STEADY)
    weeks((*STEADY, 20), segment=north)
    [signal] = judge_kpi(fcr)
    assert (signal.segment, signal.side) == (north, "down")


def test_gaps_are_seen_as_gaps(fcr, bo, monday):
    many = [Value(monday - timedelta(weeks=n), 700 + n) for n in range(30) if n not in (3, 4)]
    record_values(fcr, many, actor=bo)
    series = load(fcr)
    assert len(series) == 28
    assert series.places[-1] == 29
    assert forecast(fcr, series, 80, 4).n == 3


def test_seasons_are_taken_out_before_anything_is_called_unusual(fcr, bo, monday):
    kpi = edit_kpi(fcr, actor=SYSTEM, cadence="daily", seasonal=True, decimals=0)
    sway = (0, 1, -1, 2, -2, 1, 0, -1)
    many = [
        Value(
            monday - timedelta(days=n),
            500 + 300 * ((monday - timedelta(days=n)).weekday() == 5) + sway[n % 8],
        )
        for n in range(120)
    ]
    record_values(kpi, many, actor=bo)
    assert judge(kpi, load(kpi)).now is None
    without = edit_kpi(kpi, actor=SYSTEM, seasonal=False)
    assert judge(without, load(without)).episodes


def test_between_bounds_is_less_likely_than_either_alone(fcr, weeks):
    weeks(STEADY)
    series = load(fcr)
    both = chance_between(series, 70, 78, 4)
    above = forecast(fcr, series, 70, 4).chance
    assert 0 <= both <= above


def test_the_picture_marks_the_signal_and_draws_limits_and_target(fcr, weeks):
    weeks(STEADY + SHIFT)
    judged = judge(fcr, load(fcr))
    drawn = chart(fcr, judged, target=(80.0, None), notes=[])
    assert drawn["series"][0]["marked"] == list(range(20, 28))
    assert drawn["lines"][0]["at"] == 80.0
    assert drawn["min"] <= judged.lower[-1] <= judged.upper[-1] <= 80 <= drawn["max"]


@settings(max_examples=25)
@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=900))
def test_thinning_out_keeps_every_part_of_a_series_its_high_and_its_low(values):
    from datetime import date

    kpi = Kpi(cadence="daily", decimals=0)
    start = date(2020, 1, 1)
    rows = [(start + timedelta(days=n), value) for n, value in enumerate(values)]
    judged = judge(kpi, series_of(kpi, rows))
    kept = shown(judged, "all")
    assert len(kept) <= 402
    assert {max(values), min(values)} <= {values[n] for n in kept}
    assert len(values) - 1 in kept


def test_two_hundred_thousand_values_are_drawn_thin_with_limits_over_all(bo, organisation):
    from datetime import date

    kpi = Kpi(name="Long", cadence="daily", decimals=0)
    days = [date.fromordinal(date(2026, 1, 1).toordinal() - n) for n in range(200_000)][::-1]
    sway = np.random.default_rng(1).integers(900, 1100, len(days))
    judged = judge(kpi, series_of(kpi, list(zip(days, sway.tolist(), strict=True))))
    drawn = chart(kpi, judged, target=None, notes=[], span="all")
    assert len(drawn["x"]) <= 402
    assert drawn["n"] == 200_000
    assert judged.has_limits
