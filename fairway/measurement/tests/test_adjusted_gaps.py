"""What is left of a gap once the work is taken into account? Against dense algebra."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from fairway.measurement import (
    MeasurementError,
    NotEstimable,
    Verdict,
    adjusted_gap,
    clustered,
    judge_gaps,
    random_raters,
    time_zone_gap,
    work_mode_gaps,
)

pytestmark = pytest.mark.once


def _company(seed, raters=25, size=8, gap=0.0, spread=0.5):
    """People of one rater share a level; women are in lower levels more often; levels are rated apart."""
    rng = np.random.default_rng(seed)
    rater = np.repeat(np.arange(raters), size)
    n = len(rater)
    woman = rng.random(n) < 0.5
    level = np.clip(rng.integers(0, 3, n) + (~woman & (rng.random(n) < 0.5)), 0, 3)
    outcome = 3 + 0.3 * level + gap * woman + spread * rng.normal(size=raters)[rater]
    outcome = outcome + 0.6 * rng.normal(size=n)
    return {
        "outcome": outcome,
        "group": np.where(woman, "w", "m"),
        "raters": [f"r{r}" for r in rater],
        "categories": {"level": [f"L{one}" for one in level]},
    }


def _gap(data, **more):
    return adjusted_gap(**{"focal": "w", "reference": "m", **data, **more})


def _dense(y, x, raters):
    """CR2 and Satterthwaite's degrees of freedom as the papers write them, in whole matrices."""
    n, p = x.shape
    m = np.linalg.inv(x.T @ x)
    residual_maker = np.eye(n) - x @ m @ x.T
    e = residual_maker @ y
    meat, columns = np.zeros((p, p)), []
    for code in np.unique(raters):
        rows = raters == code
        values, vectors = np.linalg.eigh(residual_maker[np.ix_(rows, rows)])
        power = np.where(values > 1e-8, np.maximum(values, 1e-8) ** -0.5, 0)
        adjust = (vectors * power) @ vectors.T
        score = x[rows].T @ adjust @ e[rows]
        meat += np.outer(score, score)
        columns.append(residual_maker[:, rows] @ adjust @ x[rows] @ m)
    freedom = []
    for k in range(p):
        g = np.column_stack([column[:, k] for column in columns])
        inner = g.T @ g
        freedom.append(np.trace(inner) ** 2 / np.trace(inner @ inner))
    return m @ meat @ m, np.array(freedom)


@pytest.mark.parametrize("seed", range(3))
def test_clustered_errors_are_those_of_the_papers(seed):
    rng = np.random.default_rng(seed)
    raters = rng.integers(0, 7, 60)
    raters[:7] = range(7)
    x = np.column_stack([np.ones(60), raters % 2, rng.normal(size=(60, 2)), raters == 3])
    y = rng.normal(size=60) + raters * 0.2
    found = clustered(y, x, raters, asked=5)
    covariance, freedom = _dense(y, x, raters)

    assert found.coefficients == pytest.approx(np.linalg.lstsq(x, y, rcond=None)[0])
    assert found.covariance == pytest.approx(covariance, rel=1e-8, abs=1e-12)
    assert found.freedom == pytest.approx(freedom, rel=1e-8)


def test_raters_of_one_person_each_give_the_errors_of_hc2():
    rng = np.random.default_rng(5)
    x = np.column_stack([np.ones(40), rng.normal(size=(40, 2))])
    y = rng.normal(size=40) * (1 + x[:, 1] ** 2)
    found = clustered(y, x, np.arange(40))
    m = np.linalg.inv(x.T @ x)
    left = y - x @ m @ x.T @ y
    leverage = np.einsum("ij,jk,ik->i", x, m, x)

    hc2 = m @ (x.T * (left**2 / (1 - leverage))) @ x @ m
    assert found.covariance == pytest.approx(hc2, rel=1e-9)


def test_random_raters_are_those_of_statsmodels():
    """statsmodels 0.15.0, `MixedLM` by REML; its errors come from a numerical curvature."""
    data = _company(3)
    x = np.column_stack([np.ones(200), data["group"] == "w"])
    found = random_raters(data["outcome"], x, np.repeat(np.arange(25), 8))

    assert found.coefficients == pytest.approx([3.65766596, -0.08214454], abs=1e-6)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx([0.0975066, 0.0960593], rel=1e-3)


