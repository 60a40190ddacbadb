"""What was given, looked at once: numbers that are numbers, columns that are equally long."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from fairway.measurement.errors import MeasurementError

Numbers = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

LARGEST = 1e150
"""What can still be squared and added up; larger numbers are mistakes or need another unit."""


def as_list(values: Any, name: str) -> list[Any]:
    """Whatever holds one thing after another; a text is one thing."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise MeasurementError(f"{name}: give one value for each row, not {values!r:.60}.")
    return values.tolist() if isinstance(values, np.ndarray) else list(values)


def as_pairs(values: Any, name: str) -> list[tuple[Any, Any]]:
    found = as_list(values, name)
    for place, pair in enumerate(found, start=1):
        if not (isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) == 2):
            raise MeasurementError(f"{name}: {pair!r:.60} at place {place} is not a pair.")
    return [(first, second) for first, second in found]


def as_numbers(values: Any, name: str, *, missing: bool = False, least: int = 0) -> Numbers:
    """One column of finite numbers; None and NaN stay as NaN where `missing` is allowed.

    Raises
    ------
    MeasurementError
        With the name of the column and the first place (from 1) that cannot be used.
    """
    array = _fast(values)
    if array is None:
        array = _one_by_one(values, name)
    if array.ndim != 1:
        raise MeasurementError(f"{name}: give one column of numbers, not {array.ndim} dimensions.")
    _refuse(np.isinf(array), array, name, "is infinite; correct it or leave it empty")
    _refuse(np.abs(array) > LARGEST, array, name, "is too large; choose a larger unit")
    if not missing:
        _refuse(np.isnan(array), array, name, "is missing; leave the whole row out, or fill it in")
    if len(array) < least:
        raise MeasurementError(f"{name}: {len(array)} values, and at least {least} are needed.")
    return array


def _fast(values: Any) -> Numbers | None:
    if isinstance(values, np.ndarray) and values.dtype.kind in "iufb":
        return values.astype(np.float64)
    return None


def _one_by_one(values: Any, name: str) -> Numbers:
    found = as_list(values, name)
    array = np.empty(len(found))
    for place, value in enumerate(found):
        try:
            array[place] = math.nan if value is None else _number(value)
        except (TypeError, ValueError, OverflowError):
            raise MeasurementError(
                f"{name}: {value!r:.60} at place {place + 1} is not a number."
            ) from None
    return array


def _number(value: Any) -> float:
    if isinstance(value, str | bytes):
        raise TypeError
    return float(value)


def _refuse(bad: Flags, array: Numbers, name: str, why: str) -> None:
    if bad.any():
        place = int(np.argmax(bad))
        raise MeasurementError(f"{name}: {array[place]} at place {place + 1} {why}.")


def as_labels(values: Any, name: str) -> tuple[Positions, tuple[Any, ...]]:
    """Codes from 0 in order of first appearance, and the labels they stand for.

    Anything hashable is a label; None and NaN are refused, as nobody can be told apart by them.
    """
    found = as_list(values, name)
    seen: dict[Any, int] = {}
    codes = np.empty(len(found), dtype=np.intp)
    for place, label in enumerate(found):
        if label is None or (isinstance(label, float) and math.isnan(label)):
            raise MeasurementError(f"{name}: the label at place {place + 1} is missing.")
        try:
            codes[place] = seen.setdefault(label, len(seen))
        except TypeError:
            raise MeasurementError(
                f"{name}: {label!r:.60} at place {place + 1} cannot be a label."
            ) from None
    return codes, tuple(seen)


def same_length(**columns: Sequence[Any] | Numbers | Positions) -> int:
    """The common length of the columns, or an error that names them all."""
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise MeasurementError(f"The columns differ in length: {said}.")
    return next(iter(lengths.values()))


def as_count(value: Any, name: str, *, least: int = 0) -> int:
    """A whole number of people or points."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool | np.bool_)
    if not whole and isinstance(value, float) and value.is_integer():
        whole = True
    if not whole or value < least:
        raise MeasurementError(f"{name}: {value!r:.60} is not a whole number of at least {least}.")
    return int(value)


def as_share(value: Any, name: str) -> float:
    """A number strictly between 0 and 1, as levels and bars are."""
    try:
        share = float(value)
    except (TypeError, ValueError):
        share = math.nan
    if not 0 < share < 1:
        raise MeasurementError(f"{name}: {value!r:.60} does not lie between 0 and 1.")
    return share


def as_days(values: Any, name: str) -> Numbers:
    """Times in days: dates and moments since 1970, or plain numbers in whatever unit they have."""
    found = as_list(values, name)
    if not any(isinstance(value, date) for value in found):
        return as_numbers(found, name)
    days = np.empty(len(found))
    for place, value in enumerate(found):
        if not isinstance(value, date):
            raise MeasurementError(
                f"{name}: {value!r:.60} at place {place + 1} is no date among dates."
            )
        days[place] = _in_days(value)
    return days


def _in_days(value: date) -> float:
    if isinstance(value, datetime):
        moment = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        return moment.timestamp() / 86_400
    return float(value.toordinal() - date(1970, 1, 1).toordinal())
