"""Does one figure run ahead of another? Pinned to series M of Box and Jenkins, and to illusions."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from fairway.measurement import (
    MeasurementError,
    NotEstimable,
    check_lead,
    check_leads,
    cross_correlations,
    granger,
)

pytestmark = pytest.mark.once

DATA = Path(__file__).parent / "data"
EXPECTED = json.loads((DATA / "misc_expected.json").read_text())


@pytest.fixture(scope="module")
def series_m():
    table = np.genfromtxt(DATA / "bjsales.csv", delimiter=",", names=True)
    return table["lead"], table["sales"]


def _walk(rng, n, weight):
    values = rng.normal(size=n + 50)
    for t in range(1, n + 50):
        values[t] += weight * values[t - 1]
    return values[50:]


def test_differenced_and_prewhitened_correlations_of_series_m(series_m):
    lead, sales = series_m

    assert cross_correlations(lead, sales)[3].r == pytest.approx(0.720070, abs=5e-7)
    prewhitened = cross_correlations(lead, sales, ma=[0.32])
    assert prewhitened[3].r == pytest.approx(0.6776, abs=1e-3)


@pytest.mark.parametrize("direction", ["lead_to_sales", "sales_to_lead"])
def test_granger_of_series_m_by_order(series_m, direction):
    x, y = series_m if direction == "lead_to_sales" else series_m[::-1]

    for found in granger(x, y):
        f, p, within, order = EXPECTED[f"bj_granger_{direction}"][str(found.order)]
        assert found.f == pytest.approx(f, rel=1e-8)
        assert found.p == pytest.approx(p, rel=1e-6)
        assert found.freedom == (order, within)


def test_the_lead_of_three_is_found_and_the_trap_of_order_one_told(series_m):
    lead, sales = series_m
    found = check_lead(lead, sales)

    assert (found.verdict, found.lead) == ("supported", 3)
    assert found.estimate in found.interval
    assert found.forecast_gain > 0.3
    assert "hidden_from_order_one" in {caution.code for caution in found.cautions}
    assert "ahead" in found.in_words()
    assert check_lead(sales, lead).verdict == "none_seen"


def test_under_36_points_nothing_is_said_and_under_52_nothing_claimed(series_m):
    lead, sales = series_m

    assert check_lead(lead[:35], sales[:35]).verdict == "cannot_be_said"
    assert check_lead(lead[:51], sales[:51]).verdict == "hint"
    assert "52 are needed" in check_lead(lead[:51], sales[:51]).in_words()
    assert check_lead(lead[:60], sales[:60]).verdict == "supported"


def test_a_lead_that_is_gone_in_the_points_kept_aside_stays_a_hint():
    rng = np.random.default_rng(2)
    x, own = _walk(rng, 123, 0.5), 0.3 * _walk(rng, 120, 0.5)
    y = np.where(np.arange(120) < 80, 1.0, -0.5) * x[:-3] + own
    found = check_lead(x[3:], y)

    assert (found.verdict, found.lead) == ("hint", 3)
    assert found.forecast_gain <= 0
    assert "kept aside, it did not improve" in found.in_words()


def test_figures_that_move_at_once_do_not_lead():
    rng = np.random.default_rng(8)
    common = _walk(rng, 80, 1)
    found = check_lead(common, common + 0.2 * rng.normal(size=80))

    assert (found.verdict, found.lead) == ("together", 0)


@pytest.mark.parametrize("weight", [0.0, 0.5, 1.0])
def test_unrelated_figures_are_rarely_taken_for_related(weight):
    """60 seeds of 5 pairs, 52 points. Raw correlations of walks: over half; here 3–4 %."""
    raw, seen, claimed = [], [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        for _pair in range(5):
            x, y = _walk(rng, 52, weight), _walk(rng, 52, weight)
            plain = cross_correlations(x, y, difference=False)
            raw.append(min(found.p for found in plain) * 7 < 0.05)
            found = check_lead(x, y)
            seen.append(found.verdict != "none_seen")
            claimed.append(found.verdict == "supported")

    if weight == 1:
        assert np.mean(raw) > 0.45
    assert np.mean(seen) < 0.06
    assert np.mean(claimed) < 0.04


def test_a_planted_lead_is_found():
    """r = .62 between steps, lead 3, 60 points, 60 seeds: found in over 85 %, at the right lag."""
    right = []
    for seed in range(60):
        rng = np.random.default_rng(1000 + seed)
        x = _walk(rng, 63, 0.5)
        y = 0.8 * x[:-3] + _walk(rng, 60, 0.5)
        found = check_lead(x[3:], y)
        right.append(found.verdict in ("supported", "hint") and found.lead == 3)

    assert np.mean(right) > 0.85


def test_the_interval_of_the_strongest_lead_holds_although_it_was_picked():
    """r = .6 at lead 3, 60 points, 100 seeds: it covers all lags at once, so at least 95 %."""
    held = []
    for seed in range(100):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=63)
        y = 0.6 * x[:-3] + 0.8 * rng.normal(size=60)
        found = check_lead(x[3:].cumsum(), y.cumsum())
        held.append(found.lead == 3 and 0.6 in found.interval)

    assert np.mean(held) >= 0.95


def test_many_pairs_are_judged_together(series_m):
    lead, sales = series_m
    rng = np.random.default_rng(3)
    noise = {f"noise {i}": _walk(rng, 150, 1) for i in range(12)}
    found = check_leads({"lead": lead, **noise}, {"sales": sales})

    assert found["lead", "sales"].verdict == "supported"
    assert found["lead", "sales"].q >= found["lead", "sales"].p
    assert {result.verdict for pair, result in found.items() if pair[0] != "lead"} == {"none_seen"}


def test_scale_shift_and_sign_change_only_the_sign(series_m):
    lead, sales = series_m
    before, after = check_lead(lead, sales), check_lead(1000 - 50 * lead, sales * 0.01 + 7)

    assert (after.verdict, after.lead) == (before.verdict, before.lead)
    assert after.estimate == pytest.approx(-before.estimate)
    assert after.p == pytest.approx(before.p)
    assert after.granger[2].f == pytest.approx(before.granger[2].f)


def test_a_figure_that_never_moves_cannot_be_judged(series_m):
    lead, sales = series_m

    assert check_lead(np.ones(150), sales).cautions[0].code == "not_estimable"
    assert check_lead(np.arange(150) * 0.1, sales).verdict == "cannot_be_said"
    with pytest.raises(NotEstimable, match="x never changes"):
        granger(np.ones(150), sales)
    with pytest.raises(NotEstimable):
        granger(lead, lead)
    with pytest.raises(NotEstimable, match="too few"):
        granger(lead[:8], sales[:8], orders=[3])
    assert check_lead(lead, lead).verdict == "together"


def test_bad_series_are_refused(series_m):
    lead, sales = series_m

    with pytest.raises(MeasurementError, match="differ in length"):
        check_lead(lead, sales[:-1])
    with pytest.raises(MeasurementError, match="missing"):
        check_lead([math.nan, *lead[1:]], sales)
    with pytest.raises(MeasurementError, match="infinite"):
        granger([math.inf, *lead[1:]], sales)
    with pytest.raises(MeasurementError, match="die away"):
        cross_correlations(lead, sales, ma=[1.5])
