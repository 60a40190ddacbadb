"""What would this rater's figure be, had others filled in forms like these?"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from fairway.measurement.given import Numbers

FIRST, MORE, ALARMING = 2_000, 100_000, 0.02


def bootstrapped(
    pools: list[Numbers],
    statistic: Callable[[Numbers], Numbers],
    observed: float,
    seed: int,
    wider: float = 1.0,
) -> tuple[float, float, float, float]:
    """Mean, 2.5 % and 97.5 % of a statistic over draws from the pools, and P(as low as observed).

    One draw takes one value from each pool. All raters meet the same random numbers and their pools
    come sorted, so that results depend on neither order nor names. What looks alarming is drawn
    again, often enough to stand a correction over thousands of raters.

    Draws spread `wider` times as far around their mean where that of a pool is not taken for known.
    """
    drawn = _draws(pools, statistic, FIRST, seed)
    expected = float(drawn.mean())
    low, high = expected + wider * (np.quantile(drawn, [0.025, 0.975]) - expected)
    # As wide a draw is as low as what was observed where the draw itself is as low as this.
    bar = expected + (observed - expected) / wider
    p = _share_as_low(drawn, bar)
    if p < ALARMING:
        blocks = [_draws(pools, statistic, MORE // 10, seed + 1 + i) for i in range(10)]
        p = _share_as_low(np.concatenate(blocks), bar)
    return expected, max(float(low), 0.0), float(high), p


def wider_by_few(pools: list[Numbers]) -> float:
    """The mean of what others do is known from so many forms only: √(1 + n/N) with n forms of the
    rater and N of others, as in any interval for what is yet to come."""
    return math.sqrt(1 + sum(1 / len(pool) for pool in pools))


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
