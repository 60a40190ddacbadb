"""Is one sample later than another? Exact, with ties."""

from __future__ import annotations

import math

import numpy as np

from fairway.measurement.given import Numbers

WORK = 3e8
"""Steps of exact counting; beyond, samples are so large that the normal law is as good."""


def later(first: Numbers, second: Numbers) -> tuple[float, float]:
    """P(a later value in `first` than in `second`), and p of the first not being later.

    U counts pairs in which the first is later, ties as halves; p = P(U ≥ u) over all ways to divide
    the values, given their ties. Mann and Whitney (1947), Ann. Math. Stat. 18, 50–60.
    """
    doubled = _doubled_ranks(np.concatenate([first, second]))
    k, n = len(first), len(first) + len(second)
    total = int(doubled[:k].sum())
    u = total / 2 - k * (k + 1) / 2
    superiority = u / (k * (n - k))
    # Counting the smaller side is the same question from the other end.
    if k <= n - k:
        size, ranks, at_least = k, doubled, total
    else:
        size, ranks, at_least = n - k, 2 * (n + 1) - doubled, 0
        at_least = int(ranks[k:].sum())
    if n * size * float(np.sort(ranks)[-size:].sum()) <= WORK:
        return superiority, _exact(ranks, size, at_least)
    return superiority, _normal(doubled, k, total)


def _doubled_ranks(values: Numbers) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Mid-ranks times two, so that ties stay whole numbers."""
    ordered = np.sort(values)
    below = np.searchsorted(ordered, values, side="left")
    up_to = np.searchsorted(ordered, values, side="right")
    return (below + up_to + 1).astype(np.int64)


def _exact(ranks: np.ndarray[tuple[int], np.dtype[np.int64]], size: int, at_least: int) -> float:
    """Share of all draws of `size` ranks whose sum reaches `at_least`."""
    most = int(np.sort(ranks)[-size:].sum())
    ways = np.zeros((size + 1, most + 1))
    ways[0, 0] = 1.0
    for rank in sorted(int(one) for one in ranks):
        # numpy reads the right side whole before it writes, so each rank is drawn at most once.
        ways[1:, rank:] += ways[:-1, : most + 1 - rank].copy()
    return float(min(1.0, ways[size, at_least:].sum() / ways[size].sum()))


def _normal(doubled: np.ndarray[tuple[int], np.dtype[np.int64]], k: int, total: int) -> float:
    """With ties in the variance and half a step of continuity."""
    n = len(doubled)
    mean = k * (n + 1)
    spread = math.sqrt(k * (n - k) / n * float(doubled.var()) * n / (n - 1))
    if not spread > 0:
        return 1.0
    return math.erfc((total - 1 - mean) / spread / math.sqrt(2)) / 2
