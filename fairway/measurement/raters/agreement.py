"""How far do raters agree who all rated everybody? Intraclass correlations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.raters.coding import (
    Floats,
    coded,
    numbers,
    refuse_too_large,
    same_length,
)
from fairway.measurement.results import Caution, Interval, Say, plain


@dataclass(frozen=True, slots=True)
class Correlation:
    """One intraclass correlation: how much of the variance of a rating is between the rated."""

    form: str  # "1", "2", "3", "1k", "2k", "3k" of Shrout and Fleiss
    estimate: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Correlations:
    """All six forms. `n` rated by the same or different `raters`.

    1: raters differ from row to row. 2: the same raters, a sample of many. 3: these raters only,
    their severity left out. With k: of the mean of all raters.
    """

    n: int
    raters: int
    forms: tuple[Correlation, ...]
    cautions: tuple[Caution, ...] = ()

    def __getitem__(self, form: str) -> Correlation:
        return next(one for one in self.forms if one.form == form)

    def in_words(self, _: Say = plain) -> str:
        one, mean = self["2"], self["2k"]
        return _(
            "One rating agrees with another rater's to %(one).2f (95 %% from %(low).2f to "
            "%(high).2f), the mean of %(raters)s raters to %(mean).2f; %(n)s were rated."
        ) % {
            "one": one.estimate,
            "low": one.interval.low,
            "high": one.interval.high,
            "raters": self.raters,
            "mean": mean.estimate,
            "n": self.n,
        }


def table_of(unit: Any, rater: Any, rating: Any) -> Floats:
    """Units × raters from ratings in rows, NaN where there is none.

    Parameters
    ----------
    unit, rater
        Ids in rows.
    rating
        Numbers in rows; None and NaN are gaps.

    Raises
    ------
    MeasurementError
        For rows of different length, an empty id, or a rating given twice.
    """
    values = numbers(rating, "rating")
    units, raters = coded(unit, "unit"), coded(rater, "rater")
    same_length(len(values), (units, raters))
    table = np.full(units.size * raters.size, np.nan)
    cell = units.codes * raters.size + raters.codes
    counts = np.bincount(cell, minlength=len(table))
    if len(cell) and counts.max() > 1:
        rows = np.flatnonzero(cell == int(np.argmax(counts)))
        raise MeasurementError(
            f"{raters.labels[raters.codes[rows[0]]]} rated {units.labels[units.codes[rows[0]]]} "
            f"more than once (rows {rows[0]} and {rows[1]}). Keep one."
        )
    table[cell] = values
    return table.reshape(units.size, raters.size)


def intraclass_correlations(table: Any, *, level: float = 0.95) -> Correlations:
    """The six intraclass correlations of a complete table, rated × raters.

    From mean squares between rows B, columns J, within rows W and rest E, with k raters:
    (1) (B − W)/(B + (k−1)W); (2) (B − E)/(B + (k−1)E + k(J − E)/n); (3) (B − E)/(B + (k−1)E).
    Intervals rest on F, of (2) with Satterthwaite's degrees; they assume normal effects.

    Parameters
    ----------
    table
        A row for everything rated, a column for each rater, without gaps.
    level
        Of the interval: 0.95.

    Raises
    ------
    MeasurementError
        A gap in the table, or no table. NotEstimable: under two rows or raters, nothing varies.

    References
    ----------
    Shrout and Fleiss (1979), Psychological Bulletin 86, 420. McGraw and Wong (1996).
    """
    rated = as_table(table)
    if np.isnan(rated).any():
        row, column = (int(place[0]) for place in np.nonzero(np.isnan(rated)))
        raise MeasurementError(
            f"Row {row} has no rating by rater {column}. Intraclass correlations need complete "
            "rows: leave it out, or use Krippendorff's alpha or fit_crossed."
        )
    n, k = rated.shape
    if n < 2 or k < 2:
        raise NotEstimable(f"{n} rows and {k} raters: two of each are needed.")
    squares = _mean_squares(rated)
    if squares[0] + squares[2] <= 1e-20 * float((rated**2).mean() + 1e-300):
        raise NotEstimable("All ratings are equal: nothing varies.")
    if squares[3] <= 1e-14 * squares[0]:
        # Up to constants of the raters they agree: F has no upper bound.
        squares[3] = max(squares[3], 1e-14 * squares[0])
        squares[2] = max(squares[2], squares[3])
    singles = _singles(squares, n, k, level)
    means = tuple(
        Correlation(
            f"{one.form}k",
            _stepped(one.estimate, k),
            Interval(_stepped(one.interval.low, k), _stepped(one.interval.high, k), level),
        )
        for one in singles
    )
    return Correlations(n, k, (*singles, *means))


def as_table(table: Any) -> Floats:
    try:
        if isinstance(table, np.ndarray) and table.dtype.kind == "c":
            raise TypeError
        rated = np.array(table, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise MeasurementError("The ratings are not a table of numbers.") from None
    if rated.ndim != 2 or not rated.size:
        raise MeasurementError("A table is needed: a row for each rated, a column for each rater.")
    if np.isinf(rated).any():
        row = int(np.nonzero(np.isinf(rated))[0][0])
        raise MeasurementError(f"Row {row} holds an infinite rating. Correct it.")
    refuse_too_large(rated, "The ratings")
    return rated


def _mean_squares(rated: Floats) -> list[float]:
    """Between rows, between columns, within rows, rest."""
    n, k = rated.shape
    centred = rated - rated.mean()
    rows, columns = centred.mean(axis=1), centred.mean(axis=0)
    within = centred - rows[:, None]
    rest = within - columns
    return [
        k * float(rows @ rows) / (n - 1),
        n * float(columns @ columns) / (k - 1),
        float((within**2).sum()) / (n * (k - 1)),
        float((rest**2).sum()) / ((n - 1) * (k - 1)),
    ]


def _singles(squares: list[float], n: int, k: int, level: float) -> tuple[Correlation, ...]:
    from scipy.special import fdtri

    between, raters, within, rest = squares
    tail = 1 - (1 - level) / 2

    def ratio(below: float, degrees: int) -> tuple[float, Interval]:
        found = between / below
        low = found / float(fdtri(n - 1, degrees, tail))
        high = found * float(fdtri(degrees, n - 1, tail))
        low, high = ((end - 1) / (end + k - 1) for end in (low, high))
        return (found - 1) / (found + k - 1), Interval(low, high, level)

    two = (between - rest) / (between + (k - 1) * rest + k * (raters - rest) / n)
    spread = _spread_of_two(two, raters / rest, n, k)
    lower, upper = float(fdtri(n - 1, spread, tail)), float(fdtri(spread, n - 1, tail))
    beside = k * raters + (k * n - k - n) * rest
    low = n * (between - lower * rest) / (lower * beside + n * between)
    high = n * (upper * between - rest) / (beside + n * upper * between)
    return (
        Correlation("1", *ratio(within, n * (k - 1))),
        Correlation("2", two, Interval(min(low, two), max(high, two), level)),
        Correlation("3", *ratio(rest, (n - 1) * (k - 1))),
    )


def _spread_of_two(two: float, raters: float, n: int, k: int) -> float:
    """Satterthwaite's degrees of freedom for the second form; `raters` is J/E."""
    a, b = k * two * raters, n * (1 + (k - 1) * two) - k * two
    degrees = (k - 1) * (n - 1) * (a + b) ** 2 / ((n - 1) * a**2 + b**2)
    return max(float(degrees), 1e-6)


def _stepped(single: float, k: int) -> float:
    """Spearman and Brown: from one rating to the mean of k; −1/(k−1) is where it has its pole."""
    below = 1 + (k - 1) * single
    return k * single / below if below > 1e-12 else -np.inf
