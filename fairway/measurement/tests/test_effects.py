"""Whether something helped is told from comparable units, with an honest error."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.measurement import (
    Change,
    FewUnitsEffect,
    MeasurementError,
    NotEstimable,
    StaggeredEffect,
    estimate_effect,
    return_to_mean,
)

pytestmark = pytest.mark.once

DATA = Path(__file__).parent / "data"
EXPECTED = json.loads((DATA / "mpdta_expected.json").read_text())
CLOSE = {"rel": 1e-9, "abs": 1e-12}


@pytest.fixture(scope="module")
def counties():
    with (DATA / "mpdta.csv").open() as file:
        rows = list(csv.DictReader(file))
    return [[row[name] for row in rows] for name in ("countyreal", "year", "first.treat", "lemp")]


@pytest.fixture(scope="module", params=["never", "not-yet"])
def known(request, counties):
    effect = estimate_effect(*counties, controls=request.param)
    return effect, EXPECTED[request.param.replace("-", "")]


def test_each_cohort_and_period_is_as_known(known):
    effect, expected = known
    assert len(effect.cells) == 12
    for cell in effect.cells:
        found = [cell.estimated.estimate, cell.estimated.se]
        assert found == pytest.approx(expected[f"{cell.cohort:.0f},{cell.time:.0f}"], **CLOSE)


def test_averages_are_as_known(known):
    effect, expected = known
    averages = effect.averages
    for name, part in (
        ("simple", averages.simple),
        ("group_overall", averages.cohorts),
        ("dynamic_overall", averages.exposures),
    ):
        assert [part.estimate, part.se] == pytest.approx(expected[name], **CLOSE)
    for exposure, part in averages.by_exposure:
        found = [part.estimate, part.se]
        assert found == pytest.approx(expected["dynamic"][str(exposure)], **CLOSE)
    for cohort, part in averages.by_cohort:
        assert [part.estimate, part.se] == pytest.approx(
            expected["group"][f"{cohort:.0f}"], **CLOSE
        )


def test_the_pretest_is_as_known(known):
    effect, expected = known
    test = effect.pretest
    assert [test.statistic, test.p, test.df] == pytest.approx(expected["pretest"], **CLOSE)


def test_numbers_of_the_specification(counties):
    effect = estimate_effect(*counties)
    assert effect.controls == "never"
    assert effect.estimate == pytest.approx(-0.03995128, abs=5e-9)
    assert effect.simple.se == pytest.approx(0.01203401, abs=5e-9)
    assert (effect.n_units, effect.n_treated, effect.n_controls) == (500, 191, 309)
    assert -0.0401 < effect.estimate < -0.0399
    assert "changed by -0.04 compared with that of 309 others" in effect.in_words()


def test_bands_are_wider_than_intervals_and_the_seed_decides(counties):
    effect = estimate_effect(*counties, seed=1)
    assert 2.5 < effect.critical < 3.1  # twelve nearly independent cells: normal quantile 2.87
    assert estimate_effect(*counties, seed=1).critical == effect.critical
    assert estimate_effect(*counties, seed=2).critical != effect.critical
    for cell, band in zip(effect.cells, effect.bands(), strict=True):
        assert band.low < cell.estimated.interval.low < cell.estimated.interval.high < band.high
    assert len(effect.exposure_bands()) == 7


def staggered(seed, *, n=60, periods=6, effect=0.0, sizes=(10, 15), trend=0.3):
    """Units with their own level and a shared wave; cohorts treated in periods 3 and 5."""
    rng = np.random.default_rng(seed)
    first = np.full(n, np.inf)
    first[: sizes[0]], first[sizes[0] : sum(sizes)] = 3, 5
    time = np.arange(1, periods + 1)
    wave = trend * time + rng.normal(size=periods)
    noise = rng.normal(size=(n, periods)) + rng.normal(size=(n, 1)) * 2
    outcome = noise + wave + effect * (time >= first[:, None])
    return (
        np.repeat(np.arange(n), periods),
        np.tile(time, n),
        np.repeat(first, periods),
        outcome.ravel(),
    )


def test_intervals_cover_the_planted_effect_in_93_to_97_percent_of_400_trials():
    for sizes, n in (((10, 15), 60), ((3, 3), 18)):
        found = [
            estimate_effect(*staggered(seed, effect=0.7, sizes=sizes, n=n), draws=2)
            for seed in range(400)
        ]
        assert all(isinstance(one, StaggeredEffect) for one in found)
        assert 0.93 <= np.mean([0.7 in one.interval for one in found]) <= 0.97
        assert np.mean([one.estimate for one in found]) == pytest.approx(0.7, abs=0.06)


def test_false_alarms_of_the_pretest_and_of_bands_stay_near_5_percent():
    found = [
        estimate_effect(*staggered(seed, n=150, sizes=(40, 40)), draws=199) for seed in range(200)
    ]
    assert np.mean([one.pretest.p < 0.05 for one in found]) <= 0.09
    outside = [any(0 not in band for band in one.exposure_bands()) for one in found]
    assert np.mean(outside) <= 0.09


def test_an_effect_of_a_whole_standard_deviation_is_found_nine_times_in_ten():
    found = [
        0 not in estimate_effect(*staggered(seed, effect=1.0), draws=2).interval
        for seed in range(100)
    ]
    assert np.mean(found) >= 0.9


def test_few_units_are_judged_by_exchanging_them_and_alarm_falsely_in_5_percent():
    found = [estimate_effect(*staggered(seed, n=12, sizes=(4, 0)), draws=2) for seed in range(200)]
    assert all(isinstance(one, FewUnitsEffect) and one.exact for one in found)
    assert np.mean([one.p <= 0.05 for one in found]) <= 0.07
    planted = [
        estimate_effect(*staggered(seed, n=12, sizes=(4, 0), effect=1.5), draws=2)
        for seed in range(200)
    ]
    assert 0.93 <= np.mean([1.5 in one.interval for one in planted]) <= 0.97
    assert np.mean([one.p <= 0.05 for one in planted]) >= 0.4  # the power there is with 4 and 8


def test_staggered_few_units_are_covered_too():
    found = [
        estimate_effect(*staggered(seed, n=10, sizes=(2, 2), effect=1.0), draws=2)
        for seed in range(100)
    ]
    assert 0.93 <= np.mean([1.0 in one.interval for one in found]) <= 0.97
    assert all(one.p >= one.smallest_p for one in found)


def test_the_interval_of_few_units_is_what_the_permutation_does_not_reject():
    rows = staggered(3, n=11, sizes=(4, 0), effect=2)
    few = estimate_effect(*rows)
    for tau, inside in (
        (few.interval.low + 0.01, True),
        (few.interval.high - 0.01, True),
        (few.interval.low - 0.01, False),
        (few.interval.high + 0.01, False),
    ):
        treated = np.asarray(rows[1]) >= np.asarray(rows[2])
        shifted = estimate_effect(*rows[:3], rows[3] - tau * treated)
        assert (shifted.p > 0.05) == inside


def test_three_against_three_cannot_say_anything():
    few = estimate_effect(*staggered(1, n=6, sizes=(3, 0), effect=50))
    assert few.smallest_p == pytest.approx(0.1)
    assert few.interval is None
    assert "cannot be said" in few.in_words()


def test_without_anybody_to_compare_with_there_is_no_word_of_an_effect():
    alone = estimate_effect(*staggered(1, n=12, sizes=(12, 0), effect=5))
    assert isinstance(alone, Change)
    said = " ".join([alone.in_words(), *(caution.in_words() for caution in alone.cautions)])
    assert "effect" not in said.lower()
    assert "cannot be said" in said


def test_where_all_are_treated_in_the_end_the_last_serve_until_then():
    few = estimate_effect(*staggered(1, n=10, sizes=(5, 5), effect=3))
    assert isinstance(few, FewUnitsEffect)
    assert "all_treated" in [caution.code for caution in few.cautions]
    assert few.estimate == pytest.approx(3, abs=1.5)
    many = estimate_effect(*staggered(1, n=60, sizes=(30, 30), effect=3))
    assert many.controls == "not-yet"
    assert many.n_treated == 30
    assert "cohorts_left_out" in [caution.code for caution in many.cautions]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 50), st.floats(-5, 5), st.floats(0.1, 9), st.randoms(use_true_random=False))
def test_order_names_shift_and_scale_change_what_they_should(seed, shift, scale, random):
    unit, time, first, outcome = staggered(seed, n=30, sizes=(6, 6))
    one = estimate_effect(unit, time, first, outcome, draws=2)
    order = list(range(len(unit)))
    random.shuffle(order)
    other = estimate_effect(
        [f"unit {unit[i] * 17}" for i in order],
        time[order] * 2 + 2000,
        [None if np.isinf(first[i]) else first[i] * 2 + 2000 for i in order],
        outcome[order] * scale + shift,
        draws=2,
    )
    assert other.estimate == pytest.approx(one.estimate * scale, rel=1e-7, abs=1e-9)
    assert other.simple.se == pytest.approx(one.simple.se * scale, rel=1e-7)
    assert other.interval.low == pytest.approx(one.interval.low * scale, rel=1e-6, abs=1e-8)
    assert other.pretest.statistic == pytest.approx(one.pretest.statistic, rel=1e-6)


def test_an_early_lead_and_a_low_start_are_told():
    unit, time, first, outcome = staggered(1, n=60, sizes=(20, 0))
    drifting = outcome - np.isfinite(first) * (5 - time) * 2
    codes = [caution.code for caution in estimate_effect(unit, time, first, drifting).cautions]
    assert codes == ["moved_before", "assigned_because_low"]


def test_incomplete_and_early_units_are_left_out_and_told():
    unit, time, first, outcome = staggered(1, n=60)
    first[unit == 59] = 1
    outcome[5] = np.nan
    keep = ~((unit == 7) & (time == 2))
    effect = estimate_effect(unit[keep], time[keep], first[keep], outcome[keep])
    said = {caution.code: caution.in_words() for caution in effect.cautions}
    assert said["incomplete"].startswith("2 of 60 units")
    assert said["early"].startswith("1 units")
    assert effect.n_units == 57


@pytest.mark.parametrize(
    ("change", "error", "why"),
    [
        ({"outcome": [1, np.inf, 2, 3]}, MeasurementError, "Row 2: the outcome is infinite"),
        (
            {"outcome": [1, "much", 2, 3]},
            MeasurementError,
            "Row 2: the outcome 'much' is no number",
        ),
        ({"time": [1, None, 1, 2]}, MeasurementError, "Row 2: the time is missing"),
        ({"unit": ["a", "", "b", "b"]}, MeasurementError, "Row 2: the unit is missing"),
        ({"time": [1, 1, 1, 2]}, MeasurementError, "Unit a has more than one row for time 1"),
        ({"first": [2, 1, 0, 0]}, MeasurementError, "Unit a has more than one first treatment"),
        ({"outcome": [1, 2]}, MeasurementError, "differ in length"),
        ({"first": [0, 0, 0, 0]}, NotEstimable, "Nobody was first treated"),
        ({"first": [9, 9, 0, 0]}, NotEstimable, "Nobody was first treated"),
        ({"time": [1, 1, 1, 1], "unit": list("abcd")}, NotEstimable, "one period"),
        ({"outcome": [None, 1, None, 1]}, NotEstimable, "No unit has an outcome in every period"),
        ({"unit": [], "time": [], "first": [], "outcome": []}, MeasurementError, "no rows"),
    ],
)
def test_bad_rows_are_refused_in_words(change, error, why):
    rows = {
        "unit": list("aabb"),
        "time": [1, 2, 1, 2],
        "first": [2, 2, 0, 0],
        "outcome": [1, 2, 3, 4],
    }
    with pytest.raises(error, match=why):
        estimate_effect(*{**rows, **change}.values())


def test_where_all_change_exactly_alike_nothing_is_sure():
    unit, time, first, outcome = staggered(1)
    effect = estimate_effect(unit, time, first, np.where(time >= first, 2.0, 1.0) + time)
    assert effect.estimate == pytest.approx(1)
    assert not effect.interval.is_finite
    assert effect.pretest is None
    assert "how sure that is cannot be said" in effect.in_words()
    with pytest.raises(NotEstimable, match="the same in every row"):
        estimate_effect(unit, time, first, np.zeros_like(outcome))


@pytest.mark.parametrize("unit_of_outcome", [1e-200, 1e200])
def test_units_that_overflow_are_refused(unit_of_outcome):
    *rows, outcome = staggered(1)
    with pytest.raises(MeasurementError, match="too small or too large"):
        estimate_effect(*rows, outcome * unit_of_outcome)


def test_few_left_to_compare_with_are_told():
    effect = estimate_effect(*staggered(1, n=40, sizes=(18, 20)), controls="not-yet")
    assert "few_controls" in [caution.code for caution in effect.cautions]


def test_who_was_low_comes_back_by_themselves():
    found = return_to_mean(
        selected_before=2.0,
        selected_after=2.9,
        population_mean=3.5,
        reliability=0.6,
        n=20,
        change_se=0.1,
    )
    assert found.expected == pytest.approx(0.6)
    assert found.beyond == pytest.approx(0.3)
    assert found.interval.low == pytest.approx(0.3 - 0.196, abs=1e-4)
    assert "assigned because low" in found.in_words()
    assert "assigned because low" in found.cautions[0].in_words()


@pytest.mark.parametrize(("reliability", "helped"), [(0.7, 0.0), (0.4, 0.5)])
def test_of_a_gain_only_what_is_more_than_the_return_to_the_mean_is_left(reliability, helped):
    """800 trials: the lowest fifth of 500 people, measured twice; intervals cover 93–97 %."""
    left, held = [], []
    for seed in range(800):
        rng = np.random.default_rng(seed)
        true = rng.normal(0, np.sqrt(reliability), 500)
        before, after = true + rng.normal(0, np.sqrt(1 - reliability), (2, 500))
        low = before <= np.quantile(before, 0.2)
        change = after[low] + helped - before[low]
        found = return_to_mean(
            selected_before=before[low].mean(),
            selected_after=after[low].mean() + helped,
            population_mean=before.mean(),
            reliability=reliability,
            n=int(low.sum()),
            change_se=change.std(ddof=1) / np.sqrt(low.sum()),
        )
        left.append(found.beyond)
        held.append(helped in found.interval)
        assert found.expected > 0.2
    assert np.mean(left) == pytest.approx(helped, abs=0.01)
    assert 0.93 <= np.mean(held) <= 0.97


@pytest.mark.parametrize("reliability", [-0.1, 1.1, float("nan")])
def test_an_impossible_reliability_is_refused(reliability):
    with pytest.raises(MeasurementError):
        return_to_mean(
            selected_before=1, selected_after=2, population_mean=3, reliability=reliability, n=5
        )
