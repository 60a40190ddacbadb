"""How far one's own rating lies from others', and that its interval gives nobody away."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.measurement import MeasurementError, self_gap

pytestmark = pytest.mark.once
FIVE = (1, 2, 3, 4, 5)


def test_one_who_rates_oneself_higher_than_four_others_by_two_points():
    found = self_gap(5, 3.0, 4, FIVE)
    assert found.gap == 2
    assert found.direction == 1
    # By hand: 1.959964 × 1 / √4 on either side.
    assert found.interval.low == pytest.approx(2 - 0.979982, abs=1e-6)
    assert found.interval.high == pytest.approx(2 + 0.979982, abs=1e-6)
    assert found.in_words().startswith("2.0 above what others say")


def test_less_than_a_point_is_no_difference_among_four():
    assert self_gap(4, 3.1, 4, FIVE).direction == 0
    assert self_gap(4, 3.1, 16, FIVE).direction == 1
    assert "chance" in self_gap(4, 3.1, 4, FIVE).in_words()


def test_one_who_is_seen_higher_than_they_see_themselves():
    found = self_gap(2, 4.2, 6, FIVE)
    assert found.direction == -1
    assert found.in_words().startswith("2.2 below")


@given(
    own=st.integers(1, 7),
    others=st.floats(1, 7),
    people=st.integers(1, 500),
)
def test_the_width_hangs_on_how_many_they_are_and_on_nothing_they_said(own, others, people):
    found = self_gap(own, others, people, range(1, 8))
    width = found.interval.high - found.interval.low
    assert width == pytest.approx(2 * 1.959963984540054 * 1.5 / math.sqrt(people))


@pytest.mark.parametrize(
    ("own", "others", "people", "scale"),
    [(6, 3, 4, FIVE), (3, math.nan, 4, FIVE), (3, 3, 0, FIVE), (3, 3, 4, (3,))],
)
def test_what_cannot_be_is_refused(own, others, people, scale):
    with pytest.raises(MeasurementError):
        self_gap(own, others, people, scale)
