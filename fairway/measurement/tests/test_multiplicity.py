"""Many questions at once, pinned to the example of Benjamini and Hochberg (1995)."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.measurement import MeasurementError, benjamini_hochberg, holm

pytestmark = pytest.mark.once

PAPER = json.loads((Path(__file__).parent / "data/adverse_impact_cases.json").read_text())["bh1995"]


def test_the_example_of_1995_comes_out_as_published():
    found = benjamini_hochberg(PAPER["p"])

    assert found == pytest.approx(PAPER["bh_adj"], abs=1e-12)
    assert (found <= 0.05).sum() == PAPER["bh_reject"]
    assert (holm(PAPER["p"]) <= 0.05).sum() == PAPER["holm_reject"]


def test_a_question_that_could_not_be_asked_does_not_count():
    found = benjamini_hochberg([0.01, None, 0.04])

    assert found == pytest.approx([0.02, math.nan, 0.04], nan_ok=True)
    assert benjamini_hochberg([]).size == 0


def test_what_is_no_probability_is_refused():
    with pytest.raises(MeasurementError, match="0–1"):
        benjamini_hochberg([0.2, 1.2])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.randoms())
def test_order_does_not_matter_and_adjusting_never_helps(p, random):
    places = list(range(len(p)))
    random.shuffle(places)
    for adjust in (benjamini_hochberg, holm):
        before = adjust(p)
        assert adjust([p[place] for place in places]) == pytest.approx(before[places], abs=1e-12)
        assert (before >= np.array(p) - 1e-15).all()
    assert (holm(p) >= benjamini_hochberg(p) - 1e-12).all()
