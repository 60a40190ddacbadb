"""Crossed random intercepts: the numbers of lme4, and what may not change them."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.measurement import MeasurementError, NotEstimable, fit_crossed
from fairway.measurement.raters.threads import _controls, one_thread

pytestmark = pytest.mark.once
DATA = Path(__file__).parent / "data"


@cache
def insteval():
    with gzip.open(DATA / "insteval.csv.gz", "rt") as file:
        return np.genfromtxt(file, delimiter=",", names=True, dtype=np.int64)


@cache
def fitted(*names, method="auto", reml=True):
    rows = insteval()
    fixed = {"service": rows["service"]} if "dept" in names else None
    groups = {name: rows[name] for name in names}
    return fit_crossed(rows["y"], fixed, groups, method=method, reml=reml)


def reference(name):
    return json.loads((DATA / "lme4_reference.json").read_text())[name]


def small(seed=1, n=400, ratees=40, raters=25, spread=(0.5, 0.4, 1.0)):
    random = np.random.default_rng(seed)
    ratee, rater = random.integers(0, ratees, n), random.integers(0, raters, n)
    y = 3 + random.normal(0, spread[0] ** 0.5, ratees)[ratee]
    y = y + random.normal(0, spread[1] ** 0.5, raters)[rater]
    return y + random.normal(0, spread[2] ** 0.5, n), ratee, rater


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("s", "d"), "inst_null"), (("s", "d", "dept"), "inst_dept")],
)
def test_insteval_comes_out_as_in_lme4(names, expected):
    fit, known = fitted(*names), reference(expected)
    assert fit.converged
    assert fit.loglik == pytest.approx(known["logLik"], abs=1e-4)
    for variance, row in zip(fit.variances, known["vc"], strict=True):
        assert variance.estimate == pytest.approx(row["vcov"], rel=1e-3)
    for effect, estimate, error in zip(
        fit.fixed, known["fixef"].values(), known["se"].values(), strict=True
    ):
        assert effect.estimate == pytest.approx(estimate, abs=1e-6)
        assert effect.error == pytest.approx(error, rel=1e-4)
    for name in names:
        effects = fit.effects[name]
        for label, value in zip(
            known["blups"][name]["ids"], known["blups"][name]["blup"], strict=True
        ):
            assert effects[int(label)][0] == pytest.approx(value, abs=2e-5)


def test_prediction_variances_include_what_the_fixed_effects_add():
    effects, known = fitted("s", "d").effects["s"], reference("inst_null")["blups"]["s"]
    given_fixed = float(known["condsd"][0]) ** 2
    assert effects.variances[0] > given_fixed
    assert effects.variances[0] == pytest.approx(given_fixed, rel=1e-3)


@one_thread()
def dense(y, fixed, factors, variances, reml):
    """The likelihood and effects from the n × n matrix itself."""
    n = len(y)
    tables = [(f[:, None] == np.unique(f)[None, :]).astype(float) for f in factors]
    v = variances[-1] * np.eye(n) + sum(
        s * z @ z.T for s, z in zip(variances, tables, strict=False)
    )
    inverse = np.linalg.inv(v)
    border = fixed.T @ inverse @ fixed
    beta = np.linalg.solve(border, fixed.T @ inverse @ y)
    rest = y - fixed @ beta
    loglik = n * np.log(2 * np.pi) + np.linalg.slogdet(v)[1] + rest @ inverse @ rest
    if reml:
        loglik += np.linalg.slogdet(border)[1] - fixed.shape[1] * np.log(2 * np.pi)
    p = inverse - inverse @ fixed @ np.linalg.solve(border, fixed.T @ inverse)
    effects = [s * z.T @ inverse @ rest for s, z in zip(variances, tables, strict=False)]
    spread = [
        np.diag(s * np.eye(z.shape[1]) - s * s * z.T @ p @ z)
        for s, z in zip(variances, tables, strict=False)
    ]
    return -loglik / 2, beta, np.sqrt(np.diag(np.linalg.inv(border))), effects, spread


@pytest.mark.parametrize("reml", [True, False])
@pytest.mark.parametrize("intercept", [True, False])
def test_all_that_is_told_agrees_with_the_whole_matrix(reml, intercept):
    y, ratee, rater = small(n=200)
    month = np.arange(len(y)) % 12 + 2020.0
    fit = fit_crossed(
        y, {"month": month}, {"ratee": ratee, "rater": rater}, reml=reml, intercept=intercept
    )
    fixed = np.column_stack([np.ones(len(y)), month]) if intercept else month[:, None]
    variances = [variance.estimate for variance in fit.variances]
    loglik, beta, errors, effects, spread = dense(y, fixed, [ratee, rater], variances, reml)
    assert fit.loglik == pytest.approx(loglik, abs=1e-7)
    assert [f.estimate for f in fit.fixed] == pytest.approx(beta, rel=1e-6, abs=1e-6)
    assert [f.error for f in fit.fixed] == pytest.approx(errors, rel=1e-6)
    for name, values, variance in zip(("ratee", "rater"), effects, spread, strict=True):
        assert fit.effects[name].values == pytest.approx(values, abs=1e-7)
        assert fit.effects[name].variances == pytest.approx(variance, rel=1e-6)
    for k in range(3):  # and nowhere near is it more likely
        for factor in (0.97, 1.03):
            other = [*variances]
            other[k] *= factor
            assert dense(y, fixed, [ratee, rater], other, reml)[0] < loglik


def nested(seed=2):
    """Forms of two criteria within people, crossed with raters: blocks for each person."""
    random = np.random.default_rng(seed)
    ratee = np.repeat(random.integers(0, 30, 120), 2)
    rater = np.repeat(random.integers(0, 20, 120), 2)
    form = np.repeat(np.arange(120), 2)
    y = random.normal(0, 0.8, 30)[ratee] + random.normal(0, 0.6, 20)[rater]
    return y + random.normal(0, 0.7, 120)[form] + random.normal(0, 1, 240), ratee, rater, form


@pytest.mark.parametrize("reml", [True, False])
def test_factors_within_factors_agree_with_the_whole_matrix(reml):
    y, ratee, rater, form = nested()
    fit = fit_crossed(y, None, {"rater": rater, "form": form, "ratee": ratee}, reml=reml)
    variances = [variance.estimate for variance in fit.variances]
    assert None not in variances
    ones = np.ones((240, 1))
    loglik, beta, errors, effects, spread = dense(y, ones, [rater, form, ratee], variances, reml)
    assert fit.loglik == pytest.approx(loglik, abs=1e-7)
    assert (fit.fixed[0].estimate, fit.fixed[0].error) == pytest.approx((beta[0], errors[0]))
    for name, values, variance in zip(("rater", "form", "ratee"), effects, spread, strict=True):
        assert fit.effects[name].values == pytest.approx(values, abs=1e-7)
        assert fit.effects[name].variances == pytest.approx(variance, rel=1e-6)
    for k in range(4):
        for factor in (0.97, 1.03):
            other = [*variances]
            other[k] *= factor
            assert dense(y, ones, [rater, form, ratee], other, reml)[0] < loglik


@pytest.mark.parametrize(
    "start",
    [
        {"ratee": 1e-6, "rater": 1e4, "residual": 1e-3},
        {"ratee": 1e4, "rater": 1e-6, "residual": 1e4},
        {"ratee": 1e4, "rater": 1e4, "residual": 1e-4},
    ],
)
def test_a_bad_start_leads_to_the_same_end(start):
    y, ratee, rater = small(seed=5)
    groups = {"ratee": ratee, "rater": rater}
    best, fit = fit_crossed(y, None, groups), fit_crossed(y, None, groups, start=start)
    assert fit.converged
    assert fit.loglik == pytest.approx(best.loglik, abs=1e-6)


def test_a_variance_that_the_data_do_not_show_is_not_estimable_rather_than_nought():
    random = np.random.default_rng(4)
    ratee, rater = np.repeat(np.arange(30), 10), np.tile(np.arange(10), 30)
    y = random.normal(0, 1, 30)[ratee] + random.normal(0, 1, 300)
    y -= np.bincount(rater, y)[rater] / 30  # raters agree better than chance lets them
    fit = fit_crossed(y, None, {"ratee": ratee, "rater": rater})
    without = fit_crossed(y, None, {"ratee": ratee})
    assert fit.variance("rater").estimate is None
    assert fit.variance("rater").interval is None
    assert "not estimable" in fit.in_words()
    assert fit.loglik == pytest.approx(without.loglik, abs=1e-6)
    assert fit.variance("ratee").estimate == pytest.approx(
        without.variance("ratee").estimate, rel=1e-5
    )
    assert fit.fixed[0].error == pytest.approx(without.fixed[0].error, rel=1e-5)
    with pytest.raises(NotEstimable, match="rater is not estimable"):
        fit.effects_of("rater")


def test_columns_that_say_nothing_new_are_named_and_left_out():
    y, ratee, rater = small()
    fixed = {"a": np.arange(400.0), "twice": 2 * np.arange(400.0) + 7, "b": np.arange(400) % 7}
    fit = fit_crossed(y, fixed, {"ratee": ratee, "rater": rater})
    plain = fit_crossed(y, {"a": fixed["a"], "b": fixed["b"]}, {"ratee": ratee, "rater": rater})
    assert [(f.name, f.estimate is None) for f in fit.fixed] == [
        ("(Intercept)", False),
        ("a", False),
        ("twice", True),
        ("b", False),
    ]
    assert "twice says nothing" in fit.in_words()
    assert fit.loglik == pytest.approx(plain.loglik)


def test_words_become_one_column_for_each_but_the_first():
    y, ratee, rater = small()
    source = np.where(np.arange(400) % 3 == 0, "peer", "manager")
    fit = fit_crossed(y, {"source": source}, {"ratee": ratee, "rater": rater})
    known = fit_crossed(y, {"x": source == "peer"}, {"ratee": ratee, "rater": rater})
    assert fit.fixed[1].name == "source[peer]"
    assert fit.fixed[1].estimate == pytest.approx(known.fixed[1].estimate)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.floats(-1e4, 1e4), st.floats(1e-3, 1e3))
def test_order_names_place_and_unit_change_only_what_they_should(seed, shift, scale):
    y, ratee, rater = small(seed=seed % 7, n=150)
    fit = fit_crossed(y, None, {"ratee": ratee, "rater": rater})
    order = np.random.default_rng(seed).permutation(len(y))
    names = [f"p{100 - place}" for place in ratee[order]]
    other = fit_crossed(
        (y * scale + shift)[order], None, {"ratee": names, "rater": rater[order] * 10**12}
    )
    for one, two in zip(fit.variances, other.variances, strict=True):
        if one.estimate is None:
            assert two.estimate is None
        else:
            assert two.estimate == pytest.approx(one.estimate * scale**2, rel=1e-4)
    freedom = len(y) - 1
    assert other.loglik == pytest.approx(fit.loglik - freedom * np.log(scale), abs=1e-5)
    assert other.fixed[0].estimate == pytest.approx(
        fit.fixed[0].estimate * scale + shift, rel=1e-4, abs=1e-4 * scale
    )


def test_sets_that_no_rater_ties_together_are_counted():
    y, ratee, rater = small()
    apart = fit_crossed(
        np.r_[y, y], None, {"ratee": np.r_[ratee, ratee + 99], "rater": np.r_[rater, rater + 99]}
    )
    assert fit_crossed(y, None, {"ratee": ratee, "rater": rater}).components == 1
    assert apart.components == 2
    form = [f"{p}/{r}" for p, r in zip(ratee, rater, strict=True)]
    nested = {"form": form, "ratee": ratee, "rater": rater}
    assert fit_crossed(y, None, nested).components == 1


@pytest.mark.parametrize(
    ("y", "groups", "error", "said"),
    [
        ([], {"a": []}, MeasurementError, "no rating"),
        ([1.0], {"a": ["x"]}, NotEstimable, "one rating"),
        ([2.0, 2.0, 2.0], {"a": [1, 1, 2]}, NotEstimable, "equal"),
        ([1.0, np.inf, 2.0], {"a": [1, 1, 2]}, MeasurementError, "row 1 is infinite"),
        ([1.0, 3.0, 2.0], {"a": [1, None, 2]}, MeasurementError, "row 1 has no id"),
        ([1.0, 3.0, 2.0], {"a": [1, 2]}, MeasurementError, "2 rows"),
        ([1.0, 3.0, 2.0], {}, MeasurementError, "No grouping factor"),
        ([1.0, 3.0, 2.0], {"a": [1, 2, 3]}, NotEstimable, "residual"),
        ([1.0, 3.0, 2.0], {"a": [1, 1, 1]}, NotEstimable, "one level"),
        ([1.0, 1.0, 2.0, 2.0], {"a": [1, 1, 2, 2]}, NotEstimable, "exactly"),
        (["good", "bad"], {"a": [1, 2]}, MeasurementError, "numbers"),
        ([1.0, 3.0, 2.0], {"a": [[1], [1], [2]]}, MeasurementError, "a list"),
        ([None, np.nan, None], {"a": [1, 1, 2]}, MeasurementError, "no rating"),
        ([10**400, 1, 2], {"a": [1, 1, 2]}, MeasurementError, "numbers"),
        ([1e200, 1, 2], {"a": [1, 1, 2]}, MeasurementError, "larger unit"),
        (np.array([1, 2, 3j]), {"a": [1, 1, 2]}, MeasurementError, "numbers"),
        ([[1.0, 2.0]], {"a": [1, 2]}, MeasurementError, "not a table"),
        (None, {"a": [1, 2]}, MeasurementError, "not a table"),
        ([1.0, 3.0, 2.0], None, MeasurementError, "by name"),
        ([1.0, 3.0, 2.0], [[1, 1, 2]], MeasurementError, "by name"),
        ([1.0, 3.0, 2.0], {"a": None}, MeasurementError, "one id for each row"),
        ([1.0, 3.0, 2.0], {"a": 7}, MeasurementError, "one id for each row"),
        ([1.0, 3.0, 2.0], {"a": "xyz"}, MeasurementError, "one id for each row"),
        ([1.0, 3.0, 2.0], {"residual": [1, 1, 2]}, MeasurementError, "left over"),
    ],
)
def test_what_cannot_be_fitted_says_why(y, groups, error, said):
    with pytest.raises(error, match=said):
        fit_crossed(y, None, groups)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (np.r_[np.nan, np.ones(399)], "row 0 is empty"),
        (np.r_[np.inf, np.ones(399)], "row 0 is infinite"),
        (np.arange(400) * 1e300, "larger unit"),
        (np.ones(3), "3 values for 400"),
        (3, "one value for each row"),
    ],
)
def test_columns_that_cannot_be_used_say_why(column, said):
    y, ratee, rater = small()
    with pytest.raises(MeasurementError, match=said):
        fit_crossed(y, {"x": column}, {"ratee": ratee, "rater": rater})


def whole_numbers(kind):
    """What ids may look like: at the ends of what whole numbers can hold, with gaps, or words."""
    _, ratee, _ = small()
    ends = np.iinfo(np.int64)
    return {
        "beyond signed": ratee.astype(np.uint64) + np.uint64(2**64 - 100),
        "one byte": (ratee * 6 - 128).astype(np.int8),
        "both ends": np.where(ratee % 2, ends.max - ratee, ends.min + ratee),
        "fractions": ratee + 0.5,
        "words and numbers": [f"p{one}" if one % 2 else int(one) for one in ratee],
    }[kind]


@pytest.mark.parametrize(
    "kind", ["beyond signed", "one byte", "both ends", "fractions", "words and numbers"]
)
def test_ids_may_be_anything_and_come_back_as_given(kind):
    y, ratee, rater = small()
    ids = whole_numbers(kind)
    fit = fit_crossed(y, None, {"ratee": ids, "rater": rater})
    known = fit_crossed(y, None, {"ratee": ratee, "rater": rater})
    assert fit.loglik == pytest.approx(known.loglik)
    given = ids.tolist() if isinstance(ids, np.ndarray) else ids
    assert set(fit.effects["ratee"].labels) == set(given)
    values = dict(zip(fit.effects["ratee"].labels, fit.effects["ratee"].values, strict=True))
    expected = known.effects["ratee"].values
    assert values[given[0]] == pytest.approx(expected[ratee[0]], abs=1e-6)


def test_a_rater_without_ratings_changes_nothing():
    y, ratee, rater = small()
    fit = fit_crossed(y, None, {"ratee": ratee, "rater": rater})
    other = fit_crossed(
        np.r_[y, np.nan], None, {"ratee": np.r_[ratee, 0], "rater": np.r_[rater, 999]}
    )
    assert other.variances == fit.variances
    assert 999 not in other.effects["rater"].labels


def test_what_nothing_ties_together_is_fitted_as_if_alone():
    """With given variances and a mean of its own, a set gets the effects it has by itself."""
    one, two = small(seed=3), small(seed=4)
    y, ratee, rater = np.r_[one[0], two[0]], np.r_[one[1], two[1] + 99], np.r_[one[2], two[2] + 99]
    where = np.repeat(["first", "second"], 400)
    both = fit_crossed(y, {"set": where}, {"ratee": ratee, "rater": rater})
    assert both.components == 2
    ratio = {v.name: v.estimate for v in both.variances}
    effects = both.effects["ratee"]
    for rows, start in ((one, 0), (two, 99)):
        expected = dense_effects(*rows, ratio)
        mine = [effects.values[effects.labels.index(start + k)] for k in range(40)]
        assert mine == pytest.approx(expected, abs=1e-5)


def dense_effects(y, ratee, rater, variances):
    """The ratees' predicted effects, straight from the covariance of all ratings."""
    people, raters = np.eye(40)[ratee], np.eye(25)[rater]
    spread = variances["ratee"] * people @ people.T + variances["rater"] * raters @ raters.T
    back = np.linalg.inv(spread + variances["residual"] * np.eye(len(y)))
    mean = back.sum(axis=0) @ y / back.sum()
    return variances["ratee"] * people.T @ back @ (y - mean)


