"""Autoregressive models of a single series, small and by least squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairway.measurement.given import Numbers


@dataclass(frozen=True, slots=True)
class Autoregression:
    """xₜ = constant + Σ weights[i]·xₜ₋₁₋ᵢ + eₜ; `variance` is that of e."""

    constant: float
    weights: tuple[float, ...]
    variance: float

    @property
    def order(self) -> int:
        return len(self.weights)

    def filtered(self, series: Numbers) -> Numbers:
        """The part of each point that its past does not say; shorter by the order."""
        known = len(series) - self.order
        left = series[self.order :] - self.constant
        for back, weight in enumerate(self.weights, start=1):
            left = left - weight * series[self.order - back : self.order - back + known]
        return left


def lagged(series: Numbers, lags: int, first: int) -> Numbers:
    """Columns xₜ₋₁ … xₜ₋lags for t from `first` to the end."""
    columns = [series[first - back : len(series) - back] for back in range(1, lags + 1)]
    return np.column_stack(columns) if columns else np.empty((len(series) - first, 0))


def fit_autoregression(series: Numbers, order: int, *, first: int | None = None) -> Autoregression:
    """Conditional least squares, from point `first` (by default the order) on."""
    start = order if first is None else first
    target = series[start:]
    design = np.column_stack([np.ones(len(target)), lagged(series, order, start)])
    solution, *_rest = np.linalg.lstsq(design, target, rcond=None)
    left = target - design @ solution
    freedom = max(len(target) - order - 1, 1)
    return Autoregression(
        float(solution[0]), tuple(float(w) for w in solution[1:]), float(left @ left / freedom)
    )


def choose_autoregression(
    series: Numbers, most: int, *, least: int = 0, penalty: float = 2.0
) -> Autoregression:
    """The order from `least` to `most` with the smallest n·ln(RSS/n) + penalty·parameters.

    All orders are compared on the same points; penalty 2 is Akaike's, ln n is Schwarz's.
    """
    best, chosen = np.inf, least
    points = len(series) - most
    for order in range(least, most + 1):
        fit = fit_autoregression(series, order, first=most)
        squares = fit.variance * max(points - order - 1, 1)
        # A perfect fit has no logarithm; nothing beats it either.
        score = -np.inf if squares <= 0 else points * np.log(squares / points) + penalty * order
        if score < best:
            best, chosen = score, order
    return fit_autoregression(series, chosen)
