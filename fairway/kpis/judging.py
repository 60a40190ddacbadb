"""Is a KPI telling us something? What `fairway.measurement` says about a series of values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from fairway.kpis.calendar import Cadence
from fairway.kpis.models import Kpi, Observation, Segment
from fairway.measurement import (
    KeyFigure,
    PaceForecast,
    Watched,
    forecast_pace,
    screen_for_vanity,
    watch,
)

FIRM, RUN = 20, 8
# Three cycles are the least that seasons are learnt from; of the short ones a few more.
CYCLES, SEASONAL = 3, 60
LONGEST_FORECAST = 60
RUN_RULE = "run_of_8"


@dataclass(frozen=True)
class Series:
    """What was measured, in order of time: `places` counts stretches, so that gaps show."""

    days: Sequence[date]
    values: Any
    places: Any

    def __len__(self) -> int:
        return len(self.days)


@dataclass(frozen=True)
class Episode:
    """A rule that fired at one point or at several in a row; positions count observed points."""

    rule: str
    up: bool
    since: int
    fired: int
    until: int


@dataclass(frozen=True)
class Judged:
    """A series against what is usual for it. `first` is the first judged point; `usual_until`
    the first behind the baseline. `expected`, `lower` and `upper` are one for each point."""

    series: Series
    watched: Watched
    first: int
    usual_until: int
    expected: Any
    lower: Any
    upper: Any
    episodes: tuple[Episode, ...]
    running: bool

    @property
    def has_limits(self) -> bool:
        """A running total has no level to hold it against."""
        return self.watched.chart.limits is not None and not self.running

    @property
    def now(self) -> Episode | None:
        """What the last point belongs to, the longest first."""
        last = len(self.series) - 1
        found = [one for one in self.episodes if one.until == last]
        return min(found, key=lambda one: one.since, default=None)

    def marked(self) -> set[int]:
        """Every point that belongs to a signal."""
        return {at for one in self.episodes for at in range(one.since, one.until + 1)}


def load(kpi: Kpi, segment: Segment | None = None) -> Series:
    rows = Observation.objects.of(kpi, segment).current().order_by("starts_on")
    return series_of(kpi, list(rows.values_list("starts_on", "value")))


def series_of(kpi: Kpi, rows: Sequence[tuple[date, int]]) -> Series:
    """`rows` by day, in order."""
    days = [day for day, _units in rows]
    values = np.array([units for _day, units in rows], dtype=float) / 10**kpi.decimals
    cadence = Cadence(kpi.cadence)
    if cadence is Cadence.DAILY or cadence is Cadence.WEEKLY:
        step = 1 if cadence is Cadence.DAILY else 7
        places = np.array([day.toordinal() for day in days], dtype=int) // step
    else:
        places = np.array([cadence.steps(days[0], day) for day in days], dtype=int)
    return Series(days, values, places - places[0] if len(places) else places)


def judge(kpi: Kpi, series: Series) -> Judged | None:
    """None without any value."""
    if not len(series):
        return None
    first, length = _baseline(kpi, series)
    places = series.places[first:] - series.places[first]
    grid = np.full(int(places[-1]) + 1, np.nan)
    grid[places] = series.values[first:]
    period = Cadence(kpi.cadence).season if kpi.seasonal else None
    watched = watch(grid, baseline=min(length, len(grid)), period=period)
    running = only_ever_up(series)
    episodes = tuple(_episodes(watched, places, series.values[first:], first))
    return Judged(
        series=series,
        watched=watched,
        first=first,
        usual_until=first + int(np.searchsorted(places, length)),
        expected=_on_points(watched.expected, places, first),
        lower=_on_points(watched.lower, places, first),
        upper=_on_points(watched.upper, places, first),
        episodes=() if running else episodes,
        running=running,
    )


def only_ever_up(series: Series) -> bool:
    """A running total, by the look of it: from 8 values on, never down and mostly up."""
    screen = screen_for_vanity(KeyFigure(kind="count"), series.values)
    return any(one.code == "always_up" for one in screen.findings)


def forecast(kpi: Kpi, series: Series, target: float, ahead: int) -> PaceForecast | None:
    """Where the unbroken last stretch of it leads; None when the end is not ahead."""
    if ahead < 1 or not len(series):
        return None
    unbroken = _unbroken(series)
    lower_is_better = kpi.direction == Kpi.Direction.DOWN
    return forecast_pace(unbroken, target=target, ahead=ahead, lower_is_better=lower_is_better)


def chance_between(series: Series, low: float, high: float, ahead: int) -> float | None:
    """To be within both bounds: what is neither below the one nor above the other."""
    unbroken = _unbroken(series)
    above = forecast_pace(unbroken, target=low, ahead=ahead).chance
    below = forecast_pace(unbroken, target=high, ahead=ahead, lower_is_better=True).chance
    return None if above is None or below is None else max(0.0, above + below - 1)


def _unbroken(series: Series) -> Any:
    """The last values without a gap between them."""
    breaks = np.flatnonzero(np.diff(series.places) != 1)
    return series.values[int(breaks[-1]) + 1 if len(breaks) else 0 :][-LONGEST_FORECAST:]


def _baseline(kpi: Kpi, series: Series) -> tuple[int, int]:
    """The first judged point, and how many stretches from there are learnt from."""
    if kpi.baseline_from is not None and kpi.baseline_until is not None:
        first = int(
            np.searchsorted([day.toordinal() for day in series.days], kpi.baseline_from.toordinal())
        )
        if first < len(series):
            inside = sum(day < kpi.baseline_until for day in series.days[first:])
            span = series.places[first + inside - 1] - series.places[first] + 1 if inside else 1
            return first, int(span)
    least = max(SEASONAL, CYCLES * Cadence(kpi.cadence).season) if kpi.seasonal else FIRM
    return 0, int(series.places[min(least, len(series)) - 1]) + 1


def _on_points(line: Any, places: Any, first: int) -> Any:
    """Of the grid's values those at observed points; nothing before the first judged one."""
    return np.concatenate([np.full(first, np.nan), np.asarray(line)[places]])


def _episodes(watched: Watched, places: Any, values: Any, first: int) -> Iterator[Episode]:
    """Firings next to each other are one; a run of eight began seven points before."""
    observed = {int(place): at for at, place in enumerate(places)}
    usual = np.asarray(watched.expected)[places]
    fired: dict[str, list[int]] = {}
    for signal in watched.signals:
        fired.setdefault(signal.rule, []).append(observed[signal.at])
    for rule, points in fired.items():
        for begin, end in _stretches(points):
            since = max(0, begin - RUN + 1) if rule == RUN_RULE else begin
            up = bool(values[begin] > usual[begin])
            yield Episode(rule, up, first + since, first + begin, first + end)


def _stretches(points: list[int]) -> Iterator[tuple[int, int]]:
    begin = points[0]
    for one, following in pairwise([*points, points[-1] + 2]):
        if following != one + 1:
            yield begin, one
            begin = following
