"""Henderson's mixed model equations as sums over rows: all that fitting needs to know of the data.

With W = [Z₀, Z₁ …, X] (levels of each factor, then fixed effects) only W'W, W'y and y'y are kept.
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


@dataclass(frozen=True)
class Design:
    """The equations without their variances. The first factor is the one to be eliminated.

    `many` is the number of responses y that share design and variances (columns of `first_y`).
    """

    factors: tuple[Coded, ...]
    n: int
    fixed_count: int
    first_counts: Floats
    cross: Any  # Z₀'[Z₁ …, X], sparse by rows
    rest: Any  # [Z₁ …, X]'[Z₁ …, X], sparse by rows
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
        """Levels of all factors but the first: where in the rest the fixed effects begin."""
        return sum(self.sizes[1:])

    @property
    def rest_count(self) -> int:
        return self.random_count + self.fixed_count

    @cached_property
    def blocks(self) -> tuple[slice, ...]:
        """Where in the rest each factor but the first has its levels."""
        ends = np.cumsum((0, *self.sizes[1:]))
        return tuple(slice(int(a), int(b)) for a, b in pairwise(ends))

    @cached_property
    def cross_by_column(self) -> Any:
        return self.cross.T.tocsr()


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

    The factors come out by size, the largest first.
    """
    from scipy.sparse import block_array, csr_array

    first, *others = sorted(factors, key=lambda factor: -factor.size)
    beside = [_counted(first.codes, other.codes, (first.size, other.size)) for other in others] + [
        csr_array(sums_by(first, fixed))
    ]
    cells: list[list[Any]] = []
    for i, one in enumerate(others):
        row = [cells[j][i].T for j in range(i)]
        row += [_counted(one.codes, other.codes, (one.size, other.size)) for other in others[i:]]
        cells.append([*row, csr_array(sums_by(one, fixed))])
    cells.append([*(row[-1].T for row in cells), csr_array(fixed.T @ fixed)])
    kept = [row if fixed.shape[1] else row[:-1] for row in cells]
    return Design(
        factors=(first, *others),
        n=len(y),
        fixed_count=fixed.shape[1],
        first_counts=first.counts().astype(np.float64),
        cross=block_array([beside if fixed.shape[1] else beside[:-1]], format="csr"),
        rest=block_array(kept if fixed.shape[1] else kept[:-1], format="csr"),
        first_y=sums_by(first, y),
        rest_y=np.vstack([*(sums_by(other, y) for other in others), fixed.T @ y]),
        yy=np.einsum("ij,ij->j", y, y),
    )


def first_guess(design: Design) -> Floats:
    """Variances to start from: what the means of each factor's levels vary beyond their noise."""
    total = design.yy.sum() / design.many
    tops = [(design.first_counts, design.first_y)]
    diagonal = design.rest.diagonal()
    tops += [(diagonal[block], design.rest_y[block]) for block in design.blocks]
    guess = np.empty(len(tops) + 1)
    for k, (counts, sums) in enumerate(tops):
        between = float((sums**2 / counts[:, None]).sum()) / design.many
        within = total / design.n
        guess[k] = (between - len(counts) * within) / max(design.n - len(counts), 1)
    guess[:-1] = np.clip(guess[:-1], 0.01 * total / design.n, None)
    guess[:-1] *= min(1.0, 0.8 * total / design.n / guess[:-1].sum())
    guess[-1] = max(total / design.n - guess[:-1].sum(), 0.1 * total / design.n)
    return guess
