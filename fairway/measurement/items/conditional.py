"""Rasch model by conditional likelihood: what people can do cancels out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from fairway.measurement.errors import NotEstimable
from fairway.measurement.items.rasch import FEWEST, Rasch, RaschItem, with_interval
from fairway.measurement.items.responses import (
    Booklet,
    Floats,
    Responses,
    Table,
    booklets,
    enough_responses,
)
from fairway.measurement.results import Caution

MOST_WORK = 3e9
MOST_STEPS = 50
MISFIT = (0.7, 1.3)


def rasch_cml(table: Table, names: Sequence[str] | None = None, *, fewest: int = FEWEST) -> Rasch:
    """Fits P(right) = logistic(θ_person + β_item) given each person's number right.

    The number right is sufficient for θ, so that the likelihood given it has β alone:
    Π_i exp(β_i x_i)/γ_r(β), with γ_r the elementary symmetric function of order r of exp(β).
    Newton's method with exact second derivatives; Σβ = 0. Nothing is assumed of how ability is
    distributed. Missing answers are allowed (each set of items met has its own γ) and must not
    depend on ability beyond the items met.

    Item fit compares answers with their expectation given the number right, which, unlike fit at
    estimated abilities, has mean 1 where the model holds.

    Parameters
    ----------
    table, names
        As for `item_statistics`.
    fewest
        The fewest people to fit for.

    Returns
    -------
    Rasch
        Easiness in logits with standard errors from the inverse information.

    Raises
    ------
    MeasurementError
        For answers that are neither right nor wrong.
    NotEstimable
        Below 200 people, for items all got right or wrong, or items that no answers link.

    References
    ----------
    Andersen (1972); Fischer (1981); Christensen and Kreiner (2013) for conditional item fit.
    """
    responses = enough_responses(table, names, fewest)
    groups = _useful(responses)
    beta, value, information, steps = _maximise(_Likelihood(groups, len(responses.names)))
    errors = np.sqrt(np.diag(_covariance(information)))
    met = responses.answered.sum(axis=0)
    items = [
        with_interval(name, float(beta[i]), float(errors[i]), int(met[i]))
        for i, name in enumerate(responses.names)
    ]
    fitted = tuple(_with_fit(items, groups, beta))
    n = int(responses.answered.any(axis=1).sum())
    return Rasch("CML", fitted, value, n, steps, cautions=_cautions(fitted))


def _maximise(likelihood: _Likelihood) -> tuple[Floats, float, Floats, int]:
    beta = np.zeros(likelihood.n_items)
    value, gradient, information = likelihood.at(beta)
    for step in range(1, MOST_STEPS + 1):
        move = _covariance(information) @ gradient
        beta, (value, gradient, information), moved = _climb(likelihood, beta, move, value)
        if moved < 1e-10:
            return beta, value, information, step
    raise NotEstimable("The estimates do not settle; some item may be answered by too few.")


def _useful(responses: Responses) -> list[Booklet]:
    """Who got all or nothing right says nothing about which item is harder."""
    groups = []
    for one in booklets(responses):
        telling = (one.scores > 0) & (one.scores < len(one.items))
        if telling.any():
            groups.append(Booklet(one.items, one.answers[telling], one.scores[telling]))
    if sum(len(one.items) ** 4 for one in groups) > MOST_WORK:
        raise NotEstimable("Too many items, or too many sets of items met, for CML; use MML.")
    return groups


@dataclass(frozen=True, slots=True)
class _Likelihood:
    groups: list[Booklet]
    n_items: int

    def at(self, beta: Floats) -> tuple[float, Floats, Floats]:
        value, gradient = 0.0, np.zeros(self.n_items)
        information = np.zeros((self.n_items, self.n_items))
        for one in self.groups:
            mine = beta[one.items]
            counts = np.bincount(one.scores, minlength=len(one.items) + 1).astype(float)
            log_gamma, single, pair = expectations(mine)
            right = one.answers.sum(axis=0)
            value += float(right @ mine - counts @ log_gamma)
            gradient[one.items] += right - counts @ single
            together = np.tensordot(counts, pair, 1)
            spread = together - np.einsum("r,ri,rj->ij", counts, single, single)
            information[np.ix_(one.items, one.items)] += spread
        return value, gradient, information


def _covariance(information: Floats) -> Floats:
    """Inverse where Σβ = 0: easing all items alike changes nothing, so that a part is missing."""
    n = len(information)
    scale = np.trace(information) / n**2
    inverse: Floats = np.linalg.inv(information + scale) - 1 / (scale * n**2)
    return inverse


def _climb(
    likelihood: _Likelihood, beta: Floats, move: Floats, value: float
) -> tuple[Floats, tuple[float, Floats, Floats], float]:
    """A Newton step, halved until the likelihood does not fall."""
    for _ in range(40):
        new = beta + move
        new -= new.mean()
        found = likelihood.at(new)
        if np.isfinite(found[0]) and found[0] >= value - 1e-9 * abs(value):
            return new, found, float(np.abs(move).max())
        move = move / 2
    return beta, likelihood.at(beta), 0.0


def expectations(beta: Floats) -> tuple[Floats, Floats, Floats]:
    """log γ_r, P(right on i | r) and P(right on i and j | r) for r = 0 … J.

    Symmetric functions without one or two items are summed up anew, as taking an item out again
    by subtraction loses all digits.
    """
    n = len(beta)
    shift = beta.mean()
    odds = np.exp(beta - shift)
    without = np.zeros((n, n, n + 1))
    without[:, :, 0] = 1
    whole = np.zeros(n + 1)
    whole[0] = 1
    for item in range(n):
        more = without[:, :, :-1] * odds[item]
        more[item] = 0
        more[:, item] = 0
        without[:, :, 1:] += more
        whole[1:] += whole[:-1] * odds[item]
    single, pair = np.zeros((n + 1, n)), np.zeros((n + 1, n, n))
    diagonal = np.einsum("iir->ri", without)
    single[1:] = diagonal[:-1] * odds / whole[1:, None]
    pair[2:] = np.moveaxis(without, 2, 0)[:-2] * np.outer(odds, odds) / whole[2:, None, None]
    index = np.arange(n)
    pair[:, index, index] = single
    return np.log(whole) + np.arange(n + 1) * shift, single, pair


def _with_fit(items: list[RaschItem], groups: list[Booklet], beta: Floats) -> list[RaschItem]:
    n = len(items)
    squares, variance, standard, spread, count = (np.zeros(n) for _ in range(5))
    for one in groups:
        expected = expectations(beta[one.items])[1][one.scores]
        residual, noise = (one.answers - expected) ** 2, expected * (1 - expected)
        squares[one.items] += residual.sum(axis=0)
        variance[one.items] += noise.sum(axis=0)
        standard[one.items] += (residual / noise).sum(axis=0)
        # Var (x − p)² = p(1 − p)(1 − 2p)² for a 0/1 answer.
        spread[one.items] += (noise * (1 - 2 * expected) ** 2).sum(axis=0)
        count[one.items] += len(one.answers)
    return [
        replace(
            item,
            infit=float(squares[i] / variance[i]),
            outfit=float(standard[i] / count[i]),
            infit_z=float((squares[i] - variance[i]) / np.sqrt(spread[i]))
            if spread[i] > 0
            else 0.0,
        )
        for i, item in enumerate(items)
    ]


def _cautions(items: tuple[RaschItem, ...]) -> tuple[Caution, ...]:
    low, high = MISFIT
    return tuple(
        Caution(
            "misfit",
            "%(name)s is answered differently from what the model expects; worth a look.",
            (("name", item.name),),
        )
        for item in items
        if item.infit is not None and not low <= item.infit <= high
    )
