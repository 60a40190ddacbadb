"""Judging many estimates together: bands that hold for all at once, and a test of those before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fairway.measurement.effects.group_time import Estimated, GroupTime
from fairway.measurement.results import Interval

AT_ONCE = 4_000_000
ROOT5 = 5**0.5


@dataclass(frozen=True, slots=True)
class Pretest:
    """Wald test that nothing moved before treatment: W = ÂTT′V⁻¹ÂTT, χ² with `df` degrees."""

    statistic: float
    p: float
    df: int


def pretest(cells: Sequence[GroupTime]) -> Pretest | None:
    """None where there is no period before, or the estimates are not independent enough."""
    from scipy.special import chdtrc

    before = [cell.estimated for cell in cells if cell.is_before]
    if not before or not all(one.interval.is_finite for one in before):
        return None
    influence = np.column_stack([one.influence for one in before])
    estimates = np.array([one.estimate for one in before])
    covariance = influence.T @ influence / len(influence) ** 2
    scale = np.sqrt(np.diag(covariance))
    if not (scale > 0).all():
        return None
    correlation = covariance / np.outer(scale, scale)
    if np.linalg.matrix_rank(correlation, hermitian=True) < len(before):
        return None
    standard = estimates / scale
    statistic = float(standard @ np.linalg.solve(correlation, standard))
    return Pretest(statistic, float(chdtrc(len(before), statistic)), len(before))


def critical_value(
    parts: Sequence[Estimated], *, draws: int, seed: int, level: float = 0.95
) -> float | None:
    """How many standard errors all estimates stay within together, at `level`.

    Multiplier bootstrap: each unit's influence is weighted by Mammen's two-point variable (mean 0,
    variance 1, third moment 1), the largest |t| over all estimates is kept.
    """
    ses = np.array([part.se for part in parts])
    if not len(ses) or not (ses > 0).all():
        return None
    influence = np.column_stack([part.influence for part in parts])
    n = len(influence)
    rng = np.random.default_rng(seed)
    largest = []
    step = max(1, AT_ONCE // n)
    for start in range(0, draws, step):
        low = rng.random((min(step, draws - start), n)) < (ROOT5 + 1) / (2 * ROOT5)
        weights = np.where(low, (1 - ROOT5) / 2, (1 + ROOT5) / 2)
        largest.append(np.abs(weights @ influence / n / ses).max(axis=1))
    return float(np.quantile(np.concatenate(largest), level))


def band(part: Estimated, critical: float | None) -> Interval | None:
    """The interval widened so that it holds together with all others."""
    if critical is None or not part.interval.is_finite:
        return None
    from scipy.special import ndtri

    wider = max(1.0, critical / float(ndtri((1 + part.interval.level) / 2)))
    reach = (part.interval.high - part.interval.low) / 2 * wider
    return Interval(part.estimate - reach, part.estimate + reach, part.interval.level)
