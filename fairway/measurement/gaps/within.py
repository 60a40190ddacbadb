"""What is left of a gap among people of one rater? A strict rater of one group makes a gap that
nobody else takes part in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fairway.measurement.gaps.columns import People
from fairway.measurement.gaps.regression import Errors
from fairway.measurement.gaps.slopes import Slope, explained, slope_of
from fairway.measurement.given import Numbers
from fairway.measurement.results import Caution, plain

ROUNDING, SAME = 1e-9, 1e-8
LEAST_FREEDOM = 4.0  # of fewer the interval itself is not to be relied on

_ = plain  # marks sentences here; whoever shows them translates

SAME_SIDE = Caution(
    "same_side",
    _("Nobody rated people who differ in this, so it cannot be told apart from who rates."),
)
NESTED_WITHIN = Caution(
    "nested_within",
    _(
        "Among people of one rater the groups never occur together where the work is the same, so "
        "nothing compares them."
    ),
)
WITHIN_UNSURE = Caution(
    "within_unsure",
    _("Too few people were rated by one and the same rater to hold who rates equal."),
)


def slope_within(
    people: People, column: Numbers, errors: Errors, level: float
) -> tuple[Slope | None, Caution | None]:
    """The slope with each rater's own mean taken out of everything, or why there is none.

    The same as a column for each rater beside the others, without a table of raters × people.
    Pustejovsky and Tipton (2018), J. Bus. Econ. Stat. 36, 672–683, theorem 2.
    """
    inside = _inside(column[:, None], people)[:, 0]
    if not (inside**2).sum() > 0:
        return None, SAME_SIDE
    held = _inside(people.held, people)
    base = held[:, held.any(axis=0)]
    count = int(people.raters.max()) + 1
    if base.shape[1] and explained(inside, base) > 1 - SAME:
        return None, NESTED_WITHIN
    if people.n - count <= base.shape[1] + 1:
        return None, WITHIN_UNSURE
    apart = replace(people, outcome=_inside(people.outcome[:, None], people)[:, 0])
    slope = slope_of(apart, inside, base, errors, level)
    if slope is None or slope.freedom < LEAST_FREEDOM:
        return None, WITHIN_UNSURE
    return slope, None


def _inside(columns: Numbers, people: People) -> Numbers:
    """Each column less each rater's mean of it; exactly nought where a rater's people are alike."""
    sums = np.zeros((int(people.raters.max()) + 1, columns.shape[1]))
    np.add.at(sums, people.raters, columns)
    means = sums / np.bincount(people.raters)[:, None]
    left = columns - means[people.raters]
    size = np.abs(columns).max(axis=0)
    gone: Numbers = np.where(np.abs(left) <= ROUNDING * size, 0.0, left)
    return gone