def test_raters_who_do_not_differ_leave_plain_least_squares():
    data = _company(3)
    codes = np.repeat(np.arange(25), 8)
    x = np.column_stack([np.ones(200), data["group"] == "w"])
    y = data["outcome"] - (np.bincount(codes, data["outcome"]) / 8)[codes]
    found = random_raters(y, x, codes)
    m = np.linalg.inv(x.T @ x)
    left = y - x @ m @ x.T @ y

    assert found.covariance == pytest.approx(m * (left @ left) / 198, rel=1e-6)


def test_a_gap_made_by_levels_disappears_once_levels_are_held_equal():
    apart, left = [], []
    for seed in range(50):
        found = _gap(_company(seed))
        apart.append(found.unadjusted.estimate)
        left.append(found.estimate)

    assert np.mean(apart) < -0.08
    assert abs(np.mean(left)) < 0.03


@pytest.mark.parametrize("errors", [clustered, random_raters])
def test_intervals_cover_a_planted_gap(errors):
    """−.2, 25 raters of 8, 400 seeds: 95 % intervals cover 93–97 %."""
    covered = [
        -0.2 in _gap(_company(seed, gap=-0.2), errors=errors).interval for seed in range(400)
    ]

    assert 0.93 < np.mean(covered) < 0.97


def test_few_raters_are_answered_by_wider_intervals_not_by_false_alarms():
    """A group that belongs to raters: 8 of them, 150 seeds; plain errors alarm in about a fifth."""
    alarms, naive = [], []
    for seed in range(150):
        rng = np.random.default_rng(seed)
        rater = np.repeat(np.arange(8), 15)
        y = 0.5 * rng.normal(size=8)[rater] + 0.7 * rng.normal(size=120)
        group = np.where(rater < 3, "a", "b")
        found = adjusted_gap(y, group, focal="a", reference="b", raters=rater)
        alarms.append(found.adjusted.p < 0.05)
        alone = adjusted_gap(y, group, focal="a", reference="b", raters=np.arange(120))
        naive.append(alone.adjusted.p < 0.05)

    assert np.mean(naive) > 0.2
    assert np.mean(alarms) < 0.07


def test_row_order_labels_and_units_change_nothing_they_should_not():
    data = _company(1, gap=-0.3)
    before = _gap(data)
    order = np.random.default_rng(1).permutation(len(data["outcome"]))
    shuffled = {
        "outcome": (10 * data["outcome"] + 5)[order],
        "group": data["group"][order],
        "raters": [("id", data["raters"][i]) for i in order],
        "categories": {"level": [data["categories"]["level"][i] for i in order]},
    }
    after = _gap(shuffled)
    swapped = _gap(data, focal="m", reference="w")

    assert after.estimate == pytest.approx(10 * before.estimate)
    assert after.adjusted.error == pytest.approx(10 * before.adjusted.error)
    assert after.adjusted.freedom == pytest.approx(before.adjusted.freedom)
    assert swapped.estimate == pytest.approx(-before.estimate)


def test_controls_that_say_the_same_twice_are_dropped():
    data = _company(2)
    level = data["categories"]["level"]
    twice = {"level": level, "grade": [f"same {one}" for one in level], "all": ["x"] * len(level)}

    assert _gap({**data, "categories": twice}).estimate == pytest.approx(_gap(data).estimate)
    numbers = {"tenure": np.arange(200.0), "days": np.arange(200.0) * 365}
    assert _gap(data, amounts=numbers).adjusted is not None


def test_rows_with_something_missing_are_left_out_and_counted():
    data = _company(2)
    data["outcome"][3] = math.nan
    data["categories"]["level"][5] = None
    found = _gap(data)

    assert found.n == 198
    assert "2 rows with something missing" in found.in_words()


def test_groups_that_never_do_the_same_work_cannot_be_compared():
    data = _company(2)
    found = _gap(data, categories={"role": np.where(data["group"] == "w", "nurse", "surgeon")})

    assert found.adjusted is None
    assert found.unadjusted is not None
    assert found.cautions[-1].code == "nested"
    assert "cannot be said" in found.in_words()


