"""From whatever names people and ratings to numbers that can be calculated with."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import LARGEST

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A factor: for each row the place of its level among `labels` (sorted where they can be)."""

    name: str
    codes: Codes
    labels: tuple[Hashable, ...]

    @property
    def size(self) -> int:
        return len(self.labels)

    def counts(self) -> Codes:
        return np.bincount(self.codes, minlength=self.size)

    def kept(self, keep: Flags) -> Coded:
        """The same factor over the kept rows; levels that no row has any more are gone."""
        if keep.all():
            return self
        left, codes = np.unique(self.codes[keep], return_inverse=True)
        return Coded(self.name, codes.astype(np.intp), tuple(self.labels[i] for i in left))


def coded(ids: Any, name: str) -> Coded:
    """Any hashable ids, in rows; None and NaN name nobody and are refused with their row."""
    if isinstance(ids, np.ndarray) and ids.ndim != 1:
        raise MeasurementError(f"{name}: one id for each row is needed, not a table.")
    if isinstance(ids, np.ndarray) and ids.dtype.kind in "iu" and ids.size:
        return _coded_integers(ids, name)
    if isinstance(ids, str | bytes) or not isinstance(ids, Iterable):
        raise MeasurementError(f"{name}: one id for each row is needed, not {ids!r:.60}.")
    rows = ids.tolist() if isinstance(ids, np.ndarray) else list(ids)
    return _coded_anything(rows, name)


def _coded_integers(ids: npt.NDArray[Any], name: str) -> Coded:
    low, high = int(ids.min()), int(ids.max())
    if high - low > 4 * len(ids) + 1024:
        labels, codes = np.unique(ids, return_inverse=True)
        return Coded(name, codes.astype(np.intp), tuple(labels.tolist()))
    # A table over the range is many times faster than sorting.
    wide = ids if ids.dtype == np.uint64 else ids.astype(np.int64)
    shifted = (wide - wide.dtype.type(low)).astype(np.intp)
    seen = np.zeros(high - low + 1, dtype=bool)
    seen[shifted] = True
    place = np.cumsum(seen) - 1
    return Coded(name, place[shifted], tuple(low + at for at in np.flatnonzero(seen).tolist()))


def _coded_anything(rows: Sequence[Any], name: str) -> Coded:
    try:
        levels = list(dict.fromkeys(rows))
    except TypeError as error:
        raise MeasurementError(f"{name}: an id cannot be a list or a table ({error}).") from None
    if any(_names_nobody(level) for level in levels):
        place = next(place for place, row in enumerate(rows) if _names_nobody(row))
        raise MeasurementError(f"{name}: row {place} has no id. Leave it out, or name it.")
    with suppress(TypeError):  # mixed kinds have no order; then they stay as they come
        levels.sort()
    place_of = {level: i for i, level in enumerate(levels)}
    codes = np.fromiter(map(place_of.__getitem__, rows), np.intp, len(rows))
    return Coded(name, codes, tuple(levels))


def _names_nobody(level: Any) -> bool:
    return level is None or (isinstance(level, float) and math.isnan(level))


def numbers(values: Any, name: str) -> Floats:
    """Numbers in rows; None becomes NaN, infinity and words are refused with their row."""
    try:
        if isinstance(values, np.ndarray) and values.dtype.kind == "c":
            raise TypeError
        found = np.array(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise MeasurementError(f"{name}: not all of it is numbers.") from None
    if found.ndim != 1:
        raise MeasurementError(f"{name}: one number for each row is needed, not a table.")
    if np.isinf(found).any():
        row = int(np.flatnonzero(np.isinf(found))[0])
        raise MeasurementError(f"{name}: row {row} is infinite. Correct it, or leave it empty.")
    refuse_too_large(found, name)
    return found


def refuse_too_large(found: Floats, name: str) -> None:
    if (np.abs(found) > LARGEST).any():
        raise MeasurementError(
            f"{name}: there are numbers over {LARGEST:.0e}. Choose a larger unit."
        )


def spread_of(centred: Floats) -> float:
    """Root mean square, whatever the size of the numbers."""
    largest = float(np.abs(centred).max())
    return largest * float(np.sqrt(np.mean((centred / largest) ** 2))) if largest else 0.0


def same_length(n: int, others: Sequence[Coded]) -> None:
    for other in others:
        if len(other.codes) != n:
            raise MeasurementError(
                f"{other.name} has {len(other.codes)} rows, the ratings have {n}. Give one each."
            )


def crossing(first: Coded, second: Coded, name: str) -> Coded:
    """The pairs that occur of two factors, as a factor; nobody asks what they are called."""
    key = first.codes * second.size + second.codes
    found, codes = np.unique(key, return_inverse=True)
    return Coded(name, codes.astype(np.intp), tuple(range(len(found))))
