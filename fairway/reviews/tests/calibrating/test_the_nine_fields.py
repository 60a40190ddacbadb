"""Thirds of a scale, alike from both ends."""

from hypothesis import given
from hypothesis import strategies as st

from fairway.reviews.calibrating_fields import (
    HIGH,
    LOW,
    MID,
    band_of,
    field_of,
    nearest_in_band,
    read_field,
)

scales = st.integers(3, 7).flatmap(
    lambda points: st.integers(-3, 3).map(lambda low: tuple(range(low, low + points)))
)


def test_of_five_points_two_are_low_and_two_are_high():
    assert [band_of(range(1, 6), value) for value in range(1, 6)] == [LOW, LOW, MID, HIGH, HIGH]


def test_of_four_points_only_the_ends_are():
    assert [band_of(range(1, 5), value) for value in range(1, 5)] == [LOW, MID, MID, HIGH]


@given(scales)
def test_the_scale_turned_round_is_the_same_turned_round(values):
    turned = [HIGH + LOW - band_of(values, values[0] + values[-1] - value) for value in values]
    assert turned == [band_of(values, value) for value in values]


@given(scales)
def test_bands_rise_with_the_rating_and_none_is_empty(values):
    bands = [band_of(values, value) for value in values]
    assert bands == sorted(bands)
    assert set(bands) == {LOW, MID, HIGH}


@given(scales, st.data())
def test_who_is_dropped_on_a_field_gets_the_nearest_rating_there(values, data):
    rating = data.draw(st.sampled_from([*values, None]))
    band = data.draw(st.sampled_from([LOW, MID, HIGH]))
    found = nearest_in_band(values, rating, band)
    assert band_of(values, found) == band
    if rating is not None:
        others = [value for value in values if band_of(values, value) == band]
        assert all(abs(found - rating) <= abs(value - rating) for value in others)


@given(scales, st.data())
def test_who_stays_in_a_band_keeps_the_rating(values, data):
    rating = data.draw(st.sampled_from(values))
    assert nearest_in_band(values, rating, band_of(values, rating)) == rating


@given(scales, st.sampled_from([1, 2, 3]), st.data())
def test_a_field_is_read_back_as_it_was_named(values, growth, data):
    rating = data.draw(st.sampled_from(values))
    assert read_field(field_of(values, rating, growth)) == (band_of(values, rating), growth)


@given(st.text(max_size=6))
def test_what_is_no_field_is_none(text):
    meant = read_field(text)
    assert meant is None or text == f"{meant[0]}-{meant[1]}"


def test_nobody_stands_in_a_field_with_half_of_what_it_needs():
    assert field_of(range(1, 6), 3, None) == ""
    assert field_of(range(1, 6), None, 2) == ""
