"""Finding the same sets where rows are long: sums that cancel, by meeting in the middle.

The entries of each row are thrown into buckets at random and weighted at random, modulo primes.
A sum of rows that is 0 but for f atoms is 0 in all but at most f buckets: what is looked for is
always among what is found, and almost nothing else is. Sums of q rows that vanish on given buckets
are found by sorting the sums of q/2 rows; leaving out buckets in every possible way catches the f.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from fairway.measurement.release.search import TooWide

Ints = NDArray[np.int64]
P = (1 << 31) - 1
BUCKETS = 64
MOST_SUMS = 8_000_000
MOST_MATCHES = 200_000
CHUNK = 1 << 18


def cancelling(sketch: Ints, sizes: Ints, k: int) -> Iterator[tuple[int, ...]]:
    """Sets of rows of `sketch` (rows × buckets, modulo P) that may sum to fewer than k people."""
    nonzero = (sketch != 0).sum(axis=1)
    for row in np.flatnonzero((nonzero <= k - 1 - sizes) & (sizes < k)):
        yield (int(row),)
    # A row that is nothing but its own atom is a finding by itself, never part of a minimal one.
    rows = np.flatnonzero(nonzero > 0)
    for q in range(2, k):
        # q rows of at least one person each: none may be larger than what the others leave.
        usable = rows[sizes[rows] <= k - q]
        yield from _of_length(sketch[usable], sizes[usable], usable, q, k)


def _of_length(sketch: Ints, sizes: Ints, names: Ints, q: int, k: int) -> Iterator[tuple[int, ...]]:
    if len(names) < q:
        return
    seen: set[tuple[int, ...]] = set()
    for buckets in _views(k - 1 - q):
        keys = _keys(sketch, buckets)
        for found in _zero_sums(keys, q):
            weight = sizes[found].sum(axis=1)
            left = (sketch[found].sum(axis=1) % P != 0).sum(axis=1)
            for one in names[found[(weight < k) & (left <= k - 1 - weight)]].tolist():
                seen.add(tuple(one))
            if len(seen) > MOST_MATCHES:
                raise TooWide
    yield from sorted(seen)


def _views(spare: int) -> Iterator[Ints]:
    """Sets of buckets such that any `spare` atoms miss at least one of the sets entirely."""
    everything = np.arange(BUCKETS)
    if spare <= 0:
        yield everything
        return
    groups = max(4, 2 * spare)
    for left_out in combinations(range(groups), spare):
        yield everything[~np.isin(everything % groups, left_out)]


def _keys(sketch: Ints, buckets: Ints) -> Ints:
    """Two numbers modulo P for each row; they add up as the rows do."""
    seen = sketch[:, buckets]
    weights = np.random.default_rng(5).integers(1, P, size=(2, len(buckets)))
    keys = np.zeros((2, len(sketch)), dtype=np.int64)
    for number in range(len(buckets)):
        keys = (keys + seen[:, number] * weights[:, number, None] % P) % P
    return keys


def _zero_sums(keys: Ints, q: int) -> Iterator[Ints]:
    n, left, right = keys.shape[1], q // 2, q - q // 2
    if comb(n, right) > MOST_SUMS:
        raise TooWide
    right_sets = _subsets(n, right)
    left_sets = right_sets if left == right else _subsets(n, left)
    right_keys = _sum_keys(keys, right_sets)
    order = np.argsort(right_keys, kind="stable")
    right_keys = right_keys[order]
    wanted = _sum_keys(P - keys, left_sets)
    total = 0
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        low, high = np.searchsorted(right_keys, part), np.searchsorted(right_keys, part, "right")
        total += int((high - low).sum())
        if total > 20 * MOST_MATCHES:
            raise TooWide
        mine = np.repeat(np.arange(start, start + len(part)), high - low)
        offset = np.arange(len(mine)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
        theirs = order[np.repeat(low, high - low) + offset]
        # The left rows come before the right ones, so that each set is met once.
        fits = left_sets[mine, -1] < right_sets[theirs, 0]
        yield np.hstack([left_sets[mine[fits]], right_sets[theirs[fits]]])


def _sum_keys(keys: Ints, sets: Ints) -> Ints:
    both = np.zeros((2, len(sets)), dtype=np.int64)
    for column in range(sets.shape[1]):
        both += keys[:, sets[:, column]]
    both %= P
    joined: Ints = (both[0] << 31) | both[1]
    return joined


def _subsets(n: int, length: int) -> Ints:
    """All ascending choices of `length` out of n, a row each."""
    if length == 1:
        return np.arange(n, dtype=np.int64)[:, None]
    if length == 2:
        return np.column_stack(np.triu_indices(n, 1)).astype(np.int64)
    smaller = _subsets(n, length - 1)
    times = n - 1 - smaller[:, -1]
    base = np.repeat(smaller, times, axis=0)
    offset = np.arange(len(base)) - np.repeat(np.cumsum(times) - times, times)
    return np.column_stack([base, base[:, -1] + 1 + offset])
