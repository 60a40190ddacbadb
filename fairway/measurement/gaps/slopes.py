"""How much an outcome differs along one column, beside others."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from fairway.measurement.gaps.columns import People, independent
from fairway.measurement.gaps.regression import Errors
from fairway.measurement.given import Numbers
from fairway.measurement.results import Interval, Say, plain


@dataclass(frozen=True, slots=True)
class Slope:
    """How much the outcome differs per unit of something, as a mean over raters' judgements."""

    estimate: float
    error: float
    interval: Interval
    freedom: float
    p: float

    def in_words(self, _: Say = plain) -> str:
        return _("%(estimate).2f (%(low).2f to %(high).2f)") % {
            "estimate": self.estimate,
            "low": self.interval.low,
            "high": self.interval.high,
        }


def explained(column: Numbers, base: Numbers) -> float:
    """The share of what varies in a column that the others foretell."""
    fitted, *_rest = np.linalg.lstsq(base, column, rcond=None)
    left = column - base @ fitted
    return 1 - float(left @ left) / float(((column - column.mean()) ** 2).sum())


def slope_of(
    people: People, column: Numbers, base: Numbers, errors: Errors, level: float
) -> Slope | None:
    """Of the column, beside the base; None where they say the same, or nothing tells how sure it is."""
    from scipy.special import stdtr, stdtrit

    # The column asked about stands first, so nothing else can take its place.
    design = independent(np.column_stack([column, base]))
    if explained(column, design[:, 1:]) > 1 - 1e-8:
        return None
    fitted = errors(people.outcome, design, people.raters)
    estimate, freedom = float(fitted.coefficients[0]), float(fitted.freedom[0])
    error = math.sqrt(max(float(fitted.covariance[0, 0]), 0.0))
    if not (error > 0 and freedom > 0):
        return None
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    interval = Interval(estimate - reach, estimate + reach, level)
    return Slope(
        estimate, error, interval, freedom, float(2 * stdtr(freedom, -abs(estimate) / error))
    )
