"""ATT(g, t): what being treated first at g changed at t, with everybody's influence on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairway.measurement.effects.panel import Floats, Panel
from fairway.measurement.results import Interval

ROUNDING = 1e-12

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Estimated:
    """An average effect on the treated, its standard error and what each unit adds to it."""

    estimate: float
    influence: Floats
    se: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class GroupTime:
    """`cohort` was first treated at that time, `time` is when it is looked at."""

    cohort: float
    time: float
    n_treated: int
    n_controls: int
    estimated: Estimated

    @property
    def is_before(self) -> bool:
        return self.time < self.cohort


def group_times(panel: Panel, *, never_only: bool) -> list[GroupTime]:
    """One cell for each cohort and period after the first, where both groups have two units."""
    found = []
    for cohort in panel.cohorts:
        start = panel.before(cohort)
        for period in range(1, len(panel.times)):
            # Before treatment each period is compared with the one before it, from then on with
            # the last one before treatment.
            base = period - 1 if period < start else start - 1
            treated = panel.first == cohort
            controls = panel.never if never_only else panel.first > panel.times[period]
            controls = controls & ~treated
            if treated.sum() < 2 or controls.sum() < 2:
                continue
            change = panel.outcome[:, period] - panel.outcome[:, base]
            estimate, influence = difference(change, treated, controls)
            found.append(
                GroupTime(
                    float(cohort),
                    float(panel.times[period]),
                    int(treated.sum()),
                    int(controls.sum()),
                    estimated(estimate, influence, panel),
                )
            )
    return found


def difference(change: Floats, treated: Mask, controls: Mask) -> tuple[float, Floats]:
    """Difference of means, and its influence function ψ: the variance is Σψ²/n²."""
    n = len(change)
    influence = np.zeros(n)
    means = []
    for group, sign in ((treated, 1), (controls, -1)):
        mean = change[group].mean()
        means.append(float(mean))
        influence[group] = sign * n / group.sum() * (change[group] - mean)
    return means[0] - means[1], influence


def estimated(estimate: float, influence: Floats, panel: Panel, level: float = 0.95) -> Estimated:
    """Adds the standard error √(Σψ²)/n and an interval that also holds for few units.

    The standard error is the asymptotic one that is reported everywhere. The interval replaces
    each cohort's variance by the unbiased one and the normal by a t quantile with Satterthwaite's
    degrees of freedom: with 5 treated units ±1.96 standard errors would cover only 88 %.
    """
    from scipy.special import stdtrit

    n = len(influence)
    se = float(np.sqrt(influence @ influence)) / n
    _names, cohort = np.unique(panel.first, return_inverse=True)
    size = np.bincount(cohort)
    centre = np.bincount(cohort, weights=influence) / size
    within = np.bincount(cohort, weights=(influence - centre[cohort]) ** 2)
    free = np.maximum(size - 1, 1)
    parts = (within * size / free + size * centre**2) / n**2
    total = parts.sum()
    if not np.sqrt(total) > ROUNDING * np.abs(panel.outcome).max():
        # All changed exactly alike: there is nothing to judge chance by.
        return Estimated(estimate, influence, se, Interval(-np.inf, np.inf, level))
    # Cohorts of one unit have no variance of their own to estimate and no weight here.
    df = total**2 / (parts**2 / free).sum()
    reach = float(stdtrit(df, (1 + level) / 2) * np.sqrt(total))
    return Estimated(estimate, influence, se, Interval(estimate - reach, estimate + reach, level))