def test_empty_ratings_are_left_out_and_counted():
    y, ratee, rater = small()
    holes = np.where(np.arange(400) % 9 == 0, np.nan, y)
    keep = ~np.isnan(holes)
    fit = fit_crossed(holes, None, {"ratee": ratee, "rater": rater})
    known = fit_crossed(y[keep], None, {"ratee": ratee[keep], "rater": rater[keep]})
    assert fit.loglik == pytest.approx(known.loglik)
    assert fit.n == int(keep.sum())
    assert "45 of 400 ratings are empty" in fit.in_words()


def test_intervals_of_all_that_is_told_cover():
    """300 seeds of 60 ratees and 40 raters: variances, a slope of .3, the mean, and people."""
    variances = {"ratee": 0.5, "rater": 0.4, "residual": 1.0}
    fixed = {"(Intercept)": 3.0, "x": 0.3}
    held = dict.fromkeys([*variances, *fixed, "people"], 0.0)
    for seed in range(300):
        random = np.random.default_rng(seed)
        ratee, rater = np.repeat(np.arange(60), 5), random.integers(0, 40, 300)
        u, v = random.normal(0, 0.5**0.5, 60), random.normal(0, 0.4**0.5, 40)
        x = random.normal(size=300)
        y = 3 + 0.3 * x + u[ratee] + v[rater] + random.normal(0, 1, 300)
        fit = fit_crossed(y, {"x": x}, {"ratee": ratee, "rater": rater})
        for name, true in variances.items():
            held[name] += true in fit.variance(name).interval
        assert [effect.name for effect in fit.fixed] == list(fixed)
        for effect in fit.fixed:
            held[effect.name] += fixed[effect.name] in effect.interval
        people = fit.effects["ratee"]
        held["people"] += np.mean(np.abs(people.values - u) <= 1.96 * np.sqrt(people.variances))
    assert all(0.93 <= count / 300 <= 0.97 for count in held.values()), held


