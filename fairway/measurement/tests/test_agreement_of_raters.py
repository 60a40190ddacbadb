"""Intraclass correlations and Krippendorff's alpha: published tables, and what they must ignore."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.measurement import (
    MeasurementError,
    NotEstimable,
    intraclass_correlations,
    krippendorff_alpha,
    table_of,
)

pytestmark = pytest.mark.once

SHROUT_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def units():
    return [list(unit) for unit in zip(*KRIPPENDORFF, strict=True)]


@pytest.mark.parametrize(
    ("form", "estimate", "low", "high"),
    [
        ("1", 0.1657418, -0.1329323, 0.7225601),
        ("2", 0.2897638, 0.0187865, 0.7610844),
        ("3", 0.7148407, 0.3424648, 0.9458583),
        ("1k", 0.4427971, -0.8844422, 0.9124154),
        ("2k", 0.6200505, 0.0711368, 0.9272320),
        ("3k", 0.9093155, 0.6756747, 0.9858917),
    ],
)
def test_shrout_and_fleiss_come_out_as_published(form, estimate, low, high):
    found = intraclass_correlations(SHROUT_FLEISS)[form]
    assert found.estimate == pytest.approx(estimate, abs=1e-7)
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize(
    ("level", "estimate"),
    [("nominal", 0.7434211), ("ordinal", 0.8153875), ("interval", 0.8491071), ("ratio", 0.7974028)],
)
def test_krippendorffs_table_comes_out_as_published(level, estimate):
    alpha = krippendorff_alpha(units(), level)
    assert alpha.estimate == pytest.approx(estimate, abs=1e-7)
    assert alpha.interval is None
    assert (alpha.n, alpha.ratings) == (11, 40)
    assert [caution.code for caution in alpha.cautions] == ["few_units", "unpaired"]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.01, 100), st.floats(-100, 100))
def test_order_and_unit_change_nothing(seed, scale, shift):
    random = np.random.default_rng(seed)
    table = random.integers(1, 6, (30, 4)).astype(float)
    other = table[random.permutation(30)][:, random.permutation(4)] * scale + shift
    one, two = intraclass_correlations(table), intraclass_correlations(other)
    for a, b in zip(one.forms, two.forms, strict=True):
        assert b.estimate == pytest.approx(a.estimate, rel=1e-5, abs=1e-7)
    for level in ("nominal", "ordinal", "interval"):
        first = krippendorff_alpha(table, level)
        second = krippendorff_alpha(other, level)
        assert second.estimate == pytest.approx(first.estimate, abs=1e-6)
        assert (second.interval.low, second.interval.high) == pytest.approx(
            (first.interval.low, first.interval.high), abs=1e-6
        )


def test_a_unit_without_ratings_and_a_rater_without_ratings_change_nothing():
    wider = [[*unit, None] for unit in units()] + [[None] * 5]
    assert krippendorff_alpha(wider, "interval").estimate == pytest.approx(0.8491071, abs=1e-7)


def test_names_agree_as_numbers_do():
    words = [[None if v is None else f"kind {v}" for v in unit] for unit in units()]
    assert krippendorff_alpha(words).estimate == pytest.approx(0.7434211, abs=1e-7)


def test_perfect_agreement_is_one():
    table = np.repeat(np.arange(6.0)[:, None], 3, axis=1)
    alpha = krippendorff_alpha(np.repeat(table, 3, axis=0), "interval")
    assert (alpha.estimate, alpha.interval) == (1, None)
    assert alpha.cautions[0].code == "one_unit_decides"
    assert intraclass_correlations(table)["2"].estimate == pytest.approx(1)


def test_a_table_is_made_of_ratings_in_rows():
    table = table_of(["b", "a", "b"], [7, 7, 9], [1.0, 2.0, None])
    assert np.array_equal(table, [[2, np.nan], [1, np.nan]], equal_nan=True)
    with pytest.raises(MeasurementError, match="more than once"):
        table_of(["a", "a"], [7, 7], [1, 2])


@pytest.mark.parametrize(
    ("table", "error", "said"),
    [
        ([], MeasurementError, "table is needed"),
        ([[1, 2], [3, None]], MeasurementError, "Row 1 has no rating by rater 1"),
        ([[1, 2]], NotEstimable, "two of each"),
        ([[2, 2], [2, 2]], NotEstimable, "equal"),
        ([[1, np.inf], [2, 2]], MeasurementError, "infinite"),
        ([["a", "b"], ["c", "d"]], MeasurementError, "numbers"),
        (np.array([[1, 2j], [3, 4]]), MeasurementError, "numbers"),
        ([[10**400, 2], [3, 4]], MeasurementError, "numbers"),
        ([[1e300, 2], [3, 4]], MeasurementError, "larger unit"),
        (None, MeasurementError, "table is needed"),
    ],
)
def test_tables_that_say_nothing_are_refused(table, error, said):
    with pytest.raises(error, match=said):
        intraclass_correlations(table)


@pytest.mark.parametrize(
    ("table", "level", "error", "said"),
    [
        ([[1, None], [None, 2]], "interval", NotEstimable, "two ratings"),
        ([[1, 1], [1, 1]], "nominal", NotEstimable, "equal"),
        ([[1, 2], [1, 1]], "best", MeasurementError, "no level"),
        ([[-1, 2], [1, 1]], "ratio", MeasurementError, "0 or more"),
        ([[1, 2], [1]], "nominal", MeasurementError, "table is needed"),
        (None, "nominal", MeasurementError, "table is needed"),
        ([1, 2, 3], "nominal", MeasurementError, "table is needed"),
        (["ab", "cd"], "nominal", MeasurementError, "table is needed"),
        ([[[1], [2]]], "nominal", MeasurementError, "cannot be a list"),
        ([[None, None]] * 5, "ordinal", NotEstimable, "two ratings"),
        ([[1e300, 2e300]] * 5, "interval", MeasurementError, "larger unit"),
    ],
)
def test_alpha_says_why_it_cannot_be_said(table, level, error, said):
    with pytest.raises(error, match=said):
        krippendorff_alpha(table, level)


def test_intervals_hold_what_they_promise():
    hits = {"1": 0, "2": 0, "3": 0}
    runs = 400
    for seed in range(runs):
        random = np.random.default_rng(seed)
        u, r = random.normal(0, 1, (40, 1)), random.normal(0, 0.5, (1, 6))
        e = random.normal(0, 1, (40, 6))
        none, severe = intraclass_correlations(u + e), intraclass_correlations(u + r + e)
        hits["1"] += 0.5 in none["1"].interval
        hits["2"] += 1 / 2.25 in severe["2"].interval
        hits["3"] += 0.5 in severe["3"].interval
    assert all(0.93 <= count / runs <= 0.97 for count in hits.values()), hits


def seen(seed, units, raters, shared, cuts, gaps=0.0):
    """What raters see of the same thing, `shared` of its variance, cut into few values."""
    random = np.random.default_rng(seed)
    true, own = random.normal(0, 1, (units, 1)), random.normal(0, 1, (units, raters))
    table = np.digitize(shared**0.5 * true + (1 - shared) ** 0.5 * own, cuts).astype(float)
    table[random.random(table.shape) < gaps] = np.nan
    return table


FIVE, FINE = (-1.2, -0.5, 0.3, 1.2), tuple(np.arange(-4, 4, 0.2))


@pytest.mark.parametrize(
    ("level", "units", "raters", "shared", "cuts", "gaps"),
    [
        ("interval", 20, 5, 0.6, FINE, 0.0),  # percentiles of resampled units cover 84 % here
        ("interval", 30, 2, 0.8, FIVE, 0.0),
        ("interval", 40, 5, 0.5, FINE, 0.4),
        ("ordinal", 20, 3, 0.2, FIVE, 0.0),
        ("ordinal", 60, 2, 0.8, FIVE, 0.0),
        ("ratio", 30, 3, 0.5, FINE, 0.0),
        ("nominal", 40, 3, 0.5, FIVE, 0.0),
        ("nominal", 150, 3, 0.2, (0.7,), 0.0),
    ],
)
def test_nineteen_of_twenty_intervals_hold_alpha(level, units, raters, shared, cuts, gaps):
    """600 seeds each; what is true comes from 200,000 units."""
    runs = 600
    true = krippendorff_alpha(seen(10**6, 200_000, raters, shared, cuts, gaps), level).estimate
    found = [
        krippendorff_alpha(seen(seed, units, raters, shared, cuts, gaps), level)
        for seed in range(runs)
    ]
    told = [one.interval for one in found if one.interval]
    assert len(told) > 0.98 * runs
    assert 0.93 <= np.mean([true in interval for interval in told]) <= 0.97
    assert all(one.estimate in one.interval for one in found if one.interval)


def test_a_rare_zero_decides_a_ratio():
    """The same 120 units: zero is far from all other values, unless everything is one higher."""
    table = seen(1, 120, 3, 0.5, FIVE)
    assert [caution.code for caution in krippendorff_alpha(table, "ratio").cautions] == [
        "rare_zero"
    ]
    assert krippendorff_alpha(table + 1, "ratio").interval


@pytest.mark.parametrize(
    ("table", "why", "said"),
    [
        (seen(1, 14, 3, 0.5, FIVE), "few_units", "Only 14 units"),
        (seen(1, 40, 3, 0.5, (1.2,)), "one_sided", "one and the same value"),
        ([[1, 1], [2, 2]] * 20 + [[1, 2]], "one_unit_decides", "single unit decides"),
        ([[1, 2], [2, 1]] * 20, "one_unit_decides", "single unit decides"),
    ],
)
def test_no_interval_is_told_where_none_holds_and_why(table, why, said):
    alpha = krippendorff_alpha(table)
    assert alpha.interval is None
    assert [caution.code for caution in alpha.cautions] == [why]
    assert said in alpha.in_words()
    assert "95 %" not in alpha.in_words()
