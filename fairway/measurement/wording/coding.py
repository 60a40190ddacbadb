"""Do two people who read the same comments agree, so that a feature may be relied on?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import NotEstimable
from fairway.measurement.given import as_labels, as_list, same_length
from fairway.measurement.results import Interval, Say, plain
from fairway.measurement.wording.terms import wilson

LEAST_COMMENTS, LEAST_KAPPA = 200, 0.6


@dataclass(frozen=True, slots=True)
class CodingAgreement:
    """Cohen's κ of two readings, and its large-sample error. `relied_on` needs 200 comments and κ ≥ 0.6."""

    estimate: float
    interval: Interval
    error: float
    observed: float
    n: int

    @property
    def relied_on(self) -> bool:
        return self.n >= LEAST_COMMENTS and self.estimate >= LEAST_KAPPA

    def in_words(self, _: Say = plain) -> str:
        told = _("κ = %(kappa).2f (%(low).2f to %(high).2f) over %(n)s comments.") % {
            "kappa": self.estimate,
            "low": self.interval.low,
            "high": self.interval.high,
            "n": self.n,
        }
        if self.relied_on:
            return told
        return told + " " + _("Not enough to rely on: 200 comments and κ of .6 are needed.")


def agreement_of_coders(first: Any, second: Any) -> CodingAgreement:
    """Cohen's κ of two codings of the same comments, one label each.

    κ = (pₒ − pₑ)/(1 − pₑ), with the large-sample error of Fleiss, Cohen and Everitt (1969), Psychol.
    Bull. 72, 323–327. The interval is Wilson's of pₒ, for as many comments as would give pₒ that
    error: κ ± 1.96 errors covers 73 % where 40 comments of a rare kind are nearly all agreed on.

    Parameters
    ----------
    first, second
        The label that each of two people gave to each comment, in the same order. Labels are any
        values that can be told apart.

    Raises
    ------
    MeasurementError
        For unequal lengths or missing labels.
    NotEstimable
        If both used one and the same label throughout, or there are no comments.

    Notes
    -----
    Assumes that the two read independently of each other. Cohen (1960), Educ. Psychol. Meas. 20,
    37–46.
    """
    one, other = as_list(first, "first"), as_list(second, "second")
    same_length(first=one, second=other)
    codes, labels = as_labels([*one, *other], "labels")
    n, k = len(codes) // 2, len(labels)
    if n == 0 or k < 2:
        raise NotEstimable("With one label throughout there is nothing to agree on.")
    table = np.zeros((k, k))
    np.add.at(table, (codes[:n], codes[n:]), 1 / n)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    observed, chance = min(1.0, float(np.trace(table))), float(rows @ columns)
    kappa = min(1.0, (observed - chance) / (1 - chance))
    on = float((np.diag(table) * (1 - (rows + columns) * (1 - kappa)) ** 2).sum())
    weights = (columns[:, None] + rows[None, :]) ** 2 * table
    off = (1 - kappa) ** 2 * float(weights.sum() - np.trace(weights))
    rest = (kappa - chance * (1 - kappa)) ** 2
    error = math.sqrt(max(on + off - rest, 0.0) / n) / (1 - chance)
    found = _interval(observed, chance, error, n)
    interval = Interval(min(found.low, kappa), max(found.high, kappa))
    return CodingAgreement(kappa, interval, error, observed, n)


def _interval(observed: float, chance: float, error: float, n: int) -> Interval:
    spread = (error * (1 - chance)) ** 2
    # Where all or none agree, the error is nothing and says nothing of how many they are worth.
    told = spread > 1e-12 and 0 < observed < 1
    worth = observed * (1 - observed) / spread if told else n
    share = wilson(worth * observed, worth)
    low, high = ((end - chance) / (1 - chance) for end in (share.low, share.high))
    return Interval(max(-1.0, low), min(1.0, high))
