"""Which of many figures are telling us something?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import LARGEST, Flags, Numbers, Positions, as_count
from fairway.measurement.kpi import engine
from fairway.measurement.kpi.engine import D2, D4, DEFAULT_RULES, FIRM, known_rules
from fairway.measurement.kpi.xmr import Firmness
from fairway.measurement.results import Say, plain


@dataclass(frozen=True, slots=True)
class ControlCharts:
    """Charts of many series, one row each; NaN in the lines where nothing can be said.

    `signals` holds for each rule which points fired, in the shape of the values.
    """

    centre: Numbers
    mean_range: Numbers
    lower: Numbers
    upper: Numbers
    range_limit: Numbers
    n: Positions
    baseline_n: Positions
    autocorrelation: Numbers
    signals: dict[str, Flags]

    @property
    def firmness(self) -> list[Firmness]:
        return [_firmness(n, known) for n, known in zip(self.baseline_n, self.known, strict=True)]

    @property
    def known(self) -> Flags:
        """Where there are limits at all: enough points, and some variation."""
        return self.mean_range > 0

    @property
    def autocorrelated(self) -> Flags:
        """Series for which `watch` should be asked, as plain limits would alarm too often."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.abs(self.autocorrelation) > 2 / np.sqrt(self.baseline_n)

    @property
    def alarms(self) -> Flags:
        """Which series have any signal."""
        found = np.zeros(len(self.n), dtype=bool)
        for fired in self.signals.values():
            found |= fired.any(axis=1)
        return found

    def in_words(self, _: Say = plain) -> str:
        return _(
            "%(alarms)s of %(n)s figures show something worth asking about; for %(unknown)s there "
            "are no limits yet."
        ) % {
            "alarms": int(self.alarms.sum()),
            "n": len(self.n),
            "unknown": int((~self.known).sum()),
        }


def xmr_many(
    values: Any, *, baseline: int | None = None, rules: Iterable[str] = DEFAULT_RULES
) -> ControlCharts:
    """XmR charts of many series at once, with the arithmetic of `xmr`.

    Parameters
    ----------
    values
        A matrix, one series in each row, time to the right; NaN where nothing was measured, also
        behind the end of a shorter series.
    baseline, rules
        As in `xmr`.

    Raises
    ------
    MeasurementError
        For anything but a numeric matrix, or infinity in it.
    """
    matrix = _matrix(values)
    length = None if baseline is None else as_count(baseline, "baseline", least=1)
    wanted = known_rules(rules)
    charts = [_block(matrix[at : at + 4096], length, wanted) for at in range(0, len(matrix), 4096)]
    if not charts:
        charts = [_block(matrix, length, wanted)]

    def joined(name: str) -> Any:
        return np.concatenate([getattr(chart, name) for chart in charts])

    return ControlCharts(
        signals={rule: np.concatenate([c.signals[rule] for c in charts]) for rule in wanted},
        **{field.name: joined(field.name) for field in fields(ControlCharts)[:-1]},
    )


def _block(matrix: Numbers, baseline: int | None, rules: tuple[str, ...]) -> ControlCharts:
    packed = engine.pack(matrix)
    drawn = engine.lines(packed, baseline)
    reach = 3 * np.where(drawn.mean_range > 0, drawn.sigma, np.nan)
    fired = engine.signals(packed, drawn, rules)
    return ControlCharts(
        centre=drawn.centre,
        mean_range=drawn.mean_range,
        lower=drawn.centre - reach,
        upper=drawn.centre + reach,
        range_limit=D4 / 3 * D2 * reach,
        n=packed.counts,
        baseline_n=drawn.n,
        autocorrelation=engine.lag_one(packed, baseline),
        signals={rule: engine.unpack(flags, packed) for rule, flags in fired.items()},
    )


def _matrix(values: Any) -> Numbers:
    try:
        matrix = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise MeasurementError(
            "values: give a matrix of numbers, one series in each row."
        ) from None
    if matrix.ndim != 2:
        raise MeasurementError(f"values: give a matrix, not {matrix.ndim} dimensions.")
    if np.fmax.reduce(np.abs(matrix), axis=None, initial=0.0) > LARGEST:
        row, column = (int(place[0]) + 1 for place in np.nonzero(np.abs(matrix) > LARGEST))
        raise MeasurementError(f"values: too large in row {row}, column {column}; correct it.")
    return matrix


def _firmness(n: int, known: bool) -> Firmness:
    if not known:
        return "none"
    return "firm" if n >= FIRM else "provisional"
