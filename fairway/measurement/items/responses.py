"""Right or wrong, for each person and item, with gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairway.measurement.errors import MeasurementError, NotEstimable

Floats = NDArray[np.float64]
Table = Sequence[Sequence[Any]] | NDArray[Any]


@dataclass(frozen=True, slots=True)
class Responses:
    """`table[person, item]` is 1, 0 or NaN where the person did not meet the item."""

    table: Floats
    names: tuple[str, ...]

    @property
    def answered(self) -> NDArray[np.bool_]:
        answered: NDArray[np.bool_] = ~np.isnan(self.table)
        return answered


def read_responses(table: Table, names: Sequence[str] | None = None) -> Responses:
    try:
        values = np.array(table, dtype=np.float64)
    except (TypeError, ValueError):
        values = _converted(table)
    if values.ndim != 2 or not values.size:
        raise MeasurementError("Give a row for each person and a column for each item.")
    wrong = np.argwhere(~(np.isnan(values) | (values == 0) | (values == 1)))
    if len(wrong):
        row, column = wrong[0]
        raise MeasurementError(
            f"Row {row + 1}, item {column + 1}: {values[row, column]:g} is neither 0 (wrong) nor 1 "
            "(right)."
        )
    said = tuple(str(name) for name in names or range(1, values.shape[1] + 1))
    if len(said) != values.shape[1] or len(set(said)) < len(said):
        raise MeasurementError(f"{values.shape[1]} items need as many different names.")
    return Responses(values, said)


def _converted(table: Table) -> Floats:
    lengths = {len(row) for row in table}
    if len(lengths) > 1:
        raise MeasurementError(f"Rows differ in length: {min(lengths)} to {max(lengths)} items.")
    found = np.full((len(table), max(lengths, default=0)), np.nan)
    for number, row in enumerate(table):
        for item, value in enumerate(row):
            if value is None or value == "":
                continue
            try:
                found[number, item] = float(value)
            except (TypeError, ValueError):
                raise MeasurementError(
                    f"Row {number + 1}, item {item + 1}: {value!r} is neither 0 nor 1."
                ) from None
    return found


@dataclass(frozen=True, slots=True)
class Booklet:
    """Everybody who met the same items: their columns, answers and numbers right."""

    items: NDArray[np.int64]
    answers: Floats
    scores: NDArray[np.int64]


def booklets(responses: Responses) -> Iterator[Booklet]:
    masks, which = np.unique(responses.answered, axis=0, return_inverse=True)
    which = which.reshape(-1)
    for number, mask in enumerate(masks):
        items = np.flatnonzero(mask)
        if len(items):
            answers = responses.table[which == number][:, items]
            yield Booklet(items, answers, answers.sum(axis=1).astype(np.int64))


def enough_responses(table: Table, names: Sequence[str] | None, fewest: int) -> Responses:
    """Responses that a Rasch model can be fitted to."""
    responses = read_responses(table, names)
    n = int(responses.answered.any(axis=1).sum())
    if n < fewest:
        raise NotEstimable(f"A Rasch model needs {fewest} people; {n} have answered.")
    if len(responses.names) < 2:
        raise NotEstimable("A Rasch model compares items; one is not enough.")
    _check_comparable(responses)
    return responses


def _check_comparable(responses: Responses) -> None:
    """Estimates are finite and comparable exactly when beats lead from each item to each other.

    Item i beats j when somebody got i right and j wrong (Fischer's condition).
    """
    right = np.nan_to_num(responses.table)
    wrong = np.nan_to_num(1 - responses.table)
    beats = right.T @ wrong > 0
    n = len(beats)
    reach = beats | np.eye(n, dtype=bool)
    for _ in range(max(1, n.bit_length())):
        reach = (reach.astype(float) @ reach.astype(float)) > 0
    apart = np.flatnonzero(~(reach & reach.T)[0])
    if not len(apart):
        return
    never = [responses.names[i] for i in range(n) if not beats[:, i].any() or not beats[i].any()]
    if never:
        raise NotEstimable(
            f"Item {never[0]} was got right, or wrong, by everybody who differs on other items. "
            "Leave it out."
        )
    raise NotEstimable(
        f"Items {responses.names[0]} and {responses.names[apart[0]]} cannot be compared: no answers "
        "link them in both directions."
    )
