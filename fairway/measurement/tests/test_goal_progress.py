"""How far along is a goal? Pinned to cases worked out by hand, and to what arithmetic promises."""

from __future__ import annotations

import json
import math
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.measurement import (
    MeasurementError,
    Part,
    Progress,
    pace_against_plan,
    progress_into_range,
    progress_of_milestones,
    progress_of_yes_no,
    progress_towards,
    roll_up,
)

pytestmark = pytest.mark.once

CASES = json.loads((Path(__file__).parent / "data/goal_cases.json").read_text())
amounts = st.integers(-(10**30), 10**30)
shares = st.one_of(st.none(), st.fractions(-2, 3, max_denominator=60))
weights = st.integers(0, 100)


@pytest.mark.parametrize("case", [case for case in CASES if "kind" in case])
def test_progress_of_each_kind_is_what_was_worked_out_by_hand(case):
    if case["kind"] == "range":
        found = progress_into_range(
            case["cur"], baseline=case["base"], low=case["lo"], high=case["hi"]
        )
    else:
        found = progress_towards(case["cur"], baseline=case["base"], target=case["target"])

    assert found.raw == pytest.approx(case["raw"], abs=1e-15)
    assert found.shown == pytest.approx(case.get("shown", case["raw"]), abs=1e-15)


def test_a_roll_up_weighs_its_parts():
    parts = next(case for case in CASES if "rollup" in case)

    assert roll_up(parts["rollup"]).estimate == pytest.approx(parts["weighted"], abs=1e-15)
    assert roll_up(parts["rollup"]).coverage == 1


def test_a_roll_up_leaves_out_what_nobody_reported_and_says_how_much_that_is():
    parts = next(case for case in CASES if "rollup_missing" in case)
    found = roll_up(parts["rollup_missing"])

    assert found.estimate == pytest.approx(parts["weighted"], abs=1e-15)
    assert found.coverage == pytest.approx(parts["coverage"], abs=1e-15)
    assert (found.n, found.reported) == (3, 2)
    assert found.in_words() == "64 %, known for 70 % of the weight."
    assert found.possible.low == pytest.approx(0.45)
    assert found.possible.high == pytest.approx(0.75)


def test_null_is_not_zero():
    assert progress_towards(None, baseline=0, target=10).raw is None
    assert progress_towards(0, baseline=0, target=10).raw == 0
    assert progress_of_yes_no(None).raw is None
    assert progress_of_yes_no(False).raw == 0
    assert roll_up([(1, None), (2, None)]).estimate is None
    assert roll_up([(1, 0.0), (2, None)]).estimate == 0


def test_a_target_at_the_baseline_leaves_progress_undefined_and_says_why():
    found = progress_towards(7, baseline=7, target=7)

    assert found.raw is None
    assert found.cautions[0].code == "no_distance"
    assert "no way to go" in found.in_words()


def test_a_range_entered_from_inside_is_undefined_only_outside():
    assert progress_into_range(55, baseline=52, low=50, high=60).raw == 1
    outside = progress_into_range(48, baseline=52, low=50, high=60)
    assert outside.raw is None
    assert outside.cautions[0].code == "starts_inside"


def test_the_ends_of_a_range_belong_to_it():
    assert progress_into_range(50, baseline=40, low=50, high=60).raw == 1
    assert progress_into_range(60, baseline=40, low=50, high=60).raw == 1
    assert progress_into_range(50, baseline=55, low=50, high=60).raw == 1


def test_milestones_count_by_their_weight():
    assert progress_of_milestones([(1, True), (2, False), (1, True)]).raw == 0.5
    assert progress_of_milestones([(1, True), (3, None)]).raw == 0.25
    assert progress_of_milestones([(0, True)]).cautions[0].code == "no_weight"


def test_a_roll_up_of_roll_ups_counts_coverage_at_every_depth():
    inner = roll_up([(1, 1.0), (1, None)])
    outer = roll_up([Part(1, inner, "inner"), Part(1, Progress(0.5), "leaf")])

    assert outer.estimate == 0.75
    assert outer.coverage == 0.75
    assert (outer.possible.low, outer.possible.high) == (0.5, 0.75)
    assert [(c.name, c.points) for c in outer.contributions] == [("inner", 0.5), ("leaf", 0.25)]


def test_scaled_integers_beyond_every_float_stay_exact():
    large = 10**400
    assert progress_towards(large + 5, baseline=large, target=large + 10).raw == 0.5
    assert (
        progress_towards(Decimal("0.3"), baseline=Decimal("0.1"), target=Decimal("0.5")).raw == 0.5
    )
    assert progress_towards(np.int64(5), baseline=np.int32(0), target=np.float32(10)).raw == 0.5


@pytest.mark.parametrize("bad", [math.nan, math.inf, "12", True, [3]])
def test_what_is_no_number_is_refused_by_name(bad):
    with pytest.raises(MeasurementError, match="current"):
        progress_towards(bad, baseline=0, target=1)


