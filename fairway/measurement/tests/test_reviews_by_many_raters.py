"""Six components of reviews: exact numbers, what people are told, and when nothing can be said."""

from __future__ import annotations

import json
import math
import time
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.measurement import (
    MeasurementError,
    NotEstimable,
    benjamini_hochberg,
    fit_reviews,
)
from fairway.measurement.raters.threads import one_thread
from fairway.measurement.tests.companies import TRUE, reviews_of_a_company

pytestmark = pytest.mark.once
DATA = Path(__file__).parent / "data"


@cache
def reviews():
    rows = np.genfromtxt(DATA / "sim_reviews_400.csv", delimiter=",", names=True)
    ids = [rows[name].astype(int) for name in ("ratee", "rater", "criterion")]
    return (*ids, rows["y"])


@cache
def fitted():
    return fit_reviews(*reviews())


def simulated(seed, **how):
    """Ratings in rows, and the planted effects of the ratees."""
    return planted(seed, **how)[:2]


def planted(seed, ratees=100, raters=80, each=5, criteria=4, variances=None, shift=0.0):
    """Ratings in rows, and the planted effects of ratees and of raters."""
    random = np.random.default_rng(seed)
    v = {name: value**0.5 for name, value in (variances or TRUE).items()}
    ratee = np.repeat(np.arange(ratees), each)
    rater = np.concatenate([random.permutation(raters)[:each] for _ in range(ratees)])
    forms = len(ratee)
    u = random.normal(0, 1, ratees) * v["ratee"]
    severe = random.normal(0, 1, raters) * v["rater"]
    whole = u[ratee] + severe[rater]
    whole += random.normal(0, 1, forms) * v["dyad"]
    table = 3.5 + shift + whole[:, None]
    table = table + (random.normal(0, 1, (ratees, criteria)) * v["ratee_criterion"])[ratee]
    table += (random.normal(0, 1, (raters, criteria)) * v["rater_criterion"])[rater]
    table += random.normal(0, 1, (forms, criteria)) * v["residual"]
    criterion = np.tile(np.arange(criteria), forms)
    rows = np.repeat(ratee, criteria), np.repeat(rater, criteria), criterion, table.ravel()
    return rows, u, severe


def test_the_six_variances_are_the_exact_optimum():
    known, fit = json.loads((DATA / "sim_reviews_400_exact.json").read_text()), fitted()
    assert fit.converged
    assert fit.complete
    assert fit.loglik == pytest.approx(known["logLik_REML"], abs=1e-6)
    for variance in fit.variances:
        assert variance.estimate == pytest.approx(known[variance.name], rel=1e-5)


def test_effects_of_people_and_raters_agree_with_lme4():
    known, fit = json.loads((DATA / "sim_reviews_400_lme4.json").read_text()), fitted()
    for label, blup in zip(known["ratee_id"], known["ratee_blup"], strict=True):
        assert fit.score_of(int(label)).adjusted - fit.mean == pytest.approx(blup, abs=5e-5)
    of = dict(zip(known["rater_id"], known["rater_blup"], strict=True))
    for severity in fit.severities:
        if severity.shift is not None:
            assert severity.shift == pytest.approx(of[str(severity.rater)], abs=5e-5)
    errors = np.array(known["ratee_condsd"])
    widths = [(score.interval.high - score.interval.low) / 3.92 for score in fit.scores]
    assert np.array(widths) == pytest.approx(errors, rel=0.02)
    assert (np.array(widths) > errors * 0.999).all()


def test_planted_people_are_found_better_than_by_raw_means():
    truth = np.genfromtxt(DATA / "sim_reviews_400_truth.csv", delimiter=",", names=True)["true_u"]
    scores = fitted().scores
    adjusted = np.array([score.adjusted for score in scores]) - fitted().mean
    raw = np.array([score.raw_mean for score in scores])
    assert np.sqrt(np.mean((adjusted - truth) ** 2)) < 0.21
    assert np.sqrt(np.mean((raw - raw.mean() - truth) ** 2)) > 0.30
    inside = [t + fitted().mean in score.interval for t, score in zip(truth, scores, strict=True)]
    assert 0.92 <= np.mean(inside) <= 0.97


