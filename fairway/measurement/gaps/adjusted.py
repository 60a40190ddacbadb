"""What is left of a gap once the work is taken into account? Unadjusted and adjusted side by side."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.gaps.columns import People, gather
from fairway.measurement.gaps.regression import Errors, clustered
from fairway.measurement.gaps.slopes import Slope, explained, slope_of
from fairway.measurement.gaps.within import slope_within
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
class AdjustedGap:
    """A difference as found and with role, level and the like held equal, from the same rows.

    `adjusted` is None where it is not estimable; `cautions` say why. `explained` is the share of the
    group's variation that the controls foretell: near 1 there is little left to compare. `within`
    compares people of one rater alone, where that was asked for.
    """

    name: str
    unadjusted: Slope | None
    adjusted: Slope | None
    explained: float
    n: int
    raters: int
    cautions: tuple[Caution, ...] = ()
    within: Slope | None = None

    @property
    def estimate(self) -> float | None:
        return None if self.adjusted is None else self.adjusted.estimate

    @property
    def interval(self) -> Interval | None:
        return None if self.adjusted is None else self.adjusted.interval

    @property
    def p_within(self) -> float | None:
        """How likely chance alone makes what is seen among people of one rater. What is clear across
        raters needs to be seen there in its own direction only."""
        if self.within is None:
            return None
        if self.adjusted is None or self.adjusted.estimate * self.within.estimate <= 0:
            return self.within.p
        return min(self.within.p, max(self.adjusted.p, self.within.p / 2))

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
        if self.within is not None:
            held = _("Among people of one rater: %(slope)s.")
            told.append(held % {"slope": self.within.in_words(_)})
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
    within_raters: bool = False,
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
    within_raters
        Compare people of one rater with each other too: a strict rater of one group makes a gap
        that nobody else takes part in.

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
    people = _people_of(outcome, group, (focal, reference), raters, categories or {}, amounts or {})
    level = as_share(level, "level")
    found = regressed(people, errors, level)
    return (among_people_of_one_rater(found, people, errors, level) if within_raters else found)[0]


def _people_of(
    outcome: Any,
    group: Any,
    compared: tuple[Hashable, Hashable],
    raters: Any,
    categories: Mapping[str, Any],
    amounts: Mapping[str, Any],
) -> People:
    """Those of the two groups; the first of the two is the one that is asked about."""
    listed, focal = as_list(group, "group"), compared[0]
    for name in compared:
        if name not in listed:
            raise MeasurementError(f"group: nobody belongs to {name!r:.60}.")
    membership = np.array([float(label == focal) for label in listed])
    wanted = np.array([label in compared for label in listed], dtype=bool)
    return gather(outcome, {str(focal): membership}, raters, categories, amounts, wanted)


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


@one_thread()
def among_people_of_one_rater(
    gaps: tuple[AdjustedGap, ...], people: People, errors: Errors, level: float
) -> tuple[AdjustedGap, ...]:
    """Each with what is left of it where who rates is held equal too."""
    return tuple(_within(gap, people, errors, level) for gap in gaps)


def _within(gap: AdjustedGap, people: People, errors: Errors, level: float) -> AdjustedGap:
    slope, why = slope_within(people, people.focus[gap.name], errors, level)
    cautions = gap.cautions if why is None else (*gap.cautions, why)
    return replace(gap, within=slope, cautions=cautions)


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
    found = slope_of(people, column, np.column_stack([constant, *beside]), errors, level)
    base = np.column_stack([people.held, *others])
    foretold = explained(column, base)
    if foretold > 1 - 1e-8:
        return AdjustedGap(name, found, None, 1.0, people.n, count, (*cautions, NESTED))
    if foretold > 0.8:
        cautions.append(SWALLOWED)
    adjusted = slope_of(people, column, base, errors, level)
    if adjusted is None:
        cautions.append(UNSURE)
    elif adjusted.freedom < LOW_FREEDOM:
        cautions.append(Caution(THIN.code, THIN.said, (("freedom", adjusted.freedom),)))
    return AdjustedGap(name, found, adjusted, foretold, people.n, count, tuple(cautions))


def _about(people: People) -> list[Caution]:
    cautions = []
    if people.left_out:
        cautions.append(Caution(LEFT_OUT.code, LEFT_OUT.said, (("rows", people.left_out),)))
    raters = int(people.raters.max()) + 1
    if raters < FEW_RATERS:
        cautions.append(Caution(FEW.code, FEW.said, (("raters", raters),)))
    return cautions
