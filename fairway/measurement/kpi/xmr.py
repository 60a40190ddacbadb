"""Is a figure telling us something, or is it moving as it always does?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import as_count, as_numbers
from fairway.measurement.kpi import engine
from fairway.measurement.kpi.engine import D2, D4, DEFAULT_RULES, FIRM, LEAST, RULES, known_rules
from fairway.measurement.results import Caution, Interval, Say, plain

Firmness = Literal["none", "provisional", "firm"]

_ = plain  # marks sentences here; whoever shows them translates

WHAT_FIRED = {
    "beyond_limits": _("a point outside the usual range"),
    "run_of_8": _("eight points in a row on one side of the centre"),
    "range_beyond_limit": _("a jump larger than usual from one point to the next"),
    "two_of_three": _("two of three points far out on one side"),
    "four_of_five": _("four of five points some way out on one side"),
    "trend_of_6": _("six points that all rise or all fall"),
    "alternating_14": _("fourteen points that go up and down in turn"),
    "hugging_15": _("fifteen points closer to the centre than is usual"),
}
TOO_FEW = Caution("too_few_points", _("No limits yet: %(n)s of at least %(least)s points."))
PROVISIONAL = Caution(
    "provisional", _("The limits rest on %(n)s points and may move; they are firm from %(firm)s.")
)
NO_VARIATION = Caution(
    "no_variation", _("All points of the baseline are alike, so nothing says what is usual.")
)
COARSE = Caution(
    "coarse",
    _("The figure takes very few different values, so limits from its steps are unreliable."),
)
AUTOCORRELATED = Caution(
    "autocorrelated",
    _("Neighbouring points resemble each other, so false alarms are likely; adjust for it first."),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is usual, in the unit of the figure. Keep them: frozen limits are what makes a change show.

    centre ± (3/1.128)·mean_range; `range_limit` is 3.267·mean_range, for steps between neighbours.
    `n` points made them.
    """

    centre: float
    mean_range: float
    n: int

    @property
    def sigma(self) -> float:
        return self.mean_range / D2

    @property
    def lower(self) -> float:
        return self.centre - 3 * self.sigma

    @property
    def upper(self) -> float:
        return self.centre + 3 * self.sigma

    @property
    def interval(self) -> Interval:
        """The natural process limits: about 997 in 1000 points of a steady, normal figure."""
        return Interval(self.lower, self.upper, level=0.9973)

    @property
    def range_limit(self) -> float:
        return D4 * self.mean_range

    @property
    def firmness(self) -> Firmness:
        if self.n < LEAST:
            return "none"
        return "firm" if self.n >= FIRM else "provisional"


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that fired at a point: `at` counts from 0 in the values as given."""

    rule: str
    at: int

    def in_words(self, _: Say = plain) -> str:
        return _("At point %(at)s: %(what)s.") % {
            "at": self.at + 1,
            "what": _(WHAT_FIRED[self.rule]),
        }


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The points of one figure against what is usual for it.

    `limits` is None while nothing can be said. `autocorrelation` is r₁ within the baseline.
    """

    limits: Limits | None
    signals: tuple[Signal, ...]
    n: int
    autocorrelation: float | None
    cautions: tuple[Caution, ...] = ()

    @property
    def estimate(self) -> float | None:
        return None if self.limits is None else self.limits.centre

    @property
    def interval(self) -> Interval | None:
        return None if self.limits is None else self.limits.interval

    @property
    def firmness(self) -> Firmness:
        return "none" if self.limits is None else self.limits.firmness

    def in_words(self, _: Say = plain) -> str:
        if self.limits is None:
            return " ".join(caution.in_words(_) for caution in self.cautions)
        usual = _("Usually between %(low).4g and %(high).4g, around %(centre).4g.") % {
            "low": self.limits.lower,
            "high": self.limits.upper,
            "centre": self.limits.centre,
        }
        if not self.signals:
            seen = _("Nothing unusual among %(n)s points.") % {"n": self.n}
        else:
            seen = _("Worth asking what changed: %(signal)s") % {
                "signal": self.signals[-1].in_words(_)
            }
        return f"{usual} {seen}"