def test_most_pairs_of_people_cannot_be_told_apart():
    scores = fitted().scores
    middle = np.array([score.adjusted for score in scores])
    error = np.array([(score.interval.high - score.adjusted) / 1.96 for score in scores])
    one, other = np.triu_indices(len(scores), 1)
    beyond = 1.96 * np.hypot(error[one], error[other])
    assert np.mean(np.abs(middle[one] - middle[other]) > beyond) == pytest.approx(0.08, abs=0.005)


def test_incomplete_forms_are_solved_in_full():
    rows, _ = simulated(2, ratees=40, raters=30, criteria=3)
    random = np.random.default_rng(9)
    rating = np.where(random.random(len(rows[3])) < 0.1, np.nan, rows[3])
    fit = fit_reviews(*rows[:3], rating)
    keep = ~np.isnan(rating)
    found = {v.name: v.estimate or 0.0 for v in fit.variances}
    assert not fit.complete
    loglik, u, spread = dense([part[keep] for part in rows[:3]], rating[keep], found)
    assert fit.loglik == pytest.approx(loglik, abs=1e-6)
    scores = [score for score in fit.scores if score.adjusted is not None]
    assert [score.adjusted - fit.mean for score in scores] == pytest.approx(u, abs=1e-6)
    reach = [(score.interval.high - score.adjusted) / 1.959964 for score in scores]
    assert reach == pytest.approx(np.sqrt(spread), rel=1e-5)
    for name in ("ratee", "rater", "dyad", "residual"):
        for factor in (0.9, 1.1):
            other = found | {name: found[name] * factor}
            assert dense([part[keep] for part in rows[:3]], rating[keep], other)[0] < loglik


@one_thread()
def dense(ids, y, variances):
    """REML likelihood, ratee effects and Var(û − u) from the matrix of all ratings."""
    ratee, rater, criterion = ids
    keys = {
        "ratee": ratee,
        "rater": rater,
        "dyad": ratee * 1000 + rater,
        "ratee_criterion": ratee * 1000 + criterion,
        "rater_criterion": rater * 1000 + criterion,
    }
    v = variances["residual"] * np.eye(len(y))
    for name, key in keys.items():
        v += variances[name] * (key[:, None] == key[None, :])
    levels = np.unique(criterion)
    x = (criterion[:, None] == levels[None, :]).astype(float)
    inverse = np.linalg.inv(v)
    border = x.T @ inverse @ x
    p = inverse - inverse @ x @ np.linalg.solve(border, x.T @ inverse)
    z = (ratee[:, None] == np.unique(ratee)[None, :]).astype(float)
    size = variances["ratee"]
    u = size * z.T @ p @ y
    spread = np.diag(size * np.eye(z.shape[1]) - size**2 * z.T @ p @ z)
    parts = np.linalg.slogdet(v)[1] + np.linalg.slogdet(border)[1] + y @ p @ y
    return -0.5 * (parts + (len(y) - x.shape[1]) * np.log(2 * np.pi)), u, spread


def test_the_split_agrees_with_the_matrix_of_all_ratings():
    rows, _ = simulated(3, ratees=40, raters=30, criteria=3)
    fit = fit_reviews(*rows)
    found = {v.name: v.estimate or 0.0 for v in fit.variances}
    loglik, u, spread = dense(rows[:3], rows[3], found)
    assert fit.loglik == pytest.approx(loglik, abs=1e-6)
    assert [s.adjusted - fit.mean for s in fit.scores] == pytest.approx(u, abs=1e-6)
    reach = [(s.interval.high - s.adjusted) / 1.959964 for s in fit.scores]
    assert reach == pytest.approx(np.sqrt(spread), rel=1e-5)


