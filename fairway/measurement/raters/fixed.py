"""Fixed effects as columns: numbers as they are, words as one column for each but the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.raters.coding import Coded, Flags, Floats, coded, numbers

INTERCEPT = "(Intercept)"
_DEPENDENT = 1e-8  # what is left of a column beside the others, as a part of it


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that can be told apart, centred where there is an intercept; and the others."""

    names: tuple[str, ...]
    kept: tuple[int, ...]  # places among the names
    values: Floats  # n × kept
    centres: Floats  # what was subtracted of each kept column

    @property
    def dropped(self) -> tuple[str, ...]:
        return tuple(name for i, name in enumerate(self.names) if i not in self.kept)

    @property
    def has_intercept(self) -> bool:
        return bool(self.kept) and self.names[self.kept[0]] == INTERCEPT

    def uncentred(self, estimates: Floats, covariance: Floats) -> tuple[Floats, Floats]:
        """Estimates and covariance as if nothing had been subtracted."""
        if not self.has_intercept:
            return estimates, covariance
        turn = np.eye(len(self.kept))
        turn[0] -= self.centres
        return turn @ estimates, turn @ covariance @ turn.T


def columns_of(fixed: Mapping[str, Any] | None, keep: Flags, *, intercept: bool) -> Columns:
    names, parts = [], []
    if intercept:
        names.append(INTERCEPT)
        parts.append(np.ones(int(keep.sum())))
    for name, values in (fixed or {}).items():
        for label, column in _spelt_out(name, values, keep):
            names.append(label)
            parts.append(column)
    centres = np.array([0.0 if not intercept or i == 0 else p.mean() for i, p in enumerate(parts)])
    centred = [part - centre for part, centre in zip(parts, centres, strict=True)]
    kept = independent(parts, centred)
    table = np.column_stack([centred[i] for i in kept]) if kept else np.empty((int(keep.sum()), 0))
    return Columns(tuple(names), tuple(kept), table, centres[kept])


def _spelt_out(name: str, values: Any, keep: Flags) -> list[tuple[str, Floats]]:
    if isinstance(values, Coded):
        return _dummies(name, values)
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise MeasurementError(f"{name}: one value for each row is needed, not {values!r:.60}.")
    rows = np.asarray(values)
    if rows.shape != keep.shape:
        raise MeasurementError(
            f"{name}: {rows.size} values for {len(keep)} ratings. Give one each."
        )
    if rows.dtype.kind in "biuf":
        column = numbers(rows, name)
        if np.isnan(column[keep]).any():
            row = int(np.flatnonzero(np.isnan(column) & keep)[0])
            raise MeasurementError(f"{name}: row {row} is empty. Fill it, or leave the row out.")
        return [(name, column[keep])]
    return _dummies(name, coded(values, name).kept(keep))


def _dummies(name: str, levels: Coded) -> list[tuple[str, Floats]]:
    return [
        (f"{name}[{label}]", (levels.codes == place).astype(np.float64))
        for place, label in enumerate(levels.labels)
        if place
    ]


def independent(parts: list[Floats], centred: list[Floats]) -> list[int]:
    """Which columns say something new beside those before them."""
    kept: list[int] = []
    basis: list[Floats] = []
    for place, column in enumerate(centred):
        left = column.copy()
        for _ in range(2):  # once more for rounding
            for one in basis:
                left -= one * (one @ left)
        length = float(np.linalg.norm(left))
        # A constant far from 0, once centred, is rounding: measured by what it was before.
        if length > _DEPENDENT * float(np.linalg.norm(parts[place])) and length > 0:
            kept.append(place)
            basis.append(left / length)
    return kept
