"""What lies between head and rest, without what is said twice there.

A person's row is the sum of the rows of that person's criteria, and of those of the forms about
that person: Z of a factor that another one lies within is Z of the finer one times a table of which
level lies in which. Products then run through the finest factors alone, which is half as much.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from fairway.measurement.raters.blocks import BlocksAt
from fairway.measurement.raters.coding import Coded, Codes, Floats
from fairway.measurement.raters.head import HeadAt
from fairway.measurement.raters.linked import determines


def between(cross: Any, factors: Sequence[Coded], in_head: int) -> Finest | Plain:
    """C of the large factors, of which the first ones are eliminated."""
    if in_head == 1 or in_head == len(factors):
        return Plain(cross)
    return Finest(cross, factors[:in_head], factors[in_head:])


class Finest:
    """C = E'F G, for E and G that add up levels, and F between the finest factors."""

    def __init__(self, cross: Any, head: Sequence[Coded], rest: Sequence[Coded]) -> None:
        self.rows, kept = _summed(head)
        self.columns, among = _summed(rest)
        self.between = cross[kept][:, among].tocsr()
        self.beside = self.between.T.tocsr()
        self.rows_back, self.columns_back = self.rows.T.tocsr(), self.columns.T.tocsr()

    def forth(self, x: Floats) -> Floats:
        """Cx."""
        return np.asarray(self.rows_back @ (self.between @ (self.columns @ x)))

    def back(self, x: Floats) -> Floats:
        """C'x."""
        return np.asarray(self.columns_back @ (self.beside @ (self.rows @ x)))

    def inverse(self, head: HeadAt) -> Any:
        """ED⁻¹E', as sparse as D⁻¹."""
        if not isinstance(head, BlocksAt):
            raise TypeError("factors that lie within one another are eliminated in blocks")
        return (self.rows @ head.inverse @ self.rows_back).tocsr()

    def taken(self, inverse: Any, x: Floats) -> Floats:
        """C'D⁻¹Cx, by what `inverse` gave."""
        met = self.between @ (self.columns @ x)
        return np.asarray(self.columns_back @ (self.beside @ (inverse @ met)))


class Plain:
    """The same where no factor lies within another."""

    def __init__(self, cross: Any) -> None:
        self.cross, self.across = cross, cross.T.tocsr()

    def forth(self, x: Floats) -> Floats:
        return np.asarray(self.cross @ x)

    def back(self, x: Floats) -> Floats:
        return np.asarray(self.across @ x)

    def inverse(self, head: HeadAt) -> HeadAt:
        return head

    def taken(self, inverse: HeadAt, x: Floats) -> Floats:
        return np.asarray(self.across @ inverse.solve(self.cross @ x))


def _summed(factors: Sequence[Coded]) -> tuple[Any, Codes]:
    """The table from all levels to the finest ones, and where among all levels those are."""
    from scipy.sparse import csr_array

    begins = np.cumsum([0, *(factor.size for factor in factors)])
    finer_of = [_finer(factor, factors) for factor in factors]
    kept = [place for place, finer in enumerate(finer_of) if finer is None]
    among = np.concatenate([np.arange(begins[place], begins[place + 1]) for place in kept])
    at = np.empty(begins[-1], dtype=np.intp)
    at[among] = np.arange(len(among))
    rows, columns = [np.arange(len(among))], [among]
    for place, finer in enumerate(finer_of):
        if finer is None:
            continue
        of = np.empty(factors[finer].size, dtype=np.intp)
        of[factors[finer].codes] = factors[place].codes
        rows.append(at[begins[finer] : begins[finer + 1]])
        columns.append(begins[place] + of)
    where = np.concatenate(rows), np.concatenate(columns)
    table = csr_array((np.ones(len(where[0])), where), shape=(len(among), begins[-1]))
    return table, among


def _finer(factor: Coded, factors: Sequence[Coded]) -> int | None:
    """The largest of the factors that lie within this one; it lies within no finer one itself."""
    inside = [
        place
        for place, other in enumerate(factors)
        if other.size > factor.size and determines(other, factor)
    ]
    return max(inside, key=lambda place: factors[place].size, default=None)
