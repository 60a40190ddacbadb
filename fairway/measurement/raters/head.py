"""What is eliminated first: one factor, or all the factors that lie within one (its host).

The levels of one factor never meet in a row, so that their part of the equations is diagonal and
cheap to invert. Where factors lie within a host (forms and person-by-criterion within the person),
all of them together fall into one small block for each level of the host (`blocks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from fairway.measurement.raters.coding import Coded, Codes, Floats
from fairway.measurement.raters.elimination import Elimination
from fairway.measurement.raters.linked import determines

LARGEST_BLOCK = 150


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
