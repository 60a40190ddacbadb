"""The nine fields: thirds of the scale of ratings, crossed with three steps of growth."""

from __future__ import annotations

from collections.abc import Sequence

LOW, MID, HIGH = 1, 2, 3
BANDS = (HIGH, MID, LOW)  # as rows of the picture, from the top


def band_of(values: Sequence[int], rating: int) -> int:
    """In which third of the scale a rating lies; alike from both ends.

    Of five points the lowest two are low and the highest two high; of four only the ends are.
    """
    low, high = min(values), max(values)
    steps = 3 * (rating - low)
    if steps < high - low:
        return LOW
    return HIGH if steps > 2 * (high - low) else MID


def nearest_in_band(values: Sequence[int], rating: int | None, band: int) -> int:
    """The rating of a band that is nearest to what somebody has; of none the middle of the band."""
    there = sorted(value for value in values if band_of(values, value) == band)
    if rating is None:
        return there[(len(there) - 1) // 2]
    return min(there, key=lambda value: (abs(value - rating), value))


def field_of(values: Sequence[int], rating: int | None, growth: int | None) -> str:
    """The name of a field, as "3-2": band of the rating, then growth. Empty while one is missing."""
    if rating is None or growth is None:
        return ""
    return f"{band_of(values, rating)}-{growth}"


def read_field(name: str) -> tuple[int, int] | None:
    """Band and growth of a named field; None for what is none."""
    first, dash, second = name.partition("-")
    if not dash or first not in {"1", "2", "3"} or second not in {"1", "2", "3"}:
        return None
    return int(first), int(second)
