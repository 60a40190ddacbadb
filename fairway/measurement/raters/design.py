"""Henderson's mixed model equations as sums over rows: all that fitting needs to know of the data.

With W = [Z₁, Z₂ …, X] (levels of each factor, then fixed effects) only W'W, W'y and y'y are kept.
Nothing of the length of the data is touched again, which is what makes an iteration cheap: the
working variates of average information are combinations of Zᵤ and the residuals e, and Z'e and X'e
follow from the equations themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from fairway.measurement.raters.coding import Coded, Codes, Floats
from fairway.measurement.raters.head import lying_within


@dataclass(frozen=True)
class Design:
    """The equations without their variances. The first factors are eliminated, as the head.

    `many` is the number of responses y that share design and variances (columns of `first_y`).
    """

    factors: tuple[Coded, ...]
    in_head: int  # of the factors
    n: int
    fixed_count: int
    head: Any  # Z'Z of the head, sparse by rows
    cross: Any  # head'[other factors …, X], sparse by rows
    rest: Any  # [other factors …, X]'[other factors …, X], sparse by rows
    first_y: Floats
    rest_y: Floats
    yy: Floats  # y'y of each response

    @property
    def many(self) -> int:
        return int(self.first_y.shape[1])

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(factor.size for factor in self.factors)

    @cached_property
    def random_count(self) -> int:
        """Levels of the factors outside the head: where in the rest the fixed effects begin."""
        return sum(self.sizes[self.in_head :])

    @property
    def rest_count(self) -> int:
        return self.random_count + self.fixed_count

    @cached_property
    def head_blocks(self) -> tuple[slice, ...]:
        """Where in the head each of its factors has its levels."""
        return _slices(self.sizes[: self.in_head])

    @cached_property
    def blocks(self) -> tuple[slice, ...]:
        """Where in the rest each factor outside the head has its levels."""
        return _slices(self.sizes[self.in_head :])

    @cached_property
    def cross_by_column(self) -> Any:
        return self.cross.T.tocsr()

    def by_factor(self, first: Floats, others: Floats) -> list[Floats]:
        """Cut what belongs to head and rest into what belongs to each factor."""
        return [
            *(first[block] for block in self.head_blocks),
            *(others[block] for block in self.blocks),
        ]


def _slices(sizes: Sequence[int]) -> tuple[slice, ...]:
    return tuple(slice(int(a), int(b)) for a, b in pairwise(np.cumsum((0, *sizes))))


def _counted(rows: Codes, columns: Codes, shape: tuple[int, int]) -> Any:
    from scipy.sparse import coo_array

    return coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()


def sums_by(factor: Coded, values: Floats) -> Floats:
    """Z'values, for each column of the values."""
    sums = np.empty((factor.size, values.shape[1]))
    for column in range(values.shape[1]):
        sums[:, column] = np.bincount(
            factor.codes, weights=values[:, column], minlength=factor.size
        )
    return sums


def laid_out(factors: Sequence[Coded], fixed: Floats, y: Floats) -> Design:
    """The equations of `y` (n × responses) on crossed factors and fixed columns (n × p).

    The factors come out in another order: those of the head, then the others by size.
    """
    from scipy.sparse import block_array, csr_array

    head = lying_within(factors)
    others = sorted((f for f in factors if f not in head), key=lambda factor: -factor.size)
    ordered = [*head, *others]
    cells: list[list[Any]] = []
    for i, one in enumerate(ordered):
        row = [cells[j][i].T for j in range(i)]
        row += [_counted(one.codes, two.codes, (one.size, two.size)) for two in ordered[i:]]
        cells.append([*row, csr_array(sums_by(one, fixed))])
    cells.append([*(row[-1].T for row in cells), csr_array(fixed.T @ fixed)])
    at, end = len(head), len(cells) if fixed.shape[1] else len(ordered)

    def part(rows: slice, columns: slice) -> Any:
        kept = [row[columns] for row in cells[rows]]
        if not kept or not kept[0]:
            size = sum(f.size for f in ordered[rows]), sum(f.size for f in ordered[columns])
            return csr_array(size)
        return block_array(kept, format="csr")

    return Design(
        factors=tuple(ordered),
        in_head=at,
        n=len(y),
        fixed_count=fixed.shape[1],
        head=part(slice(0, at), slice(0, at)),
        cross=part(slice(0, at), slice(at, end)),
        rest=part(slice(at, end), slice(at, end)),
        first_y=np.vstack([sums_by(one, y) for one in head]),
        rest_y=np.vstack([*(sums_by(other, y) for other in others), fixed.T @ y]),
        yy=np.einsum("ij,ij->j", y, y),
    )


def first_guess(design: Design) -> Floats:
    """Variances to start from: what the means of each factor's levels vary beyond their noise."""
    total = design.yy.sum() / design.many
    counts_of = design.by_factor(design.head.diagonal(), design.rest.diagonal())
    tops = list(zip(counts_of, design.by_factor(design.first_y, design.rest_y), strict=True))
    guess = np.empty(len(tops) + 1)
    for k, (counts, sums) in enumerate(tops):
        between = float((sums**2 / counts[:, None]).sum()) / design.many
        within = total / design.n
        guess[k] = (between - len(counts) * within) / max(design.n - len(counts), 1)
    guess[:-1] = np.clip(guess[:-1], 0.01 * total / design.n, None)
    guess[:-1] *= min(1.0, 0.8 * total / design.n / guess[:-1].sum())
    guess[-1] = max(total / design.n - guess[:-1].sum(), 0.1 * total / design.n)
    return guess


def guess_by_products(design: Design) -> Floats:
    """Variances to start from: those that would explain the products of ratings that share a level.

    Sums over a factor's levels have squares of known expectation: ‖Zₖ'y‖² of Σ θⱼ‖Zₖ'Zⱼ‖², but for
    what the fixed effects take. All of them are linear in the variances and solved for them, which
    comes near where levels are many and much alike in size (MINQUE(0): Rao (1971), J. Multivariate
    Analysis 1, 257). One that comes out too small is set to a little of what there is.
    """
    at, count = design.random_count, len(design.factors)
    beside, own = design.rest[at:, at:].toarray(), design.rest_y[at:]
    taken = np.linalg.lstsq(beside, own, rcond=None)[0]
    first = design.first_y - design.cross[:, at:] @ taken
    others = design.rest_y[:at] - design.rest[:at, at:] @ taken
    left = design.yy - np.einsum("ij,ij->j", taken, own)
    seen = [*(np.vdot(u, u) for u in design.by_factor(first, others)), left.sum()]
    met = np.full((count + 1, count + 1), float(design.n))
    for i in range(count):
        for j in range(count):
            met[i, j] = _square_sum(design, i, j)
    guess = np.linalg.lstsq(met, np.array(seen) / design.many, rcond=None)[0]
    return np.maximum(guess, 0.003 * left.sum() / (design.many * design.n))


def _square_sum(design: Design, one: int, other: int) -> float:
    """‖Z'Z‖² of two factors."""
    head = design.in_head
    if one < head and other < head:
        met = design.head[design.head_blocks[one], design.head_blocks[other]]
    elif one >= head and other >= head:
        met = design.rest[design.blocks[one - head], design.blocks[other - head]]
    else:
        inside, outside = sorted((one, other))
        met = design.cross[design.head_blocks[inside], design.blocks[outside - head]]
    return float((met.data**2).sum())
