"""The six-component model solved, complete forms or not, in units of the ratings' spread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.raters.ascent import Summit, climb
from fairway.measurement.raters.coding import Coded, Floats, crossing
from fairway.measurement.raters.crossed import told_apart
from fairway.measurement.raters.design import guess_by_products, laid_out
from fairway.measurement.raters.fixed import Columns, columns_of, independent
from fairway.measurement.raters.forms import Forms
from fairway.measurement.raters.large import LargePoint
from fairway.measurement.raters.sizes import SETTLED, climbed
from fairway.measurement.raters.slopes import Solved
from fairway.measurement.raters.split import Split, rotation
from fairway.measurement.raters.uncertainty import errors_of, probed_share
from fairway.measurement.results import Caution


@dataclass(frozen=True)
class People:
    """Effects of ratees or raters, Var(û − u), and for how many raters each counts."""

    values: Floats
    variances: Floats
    weights: Floats


@dataclass(frozen=True)
class Solution:
    """Everything in units of `unit`, ratings less `centre`; variances by name, None if bound."""

    variances: Mapping[str, tuple[float, float] | None]
    whys: Mapping[str, Caution]
    people: Mapping[str, People]
    criteria: tuple[Floats, Floats]  # means, and their errors
    about: Columns
    about_effects: tuple[Floats, Floats]
    loglik: float | None
    freedom: int
    iterations: int
    converged: bool
    probed: float | None  # the share of a variance that may be due to the method


def solved(forms: Forms, table: Floats, *, reml: bool, method: str, seed: int) -> Solution:
    everything = np.ones(len(table), dtype=bool)
    about = columns_of(forms.about, everything, intercept=True)
    if np.isnan(table).any():
        return _in_full(forms, table, about, reml=reml, method=method, seed=seed)
    return _by_contrasts(forms, table, about, reml=reml, method=method, seed=seed)


def _by_contrasts(
    forms: Forms, table: Floats, about: Columns, *, reml: bool, method: str, seed: int
) -> Solution:
    usable, whys = told_apart([forms.ratee, forms.rater], len(table))
    split = Split(usable, table, about.values[:, 1:], reml=reml, method=method, seed=seed)
    summit = climb(split, split.first_guess(), settled=SETTLED)
    means = summit.point.points[0]
    criteria = table.shape[1]
    variances = _by_name(summit, split.names)
    fixed = [point.fixed() for point in summit.point.points]
    turn = rotation(criteria)
    level = np.concatenate([values[:1].ravel() for values, _ in fixed])
    spread = [fixed[0][1][0, 0]] + [fixed[-1][1][0, 0]] * (criteria - 1)
    effects = fixed[0][0][1:, 0], np.sqrt(np.diag(fixed[0][1])[1:])
    return Solution(
        variances=variances,
        whys=whys,
        people=_people_of_means(split, means, variances),
        criteria=(turn @ level, np.sqrt(turn**2 @ np.array(spread))),
        about=about,
        about_effects=effects,
        loglik=summit.point.loglik,
        freedom=table.size - (criteria + len(effects[0]) if reml else 0),
        iterations=summit.iterations,
        converged=summit.converged,
        probed=_probed(summit, means),
    )


def _people_of_means(
    split: Split, means: Solved, variances: Mapping[str, tuple[float, float] | None]
) -> dict[str, People]:
    """Effects of ratees and raters from those of the mean contrast.

    A level's effect there is √J·u + its J interactions/√J, of variance Jσ² + σ²c. Given it, u is
    κ = √Jσ²/(Jσ² + σ²c) of it, give or take σ²σ²c/(Jσ² + σ²c).
    """
    found = {}
    spread, effects = means.prediction_variances(), means.effects()
    for place, factor in enumerate(split.designs[0].factors):
        main = variances[factor.name]
        if main is None:
            continue
        whole = float(means.theta[place])
        share = np.sqrt(split.criteria) * main[0] / whole
        apart = main[0] * (whole - split.criteria * main[0]) / whole
        weights = means.theta[-1] * (1 / spread[place] - 1 / whole)
        found[factor.name] = People(
            share * effects[place][:, 0], share**2 * spread[place] + apart, weights
        )
    return found


def _in_full(
    forms: Forms, table: Floats, about: Columns, *, reml: bool, method: str, seed: int
) -> Solution:
    """All ratings there are, each by itself, on five factors and the criteria."""
    form, criterion = np.nonzero(~np.isnan(table))
    y = table[form, criterion]
    who = Coded("ratee", forms.ratee.codes[form], forms.ratee.labels)
    by = Coded("rater", forms.rater.codes[form], forms.rater.labels)
    what = Coded("criterion", criterion.astype(np.intp), forms.criteria)
    dyad = Coded("dyad", form.astype(np.intp), tuple(range(len(table))))
    factors, whys = told_apart(
        [
            who,
            by,
            dyad,
            crossing(who, what, "ratee_criterion"),
            crossing(by, what, "rater_criterion"),
        ],
        len(y),
    )
    columns = [(criterion == k).astype(np.float64) for k in range(what.size)]
    columns += list(about.values[form, 1:].T)
    kept = independent(columns, columns)
    design = laid_out(factors, np.column_stack([columns[k] for k in kept]), y[:, None])
    summit = climbed(design, guess_by_products(design), method, reml=reml, seed=seed)
    names = [factor.name for factor in design.factors]
    variances = _by_name(summit, [*names, "residual"])
    values, covariance = summit.point.fixed()
    all_values, all_errors = np.full(len(columns), np.nan), np.full(len(columns), np.nan)
    all_values[kept], all_errors[kept] = values[:, 0], np.sqrt(np.diag(covariance))
    return Solution(
        variances=variances,
        whys=whys,
        people=_people_in_full(summit, names, variances, len(y) / len(table)),
        criteria=(all_values[: what.size], all_errors[: what.size]),
        about=about,
        about_effects=(all_values[what.size :], all_errors[what.size :]),
        loglik=summit.point.loglik,
        freedom=len(y) - (len(kept) if reml else 0),
        iterations=summit.iterations,
        converged=summit.converged,
        probed=_probed(summit, summit.point),
    )


def _people_in_full(
    summit: Summit[Solved],
    names: list[str],
    variances: Mapping[str, tuple[float, float] | None],
    criteria: float,
) -> dict[str, People]:
    def size(name: str) -> float:
        found = variances.get(name)
        return found[0] if found else 0.0

    single = (
        size("dyad")
        + (size("ratee_criterion") + size("rater_criterion") + size("residual")) / criteria
    )
    spread, effects = summit.point.prediction_variances(), summit.point.effects()
    return {
        name: People(
            effects[place][:, 0], spread[place], single * (1 / spread[place] - 1 / size(name))
        )
        for place, name in enumerate(names)
        if name in {"ratee", "rater"} and variances[name] is not None
    }


def _by_name(summit: Summit[Any], names: list[str]) -> dict[str, tuple[float, float] | None]:
    errors = errors_of(summit)
    return {
        name: None if summit.bound[k] else (float(summit.theta[k]), float(errors[k]))
        for k, name in enumerate(names)
    }


def _probed(summit: Summit[Any], point: Solved) -> float | None:
    return probed_share(summit) if isinstance(point, LargePoint) else None
