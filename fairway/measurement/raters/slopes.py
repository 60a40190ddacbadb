"""Score and average information, from the equations alone."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from fairway.measurement.raters.coding import Floats
from fairway.measurement.raters.design import Design


class Solved(Protocol):
    """The equations solved at one set of variances."""

    theta: Floats
    ratios: Floats
    first: Floats
    others: Floats
    design: Design

    @property
    def rests(self) -> Floats: ...

    @property
    def loglik(self) -> float | None: ...

    @property
    def is_sure(self) -> bool: ...

    def slope(self) -> tuple[Floats, Floats]: ...

    def noise(self) -> Floats:
        """How far the score may be off because traces are estimated: one standard error each."""
        ...

    def solve(self, first: Floats, others: Floats) -> tuple[Floats, Floats]: ...

    def effects(self) -> list[Floats]:
        """Predicted effects of each factor, levels × responses."""
        ...

    def prediction_variances(self) -> list[Floats]:
        """Var(û − u) of each level of each factor."""
        ...

    def fixed(self) -> tuple[Floats, Floats]:
        """Fixed effects (p × responses) and their covariance."""
        ...


def slope_of(at: Solved, known: Floats, free: float) -> tuple[Floats, Floats]:
    """Score and average information of (σ² of each factor, σ² residual).

    With θ the variances, λ = σ²/θ, t the trace of a factor's block of the inverse in units of the
    residual variance σ² and q its levels, `known` = q − λt effects are known from the data, and
    the score is −½((q − λt)/θ − u'u/θ²); for the residual −½((free − Σ known)/σ² − e'e/σ⁴).
    Average information is ½ F'PF for the working variates F = Zu/θ and e/σ². Of them only F'F and
    W'F are needed: Z'e = λu and X'e = 0 by the equations.
    """
    design, residual = at.design, at.theta[-1]
    effects = at.effects()
    squares = np.array([np.vdot(u, u) for u in effects])
    errors = float(at.rests.sum() - at.ratios @ squares)
    score = np.empty(len(at.theta))
    score[:-1] = -0.5 * (design.many * known / at.theta[:-1] - squares / at.theta[:-1] ** 2)
    score[-1] = -0.5 * ((free - design.many * known.sum()) / residual - errors / residual**2)
    tops, bottoms = _projected(at, effects)
    inner = _products(at, effects, tops, bottoms, errors)
    solved = at.solve(np.hstack(tops), np.hstack(bottoms))
    # tops and bottoms are many columns for each variance; inner products run within a response.
    many, count = design.many, len(at.theta)
    stacked = np.vstack([np.hstack(tops), np.hstack(bottoms)]).reshape(-1, count, many)
    answers = np.vstack(solved).reshape(-1, count, many)
    reached = np.einsum("ikm,ilm->kl", stacked, answers, optimize=True)
    information = 0.5 * (inner - reached) / residual
    return score, 0.5 * (information + information.T)


def _projected(at: Solved, effects: list[Floats]) -> tuple[list[Floats], list[Floats]]:
    """W'F for each variance: the part at the eliminated factor, and the rest."""
    design, theta, many = at.design, at.theta, at.design.many
    scaled = [u / variance for u, variance in zip(effects, theta[:-1], strict=True)]
    inside = np.zeros((len(design.first_y), many * len(design.head_blocks)))
    for k, block in enumerate(design.head_blocks):
        inside[block, k * many : (k + 1) * many] = scaled[k]
    outside = np.zeros((design.rest_count, many * len(design.blocks)))
    for k, block in enumerate(design.blocks):
        outside[block, k * many : (k + 1) * many] = scaled[design.in_head + k]
    tops = _columns(design.head @ inside, many) + _columns(design.cross @ outside, many)
    bottoms = _columns(design.cross_by_column @ inside, many)
    bottoms += _columns(design.rest @ outside, many)
    tops.append(np.vstack(scaled[: design.in_head]))
    none = np.zeros((design.fixed_count, many))
    bottoms.append(np.vstack([*scaled[design.in_head :], none]))
    return tops, bottoms


def _columns(table: Floats, many: int) -> list[Floats]:
    return [table[:, k : k + many] for k in range(0, table.shape[1], many)]


def _products(
    at: Solved, effects: list[Floats], tops: list[Floats], bottoms: list[Floats], errors: float
) -> Floats:
    """F'F, summed over the responses."""
    design, theta = at.design, at.theta
    count = len(theta)
    inner = np.empty((count, count))
    for k in range(count):
        met = design.by_factor(tops[k], bottoms[k])
        for i, (u, part) in enumerate(zip(effects, met, strict=True)):
            inner[k, i] = np.vdot(u, part) / theta[i]
    inner[:-1, -1] = inner[-1, :-1]
    inner[-1, -1] = errors / theta[-1] ** 2
    return inner