@pytest.mark.parametrize("method", ["exact", "large"])
def test_a_variance_near_nought_has_an_interval_from_nought_or_none(method):
    """.01 beside noise of .15, 120 seeds: told in two of three, and then nearly always held."""
    told, reach = [], []
    for seed in range(120):
        y, ratee, rater = small(seed, 600, 100, 70, (0.5, 0.01, 1.0))
        groups = {"ratee": ratee, "rater": rater}
        fit = fit_crossed(y, None, groups, method=method)
        assert fit.converged
        if interval := fit.variance("rater").interval:
            told.append(0.01 in interval)
            reach.append(interval.high)
    assert 60 <= len(told) <= 100
    assert np.mean(told) >= 0.93
    assert max(reach) < 0.2


def test_with_as_many_ratings_of_each_the_interval_is_that_of_the_textbook():
    """One-way analysis of variance: nσ² + σ²(e) is the mean square, exactly chi-squared."""
    from scipy.stats import chi2

    random = np.random.default_rng(3)
    y = random.normal(0, 0.7, (12, 1)) + random.normal(0, 1, (12, 5))
    variance = fit_crossed(y.ravel(), None, {"who": np.repeat(np.arange(12), 5)}).variance("who")
    between, within = 5 * y.mean(axis=1).var(ddof=1), y.var(axis=1, ddof=1).mean()
    ends = [(between * 11 / chi2.ppf(q, 11) - within) / 5 for q in (0.975, 0.025)]
    assert variance.interval.low == pytest.approx(ends[0], abs=0.03 * variance.estimate)
    assert variance.interval.high == pytest.approx(ends[1], rel=0.05)


