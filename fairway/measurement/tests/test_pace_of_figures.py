"""Where is a figure heading? The interval must cover, and the chance must mean what it says."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.measurement import MeasurementError, forecast_pace

pytestmark = pytest.mark.once

SALES = [10, 12, 11, 15, 16, 18, 17, 21]


def test_the_forecast_follows_its_formula():
    found = forecast_pace(SALES, target=25, ahead=4)
    steps = np.diff(SALES)
    error = steps.std(ddof=1) * math.sqrt(4 * (1 + 4 / 8))

    assert found.estimate == pytest.approx(21 + 4 * 11 / 7)
    assert found.drift == pytest.approx(11 / 7)
    # Student's t of 6 degrees of freedom: 97.5 % lie under 2.446912
    assert found.interval.high - found.estimate == pytest.approx(2.446912 * error, rel=1e-6)
    # (27.2857 − 25) / 5.0709 = .4507, and .6660 of Student's t lie below it
    assert found.chance == pytest.approx(0.6660, abs=5e-5)
    assert found.status == "at_risk"
    assert found.in_words().startswith("At risk: about 67 % likely")


def test_status_follows_the_chance():
    assert forecast_pace(SALES, target=15, ahead=2).status == "on_track"
    assert forecast_pace(SALES, target=60, ahead=2).status == "off_track"
    assert forecast_pace(SALES, target=60, ahead=2, lower_is_better=True).status == "on_track"


def test_five_points_are_insufficient_and_so_are_equal_steps():
    few = forecast_pace([1, 2, 4, 3, 5], target=9, ahead=2)
    even = forecast_pace([0.1 * i for i in range(12)], target=2, ahead=4)

    assert (few.status, few.estimate) == ("insufficient", None)
    assert "5 points" in few.in_words()
    assert (even.status, even.chance, even.interval) == ("insufficient", None, None)
    assert even.cautions[0].code == "no_variation"


def test_steps_that_undo_each_other_are_pointed_out():
    found = forecast_pace([0, 5, 1, 6, 0, 7, 1, 5, 0, 6, 1, 5], target=9, ahead=2)

    assert found.cautions[0].code == "reverts"


@pytest.mark.parametrize(
    "wrong",
    [
        {"values": [1, None, 3, 4, 5, 6]},
        {"ahead": 0},
        {"target": math.nan},
        {"level": 1},
        {"values": [1e308, -1e308, 1e308, 0, 0, 0]},
    ],
)
def test_what_cannot_be_forecast_is_refused(wrong):
    with pytest.raises(MeasurementError):
        forecast_pace(**{"values": SALES, "target": 30, "ahead": 3, **wrong})


@given(
    st.lists(st.integers(-100, 100), min_size=6, max_size=20),
    st.integers(-1000, 1000),
    st.integers(1, 100),
)
def test_shift_scale_and_mirror_keep_the_chance(values, shift, scale):
    before = forecast_pace(values, target=50, ahead=3)
    moved = forecast_pace([v * scale + shift for v in values], target=50 * scale + shift, ahead=3)
    mirrored = forecast_pace([-v for v in values], target=-50, ahead=3, lower_is_better=True)

    assert (moved.status, mirrored.status) == (before.status, before.status)
    if before.chance is not None:
        assert moved.chance == pytest.approx(before.chance, abs=1e-6)
        assert mirrored.chance == pytest.approx(before.chance, abs=1e-9)


def test_intervals_cover_and_chances_are_calibrated():
    """6 to 40 points, 1 to 6 ahead, 60 seeds of 50 walks: 95 % intervals cover 93–97 %."""
    covered, chances, hits = [], [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        for _walk in range(50):
            n, h = int(rng.integers(6, 41)), int(rng.integers(1, 7))
            walk = np.cumsum(rng.normal(0.3, 1, size=n + h))
            target = walk[n - 1] + 0.3 * h + rng.normal(0, 2)
            found = forecast_pace(walk[:n], target=target, ahead=h)
            covered.append(walk[-1] in found.interval)
            chances.append(found.chance)
            hits.append(walk[-1] >= target)

    assert 0.93 < np.mean(covered) < 0.97
    chances, hits = np.array(chances), np.array(hits)
    for low, high in ((0, 0.3), (0.3, 0.7), (0.7, 1)):
        inside = (chances >= low) & (chances < high)
        assert hits[inside].mean() == pytest.approx(chances[inside].mean(), abs=0.05)
