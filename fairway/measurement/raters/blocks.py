"""A head in blocks, one for each host: what is alike among them is worked out once.

Where a manager and the manager's manager rate a whole team by the same template, the team's blocks
hold the same numbers and reach the same levels outside. Such twins share inverse and products.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from fairway.measurement.raters.coding import Codes, Floats

_KEPT = 5_000_000  # numbers in D⁻¹C, up to which it is kept
_AT_ONCE = 1_000_000  # numbers of it that are worked out at once


@dataclass(frozen=True, slots=True)
class Group:
    """All blocks of one width. Of twins, the first stands for all."""

    levels: Codes  # of the head, blocks × width
    first: Codes  # twins: the place of the first block
    twin: Codes  # blocks: the place among the twins
    table: Floats  # twins × width × width, the variances' ratios not added

    @property
    def counts(self) -> Codes:
        return np.bincount(self.twin, minlength=len(self.first))


@dataclass(frozen=True, slots=True)
class Reach:
    """Twins of one group that reach equally many columns of C."""

    group: int
    twins: Codes
    columns: Codes  # twins × columns
    table: Floats  # twins × width × columns: C there
    counts: Floats  # twins: how many blocks each stands for


class Blocks:
    """Rows and columns are kept as they come, within sparse matrices."""

    def __init__(self, head: Any, cross: Any, hosts: Codes, sizes: Sequence[int]) -> None:
        self.cross, self.sizes = cross, tuple(sizes)
        self.order = np.argsort(hosts, kind="stable")
        self.widths = np.bincount(hosts)
        self.ends = np.cumsum(self.widths)
        place = np.empty(len(hosts), dtype=np.intp)  # within its block
        place[self.order] = np.arange(len(hosts)) - np.repeat(self.ends - self.widths, self.widths)
        factor = np.repeat(np.arange(len(self.sizes)), self.sizes)
        stored = head.tocoo()
        row, column = stored.coords
        self.groups = []
        for width in np.unique(self.widths):
            which = np.flatnonzero(self.widths == width)
            levels = self.order[(self.ends[which] - width)[:, None] + np.arange(width)]
            number = np.zeros(len(self.widths), dtype=np.intp)
            number[which] = np.arange(len(which))
            mine = self.widths[hosts[row]] == width
            table = np.zeros((len(which), width, width))
            at = number[hosts[row[mine]]], place[row[mine]], place[column[mine]]
            table[at] = stored.data[mine]
            first, twin = _twins(table, factor[levels], cross[levels.ravel()])
            self.groups.append(Group(levels, first, twin, table[first]))

    @cached_property
    def across(self) -> Any:
        return self.cross.T.tocsr()

    @cached_property
    def reaches(self) -> list[Reach]:
        """Which columns of C twins reach, and C there; some twins at a time."""
        return [
            reach
            for number, group in enumerate(self.groups)
            for reach in _reaches(number, group, self.cross)
        ]

    @cached_property
    def laid(self) -> tuple[Any, Codes]:
        """Blocks as one sparse matrix, and where in them, one after another, its numbers stand."""
        from scipy.sparse import csr_array

        rows, columns = [], []
        for group in self.groups:
            narrow = group.levels.astype(np.int32)
            rows.append(np.repeat(narrow, narrow.shape[1], axis=1).ravel())
            columns.append(np.tile(narrow, (1, narrow.shape[1])).ravel())
        place = np.concatenate(rows), np.concatenate(columns)
        shape = (len(self.order), len(self.order))
        laid = csr_array((np.arange(len(place[0])), place), shape=shape)
        return laid, laid.data.astype(np.int32 if laid.nnz < 2**31 else np.int64)

    def together(self, parts: Sequence[Floats]) -> Any:
        """What belongs to the twins of each group, for all blocks as one sparse matrix."""
        laid, order = self.laid
        whole = [part[group.twin].ravel() for group, part in zip(self.groups, parts, strict=True)]
        numbers = np.concatenate(whole)[order]
        return type(laid)((numbers, laid.indices, laid.indptr), shape=laid.shape)

    @cached_property
    def among_twins(self) -> Codes:
        """For each level of the head, its place among the twins' levels, group after group."""
        found, begin = np.empty(len(self.order), dtype=np.intp), 0
        for group in self.groups:
            width = group.levels.shape[1]
            found[group.levels] = begin + group.twin[:, None] * width + np.arange(width)
            begin += len(group.first) * width
        return found

    def spread_out(self, parts: Sequence[Floats]) -> Floats:
        """What belongs to the twins of each group (twins × width × …), level by level."""
        flat = [part.reshape(-1, *part.shape[2:]) for part in parts]
        return np.asarray(np.concatenate(flat).take(self.among_twins, axis=0))

    def for_twins(self, *shape: int) -> list[Floats]:
        """Zeros for each level of the twins of each group."""
        return [np.zeros((len(g.first), g.levels.shape[1], *shape)) for g in self.groups]

    def at(self, ratios: Floats) -> BlocksAt:
        return BlocksAt(self, np.repeat(ratios, self.sizes))


def _twins(table: Floats, factors: Codes, cross: Any) -> tuple[Codes, Codes]:
    """The first block of each kind, and of which kind each is: in head, C and factors alike."""
    cross.sort_indices()
    blocks, width = table.shape[:2]
    begins = cross.indptr[:-1:width]
    stored = cross.indptr[width::width] - begins
    known = np.hstack([table.reshape(blocks, -1).view(np.int64), factors])
    known = np.hstack([known, np.diff(cross.indptr).reshape(-1, width)])
    places: dict[bytes, int] = {}
    twin = np.empty(blocks, dtype=np.intp)
    for many in np.unique(stored):
        which = np.flatnonzero(stored == many)
        at = begins[which][:, None] + np.arange(many)
        met = cross.indices[at], cross.data[at].view(np.int64)
        rows = np.hstack([known[which], *met]).astype(np.int64, copy=False)
        twin[which] = [places.setdefault(row.tobytes(), len(places)) for row in rows]
    first = np.unique(twin, return_index=True)[1]
    return first, twin


