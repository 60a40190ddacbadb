"""What would this rater's figure be, had others filled in forms like these?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fairway.measurement.given import Numbers

FIRST, MORE, ALARMING = 2_000, 100_000, 0.02


def bootstrapped(
    pools: list[Numbers], statistic: Callable[[Numbers], Numbers], observed: float, seed: int
) -> tuple[float, float, float, float]:
    """Mean, 2.5 % and 97.5 % of a statistic over draws from the pools, and P(as low as observed).

    One draw takes one value from each pool. All raters meet the same random numbers and their pools
    come sorted, so that results depend on neither order nor names. What looks alarming is drawn
    again, often enough to stand a correction over thousands of raters.
    """
    drawn = _draws(pools, statistic, FIRST, seed)
    low, high = np.quantile(drawn, [0.025, 0.975])
    expected, p = float(drawn.mean()), _share_as_low(drawn, observed)
    if p < ALARMING:
        blocks = [_draws(pools, statistic, MORE // 10, seed + 1 + i) for i in range(10)]
        p = _share_as_low(np.concatenate(blocks), observed)
    return expected, float(low), float(high), p


def _draws(
    pools: list[Numbers], statistic: Callable[[Numbers], Numbers], times: int, seed: int
) -> Numbers:
    random = np.random.default_rng(seed).random((times, len(pools)))
    taken = np.empty_like(random)
    for column, pool in enumerate(pools):
        taken[:, column] = pool[(random[:, column] * len(pool)).astype(np.intp)]
    return statistic(taken)


def _share_as_low(drawn: Numbers, observed: float) -> float:
    """Counting the observation itself, so never 0 (Davison and Hinkley 1997); ties by rounding count."""
    as_low = int((drawn <= observed + 1e-9 * float(np.abs(drawn).mean())).sum())
    return (as_low + 1) / (len(drawn) + 1)
