"""Ratings gathered into forms: what one rater gave one ratee, criterion by criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import Numbers, Positions, as_labels, as_numbers, same_length
from fairway.measurement.results import Caution, plain

_ = plain  # marks sentences here; whoever shows them translates

SELF = Caution("self_ratings", _("%(n)s ratings of oneself are left out."))
MISSING = Caution("missing_ratings", _("%(n)s missing ratings are left out."))


@dataclass(frozen=True, slots=True)
class Forms:
    """One form in each row of `ratings`, one criterion in each column, NaN where not asked.

    `kind` is the same for forms with the same criteria answered; `order` sorts forms by what they
    say, so that nothing depends on the order of the rows.
    """

    ratings: Numbers
    rater: Positions
    kind: Positions
    raters: tuple[Any, ...]
    cautions: tuple[Caution, ...]

    @property
    def answered(self) -> Positions:
        counts: Positions = (~np.isnan(self.ratings)).sum(axis=1)
        return counts

    @property
    def means(self) -> Numbers:
        centred: Numbers = np.nansum(self.ratings, axis=1) / self.answered
        return centred

    @property
    def variances(self) -> Numbers:
        """Within each form, over its criteria; NaN for a single criterion."""
        away = self.ratings - self.means[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            spread: Numbers = np.nansum(away**2, axis=1) / (self.answered - 1)
        return np.where(self.answered > 1, spread, np.nan)


def gather_forms(rater: Any, ratee: Any, criterion: Any, rating: Any) -> Forms:
    """From one row per rating; ratings of oneself and missing ones are left out and counted.

    Raises
    ------
    MeasurementError
        For unequal columns, infinity, or a criterion rated twice on one form.
    """
    by, raters = as_labels(rater, "rater")
    of, ratees = as_labels(ratee, "ratee")
    on, criteria = as_labels(criterion, "criterion")
    values = as_numbers(rating, "rating", missing=True)
    same_length(rater=by, ratee=of, criterion=on, rating=values)
    oneself = np.array([raters[i] == ratees[j] for i, j in zip(by, of, strict=True)], dtype=bool)
    missing = np.isnan(values)
    kept = ~(oneself | missing)
    pairs = by[kept].astype(np.int64) * max(len(ratees), 1) + of[kept]
    found, place = np.unique(pairs, return_inverse=True)
    table = np.full((len(found), len(criteria)), np.nan)
    cells = place * max(len(criteria), 1) + on[kept]
    if len(np.unique(cells)) < len(cells):
        raise MeasurementError("A criterion is rated twice by one rater for one ratee; keep one.")
    table[place, on[kept]] = values[kept]
    _kinds, kind = np.unique(~np.isnan(table), axis=0, return_inverse=True)
    cautions = [
        Caution(caution.code, caution.said, (("n", int(count)),))
        for caution, count in ((SELF, oneself.sum()), (MISSING, (missing & ~oneself).sum()))
        if count
    ]
    rater_of = (found // max(len(ratees), 1)).astype(np.intp)
    return Forms(table, rater_of, kind.reshape(-1), raters, tuple(cautions))