def _reaches(number: int, group: Group, cross: Any) -> Iterator[Reach]:
    width, wide = group.levels.shape[1], max(cross.shape[1], 1)
    stored = cross[group.levels[group.first].ravel()].tocoo()
    row, column = (np.asarray(part, dtype=np.intp) for part in stored.coords)
    twin, row = np.divmod(row, width)
    found, place = np.unique(twin * wide + column, return_inverse=True)
    many = np.bincount(found // wide, minlength=len(group.first))
    begins = np.cumsum(many) - many
    counts = group.counts.astype(np.float64)
    for reached in np.unique(many):
        all_such = np.flatnonzero(many == reached)
        pieces = 1 + len(all_such) * width * int(reached) // _AT_ONCE
        for twins in np.array_split(all_such, pieces):
            among = np.full(len(group.first), -1)
            among[twins] = np.arange(len(twins))
            mine = among[twin] >= 0
            table = np.zeros((len(twins), width, int(reached)))
            at = among[twin[mine]], row[mine], place[mine] - begins[twin[mine]]
            table[at] = stored.data[mine]
            columns = found[begins[twins][:, None] + np.arange(int(reached))] % wide
            yield Reach(number, twins, columns, table, counts[twins])


class BlocksAt:
    """As `HeadAt`."""

    def __init__(self, head: Blocks, added: Floats) -> None:
        self.head, self.added = head, added
        self.parts: list[Floats] = []  # inverses of the twins, group by group
        for whole in self._whole():
            try:
                self.parts.append(np.linalg.inv(whole))
            except np.linalg.LinAlgError:
                self.parts.append(np.linalg.pinv(whole, hermitian=True))

    def _whole(self) -> Iterator[Any]:
        for group in self.head.groups:
            whole, where = group.table.copy(), np.arange(group.levels.shape[1])
            whole[:, where, where] += self.added[group.levels[group.first]]
            yield whole

    @cached_property
    def inverse(self) -> Any:
        return self.head.together(self.parts)

    @cached_property
    def _determinants(self) -> tuple[Floats, Floats]:
        """Sign and logarithm of each block's."""
        found = [np.linalg.slogdet(whole) for whole in self._whole()]
        twins = [group.twin for group in self.head.groups]
        signs, logs = (
            np.concatenate([one[k][twin] for one, twin in zip(found, twins, strict=True)])
            for k in (0, 1)
        )
        return signs, logs

    @property
    def is_sound(self) -> bool:
        return bool((self._determinants[0] > 0).all())

    @property
    def log_determinant(self) -> float:
        signs, logs = self._determinants
        return float(logs[signs > 0].sum() - np.log(self.added).sum())

    @cached_property
    def own(self) -> Floats:
        return self.head.spread_out([np.einsum("tii->ti", part) for part in self.parts])

    def through_inverse(self, across: Any) -> Any:
        return (across @ self.inverse).tocsr()

    def solve(self, right: Floats) -> Floats:
        return np.asarray(self.inverse @ right)

    def gram(self) -> Floats:
        reached = self.inverse @ self.head.cross
        return np.asarray((self.head.across @ reached).toarray(order="F"))

    def through(self, lower: Floats) -> Floats:
        upper = lower.T  # by rows, as LAPACK's triangle lies in memory
        found = self.head.for_twins()
        for reach, reached in self.reached():
            for twin, columns, part in zip(reach.twins, reach.columns, reached, strict=True):
                half = np.triu(upper[columns[:, None], columns[None, :]])
                met = part @ (half + np.triu(half, 1).T)
                found[reach.group][twin] = np.einsum("ij,ij->i", met, part)
        return self.head.spread_out(found)

    def taken(self) -> Floats:
        found = np.zeros(self.head.cross.shape[1])
        for reach, reached in self.reached():
            met = np.einsum("tij,tij->tj", reach.table, reached) * reach.counts[:, None]
            found += np.bincount(reach.columns.ravel(), weights=met.ravel(), minlength=len(found))
        return found

    def seen(self, weights: Floats) -> Floats:
        found = self.head.for_twins()
        for reach, reached in self.reached():
            met = np.square(reached) @ weights[reach.columns][:, :, None]
            found[reach.group][reach.twins] = met[:, :, 0]
        return self.head.spread_out(found)

    def met(self, x: Floats) -> Floats:
        """D⁻¹Cx, column by column of x."""
        found = self.head.for_twins(x.shape[1])
        for reach, reached in self.reached():
            found[reach.group][reach.twins] = reached @ x[reach.columns]
        return self.head.spread_out(found)

    def reached(self) -> Iterator[tuple[Reach, Floats]]:
        """D⁻¹C of the twins, which is dense within blocks: kept where it is small."""
        reaches = self.head.reaches
        if sum(reach.table.size for reach in reaches) <= _KEPT:
            yield from zip(reaches, self._all_reached, strict=True)
            return
        for reach in reaches:
            yield reach, self.parts[reach.group][reach.twins] @ reach.table

    @cached_property
    def _all_reached(self) -> list[Floats]:
        return [self.parts[one.group][one.twins] @ one.table for one in self.head.reaches]