@pytest.mark.parametrize("gone", ["dyad", "ratee_criterion", "ratee"])
def test_a_variance_without_trace_is_not_estimable_and_the_others_stay_optimal(gone):
    variances = TRUE | {gone: 0.0}
    for seed in range(20):
        rows, _ = simulated(seed, ratees=40, raters=30, criteria=3, variances=variances)
        fit = fit_reviews(*rows)
        if fit.variance(gone).estimate is None:
            break
    assert fit.variance(gone).why.code == "boundary"
    assert "not estimable" in fit.in_words()
    found = {v.name: v.estimate or 0.0 for v in fit.variances}
    loglik = dense(rows[:3], rows[3], found)[0]
    assert fit.loglik == pytest.approx(loglik, abs=1e-5)
    for name, value in found.items():
        other = found | {name: value * 1.05 + 1e-3}
        assert dense(rows[:3], rows[3], other)[0] < loglik
    if gone == "ratee":
        assert all(score.adjusted is None for score in fit.scores)


def test_source_and_occasion_are_allowed_for():
    (ratee, rater, criterion, y), _ = simulated(5)
    manager = rater % 3 == 0
    source = np.where(manager, "manager", "peer")
    fit = fit_reviews(ratee, rater, criterion, y + 0.7 * ~manager, source=source)
    effect = fit.fixed[0]
    assert effect.name == "source[peer]"
    assert 0.7 in effect.interval
    occasion = np.where(rater % 2, "spring", "autumn")
    twice = fit_reviews(
        np.r_[ratee, ratee],
        np.r_[rater, rater],
        np.r_[criterion, criterion],
        np.r_[y, y + 0.1],
        occasion=np.r_[occasion, np.where(rater % 2, "autumn", "spring")],
    )
    assert twice.forms == 2 * fit.forms
    with pytest.raises(MeasurementError, match="source changes within one form"):
        fit_reviews(ratee, rater, criterion, y, source=np.where(criterion == 0, "a", "b"))


def test_ratings_of_oneself_are_a_gap_and_nothing_else():
    (ratee, rater, criterion, y), _ = simulated(6)
    names = np.array([f"p{k}" for k in range(100)])
    rater_names = np.array([f"q{k}" for k in range(80)])
    plain = fit_reviews(names[ratee], rater_names[rater], criterion, y)
    own = [np.r_[names[ratee], ["p3"] * 4], np.r_[rater_names[rater], ["p3"] * 4]]
    own += [np.r_[criterion, range(4)], np.r_[y, [5.0] * 4]]
    fit = fit_reviews(*own, same_people=True)
    by_source = fit_reviews(*own, source=["peer"] * len(y) + ["self"] * 4)
    assert fit.loglik == pytest.approx(plain.loglik)
    assert by_source.loglik == pytest.approx(plain.loglik)
    score = fit.score_of("p3")
    assert score.own_gap == pytest.approx(5 - score.raw_mean)
    assert score.adjusted == pytest.approx(plain.score_of("p3").adjusted)
    assert fit.score_of("p4").own_gap is None
    assert "4 ratings name the same id" in fit_reviews(*own).in_words()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.floats(-1e3, 1e3), st.floats(1e-2, 1e2))
def test_order_names_place_and_unit_change_only_what_they_should(seed, shift, scale):
    rows, _ = simulated(seed % 5, ratees=40, raters=25, criteria=3)
    fit = fit_reviews(*rows)
    order = np.random.default_rng(seed).permutation(len(rows[3]))
    ratee, rater, criterion, y = (part[order] for part in rows)
    names = [f"person {place:03}" for place in ratee]
    other = fit_reviews(names, rater * 10**9, criterion - 5, y * scale + shift)
    for one, two in zip(fit.variances, other.variances, strict=True):
        assert (one.estimate is None) == (two.estimate is None)
        if one.estimate is not None:
            assert two.estimate == pytest.approx(one.estimate * scale**2, rel=1e-4)
    for one, two in zip(fit.scores, other.scores, strict=True):
        assert two.adjusted == pytest.approx(
            one.adjusted * scale + shift, rel=1e-4, abs=1e-3 * scale
        )
        assert two.reliability == pytest.approx(one.reliability, abs=1e-4)


