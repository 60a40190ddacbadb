"""Linear regression whose errors know that people were rated by the same rater.

`Errors` is the seam: whatever gives coefficients, their covariance and degrees of freedom can stand
in for `clustered`, such as a model with crossed rater effects.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from fairway.measurement.errors import NotEstimable
from fairway.measurement.given import Numbers, Positions


@dataclass(frozen=True, slots=True)
class Fitted:
    """Coefficients of a regression and their covariance; degrees of freedom of the first of them."""

    coefficients: Numbers
    covariance: Numbers
    freedom: Numbers
    raters: int


class Errors(Protocol):
    """A way to fit a regression and to say how far it may be off."""

    def __call__(
        self, outcome: Numbers, design: Numbers, raters: Positions, *, asked: int = 1
    ) -> Fitted:
        """Of a design with full rank; `raters` are codes from 0 without gaps.

        Degrees of freedom are wanted for the first `asked` columns.
        """


def clustered(outcome: Numbers, design: Numbers, raters: Positions, *, asked: int = 1) -> Fitted:
    """Least squares with CR2 errors and Satterthwaite's degrees of freedom.

    Var = M Σ Xᵢ′Aᵢeᵢeᵢ′Aᵢ′Xᵢ M with M = (X′X)⁻¹ and Aᵢ = (I − XᵢMXᵢ′)^(−½), a generalised inverse
    where a rater has a coefficient of their own; ν = (tr G)²/tr(G²) under independent errors.

    Parameters
    ----------
    outcome
        y, a number for each row.
    design
        X, rows × columns of full rank.
    raters
        The rater of each row, numbered from 0.
    asked
        How many of the first coefficients are asked about: those get degrees of freedom.

    Notes
    -----
    Everything goes through the singular values of XᵢR⁻¹, so that a rater with thousands of people
    costs no more than rows × columns². Bell and McCaffrey (2002), Surv. Methodol. 28, 169–181;
    Pustejovsky and Tipton (2018), J. Bus. Econ. Stat. 36, 672–683.

    Raises
    ------
    NotEstimable
        With fewer than two raters.
    """
    count = int(raters.max(initial=-1)) + 1
    if count < 2:
        raise NotEstimable("With a single rater nothing tells how much raters differ.")
    orthonormal, triangle = np.linalg.qr(design)
    back = np.linalg.inv(triangle)
    coefficients = back @ (orthonormal.T @ outcome)
    left = outcome - design @ coefficients
    order = np.argsort(raters, kind="stable")
    edges = np.searchsorted(raters[order], np.arange(count + 1))
    scores = np.empty((count, design.shape[1]))
    shared = np.empty((count, design.shape[1], asked))
    own = np.empty((count, asked))
    for i in range(count):
        rows = order[edges[i] : edges[i + 1]]
        adjusted = _adjusted(orthonormal[rows])
        scores[i] = adjusted.T @ left[rows]
        weights = adjusted @ back[:asked].T
        shared[i] = orthonormal[rows].T @ weights
        own[i] = (weights**2).sum(axis=0)
    covariance = back @ (scores.T @ scores) @ back.T
    freedom = np.array([_freedom(shared[:, :, k], own[:, k]) for k in range(asked)])
    return Fitted(coefficients, covariance, freedom, count)


def _adjusted(block: Numbers) -> Numbers:
    """A times the block: each singular direction s is stretched by (1 − s²)^(−½)."""
    u, s, v = np.linalg.svd(block, full_matrices=False)
    room = 1 - s**2
    stretched = np.where(room > 1e-8, s / np.sqrt(np.maximum(room, 1e-8)), 0.0)
    result: Numbers = (u * stretched) @ v
    return result


def _freedom(shared: Numbers, own: Numbers) -> float:
    """(tr G)²/tr(G²) for G = diag(aᵢ′aᵢ) − BB′, without ever forming G."""
    lost = (shared**2).sum(axis=1)
    inner = shared.T @ shared
    trace = float((own - lost).sum())
    of_square = float((own**2).sum() - 2 * (own * lost).sum() + (inner**2).sum())
    return trace**2 / of_square if of_square > 1e-300 else math.nan


def random_raters(
    outcome: Numbers, design: Numbers, raters: Positions, *, asked: int = 1
) -> Fitted:
    """Generalised least squares with one random effect for each rater, by REML.

    y = Xβ + u[rater] + e; the ratio σ²ᵤ/σ²ₑ maximises the restricted likelihood. Degrees of freedom
    are those between raters for coefficients that do not vary within them, and of the residual
    otherwise.

    Parameters
    ----------
    outcome, design, raters, asked
        As in `clustered`.

    Raises
    ------
    NotEstimable
        With fewer than two raters, or no more rows than columns.

    Notes
    -----
    Assumes that raters differ by chance, normally, and not by whom they rate. Laird and Ware (1982),
    Biometrics 38, 963–974.
    """
    from scipy.optimize import minimize_scalar

    n, p = design.shape
    sizes = np.bincount(raters).astype(np.float64)
    if len(sizes) < 2 or n <= p:
        raise NotEstimable("Too few raters or rows to tell raters from chance.")
    table = np.column_stack([design, outcome])
    sums = np.zeros((len(sizes), p + 1))
    np.add.at(sums, raters, table)
    whole = table.T @ table

    def solved(ratio: float) -> tuple[float, Numbers, Numbers]:
        shrink = ratio / (1 + ratio * sizes)
        normal = whole - (sums.T * shrink) @ sums
        inverse: Numbers = np.asarray(np.linalg.inv(normal[:p, :p]), dtype=np.float64)
        beta = inverse @ normal[:p, p]
        residual = max(float(normal[p, p] - normal[p, :p] @ beta), 1e-300) / (n - p)
        deviance = (n - p) * math.log(residual) + float(np.log1p(ratio * sizes).sum())
        deviance += float(np.linalg.slogdet(normal[:p, :p])[1])
        return deviance, beta, inverse * residual

    found = minimize_scalar(
        lambda u: solved(math.exp(u))[0],
        bounds=(-14, 10),
        method="bounded",
        options={"xatol": 1e-8},
    )
    ratio = math.exp(found.x) if found.fun < solved(0.0)[0] else 0.0
    _deviance, beta, covariance = solved(ratio)
    freedom = _between_or_within(design, raters, sizes)[:asked]
    return Fitted(beta, covariance, freedom, len(sizes))


def _between_or_within(design: Numbers, raters: Positions, sizes: Numbers) -> Numbers:
    n, p = design.shape
    means = np.zeros((len(sizes), p))
    np.add.at(means, raters, design)
    within = ((design - (means / sizes[:, None])[raters]) ** 2).sum(axis=0)
    fixed = within <= 1e-10 * np.maximum((design**2).sum(axis=0), 1e-300)
    freedom: Numbers = np.where(fixed, len(sizes) - fixed.sum(), n - len(sizes) - (~fixed).sum())
    return np.maximum(freedom, 1.0)
