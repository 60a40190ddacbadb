"""What elimination leaves of the rest, written out: sparse where few raters share many people.

A manager and the manager's manager rate a team; nobody else does. Of all pairs of raters few meet
then, and one sparse matrix of those says as much as the products through the head, at a part of
their price.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from fairway.measurement.raters.blocks import Blocks, BlocksAt
from fairway.measurement.raters.coding import Codes
from fairway.measurement.raters.head import Head, HeadAt


def written_out(head: Head, rest: Any) -> LeftOver | None:
    """None where pairs are more numbers than the products through the head run through."""
    if not isinstance(head, Blocks):
        return None
    through = head.cross.nnz + sum(
        group.levels.shape[1] * group.levels.size for group in head.groups
    )
    pairs = sum(reach.columns.shape[1] * reach.columns.size for reach in head.reaches)
    return LeftOver(head, rest) if pairs <= through else None


class LeftOver:
    """rest − C'D⁻¹C, whose places are the same at all variances."""

    def __init__(self, head: Blocks, rest: Any) -> None:
        size = rest.shape[0]
        keys = [_keys(reach.columns, size) for reach in head.reaches]
        stored = rest.tocoo()
        row, column = (np.asarray(part, dtype=np.intp) for part in stored.coords)
        places, where = np.unique(np.concatenate([*keys, row * size + column]), return_inverse=True)
        own = len(where) - len(row)
        self.met = where[:own]
        self.rest = np.bincount(where[own:], weights=stored.data, minlength=len(places))
        narrow = np.int32 if len(places) < 2**31 else np.int64
        self.indices = (places % size).astype(narrow)
        per_row = np.bincount(places // size, minlength=size)
        self.indptr = np.concatenate([[0], np.cumsum(per_row)]).astype(narrow)

    def at(self, head: HeadAt) -> Any:
        from scipy.sparse import csr_array

        if not isinstance(head, BlocksAt):
            raise TypeError("only a head in blocks is written out")
        parts = [
            (reach.table.transpose(0, 2, 1) @ reached * reach.counts[:, None, None]).ravel()
            for reach, reached in head.reached()
        ]
        taken = np.bincount(self.met, weights=np.concatenate(parts), minlength=len(self.rest))
        size = len(self.indptr) - 1
        return csr_array((self.rest - taken, self.indices, self.indptr), shape=(size, size))


def _keys(columns: Codes, size: int) -> Codes:
    return np.asarray(columns[:, :, None] * size + columns[:, None, :]).ravel()
