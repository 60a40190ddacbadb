"""Is a figure with seasons or with a memory telling us something?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fairway.measurement.given import Numbers, as_count, as_numbers
from fairway.measurement.kpi.autoregression import Autoregression, choose_autoregression
from fairway.measurement.kpi.engine import DEFAULT_RULES, LEAST
from fairway.measurement.kpi.xmr import AUTOCORRELATED, ControlChart, Signal, xmr
from fairway.measurement.results import Caution, Say, plain

CYCLES, LONG = 3, 36

_ = plain  # marks sentences here; whoever shows them translates

TOO_FEW_CYCLES = Caution(
    "too_few_cycles",
    _("Seasons are not adjusted for: %(cycles).1f cycles in the baseline, and 3 are needed."),
)
GAPS = Caution(
    "gaps", _("Points are missing, so what neighbours have in common cannot be adjusted for.")
)
SHORT = Caution(
    "too_short_for_memory",
    _("Neighbouring points resemble each other, but too few points say by how much."),
)
YOUNG = Caution(
    "young_memory",
    _(
        "What neighbours have in common was learnt from %(n)s points; under %(long)s, false alarms are "
        "still likely."
    ),
)
WANDERS = Caution(
    "wanders",
    _("The figure seems to wander without a level of its own; mostly its steps are charted."),
)


@dataclass(frozen=True, slots=True)
class Watched:
    """A control chart of what seasons and memory do not explain.

    `chart` stands in the residuals; `expected`, `lower` and `upper` in the unit of the figure, point
    by point, with NaN where nothing was expected yet. `season` has one value for each place in the
    cycle and sums to 0; `memory` are the autoregressive weights.
    """

    chart: ControlChart
    expected: Numbers
    lower: Numbers
    upper: Numbers
    season: tuple[float, ...] = ()
    memory: tuple[float, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def signals(self) -> tuple[Signal, ...]:
        return self.chart.signals

    @property
    def n(self) -> int:
        return self.chart.n

    def in_words(self, _: Say = plain) -> str:
        if self.chart.limits is None:
            return self.chart.in_words(_)
        told = []
        if self.season:
            told.append(_("Seasons are taken out."))
        if self.memory:
            told.append(_("Each point is held against what its predecessors lead one to expect."))
        if not self.season and not self.memory:
            return self.chart.in_words(_)
        if self.signals:
            told.append(
                _("Worth asking what changed: %(signal)s")
                % {"signal": self.signals[-1].in_words(_)}
            )
        else:
            told.append(_("Nothing unusual among %(n)s points.") % {"n": self.n})
        return " ".join(told)


def watch(
    values: Any,
    *,
    baseline: int | None = None,
    period: int | None = None,
    rules: Iterable[str] = DEFAULT_RULES,
) -> Watched:
    """An XmR chart after taking out seasons and autocorrelation, where the data allow it.

    1. With a `period` and at least 3 full cycles in the baseline, the mean of each place in the
       cycle is taken out, beside a straight line that is fitted with them and put back.
    2. If |r₁| > 2/√n in the baseline, an autoregression of order 1–3 (Schwarz's criterion) is fitted
       there and its one-step errors are charted.

    Parameters
    ----------
    values : at equal distances in time. None and NaN are points that were not measured.
    baseline : how many of the first points make season, memory and limits; None takes all.
    period : points in one cycle, such as 12 for months of a year.
    rules : as in `xmr`.

    Notes
    -----
    What was fitted in the baseline is smaller there than it will be later, so limits are widened by
    √((k+1)/(k−1)) for k cycles, and by √((n+1)/(n−2p−1)) for a memory of p out of n points; they are
    limits for points to come. Montgomery and Mastrangelo (1991), J. Qual. Technol. 23, 179–193.

    Raises
    ------
    MeasurementError
        As `xmr`, and for a period under 2.
    """
    series = as_numbers(values, "values", missing=True)
    length = len(series) if baseline is None else as_count(baseline, "baseline", least=1)
    length = min(length, len(series))
    seasons, cautions = _seasons(series, length, period)
    usual = np.resize(seasons, len(series)) if len(seasons) else np.zeros(len(series))
    widen = _widening(len(seasons), length)
    left = series - usual
    chart = xmr(left, baseline=_observed(left, length), rules=rules)
    memory = None
    if AUTOCORRELATED in chart.cautions:
        memory, more = _memory(left, length)
        cautions = (*cautions, *more)
    if memory is not None:
        order = memory.order
        left = np.concatenate([np.full(order, np.nan), memory.filtered(left)])
        widen *= math.sqrt((length + 1) / (length - 2 * order - 1))
        chart = xmr(left, baseline=length - order, rules=rules)
        usual = series - left
    if widen > 1 and chart.limits is not None:
        wide = replace(chart.limits, mean_range=chart.limits.mean_range * widen)
        chart = xmr(left, baseline=_observed(left, length), limits=wide, rules=rules)
    return _told(chart, usual, tuple(seasons), memory, cautions)


def _observed(series: Numbers, length: int) -> int:
    """Of the first `length` points, how many there are; a baseline counts those."""
    return max(1, int((~np.isnan(series[:length])).sum()))


def _seasons(
    series: Numbers, length: int, period: int | None
) -> tuple[tuple[float, ...], tuple[Caution, ...]]:
    """What each place in the cycle adds, from a common fit with a straight line."""
    if period is None:
        return (), ()
    places = as_count(period, "period", least=2)
    at = np.flatnonzero(~np.isnan(series[:length]))
    if len(at) == 0 or np.bincount(at % places, minlength=places).min() < CYCLES:
        facts = (("cycles", length / places),)
        return (), (Caution(TOO_FEW_CYCLES.code, TOO_FEW_CYCLES.said, facts),)
    design = np.zeros((len(at), places + 1))
    design[np.arange(len(at)), at % places] = 1
    design[:, -1] = (at - at.mean()) / max(len(series), 1)
    fitted, *_rest = np.linalg.lstsq(design, series[at], rcond=None)
    added = fitted[:-1] - fitted[:-1].mean()
    return tuple(float(value) for value in added), ()


def _widening(places: int, length: int) -> float:
    if not places:
        return 1.0
    cycles = length / places
    return math.sqrt((cycles + 1) / (cycles - 1))


def _memory(left: Numbers, length: int) -> tuple[Autoregression | None, tuple[Caution, ...]]:
    if np.isnan(left).any():
        return None, (GAPS,)
    most = min(3, (length - LEAST) // 4)
    if most < 1:
        return None, (SHORT,)
    memory = choose_autoregression(left[:length], most, least=1, penalty=math.log(length))
    cautions = [WANDERS] if sum(memory.weights) > 1 - 6 / length else []
    if length < LONG:
        cautions.append(Caution(YOUNG.code, YOUNG.said, (("n", length), ("long", LONG))))
    return memory, tuple(cautions)


def _told(
    chart: ControlChart,
    usual: Numbers,
    seasons: tuple[float, ...],
    memory: Autoregression | None,
    cautions: tuple[Caution, ...],
) -> Watched:
    centre, reach = np.nan, np.nan
    if chart.limits is not None:
        centre, reach = chart.limits.centre, 3 * chart.limits.sigma
    expected = usual + centre
    return Watched(
        chart=chart,
        expected=expected,
        lower=expected - reach,
        upper=expected + reach,
        season=seasons,
        memory=memory.weights if memory else (),
        cautions=(*cautions, *chart.cautions),
    )