def test_impossible_goals_are_refused():
    with pytest.raises(MeasurementError, match="range"):
        progress_into_range(1, baseline=0, low=5, high=4)
    with pytest.raises(MeasurementError, match="weight"):
        roll_up([(-1, 0.5)])
    with pytest.raises(MeasurementError, match="too large"):
        progress_towards(10**400, baseline=0, target=1)
    with pytest.raises(MeasurementError, match="place 1"):
        progress_of_milestones([(1, "yes")])


def test_nothing_to_add_is_unknown():
    assert roll_up([]).estimate is None
    assert roll_up([(0, 0.5)]).cautions[0].code == "no_weight"
    assert "reported" in roll_up([]).in_words()


def test_words_round_to_the_end_only_at_the_end():
    assert Progress(0.999).in_words() == "99 % of the way."
    assert Progress(0.001).in_words() == "1 % of the way."
    assert Progress(1.0).in_words() == "Target reached."
    assert Progress(1.2).in_words() == "Target passed."
    assert "Further" in Progress(-0.1).in_words()


@given(amounts, amounts, amounts, amounts, st.integers(1, 10**9))
def test_shift_scale_and_direction_change_nothing(current, baseline, target, shift, scale):
    before = progress_towards(current, baseline=baseline, target=target)
    for sign in (scale, -scale):
        after = progress_towards(
            current * sign + shift, baseline=baseline * sign + shift, target=target * sign + shift
        )
        assert after == before


@given(st.lists(st.tuples(weights, shares), max_size=8), st.randoms(), st.integers(1, 50))
def test_order_scale_of_weights_and_weightless_parts_change_nothing(parts, random, factor):
    before = roll_up(parts)
    changed = [(w * factor, p) for w, p in parts]
    random.shuffle(changed)
    after = roll_up([*changed, (0, 1.0)])

    assert (after.estimate, after.coverage) == (before.estimate, before.coverage)
    if before.estimate is not None:
        assert 0 <= before.estimate <= 1
        assert before.possible.low <= before.estimate * before.coverage + 1e-9
        points = [c.points for c in before.contributions if c.points is not None]
        assert sum(points) == pytest.approx(before.estimate)


def test_pace_follows_a_straight_line_unless_planned_otherwise():
    year = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
    half = date(2025, 7, 2)

    assert pace_against_plan(0.5, **year, today=half).status == "as_planned"
    assert pace_against_plan(0.39, **year, today=half).status == "behind"
    assert pace_against_plan(0.61, **year, today=half).status == "ahead"
    slow = pace_against_plan(0.2, **year, today=half, plan=((half, 0.2),))
    assert (slow.planned, slow.status, slow.straight_on) == (0.2, "as_planned", 0.4)


def test_the_tolerance_itself_still_counts_as_planned():
    for shown in (0.4, 0.6):
        assert pace_against_plan(shown, start=0, end=10, today=5).status == "as_planned"
    # 0.8 − 0.5 is a hair above 0.3 in floats
    edge = pace_against_plan(0.8, start=0, end=10, today=5, tolerance=0.3)
    assert edge.status == "as_planned"


def test_keeping_something_is_planned_at_one_from_the_start():
    kept = pace_against_plan(1.0, start=0, end=10, today=2, plan=((0, 1), (10, 1)))

    assert (kept.planned, kept.status) == (1.0, "as_planned")


def test_before_the_start_and_without_a_report_nothing_is_behind():
    early = pace_against_plan(0.0, start=10, end=20, today=5)
    silent = pace_against_plan(None, start=10, end=20, today=15)

    assert (early.status, early.straight_on) == ("not_begun", None)
    assert (silent.status, silent.difference) == ("unknown", None)
    assert silent.in_words() == "Cannot be said: nothing has been reported, 50 % is planned."


def test_after_the_end_the_plan_stays_complete():
    late = pace_against_plan(0.8, start=0, end=10, today=30)

    assert (late.planned, late.status, late.straight_on) == (1.0, "behind", 0.8)


def test_a_partly_reported_roll_up_carries_its_caution_into_the_pace():
    found = pace_against_plan(roll_up([(1, 0.5), (1, None)]), start=0, end=2, today=1)

    assert found.cautions[0].in_words().startswith("Only 50 %")


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": 0},
        {"plan": ((5, 1.5),)},
        {"plan": ((50, 0.5),)},
        {"plan": ((5, 0.5), (5, 0.6))},
        {"today": date(2025, 1, 1)},
        {"today": None},
        {"tolerance": 2},
    ],
)
def test_a_plan_that_cannot_be_is_refused(wrong):
    with pytest.raises(MeasurementError):
        pace_against_plan(0.5, **{"start": 0, "end": 10, "today": 5, **wrong})
