"""Crossed random intercepts and fixed effects: how much lies with whom, and what of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable, memory_in_words
from fairway.measurement.given import as_count
from fairway.measurement.raters.ascent import Summit
from fairway.measurement.raters.coding import (
    Coded,
    Flags,
    Floats,
    coded,
    numbers,
    same_length,
    spread_of,
)
from fairway.measurement.raters.crossed_results import (
    CrossedFit,
    Effects,
    FixedEffect,
    Variance,
)
from fairway.measurement.raters.design import first_guess, laid_out
from fairway.measurement.raters.fixed import Columns, columns_of
from fairway.measurement.raters.large import LargePoint
from fairway.measurement.raters.linked import determines, sets_of
from fairway.measurement.raters.sentences import AT_ZERO, DEPENDENT, UNSETTLED, probed
from fairway.measurement.raters.sizes import climbed
from fairway.measurement.raters.slopes import Solved
from fairway.measurement.raters.threads import one_thread
from fairway.measurement.raters.uncertainty import errors_of, probed_share
from fairway.measurement.results import Caution

RESIDUAL = "residual"


@memory_in_words()
def fit_crossed(
    y: Any,
    fixed: Mapping[str, Any] | None,
    groups: Mapping[str, Any],
    *,
    reml: bool = True,
    intercept: bool = True,
    start: Mapping[str, float] | None = None,
    method: str = "auto",
    seed: int = 20250101,
    most_iterations: int = 100,
) -> CrossedFit:
    """Fit y = Xβ + Σₖ Zₖuₖ + e, uₖ ~ N(0, σ²ₖI), e ~ N(0, σ²I), by REML or maximum likelihood.

    Parameters
    ----------
    y : numbers in rows, any unit. Empty ones (None, NaN) are left out and counted in a caution.
    fixed : name → numbers (a slope) or words (one effect for each but the first, in order).
    groups : name → ids in rows, one entry for each random intercept. Crossed or nested alike.
    reml : restricted likelihood, which allows for the fixed effects that were estimated.
    start : variances to start from, by name and "residual", in squared units of y.
    method, seed : "exact", "large" with random probes from this seed, or "auto" by size.
    intercept : a mean of all ratings beside the fixed columns.
    most_iterations : after which a fit that has not settled is given up, with a caution.

    Returns
    -------
    Variances and their errors, fixed effects, and for each level its predicted effect (BLUP) with
    Var(û − u), β being estimated too. A variance at the boundary is None: not estimable.

    Raises
    ------
    MeasurementError
        Rows of different length, infinite or no ratings, an empty id or fixed value. Its kind
        NotEstimable: all ratings equal, no row left over, no factor that can be told apart.

    Notes
    -----
    Average information REML on Henderson's mixed model equations. Exact: the largest factor is
    eliminated and what is left is factorised densely. Large: conjugate gradients on what is left,
    traces from random probes, no likelihood. Normality is assumed for intervals only. Gilmour,
    Thompson and Cullis (1995), Biometrics 51, 1440; Henderson (1975), Biometrics 31, 423.
    """
    ratings = numbers(y, "y")
    every = _factors(fixed, groups, most_iterations)
    same_length(len(ratings), every)
    keep = ~np.isnan(ratings)
    _enough(ratings[keep], every)
    factors = [factor.kept(keep) for factor in every]
    usable, unusable = told_apart(factors, int(keep.sum()))
    columns = columns_of(fixed, keep, intercept=intercept)
    with one_thread():
        problem = _Problem(usable, columns, ratings[keep], reml=reml)
        summit = problem.climbed(start, method, seed, most_iterations)
        return problem.told(summit, factors, unusable, _left_out(keep))


def _factors(fixed: Any, groups: Any, most_iterations: int) -> list[Coded]:
    if not isinstance(groups, Mapping) or not isinstance(fixed or {}, Mapping):
        raise MeasurementError("Give grouping factors and fixed columns by name: {'rater': ids}.")
    if RESIDUAL in groups:
        raise MeasurementError(
            f"A factor cannot be called {RESIDUAL!r}: that is what is left over."
        )
    as_count(most_iterations, "most_iterations", least=1)
    return [coded(ids, name) for name, ids in groups.items()]


def _left_out(keep: Flags) -> list[Caution]:
    missing = len(keep) - int(keep.sum())
    if not missing:
        return []
    said = "%(missing)s of %(rows)s ratings are empty and were left out."
    return [Caution("missing", said, (("missing", missing), ("rows", len(keep))))]


def _enough(ratings: Floats, factors: Sequence[Coded]) -> None:
    if not factors:
        raise MeasurementError("No grouping factor was given. Name at least one in `groups`.")
    if not len(ratings):
        raise MeasurementError("There is no rating. At least two rows are needed.")
    if len(ratings) < 2:
        raise NotEstimable("There is one rating only: nothing can vary.")
    if float(np.ptp(ratings)) <= 1e-12 * float(np.abs(ratings).max()):
        raise NotEstimable(f"All {len(ratings)} ratings are equal: nothing varies.")


def told_apart(factors: Sequence[Coded], n: int) -> tuple[list[Coded], dict[str, Caution]]:
    """The factors whose variance the data can say something of, and why not of the others."""
    usable: list[Coded] = []
    unusable: dict[str, Caution] = {}
    for factor in factors:
        twin = next((o for o in usable if o.size == factor.size and determines(o, factor)), None)
        if factor.size == 1:
            said = "%(factor)s has one level only: its variance cannot be said."
            unusable[factor.name] = Caution("one_level", said, (("factor", factor.name),))
        elif factor.size == n:
            said = "Each rating has its own %(factor)s: it cannot be told from the residual."
            unusable[factor.name] = Caution("one_row_each", said, (("factor", factor.name),))
        elif twin is not None:
            said = "%(factor)s groups the ratings as %(twin)s does: they cannot be told apart."
            facts = (("factor", factor.name), ("twin", twin.name))
            unusable[factor.name] = Caution("same_groups", said, facts)
        else:
            usable.append(factor)
    if not usable:
        reasons = " ".join(caution.in_words() for caution in unusable.values())
        raise NotEstimable(f"No variance can be estimated. {reasons}")
    return usable, unusable


class _Problem:
    """Ratings in units of their own spread, so that sizes mean the same in every unit."""

    def __init__(
        self, factors: Sequence[Coded], columns: Columns, ratings: Floats, *, reml: bool
    ) -> None:
        self.columns, self.reml = columns, reml
        self.n, self.rank = len(ratings), len(columns.kept)
        if self.n - self.rank < 2:
            raise NotEstimable(
                f"{self.n} ratings and {self.rank} fixed effects leave nothing to vary."
            )
        self.centre = float(ratings.mean()) if columns.has_intercept else 0.0
        self.unit = spread_of(ratings - self.centre)
        if not 1e-100 < self.unit < 1e100:
            raise MeasurementError(
                f"The ratings vary by {self.unit:.0e}: give them in a unit nearer to themselves."
            )
        scaled = (ratings - self.centre) / self.unit
        self.design = laid_out(factors, columns.values, scaled[:, None])
        self.names = [factor.name for factor in self.design.factors]

    def climbed(
        self, start: Mapping[str, float] | None, method: str, seed: int, most: int
    ) -> Summit[Solved]:
        theta = first_guess(self.design) if start else None
        for name, value in (start or {}).items():
            if name not in (*self.names, RESIDUAL) or not value > 0 or not np.isfinite(value):
                raise MeasurementError(
                    f"{name} cannot start from {value}: a number above 0, of a group or the residual, is needed."
                )
            place = self.names.index(name) if name in self.names else -1
            if theta is not None:
                theta[place] = value / self.unit**2
        return climbed(self.design, theta, method, reml=self.reml, seed=seed, most=most)

    def told(
        self,
        summit: Summit[Solved],
        factors: Sequence[Coded],
        unusable: Mapping[str, Caution],
        cautions: list[Caution],
    ) -> CrossedFit:
        variances = self._variances(summit, factors, unusable)
        point = summit.point
        loglik = point.loglik
        if loglik is not None:
            loglik -= (self.n - (self.rank if self.reml else 0)) * float(np.log(self.unit))
        return CrossedFit(
            n=self.n,
            reml=self.reml,
            loglik=loglik,
            variances=variances,
            fixed=self._fixed(point),
            effects=MappingProxyType(self._effects(summit)),
            components=sets_of(factors),
            iterations=summit.iterations,
            converged=summit.converged,
            method="large" if isinstance(point, LargePoint) else "exact",
            cautions=(*cautions, *self._cautions(summit, variances)),
        )

    def _variances(
        self, summit: Summit[Solved], factors: Sequence[Coded], unusable: Mapping[str, Caution]
    ) -> tuple[Variance, ...]:
        errors = errors_of(summit) * self.unit**2
        found: dict[str, Variance] = {}
        for place, name in enumerate([*self.names, RESIDUAL]):
            levels = self.n if name == RESIDUAL else self.design.sizes[place]
            if summit.bound[place]:
                why = Caution("boundary", AT_ZERO, (("factor", name),))
                found[name] = Variance(name, levels, None, None, why)
            else:
                estimate = float(summit.theta[place]) * self.unit**2
                error = float(errors[place]) if np.isfinite(errors[place]) else None
                found[name] = Variance(name, levels, estimate, error)
        for factor in factors:
            if factor.name in unusable:
                why = unusable[factor.name]
                found[factor.name] = Variance(factor.name, factor.size, None, None, why)
        return tuple(found[name] for name in [*(f.name for f in factors), RESIDUAL])

    def _fixed(self, point: Solved) -> tuple[FixedEffect, ...]:
        columns = self.columns
        estimates, covariance = point.fixed()
        shifted = estimates[:, 0] * self.unit
        if columns.has_intercept:
            shifted[0] += self.centre
        values, covariance = columns.uncentred(shifted, covariance * self.unit**2)
        errors = np.sqrt(np.diag(covariance))
        told = {
            columns.names[place]: (float(value), float(error))
            for place, value, error in zip(columns.kept, values, errors, strict=True)
        }
        return tuple(FixedEffect(name, *told.get(name, (None, None))) for name in columns.names)

    def _effects(self, summit: Summit[Solved]) -> dict[str, Effects]:
        point = summit.point
        spread = point.prediction_variances()
        return {
            factor.name: Effects(
                factor.labels,
                point.effects()[place][:, 0] * self.unit,
                spread[place] * self.unit**2,
                float(summit.theta[place]) * self.unit**2,
            )
            for place, factor in enumerate(self.design.factors)
            if not summit.bound[place]
        }

    def _cautions(self, summit: Summit[Solved], variances: Sequence[Variance]) -> list[Caution]:
        cautions = [variance.why for variance in variances if variance.why]
        for name in self.columns.dropped:
            cautions.append(Caution("dependent", DEPENDENT, (("column", name),)))
        if not summit.converged:
            cautions.append(Caution("unsettled", UNSETTLED, (("steps", summit.iterations),)))
        if isinstance(summit.point, LargePoint):
            percent = round(100 * probed_share(summit), 2)
            cautions.append(probed(percent))
        return cautions
