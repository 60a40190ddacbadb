"""Do raters tell criteria and people apart? Measured where nobody has the habit, and where some do."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fairway.measurement import MeasurementError, halo_signals, spread_signals
from fairway.measurement.review_signals.matching import bootstrapped, wider_by_few

pytestmark = pytest.mark.once


def _reviews(seed, raters=40, forms=6, criteria=8, halo=(), flat=(), factor=0.4, whole=True):
    rng = np.random.default_rng(seed)
    n = raters * forms * criteria
    rater = np.repeat(np.arange(raters), forms * criteria)
    ratee = np.repeat(np.arange(raters * forms), criteria)
    within = np.where(np.isin(np.arange(raters), halo), factor, 1.0)[rater]
    between = np.where(np.isin(np.arange(raters), flat), factor, 1.0)[rater]
    rating = 3.2 + 0.4 * rng.normal(size=raters)[rater]
    rating = rating + 0.5 * between * rng.normal(size=raters * forms)[ratee]
    rating = rating + 0.7 * within * rng.normal(size=n)
    if whole:
        rating = np.clip(np.round(rating), 1, 5)
    return {
        "rater": rater,
        "ratee": [f"p{i}" for i in ratee],
        "criterion": np.tile(np.arange(criteria), raters * forms),
        "rating": rating,
    }


@pytest.mark.parametrize(("forms", "critical"), [(4, 0.60), (5, 0.63), (8, 0.71), (12, 0.76)])
def test_critical_values_where_nobody_has_the_habit(forms, critical):
    """Of 8 criteria, 50 seeds of 15 raters: the lowest 5 % of ratios lie under the stated values."""
    ratios = [
        signal.estimate
        for seed in range(50)
        for signal in halo_signals(**_reviews(seed, raters=15, forms=forms, whole=False))
    ]

    assert np.quantile(ratios, 0.05) == pytest.approx(critical, abs=0.035)
    assert np.mean(ratios) == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("ask", [halo_signals, spread_signals])
def test_false_alarms_where_nobody_has_the_habit(ask):
    """50 seeds of 15 raters: p under 5 % in about 5 %; after adjusting, hardly ever anybody."""
    p, marked = [], []
    for seed in range(50):
        found = ask(**_reviews(seed, raters=15))
        p += [signal.p for signal in found]
        marked.append(any(signal.reread for signal in found))

    assert 0.03 < np.mean(np.array(p) < 0.05) < 0.08
    assert np.mean(marked) < 0.13


def test_planted_halo_is_found_and_nobody_else_is_named():
    """2 of 12 raters spread .4 as wide over 8 forms, 50 seeds: found in over 95 %."""
    found, others = [], []
    for seed in range(50):
        signals = halo_signals(**_reviews(seed, raters=12, forms=8, halo=(0, 1)))
        found += [signal.reread for signal in signals[:2]]
        others += [signal.reread for signal in signals[2:]]

    assert np.mean(found) > 0.95
    assert np.mean(others) < 0.01


def test_planted_restriction_is_found():
    """2 of 12 raters tell nobody of 16 apart, 50 seeds: found in over 75 %."""
    found, others = [], []
    for seed in range(50):
        signals = spread_signals(**_reviews(seed, raters=12, forms=16, flat=(0, 1), factor=0.0))
        found += [signal.reread for signal in signals[:2]]
        others += [signal.reread for signal in signals[2:]]

    assert np.mean(found) > 0.75
    assert np.mean(others) < 0.01


@pytest.mark.parametrize(("wider", "share"), [(True, (0.0, 0.014)), (False, (0.018, 1.0))])
def test_a_mean_of_few_forms_is_no_yardstick_that_is_known(wider, share):
    """10 forms beside 30 like them, 2,000 times: p under 1 % in about 1 %, and in 2 % if the mean of
    the 30 were taken for the truth."""
    random, found = np.random.default_rng(4), []
    for _time in range(2_000):
        mine, pool = random.normal(10, 1, 10), np.sort(random.normal(10, 1, 30))
        pools = [pool] * 10
        by = wider_by_few(pools) if wider else 1.0
        *_rest, p = bootstrapped(pools, lambda x: x.mean(axis=1), mine.mean(), 1, by)
        found.append(p < 0.01)

    assert share[0] <= np.mean(found) <= share[1]


def test_high_marks_are_no_halo():
    """A lenient rater has little room under the top of the scale; so have others' forms up there."""
    marked = []
    for seed in range(50):
        data = _reviews(seed, raters=25)
        lenient = np.isin(data["rater"], range(5))
        data["rating"] = np.clip(data["rating"] + np.where(lenient, 1, 0), 1, 5)
        marked += [signal.p < 0.05 for signal in halo_signals(**data)[:5]]

    assert np.mean(marked) < 0.1


