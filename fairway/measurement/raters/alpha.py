"""How far do raters agree, beyond chance, with gaps? Krippendorff's alpha."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.raters.agreement import as_table
from fairway.measurement.raters.coding import Floats
from fairway.measurement.results import Caution, Interval, Say, plain
from fairway.measurement.results import plain as _

LEVELS = ("nominal", "ordinal", "interval", "ratio")
_FEW_UNITS = _("Only %(units)s units have two ratings or more: the interval is rough.")
_UNPAIRED = _("%(units)s units with fewer than two ratings say nothing of agreement.")
_MOST_VALUES = 2_000


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha: 1 perfect, 0 as by chance. The interval resamples units."""

    level: str
    estimate: float
    interval: Interval
    n: int  # units with two ratings or more
    ratings: int  # pairable ratings
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        said = _(
            "Agreement beyond chance is %(alpha).2f (95 %% from %(low).2f to %(high).2f; "
            "%(n)s units)."
        ) % {
            "alpha": self.estimate,
            "low": self.interval.low,
            "high": self.interval.high,
            "n": self.n,
        }
        return " ".join([said, *(caution.in_words(_) for caution in self.cautions)])


def krippendorff_alpha(
    table: Any,
    level: str = "nominal",
    *,
    resamples: int = 1_000,
    seed: int = 20250101,
) -> Alpha:
    """α = 1 − observed ÷ expected disagreement, units × raters, gaps allowed (None, NaN).

    Disagreement of two values: nominal 0 or 1; interval (c − k)²; ratio ((c − k)/(c + k))²;
    ordinal the squared number of ratings between them. The interval resamples units 1,000 times
    (percentiles), ordinal distances being kept.

    Raises
    ------
    MeasurementError
        An unknown level, no table, negative values with ratio, too many distinct values.
    NotEstimable
        No unit with two ratings, or all ratings equal.

    References
    ----------
    Krippendorff (2019), Content Analysis, 4th edition, chapter 12.
    """
    if level not in LEVELS:
        raise MeasurementError(f"There is no level {level!r}: {', '.join(LEVELS)}.")
    rated, values = _levels(table, level)
    counts = _counts(rated, len(values))
    per_unit = counts.sum(axis=1)
    pairable = per_unit >= 2
    if not pairable.any():
        raise NotEstimable("No unit has two ratings: there is nothing to agree on.")
    counts, per_unit = counts[pairable], per_unit[pairable]
    if (counts.sum(axis=0) > 0).sum() < 2:
        raise NotEstimable("All ratings are equal: chance agreement cannot be told apart.")
    apart = _distances(values, counts.sum(axis=0), level)
    # Ordered pairs within a unit, each unit weighing as its ratings.
    observed = np.einsum("uv,uv->u", counts @ apart, counts) / (per_unit - 1)
    estimate = _alpha(np.ones((1, len(counts))), observed, counts, apart)[0]
    drawn = np.random.default_rng(seed).multinomial(
        len(counts), np.full(len(counts), 1 / len(counts)), size=resamples
    )
    found = _alpha(drawn.astype(np.float64), observed, counts, apart)
    low, high = np.nanquantile(found, [0.025, 0.975])
    return Alpha(
        level,
        float(estimate),
        Interval(float(min(low, estimate)), float(max(high, estimate))),
        len(counts),
        int(per_unit.sum()),
        _of_alpha(len(counts), int((~pairable).sum())),
    )


def _of_alpha(units: int, unpaired: int) -> tuple[Caution, ...]:
    cautions = []
    if units < 20:
        cautions.append(Caution("few_units", _FEW_UNITS, (("units", units),)))
    if unpaired:
        cautions.append(Caution("unpaired", _UNPAIRED, (("units", unpaired),)))
    return tuple(cautions)


def _levels(table: Any, level: str) -> tuple[npt.NDArray[np.intp], Floats]:
    """For each cell the place of its value (−1 for none), and the values."""
    if level == "nominal":
        return _names(table)
    rated = as_table(table)
    values = np.unique(rated[~np.isnan(rated)])
    if len(values) > _MOST_VALUES:
        raise MeasurementError(f"{len(values)} distinct values: round to {_MOST_VALUES} or fewer.")
    if level == "ratio" and len(values) and values[0] < 0:
        raise MeasurementError("The level ratio needs values of 0 or more.")
    places = np.where(np.isnan(rated), -1, np.searchsorted(values, rated))
    return places.astype(np.intp), values


def _names(table: Any) -> tuple[npt.NDArray[np.intp], Floats]:
    """Names need no numbers: anything hashable; None and NaN are gaps."""
    rows = [list(row) for row in table]
    if not rows or len({len(row) for row in rows}) != 1:
        raise MeasurementError("A table is needed: a row for each rated, a column for each rater.")
    place_of: dict[Any, int] = {}
    places = [
        [-1 if v is None or v != v else place_of.setdefault(v, len(place_of)) for v in row]  # noqa: PLR0124
        for row in rows
    ]
    return np.array(places, dtype=np.intp), np.arange(len(place_of), dtype=np.float64)


def _counts(places: npt.NDArray[np.intp], size: int) -> Floats:
    unit = np.repeat(np.arange(len(places)), places.shape[1])
    flat = places.reshape(-1)
    given = flat >= 0
    cells = np.bincount(unit[given] * size + flat[given], minlength=len(places) * size)
    return cells.reshape(len(places), size).astype(np.float64)


def _distances(values: Floats, totals: Floats, level: str) -> Floats:
    one, other = values[:, None], values[None, :]
    if level == "nominal":
        return np.asarray(one != other, dtype=np.float64)
    if level == "interval":
        apart: Floats = (one - other) ** 2
        return apart
    if level == "ratio":
        both = np.where(one + other == 0, 1.0, one + other)
        return np.asarray(((one - other) / both) ** 2)
    middle = np.cumsum(totals) - totals / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


def _alpha(weights: Floats, observed: Floats, counts: Floats, apart: Floats) -> Floats:
    """For each row of weights of the units."""
    totals = weights @ counts
    n = totals.sum(axis=1)
    expected = np.einsum("bv,bv->b", totals @ apart, totals) / (n - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        # A sample in which nothing varies has no alpha, and takes no part in the interval.
        found: Floats = np.where(expected > 0, 1 - (weights @ observed) / expected, np.nan)
    return found
