"""Is one group chosen less often? Pinned to worked cases, and to how rarely a look is called for."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fairway.measurement import (
    MeasurementError,
    NotEstimable,
    compare_means,
    compare_rates,
    compare_summaries,
    review_gaps,
    review_rates,
)

pytestmark = pytest.mark.once

DATA = Path(__file__).parent / "data"
CASES = json.loads((DATA / "adverse_impact_cases.json").read_text())["four_fifths"]
SMD = json.loads((DATA / "misc_expected.json").read_text())["smd_example"]
groups = st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['focal']} v {case['ref']}")
def test_rates_of_every_worked_case(case):
    found = compare_rates(case["focal"], case["ref"])

    assert found.estimate == pytest.approx(case["IR"], abs=1e-12)
    assert found.interval.low == pytest.approx(case["IR_ci95"][0], rel=1e-7)
    assert found.interval.high == pytest.approx(case["IR_ci95"][1], rel=1e-7)
    assert found.p_exact == pytest.approx(case["fisher2"], rel=1e-10)
    assert found.p_one_sided == pytest.approx(case["midp_one_sided"], rel=1e-10)
    assert found.p == pytest.approx(case["midp_two_sided_doubled"], rel=1e-10)
    assert found.z == pytest.approx(case["z_pooled"], rel=1e-12)
    assert found.effect == pytest.approx(case["h"], rel=1e-12)
    assert found.shortfall == pytest.approx(case["shortfall"], rel=1e-12)
    assert found.flips is case["flip_flop"]


def test_exactly_four_fifths_is_not_below():
    assert not compare_rates((48, 60), (60, 60)).below_four_fifths
    assert not compare_rates((480, 600), (600, 600)).below_four_fifths
    assert compare_rates((479, 600), (600, 600)).below_four_fifths
    # 0.24 / 0.3 is 0.7999… in floats
    assert not compare_rates((24, 100), (30, 100)).below_four_fifths
    assert not review_rates({"a": (48, 60), "b": (60, 60)}, reference="b")[0].review


def test_the_flag_needs_everything_at_once():
    def held_back(focal, reference):
        return review_rates({"f": focal, "r": reference}, reference="r")[0].held_back

    assert held_back((12, 40), (48, 80)) == ()
    assert "ratio" in held_back((180, 400), (220, 400))
    assert "chance" in held_back((6, 40), (40, 160))
    assert "size" in held_back((0, 9), (60, 80))
    assert compare_rates((0, 9), (60, 80)).cautions[0].code == "small_group"
    assert "size" in held_back((0, 100), (4, 100))
    assert {"shortfall", "flips"} <= set(held_back((1, 10), (3, 20)))
    assert "ratio" in held_back((60, 80), (20, 80))


def test_chance_is_judged_over_all_groups_together():
    alone = {"f": (28, 100), "r": (43, 100)}
    many = {**alone, **{f"like {i}": (43, 100) for i in range(5)}}

    assert review_rates(alone, reference="r")[0].review
    assert review_rates(many, reference="r")[0].held_back == ("chance",)


def test_words_are_careful():
    worth = review_rates({"f": (12, 40), "r": (48, 80)}, reference="r")[0].in_words()
    few = review_rates({"f": (1, 10), "r": (3, 20)}, reference="r")[0].in_words()

    assert worth.endswith("Worth a review: more than chance alone is likely to make.")
    assert "bias" not in worth
    assert few.endswith("Cannot be said: too few people.")
    assert "One decision the other way would reverse the order" in few


def test_empty_cells_leave_out_what_cannot_be_said():
    none_chosen = compare_rates((0, 20), (10, 20))
    no_reference = compare_rates((5, 20), (0, 20))

    assert (none_chosen.estimate, none_chosen.interval) == (0, None)
    assert none_chosen.cautions[-1].code == "no_interval"
    assert no_reference.estimate is None
    assert "no ratio" in no_reference.in_words()
    assert compare_rates((0, 20), (0, 20)).p == 1
    assert compare_rates((20, 20), (20, 20)).z is None


@pytest.mark.parametrize(
    "wrong", [(0, 0), (5, 4), (-1, 4), (1.5, 4), (math.nan, 4), "ab", 5, (True, 3)]
)
def test_impossible_counts_are_refused(wrong):
    with pytest.raises(MeasurementError, match="focal"):
        compare_rates(wrong, (1, 2))


def test_groups_are_adjusted_together_and_the_reference_is_named():
    found = review_rates({"a": (12, 40), "b": (48, 80), "c": (20, 50), "tiny": (2, 2)})

    assert [gap.name for gap in found] == ["a", "c", "tiny"]
    assert {gap.reference for gap in found} == {"b"}
    assert found[0].q > found[0].rates.p
    assert found[0].cautions[-1].code == "reference_by_rate"
    with pytest.raises(MeasurementError, match="two groups or more"):
        review_rates({"a": (1, 2)})
    with pytest.raises(MeasurementError, match="'z'"):
        review_rates({"a": (1, 2), "b": (1, 2)}, reference="z")


def test_rows_of_people_give_rates_and_ratings():
    group = ["f"] * 40 + ["r"] * 80
    selected = [1] * 12 + [0] * 28 + [1] * 48 + [0] * 32
    score = [3.0, 4.0] * 20 + [3.5, 4.5] * 39 + [None, None]
    [found] = review_gaps(group, selected, score=score, reference="r")

    assert found.rates == compare_rates((12, 40), (48, 80))
    assert found.means.difference == pytest.approx(-0.5)
    assert found.means.counts == (40, 78)
    with pytest.raises(MeasurementError, match="chosen"):
        review_gaps(["a", "b"], [1, 2])
    with pytest.raises(MeasurementError, match="differ in length"):
        review_gaps(["a", "b"], [1])


def test_the_standardised_difference_of_the_worked_case():
    found = compare_summaries((3.6, 0.7, 40), (3.3, 0.8, 120))

    assert found.estimate == pytest.approx(SMD["d"], rel=1e-12)
    assert found.unbiased == pytest.approx(SMD["g"], rel=1e-9)
    assert found.interval.low == pytest.approx(SMD["ci_d"][0], abs=1e-9)
    assert found.interval.high == pytest.approx(SMD["ci_d"][1], abs=1e-9)
    assert found.p == pytest.approx(SMD["p"], rel=1e-10)


def test_intervals_of_differences_stay_whole_when_gaps_are_huge():
    found = compare_summaries((1000, 1, 500), (0, 1, 500))

    assert found.estimate in found.interval
    assert found.interval.high - found.interval.low < 0.1 * found.estimate


def test_nobody_differing_within_groups_measures_no_gap():
    with pytest.raises(NotEstimable, match="alike"):
        compare_means([3, 3, 3], [4, 4, 4])
    with pytest.raises(NotEstimable):
        compare_means([3], [4, 5, 4])
    with pytest.raises(MeasurementError, match="negative"):
        compare_summaries((1, -1, 5), (1, 1, 5))
    with pytest.raises(MeasurementError, match="missing"):
        compare_means([3, None], [4, 5])


@given(groups, groups)
def test_swapping_the_groups_turns_everything_round(focal, reference):
    assume(focal[0] and reference[0])
    one, other = compare_rates(focal, reference), compare_rates(reference, focal)

    assert one.estimate * other.estimate == pytest.approx(1)
    assert one.interval.low * other.interval.high == pytest.approx(1)
    assert one.p == pytest.approx(other.p)
    assert one.p_exact == pytest.approx(other.p_exact)
    assert one.shortfall == pytest.approx(-other.shortfall)
    assert one.flips is other.flips


@given(
    st.lists(st.floats(-50, 50), min_size=3, max_size=15),
    st.lists(st.floats(-50, 50), min_size=3, max_size=15),
    st.floats(-100, 100),
    st.floats(0.1, 10),
)
def test_units_do_not_matter_to_a_standardised_difference(one, other, shift, scale):
    assume(np.std(one) > 0.01 and np.std(other) > 0.01)
    before = compare_means(one, other)
    after = compare_means([x * scale + shift for x in one], [x * scale + shift for x in other])

    assert after.estimate == pytest.approx(before.estimate, abs=1e-7)
    assert after.interval.low == pytest.approx(before.interval.low, abs=1e-5)


@pytest.mark.parametrize(
    ("n1", "n2", "rate", "alone"), [(50, 50, 0.3, 0.457), (50, 200, 0.1, 0.627)]
)
def test_with_no_true_difference_four_fifths_alone_alarms_and_the_joint_rule_does_not(
    n1, n2, rate, alone
):
    """Exact, over all outcomes, with either group the lower one."""
    from scipy.stats import binom

    first, second = binom.pmf(range(n1 + 1), n1, rate), binom.pmf(range(n2 + 1), n2, rate)
    ratio_alarms = joint_alarms = 0.0
    for a, c in np.argwhere(np.outer(first, second) > 1e-7):
        weight = first[a] * second[c]
        one, other = compare_rates((a, n1), (c, n2)), compare_rates((c, n2), (a, n1))
        ratio_alarms += weight * (one.below_four_fifths or other.below_four_fifths)
        if one.p < 0.05:
            found = review_rates({"f": (int(a), n1), "r": (int(c), n2)})
            joint_alarms += weight * found[0].review

    assert ratio_alarms == pytest.approx(alone, abs=0.001)
    assert joint_alarms < 0.05


def test_true_gaps_are_found():
    """Rates .25 against .5, 200 people each, 60 seeds: power over 95 %; intervals cover."""
    found, covered = [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        for _case in range(10):
            counts = int(rng.binomial(200, 0.25)), int(rng.binomial(200, 0.5))
            [gap] = review_rates({"f": (counts[0], 200), "r": (counts[1], 200)}, reference="r")
            found.append(gap.review)
            covered.append(0.5 in gap.rates.interval)

    assert np.mean(found) > 0.95
    assert 0.93 < np.mean(covered) < 0.97


def test_intervals_of_standardised_differences_cover():
    """δ = .5, 12 against 30, 60 seeds of 10."""
    covered = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        for _case in range(10):
            gap = compare_means(rng.normal(0.5, 1, 12), rng.normal(0, 1, 30))
            covered.append(0.5 in gap.interval)

    assert 0.93 < np.mean(covered) < 0.97


def test_counts_of_whole_nations_are_compared_in_an_instant():
    found = compare_rates((10**9, 2 * 10**9), (10**9 + 10**5, 2 * 10**9))

    assert found.p == pytest.approx(math.erfc(-found.z / math.sqrt(2)), rel=1e-3)
    assert compare_rates((0, 10**6), (10**6, 10**6)).p == 0
