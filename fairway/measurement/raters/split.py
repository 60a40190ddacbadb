"""Six variances of complete forms: the likelihood falls into form means and contrasts within.

An orthonormal rotation of each form's J ratings, its first column 1/√J, makes the mean contrast
and the J − 1 others independent. The mean contrast varies with (Jσ²p + σ²pc, Jσ²r + σ²rc,
Jσ²pr + σ²e) for ratee, rater and rest; the others with (σ²pc, σ²rc, σ²e). Both are crossed models
of two factors, so that score and information of the six follow from theirs by the chain rule.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fairway.measurement.raters.coding import Coded, Floats
from fairway.measurement.raters.design import first_guess, laid_out
from fairway.measurement.raters.sizes import surface_of
from fairway.measurement.raters.slopes import Solved

BY_CRITERION = {
    "ratee": "ratee_criterion",
    "rater": "rater_criterion",
    "dyad": "residual",
}


def rotation(criteria: int) -> Floats:
    """Orthonormal contrasts (Helmert's) as columns, the mean first."""
    turn = np.zeros((criteria, criteria))
    turn[:, 0] = 1 / np.sqrt(criteria)
    for column in range(1, criteria):
        turn[:column, column] = 1
        turn[column, column] = -column
        turn[:, column] /= np.sqrt(column * (column + 1))
    return turn


class Split:
    """The likelihood over the variances in `names`, the residual last."""

    def __init__(
        self,
        factors: Sequence[Coded],
        table: Floats,
        about: Floats,
        *,
        reml: bool,
        method: str,
        seed: int,
    ) -> None:
        criteria = self.criteria = table.shape[1]
        turned = table @ rotation(criteria)
        ones = np.ones((len(table), 1))
        of_means = np.hstack([ones, about * np.sqrt(criteria)])
        designs = [laid_out(factors, of_means, turned[:, :1])]
        if criteria > 1:
            designs.append(laid_out(factors, ones, turned[:, 1:]))
        self.surfaces = [surface_of(design, method, reml=reml, seed=seed) for design in designs]
        self.designs = designs
        levels = [factor.name for factor in designs[0].factors]
        mains = [*levels, "dyad"] if criteria > 1 else [*levels, "residual"]
        self.names = [*mains, *(BY_CRITERION[name] for name in mains if criteria > 1)]
        count = len(mains)
        keep = np.eye(count)
        # Rows: variances of the means' model; columns: ours.
        self.of_means = np.hstack([criteria * keep, keep]) if criteria > 1 else keep
        self.of_others = np.hstack([np.zeros_like(keep), keep])

    @property
    def maps(self) -> list[Floats]:
        return [self.of_means, self.of_others][: len(self.surfaces)]

    @property
    def weights(self) -> Floats:
        parts = [design.sizes for design in self.designs]
        within = (self.criteria - 1) or 1
        sizes = [*parts[0], self.designs[0].n]
        if self.criteria > 1:
            sizes += [size * within for size in sizes]
        return np.array(sizes, dtype=np.float64)

    def first_guess(self) -> Floats:
        means = first_guess(self.designs[0])
        if self.criteria == 1:
            return means
        others = first_guess(self.designs[1])
        mains = np.maximum((means - others) / self.criteria, 0.05 * means / self.criteria)
        return np.concatenate([mains, others])

    def at(self, theta: Floats) -> SplitPoint:
        return SplitPoint(
            self, [s.at(m @ theta) for s, m in zip(self.surfaces, self.maps, strict=True)]
        )


class SplitPoint:
    def __init__(self, split: Split, points: list[Solved]) -> None:
        self.split, self.points = split, points

    @property
    def loglik(self) -> float | None:
        parts = [point.loglik for point in self.points]
        return None if None in parts else sum(part for part in parts if part is not None)

    @property
    def is_sure(self) -> bool:
        return all(point.is_sure for point in self.points)

    def slope(self) -> tuple[Floats, Floats]:
        count = len(self.split.names)
        score, information = np.zeros(count), np.zeros((count, count))
        for point, turn in zip(self.points, self.split.maps, strict=True):
            part, curve = point.slope()
            score += turn.T @ part
            information += turn.T @ curve @ turn
        return score, information

    def noise(self) -> Floats:
        parts = zip(self.points, self.split.maps, strict=True)
        return np.sqrt(sum((turn.T**2 @ point.noise() ** 2 for point, turn in parts), 0.0))