@pytest.mark.parametrize("reml", [True, False])
def test_the_large_method_agrees_with_the_exact_one(reml):
    fit = fitted("s", "d", "dept", method="large", reml=reml)
    exact = fitted("s", "d", "dept", reml=reml)
    assert (fit.method, exact.method) == ("large", "exact")
    assert fit.loglik is None
    assert "a method for large data" in fit.in_words()
    for one, two in zip(fit.variances, exact.variances, strict=True):
        assert one.estimate == pytest.approx(two.estimate, rel=0.005)
    for one, two in zip(fit.fixed, exact.fixed, strict=True):
        assert one.error == pytest.approx(two.error, rel=0.02)
    assert fit.effects["s"].values == pytest.approx(exact.effects["s"].values, abs=0.003)
    ratio = fit.effects["s"].variances / exact.effects["s"].variances
    assert np.abs(np.log(ratio)).max() < 0.12


def test_the_large_method_finds_the_boundary_too():
    random = np.random.default_rng(4)
    ratee, rater = random.integers(0, 300, 3000), random.integers(0, 200, 3000)
    y = random.normal(0, 1, 300)[ratee] + random.normal(0, 1, 3000)
    y -= np.bincount(rater, y)[rater] / np.bincount(rater)[rater]
    fit = fit_crossed(y, None, {"ratee": ratee, "rater": rater}, method="large")
    exact = fit_crossed(y, None, {"ratee": ratee, "rater": rater}, method="exact")
    assert fit.converged
    assert fit.variance("rater").estimate is None
    assert fit.variance("ratee").estimate == pytest.approx(
        exact.variance("ratee").estimate, rel=0.01
    )