def test_people_without_common_raters_are_not_comparable():
    rows, _ = simulated(7)
    apart = [np.concatenate([part, part + (1000 if k < 2 else 0)]) for k, part in enumerate(rows)]
    fit = fit_reviews(*apart)
    assert fit.components == 2
    assert "not comparable" in fit.in_words()
    assert fit.comparable(1, 2)
    assert not fit.comparable(1, 1001)
    assert fit_reviews(*rows).components == 1


def test_when_only_managers_rate_nothing_is_calibrated():
    random = np.random.default_rng(8)
    ratee = np.repeat(np.arange(90), 3)
    fit = fit_reviews(ratee, ratee // 6, np.tile(range(3), 90), random.normal(3, 1, 270))
    assert all(score.adjusted is None for score in fit.scores)
    assert all(severity.shift is None for severity in fit.severities)
    assert "cannot be calibrated" in fit.in_words()


def test_taking_off_the_managers_mean_makes_scores_worse():
    """50 seeds of 100 teams of 6; a quarter of what people differ by lies between teams."""
    given, centred = [], []
    for seed in range(50):
        random = np.random.default_rng(seed)
        people = random.normal(0, 0.25**0.5, (100, 1)) + random.normal(0, 0.75**0.5, (100, 6))
        rated = people + random.normal(0, 1.3**0.5, (100, 1)) + random.normal(0, 1.1**0.5, (100, 6))
        apart = rated - rated.mean(axis=1, keepdims=True)
        given.append(np.corrcoef(people.ravel(), rated.ravel())[0, 1])
        centred.append(np.corrcoef(people.ravel(), apart.ravel())[0, 1])
    assert np.mean(given) == pytest.approx(0.545, abs=0.01)
    assert np.mean(centred) == pytest.approx(0.51, abs=0.01)


def test_too_few_people_raters_or_forms_leave_scores_as_given():
    rows, _ = simulated(9, ratees=29, raters=20)
    fit = fit_reviews(*rows)
    assert fit.scores[0].adjusted is None
    assert "scores are adjusted from 30, 10 and 60 on" in fit.in_words()
    assert "as given" in fit.scores[0].in_words()


def test_one_person_needs_two_raters_to_be_adjusted_and_three_to_be_shown():
    (ratee, rater, criterion, y), _ = simulated(10)
    for left in (1, 2, 3):
        gone = (ratee == 0) & (np.cumsum((ratee == 0) & (criterion == 0)) > left)
        score = fit_reviews(*(part[~gone] for part in (ratee, rater, criterion, y))).score_of(0)
        assert score.raters == left
        assert (score.adjusted is not None) == (left >= 2)
        assert score.shown == (left >= 3)
        if not score.shown:
            assert score.in_words() == "Fewer than three people gave ratings: nothing is shown."


def test_severity_is_told_of_raters_of_five_people_or_more():
    fit = fitted()
    for severity in fit.severities:
        assert (severity.shift is None) == (severity.ratees < 5)


@one_thread()
def test_who_stands_out_does_so_by_more_than_a_rater_without_severity_would():
    """p from the matrix of all ratings: how far the prediction of a rater with no effect varies."""
    (ratee, rater, criterion, y), _ = simulated(3, ratees=40, raters=30, criteria=3)
    fit = fit_reviews(ratee, rater, criterion, y)
    keys = (ratee, rater, ratee * 100 + rater, ratee * 10 + criterion, rater * 10 + criterion)
    v = (fit.variance("residual").estimate or 0.0) * np.eye(len(y))
    for name, key in zip(TRUE, keys, strict=False):
        v += (fit.variance(name).estimate or 0.0) * (key[:, None] == key[None, :])
    x = (criterion[:, None] == np.unique(criterion)).astype(float)
    inverse = np.linalg.inv(v)
    taken = inverse @ x @ np.linalg.solve(x.T @ inverse @ x, x.T @ inverse)
    size = fit.variance("rater").estimate
    told = [one for one in fit.severities if one.shift is not None]
    chances = []
    for one in told:
        z = (rater == one.rater).astype(float)
        weights = size * z @ (inverse - taken)
        spread = weights @ (v - size * np.outer(z, z)) @ weights
        assert weights @ y == pytest.approx(one.shift, abs=1e-6)
        chances.append(math.erfc(abs(one.shift) / math.sqrt(2 * spread)))
    assert len(told) > 10
    assert [one.q for one in told] == pytest.approx(benjamini_hochberg(chances), rel=1e-4)
    assert all(one.q is None for one in fit.severities if one.shift is None)
    for one in told:
        assert one.stands_out == (one.q < 0.05)
        assert one.stands_out != ("beyond chance" in one.in_words())
    assert len({one.stands_out for one in told}) == 2


def test_effective_raters_are_never_more_than_there_are():
    for score in fitted().scores:
        assert 0 < score.effective_raters <= score.forms + 1e-9


def test_a_person_more_changes_little_and_a_criterion_nobody_rated_nothing():
    rows, _ = simulated(11)
    fit = fit_reviews(*rows)
    with_empty = [np.r_[part, new] for part, new in zip(rows, (0, 0, 99, np.nan), strict=True)]
    other = fit_reviews(*with_empty)
    assert other.loglik == pytest.approx(fit.loglik)
    assert "99 was rated by nobody" in other.in_words()


def test_ids_at_the_ends_of_whole_numbers_and_with_gaps_change_nothing():
    (ratee, rater, criterion, y), _ = simulated(11)
    known = fit_reviews(ratee, rater, criterion, y)
    large = ratee.astype(np.uint64) + np.uint64(2**64 - 200)
    spread = np.where(rater % 2, 2**62, -(2**62)) + rater
    fit = fit_reviews(large, spread, criterion.astype(np.int8), y)
    assert fit.loglik == pytest.approx(known.loglik)
    assert {score.ratee for score in fit.scores} == set(large.tolist())


def test_more_criteria_than_forms_are_no_trouble():
    rows, _ = simulated(15, ratees=30, raters=12, each=3, criteria=120)
    fit = fit_reviews(*rows)
    assert fit.forms == 90
    assert fit.converged
    assert fit.variance("residual").estimate == pytest.approx(TRUE["residual"], rel=0.1)


def test_a_rater_without_ratings_changes_nothing():
    rows, _ = simulated(11)
    with_empty = [np.r_[part, new] for part, new in zip(rows, (0, 999, 0, np.nan), strict=True)]
    fit, other = fit_reviews(*rows), fit_reviews(*with_empty)
    assert other.loglik == pytest.approx(fit.loglik)
    assert [s.rater for s in other.severities] == [s.rater for s in fit.severities]


def test_flat_forms_are_read_by_their_means():
    rows, _ = simulated(12)
    flat = rows[3].reshape(-1, 4).mean(axis=1).repeat(4)
    fit = fit_reviews(*rows[:3], flat)
    assert "same rating on all criteria" in fit.in_words()
    assert fit.variance("dyad").estimate is None
    assert fit.scores[0].adjusted is not None


def test_one_criterion_tells_three_variances():
    rows, _ = simulated(13)
    one = rows[2] == 0
    fit = fit_reviews(*(part[one] for part in rows))
    assert [v.estimate is None for v in fit.variances] == [False, False, True, True, True, False]


@pytest.mark.parametrize(
    ("rows", "error", "said"),
    [
        (([], [], [], []), NotEstimable, "no rating"),
        (([1], [2], [3], [4.0]), NotEstimable, "one rating"),
        (([1, 1], [2, 3], [1, 1], [4.0, 4.0]), NotEstimable, "equal"),
        (([1, 1], [2, 2], [1, 1], [4.0, 3.0]), MeasurementError, "more than once"),
        (([1, 1], [2, 3], [1, 1], [4.0, np.inf]), MeasurementError, "infinite"),
        (([1, None], [2, 3], [1, 1], [4.0, 3.0]), MeasurementError, "no id"),
        (([1, 1, 2], [2, 3], [1, 1, 1], [4.0, 3.0, 1.0]), MeasurementError, "2 rows"),
        (([1, 2], [3, 4], [1, 1], [4.0, 3.0]), NotEstimable, "residual"),
        (([1, 1], [2, 3], [1, 1], [None, np.nan]), NotEstimable, "All 2 ratings are empty"),
        (([1, 1], [2, 3], [1, 1], [1e200, 1.0]), MeasurementError, "larger unit"),
        (([1, 1], [2, 3], None, [4.0, 3.0]), MeasurementError, "one id for each row"),
        ((None, None, None, None), MeasurementError, "not a table"),
    ],
)
def test_ratings_that_cannot_be_fitted_say_why(rows, error, said):
    with pytest.raises(error, match=said):
        fit_reviews(*rows)


def test_planted_variances_people_and_severities_are_recovered():
    """300 seeds of 60 people and 40 raters: intervals of each of the six variances cover too."""
    inside = dict.fromkeys(TRUE, 0)
    people = together = 0
    severities = []
    for seed in range(300):
        rows, u, severe = planted(9000 + seed, ratees=60, raters=40)
        fit = fit_reviews(*rows)
        for name, value in TRUE.items():
            interval = fit.variance(name).interval
            inside[name] += interval is not None and value in interval
        together += sum(
            value + 3.5 in score.interval for value, score in zip(u, fit.scores, strict=True)
        )
        people += len(u)
        told = [one for one in fit.severities if one.interval]
        severities += [severe[one.rater] in one.interval for one in told]
    assert len(severities) > 300 * 20
    assert 0.93 <= np.mean(severities) <= 0.97
    assert all(0.93 <= count / 300 <= 0.97 for count in inside.values()), inside
    assert 0.93 <= together / people <= 0.97


def test_half_a_million_ratings_are_a_matter_of_seconds():
    rows, u = reviews_of_a_company()
    assert len(rows[3]) > 460_000
    began = time.process_time()
    fit = fit_reviews(*rows)
    assert time.process_time() - began < 6  # a tenth of what ten times as many may take
    assert fit.method == "large"
    assert fit.converged
    for variance in fit.variances:
        assert abs(variance.estimate - TRUE[variance.name]) < 3.5 * variance.error
    adjusted = [score for score in fit.scores if score.adjusted is not None]
    inside = [u[score.ratee] + 3.5 in score.interval for score in adjusted]
    assert len(adjusted) > 0.99 * len(u)
    assert 0.93 <= np.mean(inside) <= 0.97


@pytest.mark.parametrize("gaps", [0.0, 0.05])
def test_the_large_method_agrees_with_the_exact_one(gaps):
    rows, _ = simulated(14, ratees=200, raters=120)
    kept = np.random.default_rng(3).random(len(rows[3])) >= gaps
    rows = [part[kept] for part in rows]
    exact, large = fit_reviews(*rows, method="exact"), fit_reviews(*rows, method="large")
    assert (exact.method, large.method) == ("exact", "large")
    for one, two in zip(large.variances, exact.variances, strict=True):
        assert one.estimate == pytest.approx(two.estimate, abs=0.25 * two.error)
    for mine, known in ((large.scores, exact.scores), (large.severities, exact.severities)):
        widths = [
            (one.interval.high - one.interval.low) / (two.interval.high - two.interval.low)
            for one, two in zip(mine, known, strict=True)
            if one.interval and two.interval
        ]
        assert 0.96 < min(widths) < max(widths) < 1.05
