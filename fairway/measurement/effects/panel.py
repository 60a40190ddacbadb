"""Rows of unit, time, first treated and outcome as one table: units × periods."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.results import Caution

Floats = NDArray[np.float64]
MOST_SMALL, MOST_LARGE = 1e-100, 1e100

Column = Sequence[Any] | NDArray[Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """`outcome[i, s]` of unit i in period `times[s]`; `first[i]` is when it was treated, or inf.

    Balanced: every unit has every period. Whoever was treated before the second period is left out.
    """

    units: tuple[Hashable, ...]
    times: Floats
    outcome: Floats
    first: Floats
    cautions: tuple[Caution, ...]

    @property
    def cohorts(self) -> Floats:
        found: Floats = np.unique(self.first[np.isfinite(self.first)])
        return found

    @property
    def never(self) -> NDArray[np.bool_]:
        return np.isinf(self.first)

    def before(self, when: float) -> int:
        """The number of periods before `when`."""
        return int(np.searchsorted(self.times, when))


def build_panel(unit: Column, time: Column, first_treated: Column, outcome: Column) -> Panel:
    names, rows = _units(unit)
    lengths = {len(unit), len(time), len(first_treated), len(outcome)}
    if len(lengths) > 1:
        raise MeasurementError(f"The columns differ in length: {sorted(lengths)}.")
    when = _numbers("time", time)
    if np.isnan(when).any():
        raise MeasurementError(f"Row {_first(np.isnan(when))}: the time is missing.")
    times, periods = np.unique(when, return_inverse=True)
    values = _numbers("outcome", outcome)
    if len(times) < 2:
        raise NotEstimable("All rows are of one period; a change needs at least two.")
    _refuse_twice(names, times, rows, periods)
    first = _first_treated(names, rows, _never_as_infinite(first_treated), float(times[-1]))
    table = np.full((len(names), len(times)), np.nan)
    table[rows, periods] = values
    panel = _balanced(names, times, table, first)
    _refuse_scale(panel.outcome)
    return panel


def _units(unit: Column) -> tuple[tuple[Hashable, ...], NDArray[np.int64]]:
    listed = unit.tolist() if isinstance(unit, np.ndarray) else list(unit)
    if not listed:
        raise MeasurementError("There are no rows.")
    place: dict[Hashable, int] = {}
    for number, name in enumerate(listed, start=1):
        if name is None or name == "" or (isinstance(name, float) and isnan(name)):
            raise MeasurementError(f"Row {number}: the unit is missing.")
        place.setdefault(name, len(place))
    return tuple(place), np.array([place[name] for name in listed], dtype=np.int64)


def _numbers(what: str, column: Column) -> Floats:
    """Numbers, with NaN for what is missing; infinite ones and words are refused."""
    found = _floats(what, column)
    if np.isinf(found).any():
        raise MeasurementError(f"Row {_first(np.isinf(found))}: the {what} is infinite.")
    return found


def _floats(what: str, column: Column) -> Floats:
    try:
        return np.asarray(column, dtype=np.float64)
    except (TypeError, ValueError):
        pass
    found = np.empty(len(column))
    for number, value in enumerate(column):
        try:
            found[number] = np.nan if value is None or value == "" else float(value)
        except (TypeError, ValueError):
            raise MeasurementError(
                f"Row {number + 1}: the {what} {value!r} is no number."
            ) from None
    return found


def _never_as_infinite(first_treated: Column) -> Floats:
    """Never treated is said in many ways: missing, infinite, 0."""
    found = _floats("first treatment", first_treated).copy()
    found[np.isnan(found) | (found == 0)] = np.inf
    if (found == -np.inf).any():
        raise MeasurementError(f"Row {_first(found == -np.inf)}: the first treatment is infinite.")
    return found


def _refuse_twice(
    names: tuple[Hashable, ...], times: Floats, rows: NDArray[np.int64], periods: NDArray[np.int64]
) -> None:
    cells = rows * len(times) + periods
    twice = np.flatnonzero(np.bincount(cells) > 1)
    if len(twice):
        name, when = names[twice[0] // len(times)], times[twice[0] % len(times)]
        raise MeasurementError(
            f"Unit {name} has more than one row for time {when:g}. Add them up or average them first."
        )


def _first_treated(
    names: tuple[Hashable, ...], rows: NDArray[np.int64], said: Floats, last: float
) -> Floats:
    first = np.empty(len(names))
    first[rows] = said
    wrong = np.flatnonzero(first[rows] != said)
    if len(wrong):
        raise MeasurementError(
            f"Unit {names[rows[wrong[0]]]} has more than one first treatment; it must stay the same."
        )
    first[first > last] = np.inf  # not within these data
    return first


def _balanced(names: tuple[Hashable, ...], times: Floats, table: Floats, first: Floats) -> Panel:
    complete = ~np.isnan(table).any(axis=1)
    early = first <= times[0]
    kept = complete & ~early
    cautions = []
    if not complete.all():
        cautions.append(
            Caution(
                "incomplete",
                "%(n)s of %(of)s units lack an outcome in some period and were left out.",
                (("n", int((~complete).sum())), ("of", len(names))),
            )
        )
    if (early & complete).any():
        cautions.append(
            Caution(
                "early",
                "%(n)s units were treated before there was anything to compare with and were "
                "left out.",
                (("n", int((early & complete).sum())),),
            )
        )
    if not kept.any():
        raise NotEstimable("No unit has an outcome in every period and was untreated at first.")
    chosen = np.flatnonzero(kept)
    return Panel(tuple(names[i] for i in chosen), times, table[kept], first[kept], tuple(cautions))


def _refuse_scale(outcome: Floats) -> None:
    spread = float(outcome.max() / 2 - outcome.min() / 2)
    if spread == 0:
        raise NotEstimable("The outcome is the same in every row; nothing can be told from it.")
    if not MOST_SMALL < spread < MOST_LARGE:
        raise MeasurementError("The outcome is in a unit too small or too large to calculate with.")


def _first(mask: NDArray[np.bool_]) -> int:
    return int(np.flatnonzero(mask)[0]) + 1
