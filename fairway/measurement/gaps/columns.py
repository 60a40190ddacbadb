"""Columns of people as they come: labels and numbers, some missing, some saying the same twice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.given import (
    Flags,
    Numbers,
    Positions,
    as_labels,
    as_list,
    as_numbers,
    same_length,
)
from fairway.measurement.raters.threads import one_thread


@dataclass(frozen=True, slots=True)
class People:
    """Complete rows: the outcome, what is asked about, what is held equal, and who rated."""

    outcome: Numbers
    focus: dict[str, Numbers]
    held: Numbers
    raters: Positions
    left_out: int

    @property
    def n(self) -> int:
        return len(self.outcome)


@one_thread()
def gather(
    outcome: Any,
    focus: Mapping[str, Numbers],
    raters: Any,
    categories: Mapping[str, Any],
    amounts: Mapping[str, Any],
    wanted: Flags | None = None,
) -> People:
    """Rows in which nothing is missing, out of those that are wanted."""
    y = as_numbers(outcome, "outcome", missing=True)
    lines = {name: as_numbers(column, name, missing=True) for name, column in amounts.items()}
    labels = {name: as_list(column, name) for name, column in categories.items()}
    labels["raters"] = as_list(raters, "raters")
    same_length(outcome=y, **focus, **{f"held {name}": c for name, c in lines.items()}, **labels)
    complete = np.ones(len(y), dtype=bool) if wanted is None else wanted.copy()
    asked = int(complete.sum())
    for column in (y, *focus.values(), *lines.values()):
        complete &= ~np.isnan(column)
    for names in labels.values():
        complete &= np.fromiter((_is_named(label) for label in names), bool, len(names))
    kept = np.flatnonzero(complete)
    if len(kept) == 0:
        raise MeasurementError("No row is complete; look for a column that is empty throughout.")
    held = [_straight(lines[name][kept]) for name in lines]
    held += [_dummies([labels[name][i] for i in kept], name) for name in categories]
    codes, _raters = as_labels([labels["raters"][i] for i in kept], "raters")
    return People(
        outcome=y[kept],
        focus={name: column[kept] for name, column in focus.items()},
        held=independent(np.column_stack([np.ones(len(kept)), *held])),
        raters=codes,
        left_out=asked - len(kept),
    )


def independent(design: Numbers) -> Numbers:
    """The columns that say something of their own, in their order; the first always stays."""
    from scipy.linalg import qr

    if design.shape[1] == 1:
        return design
    scale = np.sqrt((design**2).sum(axis=0))
    scaled = design / np.where(scale > 0, scale, 1)
    # What the first column says is taken out of the others, so that pivoting cannot drop it.
    others = scaled[:, 1:] - np.outer(scaled[:, 0], scaled[:, 0] @ scaled[:, 1:])
    triangle, order = qr(others, mode="r", pivoting=True)
    rank = int((np.abs(np.diag(triangle)) > 1e-9).sum())
    kept = {0, *(order[:rank] + 1).tolist()}
    if len(kept) >= len(design):
        raise NotEstimable(
            f"{len(design)} rows cannot tell {len(kept)} things apart; hold fewer of them equal."
        )
    return design[:, sorted(kept)]


def _is_named(label: Any) -> bool:
    return not (label is None or (isinstance(label, float) and math.isnan(label)))


def _straight(line: Numbers) -> Numbers:
    spread = float(line.std())
    return (line - line.mean()) / spread if spread > 0 else np.zeros(len(line))


def _dummies(labels: list[Any], name: str) -> Numbers:
    codes, found = as_labels(labels, name)
    table = np.zeros((len(labels), len(found)))
    table[np.arange(len(labels)), codes] = 1
    return table[:, 1:]
