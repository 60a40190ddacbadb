"""What is eliminated first: one factor, or all the factors that lie within one (its host).

The levels of one factor never meet in a row, so that their part of the equations is diagonal and
cheap to invert. Where factors lie within a host (forms and person-by-criterion within the person),
all of them together fall into one small block for each level of the host.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from fairway.measurement.raters.coding import Coded, Codes, Floats
from fairway.measurement.raters.elimination import Elimination
from fairway.measurement.raters.linked import determines

LARGEST_BLOCK = 150
_ROWS_AT_ONCE = 20_000
_KEPT = 5_000_000  # numbers in C, up to which D⁻¹C is kept


class HeadAt(Protocol):
    """The head's inverse at one set of ratios λ; C is what lies between head and rest."""

    @property
    def is_sound(self) -> bool:
        """Else the ratios are so small that rounding is all there is."""
        ...

    @property
    def log_determinant(self) -> float:
        """Of the head's block, each level's λ taken out."""
        ...

    @property
    def own(self) -> Floats:
        """The diagonal of the inverse."""
        ...

    def through_inverse(self, across: Any) -> Any:
        """Rows of C' (sparse) times D⁻¹."""
        ...

    def solve(self, right: Floats) -> Floats: ...

    def gram(self) -> Floats:
        """C'D⁻¹C, its lower triangle at least."""
        ...

    def through(self, lower: Floats) -> Floats:
        """The diagonal of D⁻¹CMC'D⁻¹, from the lower triangle of M."""
        ...

    def taken(self) -> Floats:
        """The diagonal of C'D⁻¹C."""
        ...

    def seen(self, weights: Floats) -> Floats:
        """The diagonal of D⁻¹C diag(weights) C'D⁻¹."""
        ...


class Head(Protocol):
    def at(self, ratios: Floats) -> HeadAt: ...


def lying_within(factors: Sequence[Coded]) -> list[Coded]:
    """The factors to eliminate together: as many levels as small enough blocks allow."""
    best = [max(factors, key=lambda factor: factor.size)]
    for host in factors:
        inside = [factor for factor in factors if factor is host or determines(factor, host)]
        levels = sum(factor.size for factor in inside)
        if levels <= sum(factor.size for factor in best):
            continue
        if np.bincount(hosts_of(inside, host)).max() <= LARGEST_BLOCK:
            best = [host, *(factor for factor in inside if factor is not host)]
    return best


def hosts_of(inside: Sequence[Coded], host: Coded) -> Codes:
    """For each level of the factors, one after another, the level of the host it lies in."""
    parts = []
    for factor in inside:
        of = np.zeros(factor.size, dtype=np.intp)
        of[factor.codes] = host.codes
        parts.append(of)
    return np.concatenate(parts)


class Diagonal:
    def __init__(self, counts: Floats, cross: Any, elimination: Elimination | None) -> None:
        self.counts, self.cross, self.elimination = counts, cross, elimination

    @cached_property
    def squares(self) -> Any:
        return self.cross.multiply(self.cross).tocsr()

    def at(self, ratios: Floats) -> DiagonalAt:
        return DiagonalAt(self, self.counts + ratios[0], float(ratios[0]))


class DiagonalAt:
    is_sound = True

    def __init__(self, head: Diagonal, diagonal: Floats, ratio: float) -> None:
        self.head, self.diagonal, self.ratio = head, diagonal, ratio

    @property
    def log_determinant(self) -> float:
        return float(np.log(self.diagonal / self.ratio).sum())

    @property
    def own(self) -> Floats:
        return np.asarray(1 / self.diagonal)

    def through_inverse(self, across: Any) -> Any:
        return across.multiply(1 / self.diagonal[None, :]).tocsr()

    def solve(self, right: Floats) -> Floats:
        return right / self.diagonal[:, None]

    def gram(self) -> Floats:
        return self._elimination.gram(1 / self.diagonal)

    def through(self, lower: Floats) -> Floats:
        return self._elimination.through(lower) / self.diagonal**2

    @property
    def _elimination(self) -> Elimination:
        if self.head.elimination is None:
            raise TypeError("a head without elimination serves the large method only")
        return self.head.elimination

    def taken(self) -> Floats:
        return np.asarray(self.head.squares.T @ (1 / self.diagonal))

    def seen(self, weights: Floats) -> Floats:
        return np.asarray(self.head.squares @ weights / self.diagonal**2)


