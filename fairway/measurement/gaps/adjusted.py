"""What is left of a gap once the work is taken into account? Unadjusted and adjusted side by side."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.gaps.columns import People, gather, independent
from fairway.measurement.gaps.regression import Errors, clustered
from fairway.measurement.given import Numbers, as_list, as_share
from fairway.measurement.raters.threads import one_thread
from fairway.measurement.results import Caution, Interval, Say, plain

FEW_RATERS, LOW_FREEDOM = 10, 4.0

_ = plain  # marks sentences here; whoever shows them translates

LEFT_OUT = Caution("left_out", _("%(rows)s rows with something missing are left out."))
FEW = Caution("few_raters", _("Only %(raters)s raters, so the interval is rough."))
THIN = Caution(
    "thin",
    _(
        "Very few raters carry this comparison (%(freedom).1f degrees of freedom); read it as a rough "
        "bound."
    ),
)
SWALLOWED = Caution(
    "swallowed",
    _("What is held equal goes together with the group itself; part of a gap may hide in it."),
)

NESTED = Caution(
    "nested",
    _("The groups never occur together where the work is the same, so nothing compares them."),
)
ALIKE = Caution("alike", _("Everyone is alike in this, so nothing compares them."))
UNSURE = Caution("unsure", _("Too few raters saw both sides to say how far this may be off."))


@dataclass(frozen=True, slots=True)
class Slope:
    """How much the outcome differs per unit of something, as a mean over raters' judgements."""

    estimate: float
    error: float
    interval: Interval
    freedom: float
    p: float

    def in_words(self, _: Say = plain) -> str:
        return _("%(estimate).2f (%(low).2f to %(high).2f)") % {
            "estimate": self.estimate,
            "low": self.interval.low,
            "high": self.interval.high,
        }


@dataclass(frozen=True, slots=True)
class AdjustedGap:
    """A difference as found and with role, level and the like held equal, from the same rows.

    `adjusted` is None where it is not estimable; `cautions` say why. `explained` is the share of the
    group's variation that the controls foretell: near 1 there is little left to compare.
    """

    name: str
    unadjusted: Slope | None
    adjusted: Slope | None
    explained: float
    n: int
    raters: int
    cautions: tuple[Caution, ...] = ()

    @property
    def estimate(self) -> float | None:
        return None if self.adjusted is None else self.adjusted.estimate

    @property
    def interval(self) -> Interval | None:
        return None if self.adjusted is None else self.adjusted.interval

    def in_words(self, _: Say = plain) -> str:
        if self.unadjusted is None:
            return _("%(name)s cannot be said.") % {"name": self.name}
        found = _("%(name)s: %(slope)s as found") % {
            "name": self.name,
            "slope": self.unadjusted.in_words(_),
        }
        if self.adjusted is None:
            told = [_("%(found)s; with the work held equal it cannot be said.") % {"found": found}]
        else:
            told = [
                _("%(found)s, %(slope)s with the work held equal.")
                % {"found": found, "slope": self.adjusted.in_words(_)}
            ]
        return " ".join([*told, *(caution.in_words(_) for caution in self.cautions)])


def adjusted_gap(
    outcome: Any,
    group: Any,
    *,
    focal: Hashable,
    reference: Hashable,
    raters: Any,
    categories: Mapping[str, Any] | None = None,
    amounts: Mapping[str, Any] | None = None,
    errors: Errors = clustered,
    level: float = 0.95,
) -> AdjustedGap:
    """Mean difference focal − reference, unadjusted and by regression on the controls.

    y = gap·[focal] + controls + error, over the rows of the two groups; errors of one rater may go
    together in any way.

    Parameters
    ----------
    outcome, group, raters
        Each person's rating, their label (rows of other groups are left aside), and who rated them.
    categories, amounts
        Columns that are held equal: labels (role, level, tenure band), and numbers as a straight
        line. Categories that say nothing new are dropped.
    errors
        How errors are found: `clustered` (CR2, the default), `random_raters`, or another of that
        shape.
    focal, reference
        The two labels compared: the group asked about, and the one it is held against.
    level
        Of the interval: 0.95.

    Notes
    -----
    Assumes that controls are no part of what is asked about: where promotion is unequal, holding
    level equal hides it. Rows with anything missing are left out and counted.
    Bell and McCaffrey (2002), Surv. Methodol. 28, 169–181.

    Raises
    ------
    MeasurementError
        For unequal columns, infinity, or an unknown group.
    NotEstimable
        For a constant outcome, one rater, or no more rows than columns.
    """
    listed = as_list(group, "group")
    for name in (focal, reference):
        if name not in listed:
            raise MeasurementError(f"group: nobody belongs to {name!r:.60}.")
    membership = np.array([float(label == focal) for label in listed])
    wanted = np.array([label in (focal, reference) for label in listed], dtype=bool)
    people = gather(
        outcome, {str(focal): membership}, raters, categories or {}, amounts or {}, wanted
    )
    return regressed(people, errors, as_share(level, "level"))[0]