def xmr(
    values: Any,
    *,
    baseline: int | None = None,
    limits: Limits | None = None,
    rules: Iterable[str] = DEFAULT_RULES,
) -> ControlChart:
    """An XmR chart: single values against limits from their own moving ranges.

    x̄ ± (3/1.128)·mR̄, where mR̄ is the mean absolute step between neighbouring points.

    Parameters
    ----------
    values
        In order of time and in one unit. None and NaN are points that were not measured: they are
        passed over, and their neighbours count as neighbours.
    baseline
        How many of the first observed points make the limits; None takes all. A chart that lives
        on should give 20, so that what comes later cannot widen its own limits.
    limits
        Frozen limits from an earlier chart, in place of a baseline.
    rules
        Which of `RULES` to apply. A point beyond the limits and a run of 8 are the default; every
        further rule adds false alarms.

    Notes
    -----
    Assumes that points of a steady figure are independent and roughly normal. No limits under 8
    points, provisional ones from 8, firm ones from 20. Wheeler and Chambers (1992), *Understanding
    Statistical Process Control*; run rules after Nelson (1984), J. Qual. Technol. 16, 237–239.

    Raises
    ------
    MeasurementError
        For text, infinity, an unknown rule, or limits that are no limits.
    """
    packed = engine.pack(as_numbers(values, "values", missing=True)[None, :])
    length = None if baseline is None else as_count(baseline, "baseline", least=1)
    drawn = engine.lines(packed, length) if limits is None else _given(limits)
    fired = engine.signals(packed, drawn, known_rules(rules))
    found = [(rule, engine.unpack(flags, packed)[0]) for rule, flags in fired.items()]
    listed = [Signal(rule, int(at)) for rule, flags in found for at in np.flatnonzero(flags)]
    r1 = float(engine.lag_one(packed, length)[0]) if packed.counts[0] else np.nan
    kept, cautions = _judge(drawn, packed, length, None if np.isnan(r1) else r1)
    return ControlChart(
        limits=kept,
        signals=tuple(sorted(listed, key=lambda signal: (signal.at, RULES.index(signal.rule)))),
        n=int(packed.counts[0]),
        autocorrelation=None if np.isnan(r1) else r1,
        cautions=cautions,
    )


def _given(limits: Limits) -> engine.Lines:
    if not (np.isfinite([limits.centre, limits.mean_range]).all() and limits.mean_range >= 0):
        raise MeasurementError(
            "limits: centre and mean range must be finite, the range not below 0."
        )
    centre, mean_range = np.array([limits.centre]), np.array([limits.mean_range])
    return engine.Lines(centre, mean_range, np.array([limits.n]))


def _judge(
    drawn: engine.Lines, packed: engine.Packed, baseline: int | None, r1: float | None
) -> tuple[Limits | None, tuple[Caution, ...]]:
    n = int(drawn.n[0])
    if n < LEAST:
        return None, (Caution(TOO_FEW.code, TOO_FEW.said, (("n", n), ("least", LEAST))),)
    if not drawn.mean_range[0] > 0:
        return None, (NO_VARIATION,)
    limits = Limits(float(drawn.centre[0]), float(drawn.mean_range[0]), n)
    cautions = []
    if n < FIRM:
        cautions.append(Caution(PROVISIONAL.code, PROVISIONAL.said, (("n", n), ("firm", FIRM))))
    window = packed.values[0, : baseline or None]
    if len(np.unique(window[~np.isnan(window)])) < 4:
        cautions.append(COARSE)
    if r1 is not None and abs(r1) > 2 / np.sqrt(min(len(window), packed.counts[0])):
        cautions.append(AUTOCORRELATED)
    return limits, tuple(cautions)
