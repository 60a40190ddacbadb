"""Whole units, no rounding that anybody loses by, and sums from which nobody's raise follows."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from fairway.reviews.pay_reckoning import (
    ABOVE,
    BELOW,
    FEWEST,
    MIDDLE,
    Counted,
    by_percent,
    percent_of,
    position,
    total,
)

PAY = st.integers(1, 10**12)
RAISES = st.lists(
    st.builds(Counted, st.integers(-(10**6), 10**9), st.booleans(), st.booleans()), max_size=12
)


@given(PAY, st.integers(-9_999, 100_000))
def test_a_percentage_is_rounded_to_the_nearest_unit(current, hundredths):
    exact = current * (1 + Fraction(hundredths, 10_000))
    assert abs(by_percent(current, hundredths) - exact) <= Fraction(1, 2)


@given(st.integers(10**5, 10**12), st.integers(-9_999, 100_000))
def test_the_percentage_that_was_typed_is_the_one_that_is_shown(current, hundredths):
    assert percent_of(current, by_percent(current, hundredths)) == hundredths


@given(PAY, st.tuples(PAY, PAY, PAY))
def test_a_place_in_the_band_is_outside_exactly_where_it_is(amount, band):
    low, middle, high = sorted(band)
    place = position(amount, low, middle, high)
    assert (place == BELOW) == (amount < low)
    assert (place == ABOVE) == (amount > high)
    assert position(middle, low, middle, high) == MIDDLE


@given(RAISES)
def test_while_it_moves_only_who_sees_every_line_is_told(raises):
    told = total(raises, is_settled=False)
    assert (told is not None) == all(one.seen and not one.own for one in raises)


@given(RAISES)
def test_a_settled_sum_leaves_at_least_three_unknown_raises(raises):
    told = total(raises, is_settled=True)
    hidden = [one for one in raises if not one.seen and not one.own]
    unknown = hidden or any(one.own for one in raises)
    assert (told is None) == bool(unknown and len(hidden) < FEWEST)
    if told is not None:
        assert told == sum(one.amount for one in raises)