def test_one_seed_gives_one_answer():
    y, ratee, rater = small(ratees=90, raters=80)
    groups = {"ratee": ratee, "rater": rater}
    one = fit_crossed(y, None, groups, method="large", seed=7)
    assert one.variances == fit_crossed(y, None, groups, method="large", seed=7).variances
    assert one.variances != fit_crossed(y, None, groups, method="large", seed=8).variances


TIGHT = """
import resource
import numpy as np
from fairway.measurement import MeasurementError, fit_crossed, fit_reviews

random = np.random.default_rng(1)
ids = [random.integers(0, 40_000, 400_000) for _ in range(2)]
y = random.normal(size=400_000)
fit_crossed(y[:50], None, {"a": ids[0][:50] % 5})
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 30_000_000, -1))
for ask in (
    lambda: fit_crossed(y, None, {"a": ids[0], "b": ids[1]}),
    lambda: fit_reviews(*ids, np.arange(400_000) % 7, y, occasion=np.arange(400_000)),
):
    try:
        ask()
    except MeasurementError as why:
        print(why)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks Linux what is in use")
def test_too_little_memory_is_told_in_words():
    one = {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", TIGHT],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | one,
    )
    assert (
        done.stdout.splitlines()
        == ["There is too little memory for so many ratings. Take fewer, or a larger machine."] * 2
    )


def test_linear_algebra_has_one_thread_while_fits_run_and_its_own_again_afterwards():
    with one_thread():
        before = [get() for get, _ in _controls()]
        with one_thread():
            assert all(get() == 1 for get, _ in _controls())
        assert before == [get() for get, _ in _controls()]
    for get, put in _controls():
        put(2)
        with one_thread():
            assert get() == 1
        assert get() == 2
        put(1)
