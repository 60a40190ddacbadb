"""Did it help? The right comparison for the units there are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from fairway.measurement.effects.averaging import Averages, average
from fairway.measurement.effects.cautions import (
    FEWEST_CONTROLS,
    FEWEST_TREATED,
    control_cautions,
    design_cautions,
    start_cautions,
    trend_cautions,
)
from fairway.measurement.effects.few_units import FewUnitsEffect, collapsed
from fairway.measurement.effects.group_time import Estimated, GroupTime, group_times
from fairway.measurement.effects.joint import Pretest, band, critical_value, pretest
from fairway.measurement.effects.panel import Column, Panel, build_panel
from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.results import Caution, Interval, Say, plain

Controls = Literal["auto", "never", "not-yet"]


@dataclass(frozen=True, slots=True)
class StaggeredEffect:
    """Average effects on the treated, each unit compared with others not treated by then.

    `simple` averages over all treated unit-periods, `averages` holds those by cohort and by time
    since treatment, `cells` each ATT(g, t). `critical` and `critical_exposure` are what widens
    intervals into bands that hold for all cells, or all exposures, together.
    """

    controls: str
    cells: tuple[GroupTime, ...]
    averages: Averages
    pretest: Pretest | None
    critical: float | None
    critical_exposure: float | None
    n_units: int
    n_treated: int
    n_controls: int
    cautions: tuple[Caution, ...] = ()

    @property
    def simple(self) -> Estimated:
        return self.averages.simple

    @property
    def estimate(self) -> float:
        return self.simple.estimate

    @property
    def interval(self) -> Interval:
        return self.simple.interval

    def bands(self) -> tuple[Interval | None, ...]:
        """One for each cell; all of them hold together with 95 %."""
        return tuple(band(cell.estimated, self.critical) for cell in self.cells)

    def exposure_bands(self) -> tuple[Interval | None, ...]:
        parts = self.averages.by_exposure
        return tuple(band(part, self.critical_exposure) for _time, part in parts)

    def in_words(self, _: Say = plain) -> str:
        facts = {
            "estimate": f"{self.estimate:.3g}",
            "low": f"{self.interval.low:.3g}",
            "high": f"{self.interval.high:.3g}",
            "treated": self.n_treated,
            "controls": self.n_controls,
        }
        if not self.interval.is_finite:
            return (
                _(
                    "The outcome of %(treated)s treated units changed by %(estimate)s compared "
                    "with that of %(controls)s others; how sure that is cannot be said."
                )
                % facts
            )
        said = _(
            "The outcome of %(treated)s treated units changed by %(estimate)s compared with that "
            "of %(controls)s others (95 %% interval %(low)s to %(high)s)"
        )
        if 0 in self.interval:
            return (said + _("; an effect cannot be told from none.")) % facts
        return (said + ".") % facts


@dataclass(frozen=True, slots=True)
class Change:
    """How the outcome moved where there is nobody to compare with; why, cannot be said."""

    estimate: float
    interval: Interval | None
    n_treated: int
    cautions: tuple[Caution, ...] = ()

    @property
    def n_controls(self) -> int:
        return 0

    def in_words(self, _: Say = plain) -> str:
        facts = {"estimate": f"{self.estimate:.3g}", "n": self.n_treated}
        return (
            _(
                "The outcome of %(n)s units changed by %(estimate)s. Why cannot be said: there "
                "is nobody to compare them with."
            )
            % facts
        )


def estimate_effect(
    unit: Column,
    time: Column,
    first_treated: Column,
    outcome: Column,
    *,
    controls: Controls = "auto",
    draws: int = 999,
    seed: int = 20250101,
) -> StaggeredEffect | FewUnitsEffect | Change:
    """Difference-in-differences where units are treated at different times.

    For each cohort g (first treated then) and period t, ATT(g, t) is the mean change of the cohort
    from the last period before g to t, minus that of units not treated by t; before g each period
    is compared with the one before it. Standard errors come from influence functions, clustered by
    unit, and include that the cohorts' shares are estimated; intervals use the unbiased variance
    and a t quantile, so that they hold for few units too (see `group_time.estimated`). With fewer
    than 5 treated or 10 comparison units one change for each unit is judged by permutation; with
    nothing to compare there is the change alone, by that name.

    Parameters
    ----------
    unit, time, first_treated, outcome
        A row for each unit and period; `first_treated` is missing, 0 or infinite for never.
        Treatment is for good. Units that lack a period are left out, with a caution.
    controls
        "never" compares with units that are never treated, "not-yet" also with those treated
        later; "auto" takes "never" where there are at least 10 of them.
    draws, seed
        Of the multiplier bootstrap and, where all cannot be tried, of the permutation.

    Raises
    ------
    MeasurementError
        For missing or contradictory rows: it says where.
    NotEstimable
        When nobody was treated within the data, nothing varies or there is a single period.

    Notes
    -----
    It assumes parallel trends (without treatment both groups had changed alike), no anticipation,
    and that treating one unit does not move another. The pretest can speak against the first; it
    never proves it. Who was sent because they did badly violates it: see `return_to_mean`.

    References
    ----------
    Callaway and Sant'Anna (2021), Journal of Econometrics 225, 200–230.
    """
    if controls not in {"auto", "never", "not-yet"}:
        raise MeasurementError(f'controls is "auto", "never" or "not-yet", not "{controls}".')
    return _compare(build_panel(unit, time, first_treated, outcome), controls, draws, seed)


def _compare(
    panel: Panel, controls: Controls, draws: int, seed: int
) -> StaggeredEffect | FewUnitsEffect | Change:
    if panel.never.all():
        raise NotEstimable("Nobody was first treated within these data, after the first period.")
    never = int(panel.never.sum())
    later = int((panel.first > panel.cohorts[0]).sum())
    never_only = controls == "never" or (controls == "auto" and never >= FEWEST_CONTROLS)
    n_controls = never if never_only else later
    if len(panel.units) - never >= FEWEST_TREATED and n_controls >= FEWEST_CONTROLS:
        cells = group_times(panel, never_only=never_only)
        if any(not cell.is_before for cell in cells):
            return _staggered(panel, cells, never_only, n_controls, draws, seed)
    return _few(panel, draws, seed)


def _staggered(
    panel: Panel, cells: list[GroupTime], never_only: bool, n_controls: int, draws: int, seed: int
) -> StaggeredEffect:
    averages = average(cells, panel)
    estimated_cohorts = {cell.cohort for cell in cells if not cell.is_before}
    exposures = [part for _time, part in averages.by_exposure]
    test = pretest(cells)
    return StaggeredEffect(
        controls="never" if never_only else "not-yet",
        cells=tuple(cells),
        averages=averages,
        pretest=test,
        critical=critical_value([cell.estimated for cell in cells], draws=draws, seed=seed),
        critical_exposure=critical_value(exposures, draws=draws, seed=seed),
        n_units=len(panel.units),
        n_treated=int(np.isin(panel.first, list(estimated_cohorts)).sum()),
        n_controls=n_controls,
        cautions=(
            *panel.cautions,
            *design_cautions(panel, estimated_cohorts),
            *control_cautions(cells),
            *trend_cautions(test),
            *start_cautions(panel),
        ),
    )


def _few(panel: Panel, draws: int, seed: int) -> FewUnitsEffect | Change:
    cautions = panel.cautions
    if not panel.never.any():
        panel, cut = _until_last_cohort(panel)
        if cut is None:
            return _change(panel)
        cautions = (*cautions, cut)
    few = Caution(
        "few_units",
        "%(treated)s treated and %(controls)s other units are few: one change for each was compared.",
        (("treated", int((~panel.never).sum())), ("controls", int(panel.never.sum()))),
    )
    found = collapsed(panel, draws=draws, seed=seed)
    return replace(found, cautions=(*cautions, few, *start_cautions(panel)))


def _until_last_cohort(panel: Panel) -> tuple[Panel, Caution | None]:
    """Who is treated last can serve for comparison as long as they are not."""
    if len(panel.cohorts) < 2:
        return panel, None
    last = panel.cohorts[-1]
    end = panel.before(last)
    cut = replace(
        panel,
        times=panel.times[:end],
        outcome=panel.outcome[:, :end],
        first=np.where(panel.first == last, np.inf, panel.first),
    )
    said = "All were treated in the end; only the time before %(last)s can be compared."
    return cut, Caution("all_treated", said, (("last", f"{last:g}"),))


def _change(panel: Panel) -> Change:
    from scipy.special import stdtrit

    start = panel.before(panel.cohorts[0])
    changes = panel.outcome[:, start:].mean(axis=1) - panel.outcome[:, :start].mean(axis=1)
    n, mean = len(changes), float(changes.mean())
    interval = None
    if n > 1:
        reach = float(stdtrit(n - 1, 0.975) * changes.std(ddof=1) / np.sqrt(n))
        interval = Interval(mean - reach, mean + reach)
    alone = Caution("no_controls", "There is nobody to compare with; this describes, no more.")
    return Change(mean, interval, n, (*panel.cautions, alone))