@one_thread()
def regressed(
    people: People, errors: Errors, level: float, *, together: bool = False
) -> tuple[AdjustedGap, ...]:
    """Each column of the focus as found, and in one model with what is held equal.

    As found means alone, or beside the other columns of the focus if they belong `together`, as the
    kinds of one thing do.
    """
    if np.ptp(people.outcome) <= 1e-12 * np.abs(people.outcome).max():
        raise NotEstimable("outcome: everyone has the same, so there is no gap to explain.")
    moving = {name: c for name, c in people.focus.items() if np.var(c) > 0}
    plain_base = np.ones((people.n, 1))
    return tuple(
        _one(people, name, moving, plain_base, errors, level, together) for name in people.focus
    )


def _one(
    people: People,
    name: str,
    moving: Mapping[str, Numbers],
    constant: Numbers,
    errors: Errors,
    level: float,
    together: bool,
) -> AdjustedGap:
    cautions = _about(people)
    count = int(people.raters.max()) + 1
    if name not in moving:
        return AdjustedGap(name, None, None, 1.0, people.n, count, (*cautions, ALIKE))
    column = moving[name]
    others = [other for key, other in moving.items() if key != name]
    beside = others if together else []
    found = _slope(people, column, np.column_stack([constant, *beside]), errors, level)
    base = np.column_stack([people.held, *others])
    explained = _explained(column, base)
    if explained > 1 - 1e-8:
        return AdjustedGap(name, found, None, 1.0, people.n, count, (*cautions, NESTED))
    if explained > 0.8:
        cautions.append(SWALLOWED)
    adjusted = _slope(people, column, base, errors, level)
    if adjusted is None:
        cautions.append(UNSURE)
    elif adjusted.freedom < LOW_FREEDOM:
        cautions.append(Caution(THIN.code, THIN.said, (("freedom", adjusted.freedom),)))
    return AdjustedGap(name, found, adjusted, explained, people.n, count, tuple(cautions))


def _about(people: People) -> list[Caution]:
    cautions = []
    if people.left_out:
        cautions.append(Caution(LEFT_OUT.code, LEFT_OUT.said, (("rows", people.left_out),)))
    raters = int(people.raters.max()) + 1
    if raters < FEW_RATERS:
        cautions.append(Caution(FEW.code, FEW.said, (("raters", raters),)))
    return cautions


def _explained(column: Numbers, base: Numbers) -> float:
    fitted, *_rest = np.linalg.lstsq(base, column, rcond=None)
    left = column - base @ fitted
    return 1 - float(left @ left) / float(((column - column.mean()) ** 2).sum())


def _slope(
    people: People, column: Numbers, base: Numbers, errors: Errors, level: float
) -> Slope | None:
    from scipy.special import stdtr, stdtrit

    # The column asked about stands first, so nothing else can take its place.
    design = independent(np.column_stack([column, base]))
    if _explained(column, design[:, 1:]) > 1 - 1e-8:
        return None
    fitted = errors(people.outcome, design, people.raters)
    estimate, freedom = float(fitted.coefficients[0]), float(fitted.freedom[0])
    error = math.sqrt(max(float(fitted.covariance[0, 0]), 0.0))
    if not (error > 0 and freedom > 0):
        return None
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    interval = Interval(estimate - reach, estimate + reach, level)
    return Slope(
        estimate, error, interval, freedom, float(2 * stdtr(freedom, -abs(estimate) / error))
    )
