"""Crossed REML to the last digit: eliminate the head, factorise what is left densely."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from fairway.measurement.raters.coding import Floats
from fairway.measurement.raters.design import Design
from fairway.measurement.raters.head import Head
from fairway.measurement.raters.slopes import slope_of


class Exact:
    """The likelihood of a design as a surface over (σ² of each factor, σ² residual)."""

    def __init__(self, design: Design, head: Head, *, reml: bool) -> None:
        self.design, self.head, self.reml = design, head, reml
        self.rest = design.rest.toarray(order="F")

    @property
    def weights(self) -> Floats:
        return np.array([*self.design.sizes, self.design.n], dtype=np.float64) * self.design.many

    @property
    def lost(self) -> int:
        """Degrees of freedom that the fixed effects take from the likelihood."""
        return self.design.fixed_count if self.reml else 0

    def at(self, theta: Floats) -> ExactPoint:
        return ExactPoint(self, theta)


class ExactPoint:
    """Everything at one set of variances; what is dear is worked out when first asked for."""

    is_sure = True

    def __init__(self, surface: Exact, theta: Floats) -> None:
        from scipy.linalg.lapack import dpotrf

        self.surface, self.theta, self.design = surface, theta, surface.design
        design = surface.design
        self.ratios = theta[-1] / theta[:-1]
        self.head = surface.head.at(self.ratios[: design.in_head])
        left = surface.rest - self.head.gram()
        for ratio, block in zip(self.ratios[design.in_head :], design.blocks, strict=True):
            where = np.arange(block.start, block.stop)
            left[where, where] += ratio
        self.lower, failed = dpotrf(left, lower=1, overwrite_a=1, clean=1)
        self.is_sound = failed == 0 and self.head.is_sound
        if self.is_sound:
            self.first, self.others = self.solve(design.first_y, design.rest_y)

    def solve(self, first: Floats, others: Floats) -> tuple[Floats, Floats]:
        """The mixed model equations (in units of the residual variance) for any right side."""
        from scipy.linalg.lapack import dpotrs

        design = self.design
        right = others - design.cross_by_column @ self.head.solve(first)
        solved = dpotrs(self.lower, right, lower=1)[0] if len(right) else right
        return self.head.solve(first - design.cross @ solved), solved

    def effects(self) -> list[Floats]:
        """Predicted effects of each factor, levels × responses."""
        return self.design.by_factor(self.first, self.others)

    @cached_property
    def rests(self) -> Floats:
        """y'Py · σ² of each response."""
        design = self.surface.design
        explained = np.einsum("ij,ij->j", design.first_y, self.first)
        rests: Floats = design.yy - explained
        rests = rests - np.einsum("ij,ij->j", design.rest_y, self.others)
        return rests

    @property
    def loglik(self) -> float:
        if not self.is_sound or not (self.rests > 0).all():
            return -np.inf
        design, residual, lost = self.surface.design, self.theta[-1], self.surface.lost
        log_pivots = np.log(np.diag(self.lower))
        kept = log_pivots if self.surface.reml else log_pivots[: design.random_count]
        determinant = self.head.log_determinant + 2 * float(kept.sum())
        outside = slice(design.in_head, None)
        for ratio, size in zip(self.ratios[outside], design.sizes[outside], strict=True):
            determinant -= size * np.log(ratio)
        free = design.n - lost
        each = free * np.log(2 * np.pi * residual) + determinant
        return float(-0.5 * (design.many * each + self.rests.sum() / residual))

    @cached_property
    def inverse(self) -> Floats:
        """The lower triangle of the inverse of what elimination left, fixed effects included."""
        return _inverted(self.lower)

    @cached_property
    def spread(self) -> list[Floats]:
        """The diagonal of the inverse, for each factor."""
        return self._spread(self.inverse)

    def _spread(self, inverse: Floats) -> list[Floats]:
        first = self.head.own + self.head.through(inverse)
        return self.design.by_factor(first, np.diag(inverse))

    def _spread_without_fixed(self) -> list[Floats]:
        count = self.design.random_count
        inverse = np.zeros_like(self.lower)
        inverse[:count, :count] = _inverted(self.lower[:count, :count])
        return self._spread(inverse)

    def slope(self) -> tuple[Floats, Floats]:
        design = self.design
        spread = self.spread if self.surface.reml else self._spread_without_fixed()
        traces = np.array([part.sum() for part in spread])
        known = np.array(design.sizes) - self.ratios * traces
        return slope_of(self, known, float(design.many * (design.n - self.surface.lost)))

    def noise(self) -> Floats:
        return np.zeros(len(self.theta))

    def prediction_variances(self) -> list[Floats]:
        """Var(û − u) of each level, the fixed effects being estimated."""
        return [self.theta[-1] * part for part in self.spread]

    def fixed(self) -> tuple[Floats, Floats]:
        """Fixed effects (p × responses) and their covariance."""
        at = self.design.random_count
        half = self.inverse[at:, at:]
        return self.others[at:], self.theta[-1] * (half + np.tril(half, -1).T)


def _inverted(lower: Floats) -> Floats:
    from scipy.linalg.lapack import dpotri

    return dpotri(lower, lower=1)[0] if len(lower) else lower
