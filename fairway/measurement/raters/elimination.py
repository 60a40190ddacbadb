"""The two products that eliminating a factor asks for, in the cheaper of two ways.

Both ways give `gram(w)` = C' diag(w) C and `through(M)` = diag(C M C') for symmetric M, of which
only lower triangles (by columns, as LAPACK has them) are written and read.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from fairway.measurement.raters.coding import Floats

MOST_PAIRS = 16_000_000
MOST_DENSE = 3e11  # multiplications for one product
_CHUNK = 4_000_000  # numbers in one dense piece


class Elimination(Protocol):
    def gram(self, weights: Floats) -> Floats: ...

    def through(self, lower: Floats) -> Floats: ...


def cost_of_pairs(cross: Any) -> int:
    stored = np.diff(cross.indptr).astype(np.int64)
    return int((stored * (stored + 1) // 2).sum())


def cost_of_dense(cross: Any) -> float:
    return float(cross.shape[0] * cross.shape[1] ** 2)


def eliminated(cross: Any) -> Elimination | None:
    """The cheaper way for this C, or None when both are too dear."""
    pairs, dense = cost_of_pairs(cross), cost_of_dense(cross)
    # A pair costs some forty multiplications of a dense product.
    if pairs <= MOST_PAIRS and 40 * pairs < dense + 1e7:
        return Pairs(cross)
    return Pieces(cross) if dense <= MOST_DENSE else None


class Pairs:
    """Every pair of stored entries in a row, listed once: for rows with few entries."""

    def __init__(self, cross: Any) -> None:
        cross.sort_indices()
        self.size = cross.shape[1]
        stored = np.diff(cross.indptr).astype(np.intp)
        # Entry i of a row is paired with itself and the i before it.
        before = np.arange(cross.nnz) - np.repeat(cross.indptr[:-1], stored).astype(np.intp)
        greater = np.repeat(np.arange(cross.nnz), before + 1)
        ends = np.cumsum(before + 1)
        smaller = np.arange(len(greater)) - np.repeat(ends - (before + 1), before + 1)
        smaller += np.repeat(np.arange(cross.nnz) - before, before + 1)
        columns = cross.indices.astype(np.intp)
        self.places = columns[smaller] * self.size + columns[greater]
        self.products = cross.data[greater] * cross.data[smaller]
        self.twice = np.where(greater == smaller, self.products, 2 * self.products)
        self.in_row = stored * (stored + 1) // 2
        self.filled = np.flatnonzero(stored)
        self.starts = (np.cumsum(self.in_row) - self.in_row)[self.filled]

    def gram(self, weights: Floats) -> Floats:
        values = np.repeat(weights, self.in_row)
        values *= self.products
        flat = np.asarray(
            np.bincount(self.places, weights=values, minlength=self.size**2), dtype=np.float64
        )
        return flat.reshape(self.size, self.size).T

    def through(self, lower: Floats) -> Floats:
        values = np.take(lower.T.reshape(-1), self.places)
        values *= self.twice
        sums = np.zeros(len(self.in_row))
        if len(values):
            sums[self.filled] = np.add.reduceat(values, self.starts)
        return sums


class Pieces:
    """Dense products over some rows at a time: for rows with many entries."""

    def __init__(self, cross: Any) -> None:
        self.cross = cross
        self.rows = max(1, _CHUNK // max(1, cross.shape[1]))

    def gram(self, weights: Floats) -> Floats:
        from scipy.linalg.blas import dsyrk

        size = self.cross.shape[1]
        total = np.zeros((size, size), order="F")
        for at in range(0, self.cross.shape[0], self.rows):
            piece = self.cross[at : at + self.rows].toarray()
            piece *= np.sqrt(weights[at : at + self.rows])[:, None]
            total = dsyrk(1.0, piece.T, beta=1.0, c=total, lower=1, overwrite_c=1)
        return total

    def through(self, lower: Floats) -> Floats:
        from scipy.linalg.blas import dsymm

        sums = np.empty(self.cross.shape[0])
        for at in range(0, self.cross.shape[0], self.rows):
            piece = self.cross[at : at + self.rows].toarray()
            reached = dsymm(1.0, lower, piece.T, lower=1)
            sums[at : at + self.rows] = np.einsum("ij,ji->i", piece, reached)
        return sums
