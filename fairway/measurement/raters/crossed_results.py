"""What a crossed fit found."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np

from fairway.measurement.errors import NotEstimable
from fairway.measurement.raters.coding import Floats
from fairway.measurement.results import Caution, Interval, Say, plain

NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Variance:
    """One variance, in squared units of y. None where the data cannot say it, and `why`."""

    name: str
    levels: int
    estimate: float | None
    error: float | None
    why: Caution | None = None

    @property
    def interval(self) -> Interval | None:
        """95 %; from 0 where the variance is not clear of 0.

        With q − 1 degrees of freedom for q levels, the variance together with what the rest adds
        to the levels' means (the noise c, from the error's size) goes as chi-squared: so does the
        interval, less c. With no noise this is the interval of a plain variance.
        """
        if not self.estimate or self.error is None:
            return None
        freedom = float(self.levels - 1)
        noise = self.error * math.sqrt(freedom / 2) - self.estimate
        if noise < 0:
            freedom, noise = 2 * (self.estimate / self.error) ** 2, 0.0
        low, high = _spread_of_chi_squared(freedom)
        both = self.estimate + noise
        return Interval(max(both * low - noise, 0.0), both * high - noise)


def _spread_of_chi_squared(freedom: float) -> tuple[float, float]:
    from scipy.special import chdtri

    return freedom / float(chdtri(freedom, 0.025)), freedom / float(chdtri(freedom, 0.975))


@dataclass(frozen=True, slots=True)
class FixedEffect:
    """One coefficient in units of y. None where other columns say the same."""

    name: str
    estimate: float | None
    error: float | None

    @property
    def interval(self) -> Interval | None:
        if self.estimate is None or self.error is None:
            return None
        reach = NORMAL_95 * self.error
        return Interval(self.estimate - reach, self.estimate + reach)


@dataclass(frozen=True, slots=True)
class Effects:
    """The predicted effect of each level of one factor (BLUP), and Var(û − u)."""

    labels: tuple[Hashable, ...]
    values: Floats
    variances: Floats
    of: float  # the factor's variance

    @property
    def reliabilities(self) -> Floats:
        """1 − Var(û − u)/σ²: the share of a level's effect that the data show."""
        return np.clip(1 - self.variances / self.of, 0.0, 1.0)

    def __getitem__(self, label: Hashable) -> tuple[float, Interval]:
        place = self.labels.index(label)
        value, reach = float(self.values[place]), NORMAL_95 * math.sqrt(self.variances[place])
        return value, Interval(value - reach, value + reach)


@dataclass(frozen=True, slots=True)
class CrossedFit:
    """Variances, fixed effects and predicted effects of crossed random intercepts.

    `variances` are in the order of the groups, the residual last. `loglik` is None where it was
    not worked out (large method). `components` counts the sets of levels that no row ties to each
    other: effects of different sets cannot be compared.
    """

    n: int
    reml: bool
    loglik: float | None
    variances: tuple[Variance, ...]
    fixed: tuple[FixedEffect, ...]
    effects: Mapping[str, Effects]
    components: int
    iterations: int
    converged: bool
    method: str
    cautions: tuple[Caution, ...]

    def variance(self, name: str) -> Variance:
        return next(variance for variance in self.variances if variance.name == name)

    def effects_of(self, name: str) -> Effects:
        if name not in self.effects:
            why = self.variance(name).why
            raise NotEstimable(why.in_words() if why else f"There are no effects of {name}.")
        return self.effects[name]

    def in_words(self, _: Say = plain) -> str:
        total = sum(variance.estimate or 0.0 for variance in self.variances)
        said = []
        for variance in self.variances:
            if variance.estimate is None:
                said.append(_("%(name)s: not estimable.") % {"name": variance.name})
                continue
            facts = {"name": variance.name, "share": 100 * variance.estimate / total}
            said.append(_("%(name)s: %(share).0f %% of what varies.") % facts)
        said += [caution.in_words(_) for caution in self.cautions]
        return " ".join(said)
