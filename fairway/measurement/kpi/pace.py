"""Where is a figure heading, and how likely is it to arrive?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from fairway.measurement.given import Numbers, as_count, as_numbers, as_share
from fairway.measurement.results import Caution, Interval, Say, plain

Outlook = Literal["on_track", "at_risk", "off_track", "insufficient"]

LEAST = 6
ON_TRACK, AT_RISK = 0.7, 0.3

_ = plain  # marks sentences here; whoever shows them translates

TOO_FEW = Caution(
    "too_few_points", _("Cannot be said: %(n)s points, and %(least)s are needed for a forecast.")
)
NO_VARIATION = Caution(
    "no_variation", _("Cannot be said: every step was the same, so nothing tells how sure this is.")
)
REVERTS = Caution(
    "reverts",
    _("Steps up tend to be followed by steps down, so the true interval is narrower than this."),
)
PERSISTS = Caution(
    "persists",
    _("Steps tend to go on in their direction, so the true interval is wider than this."),
)


@dataclass(frozen=True, slots=True)
class PaceForecast:
    """The figure `ahead` points from now if it drifts on as it has.

    `chance` is the probability that it will then have reached the target. None where the data
    cannot say; `cautions` then tell why.
    """

    status: Outlook
    estimate: float | None
    interval: Interval | None
    chance: float | None
    drift: float | None
    ahead: int
    n: int
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        if self.estimate is None or self.interval is None or self.chance is None:
            return " ".join(caution.in_words(_) for caution in self.cautions)
        facts = {
            "estimate": self.estimate,
            "low": self.interval.low,
            "high": self.interval.high,
            "chance": round(100 * min(0.99, max(0.01, self.chance))),
        }
        if self.status == "on_track":
            verdict = _("On track: about %(chance)d %% likely to be there in time.")
        elif self.status == "at_risk":
            verdict = _("At risk: about %(chance)d %% likely to be there in time.")
        else:
            verdict = _("Off track: about %(chance)d %% likely to be there in time.")
        return f"{verdict} {_('Heading for %(estimate).4g (%(low).4g to %(high).4g).')}" % facts


def forecast_pace(
    values: Any,
    *,
    target: float,
    ahead: int,
    lower_is_better: bool = False,
    level: float = 0.95,
) -> PaceForecast:
    """Forecast of a random walk with drift, and the chance of reaching a target.

    ŷ = yₙ + h·d̄ with standard error s·√(h(1 + h/n)), where d̄ and s are mean and standard deviation
    of the n − 1 steps; interval and chance from Student's t with n − 2 degrees of freedom.

    Parameters
    ----------
    values
        In order of time, at equal distances, without gaps.
    target
        In the unit of the values; reached from below, or from above if `lower_is_better`.
    ahead
        h, how many points from the last one the target is due.
    lower_is_better
        Whether the figure is to fall to the target.
    level
        Of the interval: 0.95.

    Notes
    -----
    Assumes independent, roughly normal steps of one distribution. On track from 0.7, at risk from
    0.3, insufficient under 6 points: our defaults, a policy. Hyndman and Athanasopoulos,
    *Forecasting: Principles and Practice*, section on simple methods.
    Hyndman and Athanasopoulos (2021), *Forecasting: Principles and Practice*, on the random walk with
    drift.

    Raises
    ------
    MeasurementError
        For missing or infinite values, or a horizon under 1.
    """
    series, h = as_numbers(values, "values"), as_count(ahead, "ahead", least=1)
    goal, level = float(as_numbers([target], "target")[0]), as_share(level, "level")
    n = len(series)
    if n < LEAST:
        why = Caution(TOO_FEW.code, TOO_FEW.said, (("n", n), ("least", LEAST)))
        return PaceForecast("insufficient", None, None, None, None, h, n, (why,))
    steps = np.diff(series)
    drift, spread = float(steps.mean()), float(steps.std(ddof=1))
    estimate = float(series[-1]) + h * drift
    # Steps of 0.1 differ in their last digits; that is no variation.
    if spread <= 1e-12 * float(np.abs(series).max()):
        return PaceForecast("insufficient", estimate, None, None, drift, h, n, (NO_VARIATION,))
    error = spread * math.sqrt(h * (1 + h / n))
    return _result(series, goal, lower_is_better, level, h, estimate, error, drift)


def _result(
    series: Numbers,
    goal: float,
    lower_is_better: bool,
    level: float,
    h: int,
    estimate: float,
    error: float,
    drift: float,
) -> PaceForecast:
    from scipy.special import stdtr, stdtrit

    freedom = len(series) - 2
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    beyond = (goal - estimate) if lower_is_better else (estimate - goal)
    chance = float(stdtr(freedom, beyond / error))
    status: Outlook = "on_track" if chance >= ON_TRACK else "at_risk"
    if chance < AT_RISK:
        status = "off_track"
    return PaceForecast(
        status=status,
        estimate=estimate,
        interval=Interval(estimate - reach, estimate + reach, level),
        chance=chance,
        drift=drift,
        ahead=h,
        n=len(series),
        cautions=_steps_are_related(np.diff(series)),
    )


def _steps_are_related(steps: Numbers) -> tuple[Caution, ...]:
    centred = steps - steps.mean()
    r1 = float(centred[1:] @ centred[:-1] / (centred @ centred))
    if abs(r1) <= 2 / math.sqrt(len(steps)):
        return ()
    return (REVERTS,) if r1 < 0 else (PERSISTS,)