def test_what_cannot_be_compared_is_refused_with_a_reason():
    data = _company(2)
    with pytest.raises(MeasurementError, match="nobody belongs to 'x'"):
        _gap(data, focal="x")
    with pytest.raises(NotEstimable, match="single rater"):
        _gap(data, raters=["one"] * 200)
    with pytest.raises(NotEstimable, match="everyone has the same"):
        _gap(data, outcome=np.full(200, 3.0))
    with pytest.raises(MeasurementError, match="differ in length"):
        _gap(data, outcome=data["outcome"][:-1])
    with pytest.raises(MeasurementError, match="No row is complete"):
        _gap(data, outcome=[None] * 200)
    with pytest.raises(NotEstimable, match="hold fewer"):
        _gap(data, categories={"person": range(200)})


def test_few_raters_and_thin_comparisons_are_pointed_out():
    data = _company(4, raters=5, size=40)

    assert "few_raters" in {caution.code for caution in _gap(data).cautions}


@pytest.mark.parametrize("seed", range(3))
def test_people_of_one_rater_are_compared_as_with_a_column_for_each_rater(seed):
    data = _company(seed, gap=-0.2)
    found = _gap(data, within_raters=True)
    columns = _gap({**data, "categories": {**data["categories"], "rater": data["raters"]}}).adjusted

    assert found.within.estimate == pytest.approx(columns.estimate)
    assert found.within.error == pytest.approx(columns.error)
    assert found.within.freedom == pytest.approx(columns.freedom)
    assert found.adjusted == _gap(data).adjusted


def test_a_strict_rater_of_one_group_is_no_gap_among_people_of_one_rater():
    data = _company(2)
    severe = np.array(data["raters"]) == "r3"
    data["group"] = np.where(severe, np.where(np.arange(200) % 8, "w", "m"), data["group"])
    before = _gap(data, within_raters=True)
    after = _gap({**data, "outcome": data["outcome"] - 3 * severe}, within_raters=True)

    assert after.estimate < before.estimate - 0.05
    assert after.within.estimate == pytest.approx(before.within.estimate)
    assert after.within.interval.low == pytest.approx(before.within.interval.low)


def test_raters_of_one_group_each_cannot_be_told_apart_from_it():
    data = _company(2)
    data["group"] = np.where(np.arange(200) < 100, "w", "m")
    data["raters"] = [
        f"{group}{rater}" for group, rater in zip(data["group"], data["raters"], strict=True)
    ]
    found = _gap(data, within_raters=True)

    assert found.within is None
    assert found.adjusted is not None
    assert found.cautions[-1].code == "same_side"
    assert found.p_within is None


def test_raters_of_one_person_each_cannot_be_held_equal():
    data = _company(2)
    found = _gap({**data, "raters": [f"r{one}" for one in range(200)]}, within_raters=True)

    assert found.within is None
    assert found.adjusted is not None


def test_groups_that_do_other_work_under_each_rater_are_not_compared_there():
    data = _company(2)
    woman = data["group"] == "w"
    turned = np.repeat(np.arange(25), 8) % 2 == 0
    role = np.where(woman == turned, "one", "other")
    found = _gap(
        {**data, "categories": {"role": [f"{r}{t}" for r, t in zip(role, turned, strict=True)]}},
        within_raters=True,
    )

    assert found.within is None
    assert found.cautions[-1].code == "nested_within"


def test_what_is_clear_across_raters_needs_to_be_seen_among_their_people_in_its_direction_only():
    found = _gap(_company(2), within_raters=True)

    def chance(across, within, *, turned=False):
        estimate = found.adjusted.estimate * (-1 if turned else 1)
        one = replace(found.within, p=within, estimate=estimate)
        return replace(found, adjusted=replace(found.adjusted, p=across), within=one).p_within

    assert chance(0.001, 0.06) == 0.03
    assert chance(0.04, 0.06) == 0.04
    assert chance(0.3, 0.06) == 0.06
    assert chance(0.001, 0.06, turned=True) == 0.06


def test_only_what_holds_among_people_of_one_rater_is_worth_a_review():
    told = judge_gaps([(0.001, 0.001), (0.001, 0.4), (0.001, None), (0.4, 0.4), (None, None)])

    assert told == ("review", "raters", "inseparable", "", "")