class Blocks:
    """One block for each host. Rows and columns are kept as they come, within sparse matrices."""

    def __init__(self, head: Any, cross: Any, hosts: Codes, sizes: Sequence[int]) -> None:
        self.cross, self.sizes = cross, tuple(sizes)
        self.order = np.argsort(hosts, kind="stable")
        self.widths = np.bincount(hosts)
        self.ends = np.cumsum(self.widths)
        place = np.empty(len(hosts), dtype=np.intp)  # within its block
        place[self.order] = np.arange(len(hosts)) - np.repeat(self.ends - self.widths, self.widths)
        stored = head.tocoo()
        row, column = stored.coords
        self.groups = []
        for width in np.unique(self.widths):
            which = np.flatnonzero(self.widths == width)
            rows = self.order[(self.ends[which] - width)[:, None] + np.arange(width)]
            number = np.zeros(len(self.widths), dtype=np.intp)
            number[which] = np.arange(len(which))
            mine = self.widths[hosts[row]] == width
            table = np.zeros((len(which), width, width))
            at = number[hosts[row[mine]]], place[row[mine]], place[column[mine]]
            table[at] = stored.data[mine]
            self.groups.append((rows, table))

    @cached_property
    def across(self) -> Any:
        return self.cross.T.tocsr()

    @cached_property
    def cells(self) -> list[list[tuple[Codes, Floats]]]:
        """For each group and host, the columns that its rows of C reach, and C there."""
        cells = []
        for rows, _ in self.groups:
            width = rows.shape[1]
            parts = self.cross[rows.ravel()]
            ends = parts.indptr[width::width]
            of = np.repeat(np.arange(rows.size) % width, np.diff(parts.indptr))
            mine, begin = [], 0
            for end in ends:
                columns, place = np.unique(parts.indices[begin:end], return_inverse=True)
                table = np.zeros((width, len(columns)))
                table[of[begin:end], place] = parts.data[begin:end]
                mine.append((columns, table))
                begin = end
            cells.append(mine)
        return cells

    @cached_property
    def laid(self) -> tuple[Any, Codes]:
        """Blocks as one sparse matrix, and where in them, one after another, its numbers stand."""
        from scipy.sparse import csr_array

        rows, columns = [], []
        for levels, _table in self.groups:
            narrow = levels.astype(np.int32)
            rows.append(np.repeat(narrow, narrow.shape[1], axis=1).ravel())
            columns.append(np.tile(narrow, (1, narrow.shape[1])).ravel())
        place = np.concatenate(rows), np.concatenate(columns)
        shape = (len(self.order), len(self.order))
        laid = csr_array((np.arange(len(place[0])), place), shape=shape)
        return laid, laid.data.astype(np.int32 if laid.nnz < 2**31 else np.int64)

    def together(self, parts: Sequence[Floats]) -> Any:
        """The blocks as one sparse matrix."""
        laid, order = self.laid
        numbers = np.concatenate([part.ravel() for part in parts])[order]
        return type(laid)((numbers, laid.indices, laid.indptr), shape=laid.shape)

    def at(self, ratios: Floats) -> BlocksAt:
        return BlocksAt(self, np.repeat(ratios, self.sizes))


class BlocksAt:
    def __init__(self, head: Blocks, added: Floats) -> None:
        self.head, self.added = head, added
        self.parts: list[Floats] = []
        for whole in self._whole():
            try:
                self.parts.append(np.linalg.inv(whole))
            except np.linalg.LinAlgError:
                self.parts.append(np.linalg.pinv(whole, hermitian=True))
        self.inverse = head.together(self.parts)

    def _whole(self) -> Iterator[Any]:
        for levels, table in self.head.groups:
            width = levels.shape[1]
            whole = table.copy()
            whole[:, np.arange(width), np.arange(width)] += self.added[levels]
            yield whole

    @cached_property
    def _determinants(self) -> tuple[Floats, Floats]:
        """Sign and logarithm of each block's."""
        found = [np.linalg.slogdet(whole) for whole in self._whole()]
        return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])

    @property
    def is_sound(self) -> bool:
        return bool((self._determinants[0] > 0).all())

    @property
    def log_determinant(self) -> float:
        signs, logs = self._determinants
        return float(logs[signs > 0].sum() - np.log(self.added).sum())

    @property
    def own(self) -> Floats:
        return np.asarray(self.inverse.diagonal())

    def through_inverse(self, across: Any) -> Any:
        return (across @ self.inverse).tocsr()

    def solve(self, right: Floats) -> Floats:
        return np.asarray(self.inverse @ right)

    def gram(self) -> Floats:
        reached = self.inverse @ self.head.cross
        return np.asarray((self.head.across @ reached).toarray(order="F"))

    def through(self, lower: Floats) -> Floats:
        upper = lower.T  # by rows, as LAPACK's triangle lies in memory
        found = np.empty(self.head.cross.shape[0])
        for (rows, _), parts, cells in zip(
            self.head.groups, self.parts, self.head.cells, strict=True
        ):
            for levels, inverse, (columns, table) in zip(rows, parts, cells, strict=True):
                half = np.triu(upper[columns[:, None], columns[None, :]])
                reached = inverse @ table
                met = reached @ (half + np.triu(half, 1).T)
                found[levels] = np.einsum("ij,ij->i", met, reached)
        return found

    def taken(self) -> Floats:
        found = np.zeros(self.head.cross.shape[1])
        for cross, _rows, reached in self._reached():
            met = cross.multiply(reached)
            found += np.bincount(met.indices, weights=met.data, minlength=len(found))
        return found

    def seen(self, weights: Floats) -> Floats:
        found = np.empty(self.head.cross.shape[0])
        for _cross, rows, reached in self._reached():
            squares = (reached.data**2, reached.indices, reached.indptr)
            found[rows] = type(reached)(squares, shape=reached.shape) @ weights
        return found

    def _reached(self) -> Iterator[tuple[Any, slice, Any]]:
        """Rows of C and of D⁻¹C, which is dense within blocks: some at a time where it is large."""
        if self.head.cross.nnz <= _KEPT:
            yield self.head.cross, slice(None), self._all_reached
            return
        for begin in range(0, self.inverse.shape[0], _ROWS_AT_ONCE):
            rows = slice(begin, begin + _ROWS_AT_ONCE)
            yield self.head.cross[rows], rows, self.inverse[rows] @ self.head.cross

    @cached_property
    def _all_reached(self) -> Any:
        reached = self.inverse @ self.head.cross
        reached.sort_indices()
        return reached
