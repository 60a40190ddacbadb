"""Whatever is brought as a column, the answer is a result in words or an error that says what."""

from __future__ import annotations

import math

import numpy as np
import pytest

import fairway.measurement as m

pytestmark = pytest.mark.once

WALK = np.random.default_rng(1).normal(size=60).cumsum()
TEN = list(range(10)) * 6
TWO = {"focal": "a", "reference": "b", "raters": TEN}
COLUMNS = {
    "nothing": [],
    "one": [1],
    "all missing": [None] * 60,
    "not a number": [math.nan] * 60,
    "infinite": [math.inf] * 60,
    "constant": [5] * 60,
    "constant in floats": [0.1] * 60,
    "one differs": [1] * 59 + [2],
    "steady": list(range(60)),
    "huge": [1e308, -1e308] * 30,
    "large": [1e200 * i * (-1) ** i for i in range(60)],
    "tiny": [1e-320 * i for i in range(60)],
    "beyond floats": [10**400] * 60,
    "truths": [True, False] * 30,
    "words": ["a"] * 60,
    "complex": [1 + 2j] * 60,
    "a table": np.zeros((60, 3)),
    "no column": None,
    "a number": 5,
}
QUESTIONS = {
    "xmr": m.xmr,
    "xmr_many": m.xmr_many,
    "watch": lambda c: m.watch(c, period=12),
    "forecast_pace": lambda c: m.forecast_pace(c, target=5, ahead=3),
    "check_lead": lambda c: m.check_lead(c, WALK),
    "follows": lambda c: m.check_lead(WALK, c),
    "granger": lambda c: m.granger(WALK, c),
    "cross_correlations": lambda c: m.cross_correlations(c, WALK),
    "vanity": lambda c: m.screen_for_vanity(m.KeyFigure("count"), c),
    "compare_means": lambda c: m.compare_means(c, [1, 2, 3]),
    "review_gaps": lambda c: m.review_gaps(["a", "b"] * 30, c),
    "groups": lambda c: m.review_gaps(c, [0, 1] * 30, score=c),
    "adjusted_gap": lambda c: m.adjusted_gap(c, ["a", "b"] * 30, **TWO),
    "random_raters": lambda c: m.adjusted_gap(c, ["a", "b"] * 30, errors=m.random_raters, **TWO),
    "held": lambda c: m.adjusted_gap(WALK, ["a", "b"] * 30, amounts={"x": c}, **TWO),
    "categories": lambda c: m.adjusted_gap(WALK, ["a", "b"] * 30, categories={"x": c}, **TWO),
    "time_zone": lambda c: m.time_zone_gap(WALK, time_zone_hours=c, raters=TEN),
    "work_mode": lambda c: m.work_mode_gaps(WALK, on_site_share=c, time_zone_hours=c, raters=TEN),
    "recency": lambda c: m.recency(c, period=(0, 100), available=c),
    "recency alone": lambda c: m.recency(c, period=(0, 100)),
    "halo": lambda c: m.halo_signals(TEN, [f"p{i // 6}" for i in range(60)], range(60), c),
    "spread": lambda c: m.spread_signals([1] * 60, range(2, 62), [0] * 60, c),
    "terms": lambda c: m.shares_of_terms(c, TEN),
    "coders": lambda c: m.agreement_of_coders(c, TEN),
    "roll_up": m.roll_up,
    "milestones": m.progress_of_milestones,
    "progress": lambda c: m.progress_towards(c, baseline=0, target=1),
    "pace": lambda c: m.pace_against_plan(0.5, start=0, end=5, today=3, plan=c),
    "rates": m.review_rates,
    "wording": m.read_wording,
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_column_is_answered_or_refused(question, column):
    try:
        found = QUESTIONS[question](COLUMNS[column])
    except m.MeasurementError:
        return
    if isinstance(found, np.ndarray):
        return
    for result in found if isinstance(found, tuple) else [found]:
        said = result.in_words() if hasattr(result, "in_words") else "numbers"
        assert "nan" not in said


def test_every_public_name_has_its_home():
    assert all(getattr(m, name) is not None for name in m.__all__)