def test_a_gap_that_raters_hide_is_worth_a_review():
    assert judge_gaps([(0.7, 0.001)]) == (Verdict.REVIEW,)


def test_the_more_gaps_are_looked_at_the_less_of_them_is_worth_a_review():
    assert judge_gaps([(0.04, 0.04)]) == (Verdict.REVIEW,)
    assert set(judge_gaps([(0.04, 0.04)] + [(0.9, 0.9)] * 3)) == {Verdict.NOTHING}


def test_each_hour_between_clocks_is_measured_among_people_of_one_rater_too():
    """Planted −.05 an hour, and raters who are .1 stricter for each hour they are away from all of
    their people, 50 seeds."""
    across, within = [], []
    for seed in range(50):
        data = _places(seed, hour=-0.05)
        hours, far = np.abs(data["time_zone_hours"]), data["raters"] % 4
        told = time_zone_gap(
            data["outcome"] - 0.1 * far - 0.05 * far,
            time_zone_hours=hours + far,
            raters=data["raters"],
        )
        across.append(told.adjusted.estimate)
        within.append(told.within.estimate)

    assert np.mean(within) == pytest.approx(-0.05, abs=0.004)
    assert np.mean(across) < -0.055


def test_hours_that_no_two_clocks_are_apart_are_refused():
    with pytest.raises(MeasurementError, match="26 hours"):
        time_zone_gap([1, 2], time_zone_hours=[60, 0], raters=["a", "b"])


def _places(seed, slope=0.0, hour=0.0, remote=0.0, n=300):
    rng = np.random.default_rng(seed)
    share = rng.choice([0, 0.2, 0.5, 0.8, 1.0], n, p=[0.25, 0.2, 0.2, 0.1, 0.25])
    hours = rng.integers(-9, 10, n)
    rater = rng.integers(0, 40, n)
    y = 3 + slope * share + hour * np.abs(hours) + remote * (share == 0)
    y = y + 0.4 * rng.normal(size=40)[rater] + 0.6 * rng.normal(size=n)
    return {"outcome": y, "on_site_share": share, "time_zone_hours": hours, "raters": rater}


def test_distance_is_measured_along_share_and_hours_with_full_coverage():
    """Planted .3 per share and −.03 per hour, 200 seeds: 93–97 %."""
    found = [work_mode_gaps(**_places(seed, slope=0.3, hour=-0.03)) for seed in range(200)]

    assert np.mean([f.on_site.estimate for f in found]) == pytest.approx(0.3, abs=0.03)
    assert np.mean([f.hours.estimate for f in found]) == pytest.approx(-0.03, abs=0.004)
    assert 0.93 < np.mean([0.3 in f.on_site.interval for f in found]) < 0.97
    assert 0.93 < np.mean([-0.03 in f.hours.interval for f in found]) < 0.97


def test_fully_remote_and_hybrid_are_kept_apart():
    found = [work_mode_gaps(**_places(seed, remote=-0.4)) for seed in range(50)]

    assert np.mean([f.remote.estimate for f in found]) == pytest.approx(-0.4, abs=0.05)
    assert np.mean([f.hybrid.estimate for f in found]) == pytest.approx(0, abs=0.05)


def test_kinds_of_work_mode_are_held_against_fully_on_site_alone():
    data = _places(3, slope=2.0)
    share, y = data["on_site_share"], data["outcome"]
    found = work_mode_gaps(**data)

    expected = y[share == 0].mean() - y[share == 1].mean()
    assert found.remote.unadjusted.estimate == pytest.approx(expected)


def test_a_company_without_hybrids_says_nothing_about_them():
    data = _places(1)
    data["on_site_share"] = np.round(data["on_site_share"])
    found = work_mode_gaps(**data)

    assert found.hybrid.unadjusted is None
    assert found.hybrid.in_words() == "hybrid cannot be said."
    assert found.remote.adjusted is not None


def test_shares_and_hours_out_of_range_are_refused():
    data = _places(1)
    with pytest.raises(MeasurementError, match="divide per cents"):
        work_mode_gaps(**{**data, "on_site_share": data["on_site_share"] * 100})
    with pytest.raises(MeasurementError, match="26 hours"):
        work_mode_gaps(**{**data, "time_zone_hours": np.full(300, 60)})
