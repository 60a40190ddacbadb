"""Is one group rated lower than another, in standard deviations?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.given import as_count, as_numbers, as_share
from fairway.measurement.results import Interval, Say, plain


@dataclass(frozen=True, slots=True)
class MeanGap:
    """Difference of two means, focal minus reference.

    `difference` in the unit of the ratings; `estimate` is Cohen's d by the pooled standard
    deviation, `interval` its interval by the noncentral t; `unbiased` is Hedges' g. `p` is that of
    Student's t test.
    """

    difference: float
    estimate: float
    unbiased: float
    interval: Interval
    t: float
    p: float
    counts: tuple[int, int]

    @property
    def n(self) -> int:
        return sum(self.counts)

    def in_words(self, _: Say = plain) -> str:
        return _(
            "Difference %(difference).2f, or %(d).2f standard deviations (%(low).2f to %(high).2f), "
            "with %(focal)s and %(reference)s people."
        ) % {
            "difference": self.difference,
            "d": self.estimate,
            "low": self.interval.low,
            "high": self.interval.high,
            "focal": self.counts[0],
            "reference": self.counts[1],
        }


def compare_means(focal: Any, reference: Any, *, level: float = 0.95) -> MeanGap:
    """Standardised mean difference of two columns of ratings; see `compare_summaries`.

    Parameters
    ----------
    focal, reference
        Ratings of the group asked about and of the one it is held against, in one unit. None and NaN
        are left out.
    level
        Of the interval: 0.95.

    Raises
    ------
    MeasurementError, NotEstimable
        As `compare_summaries`.
    """
    one, other = as_numbers(focal, "focal"), as_numbers(reference, "reference")
    if min(len(one), len(other)) < 2:
        raise NotEstimable("A standard deviation needs two people in each group.")
    return compare_summaries(
        (float(one.mean()), float(one.std(ddof=1)), len(one)),
        (float(other.mean()), float(other.std(ddof=1)), len(other)),
        level=level,
    )


def compare_summaries(
    focal: tuple[float, float, int], reference: tuple[float, float, int], *, level: float = 0.95
) -> MeanGap:
    """Standardised mean difference from (mean, standard deviation, n) of two groups.

    d = (x̄₁ − x̄₂)/s with the pooled s; g = d·Γ(ν/2)/(√(ν/2)·Γ((ν−1)/2)) with ν = n₁ + n₂ − 2. The
    interval holds all δ whose noncentral t of ν degrees of freedom has the observed t between its
    tails.

    Parameters
    ----------
    focal, reference
        (mean, standard deviation, n) of the group asked about and of the one it is held against.
    level
        Of the interval: 0.95.

    Notes
    -----
    Assumes independent people, and normal ratings of equal spread within groups. Hedges (1981),
    J. Educ. Stat. 6, 107–128; Cumming and Finch (2001), Educ. Psychol. Meas. 61, 532–574.

    Raises
    ------
    MeasurementError
        For what is no number, or a negative standard deviation.
    NotEstimable
        If nobody differs within the groups, or there are fewer than 2 people in one.
    """
    (mean1, sd1, n1), (mean2, sd2, n2) = _summary(focal, "focal"), _summary(reference, "reference")
    level, freedom = as_share(level, "level"), n1 + n2 - 2
    spread = math.sqrt(((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / freedom)
    if not spread > 1e-12 * max(abs(mean1), abs(mean2)):
        raise NotEstimable("All ratings within the groups are alike, so nothing measures the gap.")
    size = math.sqrt(n1 * n2 / (n1 + n2))
    d = (mean1 - mean2) / spread
    t = d * size
    log_factor = math.lgamma(freedom / 2) - math.lgamma((freedom - 1) / 2) if freedom > 1 else 0.0
    return MeanGap(
        difference=mean1 - mean2,
        estimate=d,
        unbiased=d * math.exp(log_factor) / math.sqrt(freedom / 2),
        interval=Interval(
            _noncentrality(t, freedom, (1 + level) / 2) / size,
            _noncentrality(t, freedom, (1 - level) / 2) / size,
            level,
        ),
        t=t,
        p=_two_sided(t, freedom),
        counts=(n1, n2),
    )


def _summary(group: Any, name: str) -> tuple[float, float, int]:
    try:
        mean, sd, n = group
    except (TypeError, ValueError):
        raise MeasurementError(f"{name}: give (mean, standard deviation, n).") from None
    mean, sd = as_numbers([mean, sd], name)
    count = as_count(n, f"{name}, n")
    if count < 2:
        raise NotEstimable(f"{name}: a standard deviation needs two people.")
    if sd < 0:
        raise MeasurementError(f"{name}: the standard deviation {sd} is negative.")
    return float(mean), float(sd), count


def _two_sided(t: float, freedom: int) -> float:
    from scipy.special import stdtr

    return float(2 * stdtr(freedom, -abs(t)))


def _noncentrality(t: float, freedom: int, below: float) -> float:
    """The δ under which a share of `below` lies under t; bisected, as the tail is monotone in δ."""
    from scipy.special import nctdtr

    reach = 10 + 10 * abs(t) / math.sqrt(freedom)
    low, high = t - reach, t + reach
    for _step in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if _cdf(nctdtr, freedom, middle, t) > below:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _cdf(nctdtr: Any, freedom: int, delta: float, t: float) -> float:
    """Beyond what the series can do, the normal approximation of Abramowitz and Stegun 26.7.10."""
    from scipy.special import ndtr

    if abs(delta) < 35 and abs(t) < 1e3:
        found = float(nctdtr(freedom, delta, t))
        if np.isfinite(found):
            return found
    shrunk = t * (1 - 1 / (4 * freedom)) - delta
    return float(ndtr(shrunk / math.sqrt(1 + t * t / (2 * freedom))))