def test_four_forms_of_four_criteria_are_needed():
    few = halo_signals(**_reviews(1, forms=3))
    narrow = halo_signals(**_reviews(1, criteria=3))

    assert {signal.estimate for signal in few} == {None}
    assert few[0].in_words() == "Cannot be said: 3 comparable forms, and 4 are needed."
    assert {signal.estimate for signal in narrow} == {None}
    assert {signal.q for signal in few} == {None}
    assert not any(signal.reread for signal in few)


def test_without_others_nothing_can_be_said():
    alone = halo_signals(**_reviews(1, raters=1))
    pair = spread_signals(**_reviews(1, raters=2))

    assert alone[0].cautions[0].code == "few_others"
    assert pair[0].cautions[0].code == "few_others"


def test_straight_lines_are_told_and_a_company_of_them_says_nothing():
    data = _reviews(3, raters=25, halo=(0,), factor=0.0)
    found = halo_signals(**data)
    flat = halo_signals(**{**data, "rating": np.full(len(data["rating"]), 3)})

    assert found[0].reread
    assert found[0].cautions[0].code == "straight_lines"
    assert "Worth a second look" in found[0].in_words()
    assert {signal.estimate for signal in flat} == {None}


def test_the_middle_of_the_scale_is_told_from_its_ends():
    data = _reviews(5, raters=25, forms=10, flat=(0,), factor=0.0)
    assert spread_signals(**data, scale=(1, 5))[0].habit == "central_tendency"
    assert spread_signals(**data, scale=(1, 50))[0].habit == "restriction"
    assert spread_signals(**data)[0].habit == "restriction"
    with pytest.raises(MeasurementError, match="outside"):
        spread_signals(**data, scale=(1, 3))


@pytest.mark.parametrize("ask", [halo_signals, spread_signals])
def test_order_names_and_units_change_nothing(ask):
    data = _reviews(7, raters=25, halo=(0,), flat=(1,))
    before = {signal.rater: signal for signal in ask(**data)}
    order = np.random.default_rng(1).permutation(len(data["rating"]))
    changed = {
        "rater": [f"boss {data['rater'][i]}" for i in order],
        "ratee": [data["ratee"][i] for i in order],
        "criterion": [("c", int(data["criterion"][i])) for i in order],
        "rating": data["rating"][order] * 20 - 3,
    }
    after = {signal.rater: signal for signal in ask(**changed)}

    for name, signal in before.items():
        twin = after[f"boss {name}"]
        assert twin.estimate == pytest.approx(signal.estimate)
        assert twin.p == pytest.approx(signal.p, abs=1e-3)
        assert twin.reread == signal.reread


def test_self_ratings_and_missing_ones_are_left_out_and_counted():
    data = _reviews(7, raters=25)
    more = {
        "rater": [*data["rater"], *[0] * 8, "y"],
        "ratee": [*data["ratee"], *[0] * 8, "p0"],
        "criterion": [*data["criterion"], *range(8), 0],
        "rating": [*data["rating"], *[5] * 8, math.nan],
    }
    found = halo_signals(**more)

    assert found[0].n == 6
    assert found[0].estimate == halo_signals(**data)[0].estimate
    assert spread_signals(**more)[0].estimate == spread_signals(**data)[0].estimate
    assert {c.code for c in found[0].cautions} >= {"self_ratings", "missing_ratings"}
    assert found[-1].n == 0


def test_a_rater_is_held_against_others_only():
    """One of three raters spreads .4 as wide, 50 seeds: the ratio is .4², not drawn to itself."""
    ratios = [
        halo_signals(**_reviews(seed, raters=3, forms=15, halo=(0,), whole=False))[0].estimate
        for seed in range(50)
    ]

    assert np.mean(ratios) == pytest.approx(0.16, abs=0.02)


def test_raters_of_a_single_form_are_no_trouble():
    data = _reviews(7, raters=25)
    once = {
        "rater": [*data["rater"], *["guest"] * 8],
        "ratee": [*data["ratee"], *["p0"] * 8],
        "criterion": [*data["criterion"], *range(8)],
        "rating": [*data["rating"], *[3, 4] * 4],
    }

    assert spread_signals(**once)[-1].estimate is None
    assert halo_signals(**once)[-1].n == 1


def test_bad_ratings_are_refused():
    data = _reviews(7, raters=25)
    with pytest.raises(MeasurementError, match="rated twice"):
        halo_signals(**{name: [*column, column[0]] for name, column in data.items()})
    with pytest.raises(MeasurementError, match="differ in length"):
        halo_signals(**{**data, "rating": data["rating"][:-1]})
    with pytest.raises(MeasurementError, match="infinite"):
        halo_signals(**{**data, "rating": [*data["rating"][:-1], math.inf]})
    assert halo_signals([], [], [], []) == ()
    assert spread_signals([], [], [], []) == ()
