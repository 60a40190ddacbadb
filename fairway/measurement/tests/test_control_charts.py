"""Is a figure telling us something? Pinned to handbook examples and to how often charts cry wolf."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.measurement import Limits, MeasurementError, watch, xmr, xmr_many
from fairway.measurement.kpi import engine

pytestmark = pytest.mark.once

EXPECTED = json.loads((Path(__file__).parent / "data/misc_expected.json").read_text())
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
MORTGAGE = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306]
MORTGAGE += [294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
series = st.lists(st.integers(-1000, 1000), min_size=8, max_size=40)


@pytest.mark.parametrize(
    ("values", "name"), [(FLOW, "nist_flowrate"), (MORTGAGE, "montgomery_mortgage")]
)
def test_limits_of_the_handbooks(values, name):
    limits, expected = xmr(values).limits, EXPECTED[name]

    assert limits.centre == pytest.approx(expected["mean"], abs=1e-12)
    assert limits.mean_range == pytest.approx(expected["mrbar"], abs=1e-12)
    assert limits.upper == pytest.approx(expected["ucl_1128"], abs=1e-10)
    assert limits.lower == pytest.approx(expected["lcl_1128"], abs=1e-10)
    assert limits.range_limit == pytest.approx(3.267 * expected["mrbar"], abs=1e-12)


def test_limits_are_none_then_provisional_then_firm():
    assert xmr(MORTGAGE[:7]).limits is None
    assert xmr(MORTGAGE[:7]).in_words() == "No limits yet: 7 of at least 8 points."
    assert xmr(MORTGAGE[:8]).firmness == "provisional"
    assert xmr(MORTGAGE[:8]).cautions[0].code == "provisional"
    assert xmr(MORTGAGE[:19]).firmness == "provisional"
    assert xmr(MORTGAGE).firmness == "firm"


def test_a_frozen_baseline_is_not_widened_by_what_comes_later():
    later = [*MORTGAGE, 400, 420, 410]
    frozen = xmr(later, baseline=20)

    assert frozen.limits == xmr(MORTGAGE).limits
    assert [signal.at for signal in frozen.signals] == [20, 21, 22]
    assert xmr([400, 420], limits=frozen.limits).signals[0].at == 0
    assert "At point 23" in frozen.in_words()


def test_eight_in_a_row_on_one_side_are_a_signal_and_seven_are_not():
    limits = Limits(centre=0.0, mean_range=1.128, n=20)

    assert not xmr([0.5] * 7, limits=limits).signals
    assert [s.at for s in xmr([0.5] * 9, limits=limits).signals] == [7, 8]
    assert not xmr([0.5] * 7 + [0.0] + [0.5] * 7, limits=limits).signals


@pytest.mark.parametrize(
    ("rule", "values", "at"),
    [
        ("beyond_limits", [0, 3, 3.01], [2]),
        ("range_beyond_limit", [-2, 1.6, 1.7], []),
        ("range_beyond_limit", [-2, 1.7, 1.7], [1]),
        ("two_of_three", [2.1, 0, 2.1, 0, 0, 2.1], [2]),
        ("two_of_three", [2.1, 0, -2.1], []),
        ("four_of_five", [1.1, 1.1, 0, 1.1, 1.1], [4]),
        ("four_of_five", [1.1, 1.1, 1.1, 1.1, 0], [3]),
        ("trend_of_6", [0, 0.1, 0.2, 0.3, 0.4, 0.5], [5]),
        ("trend_of_6", [0, 0.1, 0.2, 0.3, 0.4, 0.4], []),
        ("alternating_14", [0.1, -0.1] * 7, [13]),
        ("hugging_15", [0.5, -0.5] * 7 + [0.9], [14]),
    ],
)
def test_each_opt_in_rule_fires_where_it_should(rule, values, at):
    limits = Limits(centre=0.0, mean_range=1.128, n=20)

    assert [s.at for s in xmr(values, limits=limits, rules=[rule]).signals] == at


def test_missing_points_are_passed_over_and_keep_their_place():
    gappy = [*MORTGAGE[:10], None, *MORTGAGE[10:], math.nan, 400]
    found = xmr(gappy, baseline=20)

    assert found.limits == xmr(MORTGAGE).limits
    assert (found.n, found.signals[0].at) == (21, 22)


def test_a_figure_that_never_moves_has_no_limits():
    assert xmr([5] * 30).limits is None
    assert xmr([5] * 30).cautions[0].code == "no_variation"
    assert not xmr([*[5] * 20, 9, 9], baseline=20).signals


def test_charts_warn_of_coarse_and_of_remembering_figures():
    assert "coarse" in {c.code for c in xmr([1, 2] * 10).cautions}
    assert "autocorrelated" in {c.code for c in xmr(np.cumsum(MORTGAGE)).cautions}


@pytest.mark.parametrize("bad", [[1, math.inf], ["a"], "abc", [[1, 2]], 5])
def test_what_is_no_series_is_refused(bad):
    with pytest.raises(MeasurementError, match="values"):
        xmr(bad)


def test_wrong_questions_are_refused():
    with pytest.raises(MeasurementError, match="none of"):
        xmr(FLOW, rules=["nelson"])
    with pytest.raises(MeasurementError, match="baseline"):
        xmr(FLOW, baseline=0)
    with pytest.raises(MeasurementError, match="row 1, column 2"):
        xmr_many([[1, np.inf]])
    with pytest.raises(MeasurementError, match="larger unit"):
        xmr([1e308, -1e308] * 10)
    assert xmr([]).limits is None
    assert xmr_many(np.empty((0, 5))).centre.size == 0


def test_many_series_get_the_same_charts_as_one_by_one():
    rng = np.random.default_rng(4)
    values = rng.normal(size=(60, 40)).cumsum(axis=1) * 0.3 + rng.normal(size=(60, 40))
    values[rng.random(values.shape) < 0.1] = np.nan
    values[0, 5:] = np.nan
    values[1] = 3
    charts = xmr_many(values, baseline=20, rules=engine.RULES)

    for row, one in enumerate(xmr(line, baseline=20, rules=engine.RULES) for line in values):
        fired = {
            (rule, at) for rule in engine.RULES for at in np.flatnonzero(charts.signals[rule][row])
        }
        assert fired == {(signal.rule, signal.at) for signal in one.signals}
        assert charts.firmness[row] == one.firmness
        assert charts.n[row] == one.n
        if one.limits is not None:
            assert charts.upper[row] == pytest.approx(one.limits.upper)
            assert charts.range_limit[row] == pytest.approx(one.limits.range_limit)
        else:
            assert np.isnan(charts.upper[row])


def test_a_hundred_thousand_series_take_two_seconds():
    values = np.random.default_rng(1).normal(size=(100_000, 52))
    began = time.process_time()
    charts = xmr_many(values, baseline=20)

    assert time.process_time() - began < 2
    assert len(charts.centre) == 100_000


@given(series, st.integers(-(10**6), 10**6), st.integers(1, 1000))
def test_shift_and_scale_move_the_limits_and_no_signal(values, shift, scale):
    before = xmr(values, rules=engine.RULES)
    after = xmr([value * scale + shift for value in values], rules=engine.RULES)

    assert [(s.rule, s.at) for s in after.signals] == [(s.rule, s.at) for s in before.signals]
    if before.limits is not None:
        assert after.limits.upper == pytest.approx(before.limits.upper * scale + shift)


@pytest.mark.parametrize(
    ("rules", "published"),
    [
        (("beyond_limits",), 370.40),
        (("beyond_limits", "run_of_8"), 152.73),
        (("beyond_limits", "two_of_three", "four_of_five", "run_of_8"), 91.75),
    ],
)
def test_a_steady_figure_with_known_limits_alarms_as_rarely_as_published(rules, published):
    """Champ and Woodall (1987), Technometrics 29, 393–399: average run length in control."""
    lengths = []
    for seed in range(50):
        values = np.random.default_rng(seed).normal(size=(60, 2600))
        packed = engine.pack(values)
        known = engine.Lines(np.zeros(60), np.full(60, engine.D2), np.full(60, 20))
        fired = engine.signals(packed, known, rules)
        any_rule = np.logical_or.reduce(list(fired.values()))
        lengths.append(np.where(any_rule.any(axis=1), any_rule.argmax(axis=1) + 1, 2600).mean())

    assert np.mean(lengths) == pytest.approx(published, rel=0.05)


def _false_alarms(make, *, baseline, rules=("beyond_limits", "run_of_8"), **options):
    """Share of series with a signal in the 24 points after the baseline, over 200 seeds."""
    found = []
    for seed in range(200):
        chart = watch(
            make(np.random.default_rng(seed), baseline + 24),
            baseline=baseline,
            rules=rules,
            **options,
        )
        found.append(any(signal.at >= baseline for signal in chart.signals))
    return np.mean(found)


def _remembering(rng, n, weight=0.6):
    values = rng.normal(size=n + 50)
    for t in range(1, n + 50):
        values[t] += weight * values[t - 1]
    return values[50:]


def _seasonal(rng, n):
    return rng.normal(size=n) + 3 * np.sin(np.arange(n) * 2 * np.pi / 12)


def test_false_alarms_with_estimated_limits():
    """Baseline of 20: 1 % per point instead of .27 %; a quarter of steady figures in two years."""
    values = np.concatenate([np.random.default_rng(s).normal(size=(200, 44)) for s in range(50)])
    charts = xmr_many(values, baseline=20)
    beyond = charts.signals["beyond_limits"][:, 20:].mean()
    ever = np.logical_or.reduce([f[:, 20:] for f in charts.signals.values()]).any(axis=1).mean()

    assert 0.008 < beyond < 0.013
    assert 0.2 < ever < 0.32


def test_memory_and_seasons_are_taken_out_before_alarms_are_counted():
    """Without, four in five steady figures would alarm within two years."""
    raw = np.mean(
        [
            bool(
                [
                    s
                    for s in xmr(_remembering(np.random.default_rng(i), 60), baseline=36).signals
                    if s.at >= 36
                ]
            )
            for i in range(200)
        ]
    )
    assert raw > 0.7
    assert _false_alarms(_remembering, baseline=36) < 0.42
    assert _false_alarms(_seasonal, baseline=36, period=12) < 0.3


def test_a_shift_of_three_sigmas_is_found():
    def shifted(rng, n):
        return _seasonal(rng, n) + np.where(np.arange(n) >= 36, 3.0, 0.0)

    assert _false_alarms(shifted, baseline=36, period=12) > 0.95


def test_seasons_need_three_cycles():
    short = watch(_seasonal(np.random.default_rng(1), 30), period=12)
    enough = watch(_seasonal(np.random.default_rng(1), 48), period=12)

    assert short.season == ()
    assert "2.5 cycles" in short.cautions[0].in_words()
    assert len(enough.season) == 12
    assert sum(enough.season) == pytest.approx(0, abs=1e-9)
    assert np.corrcoef(enough.season, np.sin(np.arange(12) * 2 * np.pi / 12))[0, 1] > 0.9
    assert "Seasons are taken out." in enough.in_words()


def test_expected_values_stand_in_the_unit_of_the_figure():
    values = 100 + _remembering(np.random.default_rng(2), 60)
    found = watch(values, baseline=40)

    assert found.memory[0] == pytest.approx(0.6, abs=0.25)
    assert len(found.memory) == 1
    errors = values[1:40] - found.memory[0] * values[:39]
    widened = np.abs(np.diff(errors)).mean() * math.sqrt(41 / 37)
    assert found.chart.limits.mean_range == pytest.approx(widened)
    assert np.isnan(found.expected[0])
    left = values[1:] - found.expected[1:]
    assert np.abs(left).max() < 6
    assert np.corrcoef(found.expected[1:], values[:-1])[0, 1] > 0.9
    assert (found.upper[1:] > found.expected[1:]).all()


def test_memory_with_gaps_is_not_adjusted_but_told():
    values = list(_remembering(np.random.default_rng(2), 60, 0.9))
    values[5] = None
    found = watch(values)

    assert found.memory == ()
    assert {"gaps", "autocorrelated"} <= {caution.code for caution in found.cautions}


def test_a_figure_without_a_level_of_its_own_is_told():
    def told(weight):
        series = [_remembering(np.random.default_rng(seed), 80, weight) for seed in range(50)]
        return np.mean(
            ["wanders" in {caution.code for caution in watch(one).cautions} for one in series]
        )

    assert told(1.0) > 0.5
    assert told(0.6) < 0.05


def test_a_plain_steady_figure_is_charted_as_it_is():
    found = watch(MORTGAGE)

    assert found.chart == xmr(MORTGAGE, baseline=20)
    assert found.expected == pytest.approx(np.full(20, 300.5))
    assert found.in_words() == xmr(MORTGAGE).in_words()


@pytest.mark.parametrize("length", range(20))
def test_short_series_of_every_length_are_charted_by_every_rule(length):
    limits = Limits(centre=0.0, mean_range=1.128, n=20)

    assert xmr([0.1] * length, limits=limits, rules=engine.RULES).n == length
    assert xmr_many(np.ones((3, length)), rules=engine.RULES).n.tolist() == [length] * 3
