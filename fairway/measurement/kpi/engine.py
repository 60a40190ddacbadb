"""The arithmetic of XmR charts over many series at once; a single chart is the case of one.

Series stand in rows, time runs to the right. Rows are packed first: what was observed moves to the
left, so that a missing month neither breaks a run nor makes a range.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import Flags, Numbers, Positions

D2 = 1.128
"""Expected range of two normal values in standard deviations, rounded as in every handbook."""
D4 = 3.267
LEAST, FIRM = 8, 20
DEFAULT_RULES = ("beyond_limits", "run_of_8")
RULES = (
    *DEFAULT_RULES,
    "range_beyond_limit",
    "two_of_three",
    "four_of_five",
    "trend_of_6",
    "alternating_14",
    "hugging_15",
)

_FAR = {
    "beyond_limits": (1, 1, 3.0),
    "run_of_8": (8, 8, 0.0),
    "two_of_three": (2, 3, 2.0),
    "four_of_five": (4, 5, 1.0),
}
"""So many of so many points, further than this many sigmas out on one side."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Observed values on the left, NaN behind them; `columns` says where each came from."""

    values: Numbers
    counts: Positions
    columns: Positions | None


@dataclass(frozen=True, slots=True)
class Lines:
    """One value per series; NaN where there are too few points or nothing varies."""

    centre: Numbers
    mean_range: Numbers
    n: Positions

    @property
    def sigma(self) -> Numbers:
        return self.mean_range / D2


def pack(matrix: Numbers) -> Packed:
    missing = np.isnan(matrix)
    counts = matrix.shape[1] - missing.sum(axis=1)
    if not missing.any():
        return Packed(matrix, counts, None)
    columns = np.argsort(missing, axis=1, kind="stable")
    return Packed(np.take_along_axis(matrix, columns, axis=1), counts, columns)


def unpack(found: Flags, packed: Packed) -> Flags:
    """Back to the columns the values were given in."""
    if packed.columns is None:
        return found
    placed = np.zeros_like(found)
    np.put_along_axis(placed, packed.columns, found, axis=1)
    return placed


def lines(packed: Packed, baseline: int | None) -> Lines:
    """Mean and mean moving range of the first `baseline` observed points, or of all."""
    length = packed.values.shape[1] if baseline is None else min(baseline, packed.values.shape[1])
    window = packed.values[:, :length]
    n = np.minimum(packed.counts, length)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        # Around the first value, so that large levels do not swallow small movements.
        first = window[:, :1] if length else np.zeros((len(window), 1))
        centre = first[:, 0] + np.nansum(window - first, axis=1) / n
        mean_range = np.nansum(np.abs(np.diff(window, axis=1)), axis=1) / (n - 1)
    enough = n >= LEAST
    return Lines(np.where(enough, centre, np.nan), np.where(enough, mean_range, np.nan), n)


def lag_one(packed: Packed, baseline: int | None) -> Numbers:
    """r₁ = Σ(xₜ − x̄)(xₜ₊₁ − x̄) / Σ(xₜ − x̄)², in the baseline; NaN where nothing varies."""
    length = packed.values.shape[1] if baseline is None else min(baseline, packed.values.shape[1])
    n = np.minimum(packed.counts, length)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        centred = packed.values[:, :length] - packed.values[:, :1]
        centred = centred - (np.nansum(centred, axis=1) / n)[:, None]
        whole = np.nansum(centred**2, axis=1)
        together = np.nansum(centred[:, 1:] * centred[:, :-1], axis=1)
        return np.where(whole > 0, together / whole, np.nan)


def signals(packed: Packed, drawn: Lines, rules: tuple[str, ...]) -> dict[str, Flags]:
    """For each rule the points at which it fires, in packed columns.

    A run fires at its last needed point and at every one that prolongs it. Comparisons with NaN are
    false, so series without lines never fire.
    """
    sigma = drawn.sigma[:, None]
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        away = packed.values - drawn.centre[:, None]
        # Where nothing varied in the baseline there is no unit to measure by.
        away = np.where(sigma > 0, away, np.nan)
        # A point on the centre is on neither side, whatever the last digit of the mean says.
        away = np.where(np.abs(away) < 1e-9 * sigma, 0.0, away)
        return {rule: _fire(rule, away, sigma, drawn) for rule in rules}


def _fire(rule: str, away: Numbers, sigma: Numbers, drawn: Lines) -> Flags:
    far = _FAR.get(rule)
    if far is not None:
        times, window, distance = far
        above, below = away > distance * sigma, away < -distance * sigma
        return _some_of(above, times, window) | _some_of(below, times, window)
    steps = np.diff(away, axis=1, prepend=np.nan)
    if rule == "range_beyond_limit":
        return np.abs(steps) > D4 * drawn.mean_range[:, None]
    if rule == "hugging_15":
        return _in_a_row(np.abs(away) < sigma, 15)
    if rule == "trend_of_6":
        # Six points that rise make five steps.
        return _in_a_row(steps > 0, 5) | _in_a_row(steps < 0, 5)
    turns = np.zeros(away.shape, dtype=bool)
    turns[:, 1:] = steps[:, 1:] * steps[:, :-1] < 0
    return _in_a_row(turns, 12)  # fourteen points, thirteen steps, twelve turns


def _in_a_row(true: Flags, times: int) -> Flags:
    """Where `true` has held for at least `times` columns in a row, by doubling the window."""
    held, span = true, 1
    while span < times:
        step = min(span, times - span)
        if step >= held.shape[1]:
            return np.zeros_like(held)
        later = np.zeros_like(held)
        later[:, step:] = held[:, step:] & held[:, : held.shape[1] - step]
        held, span = later, span + step
    return held


def _some_of(true: Flags, times: int, window: int) -> Flags:
    """Where a point that is true completes `times` within the last `window` columns."""
    if times == window:
        return _in_a_row(true, times)
    counted = np.zeros(true.shape, dtype=np.int8)
    for back in range(min(window, true.shape[1])):
        counted[:, back:] += true[:, : true.shape[1] - back]
    return true & (counted >= times)


def known_rules(rules: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(rules))
    for rule in wanted:
        if rule not in RULES:
            raise MeasurementError(f"rules: {rule!r:.60} is none of {', '.join(RULES)}.")
    return wanted
