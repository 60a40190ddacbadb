"""How far somebody's own rating lies from what others say, and how sure that can be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import as_count
from fairway.measurement.results import Interval, Say, plain

Z95 = 1.959963984540054
SPREAD_OF_RANGE = 0.25
"""Raters of one person differ by about a quarter of the scale: one point of five."""


@dataclass(frozen=True, slots=True)
class SelfGap:
    """Own rating minus what others said on average; above 0, one sees oneself higher.

    `interval` says where the gap would lie with very many such raters. It is as wide as ratings of
    one person usually differ, never as these raters do: its width would say when all said the same.
    """

    own: float
    others: float
    interval: Interval
    people: int

    @property
    def gap(self) -> float:
        return self.own - self.others

    @property
    def direction(self) -> int:
        """1: sees oneself higher; −1: lower; 0: it cannot be told apart from agreement."""
        if self.interval.low > 0:
            return 1
        return -1 if self.interval.high < 0 else 0

    def in_words(self, _: Say = plain) -> str:
        facts = {"gap": abs(self.gap), "low": self.interval.low, "high": self.interval.high}
        if self.direction > 0:
            said = _("%(gap).1f above what others say (%(low).1f to %(high).1f)")
        elif self.direction < 0:
            said = _("%(gap).1f below what others say (%(low).1f to %(high).1f)")
        else:
            said = _("No difference that could not be chance (%(low).1f to %(high).1f)")
        return said % facts


def self_gap(own: float, others: float, people: int, scale: Sequence[float]) -> SelfGap:
    """The gap between one's own rating and a published mean.

    gap ± 1.96·σ/√n with σ a quarter of the range of the scale. One's own rating counts as it is.

    Parameters
    ----------
    own
        One's own rating, a point of the scale.
    others
        The mean as it is published, rounded: nothing finer is used.
    people
        How many it is of; of a band its lowest, which gives the widest interval.
    scale
        The points of the scale.

    Raises
    ------
    MeasurementError
        For a scale without range, nobody behind the mean, or numbers outside of the scale.

    Notes
    -----
    Assumes raters who answer independently, and differ by a quarter of the range (a standard
    deviation of 1 on five points), which is on the wide side of what is reported for colleagues,
    and half of the most there can be: Popoviciu (1935), Mathematica 9, 129–145.
    """
    low, high = _ends(scale)
    n = as_count(people, "people", least=1)
    for name, value in (("own", own), ("others", others)):
        if not (math.isfinite(value) and low <= value <= high):
            raise MeasurementError(f"{name}: {value} lies outside of the scale.")
    half = Z95 * SPREAD_OF_RANGE * (high - low) / math.sqrt(n)
    gap = own - others
    return SelfGap(float(own), float(others), Interval(gap - half, gap + half), n)


def _ends(scale: Sequence[float]) -> tuple[float, float]:
    points = sorted(set(scale))
    if len(points) < 2 or not all(map(math.isfinite, points)):
        raise MeasurementError("scale: give at least two points.")
    return float(points[0]), float(points[-1])
