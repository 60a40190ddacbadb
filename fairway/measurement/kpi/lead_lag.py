"""Does one figure run ahead of another?"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.given import Numbers, as_count, as_numbers
from fairway.measurement.kpi.autoregression import Autoregression, choose_autoregression, lagged
from fairway.measurement.kpi.granger import GrangerTest, granger, paired
from fairway.measurement.multiplicity import benjamini_hochberg
from fairway.measurement.results import Caution, Interval, Say, plain

Verdict = Literal["cannot_be_said", "none_seen", "together", "hint", "supported"]

LOOK, CLAIM = 36, 52
BAR = 0.05

_ = plain  # marks sentences here; whoever shows them translates

TOO_FEW = Caution(
    "too_few_points", _("Cannot be said: %(n)s points, and %(least)s are needed to look.")
)
NOT_ENOUGH_TO_CLAIM = Caution(
    "too_few_to_claim", _("With %(n)s points this is a hint; %(least)s are needed to rely on it.")
)
NOT_ESTIMABLE = Caution("not_estimable", _("Cannot be said: one of the figures never moves."))
NOT_HELD = Caution(
    "not_held",
    _("In the last third of the points, which were kept aside, it did not improve a forecast."),
)
HIDDEN_FROM_ORDER_ONE = Caution(
    "hidden_from_order_one",
    _("A test with one past point misses this; the lead is longer than that."),
)


@dataclass(frozen=True, slots=True)
class CrossCorrelation:
    """How x goes with y `lag` points later; p before anything is adjusted."""

    lag: int
    r: float
    p: float


@dataclass(frozen=True, slots=True)
class LeadLag:
    """The strongest of the looked-at leads of x over y, and how well it stands.

    `estimate` is the correlation of what each figure's own past does not say; `interval` covers all
    looked-at lags together. `p` is adjusted for the lags (Bonferroni), `q` for the pairs looked at
    together. `forecast_gain` is the share by which x's past lowered the squared error of forecasts
    of y in the last third of the points.
    """

    verdict: Verdict
    lead: int | None
    estimate: float | None
    interval: Interval | None
    p: float | None
    q: float | None
    forecast_gain: float | None
    correlations: tuple[CrossCorrelation, ...]
    granger: tuple[GrangerTest, ...]
    n: int
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        if self.verdict == "cannot_be_said":
            return " ".join(caution.in_words(_) for caution in self.cautions)
        if self.verdict == "none_seen":
            return _("No lead of up to %(most)s points was seen.") % {
                "most": self.correlations[-1].lag
            }
        facts = {"lead": self.lead, "r": self.estimate}
        if self.verdict == "together":
            return _("They move at the same time (r = %(r).2f); neither runs ahead.") % facts
        if self.verdict == "hint":
            said = _("There is a hint of a lead of %(lead)s points (r = %(r).2f).")
        else:
            said = _(
                "It tends to move %(lead)s points ahead (r = %(r).2f), and helped to forecast points "
                "that were kept aside. Worth a trial; going first is not yet being the cause."
            )
        return " ".join([said % facts, *(caution.in_words(_) for caution in self.cautions)])


def cross_correlations(
    x: Any,
    y: Any,
    *,
    lags: int = 6,
    difference: bool = True,
    ar: Sequence[float] = (),
    ma: Sequence[float] = (),
) -> tuple[CrossCorrelation, ...]:
    """Correlations of xₜ with yₜ₊ₖ for k from 0 to `lags`, both passed through a given filter.

    rₖ = Σ aₜbₜ₊ₖ / √(Σa² Σb²), with a and b around their means, and p from rₖ·n/√(n−k) as standard
    normal.

    Parameters
    ----------
    x, y
        At the same, equally spaced times, without gaps.
    difference
        Whether to take steps first.
    ar, ma
        The model of x in the signs of Box and Jenkins:
        (1 − ar₁B − …) xₜ = (1 − ma₁B − …) aₜ. Without any, nothing is filtered.
    lags
        The longest lead looked at.

    Raises
    ------
    MeasurementError, NotEstimable
        As `granger`; or a filter that does not die away.

    Notes
    -----
    Assumes, for p, that at least one of the filtered series is without memory. Box, Jenkins, Reinsel
    and Ljung (2015), *Time Series Analysis*, chapter on transfer functions.
    """
    lead, lag = paired(x, y, difference=difference)
    a, b = _filtered(lead, ar, ma), _filtered(lag, ar, ma)
    return _correlations(a, b, as_count(lags, "lags"), inflation=1.0)


def check_lead(x: Any, y: Any, *, lags: int = 6) -> LeadLag:
    """Whether x tends to move ahead of y, guarded against the usual illusions.

    Steps between neighbours are taken; both series pass through the autoregression that suits x
    (order by Akaike's criterion, up to 6); the correlations at leads 0 to `lags` are tested together
    (Bonferroni), with Bartlett's variance for what autocorrelation is left; and the lead found is
    tried on the last third of the points.

    Parameters
    ----------
    x, y
        The figure that may lead and the one that may follow; at the same, equally spaced times,
        without gaps.
    lags
        The longest lead looked at.

    Returns
    -------
    "supported" needs 52 points, adjusted p < 0.05, a lead of at least 1 and better forecasts of
    the points kept aside; "hint" lacks one of them. Under 36 points nothing is said.

    Notes
    -----
    Assumes linear relations that do not change. Of unrelated figures 2–4 % are taken for
    related and 1–3 % come out as supported, where correlating raw random walks takes half. Box, Jenkins, Reinsel and Ljung, *Time
    Series Analysis*, chapter on transfer functions; Bartlett (1935).

    Raises
    ------
    MeasurementError
        For missing or infinite values, or unequal lengths.
    """
    most = as_count(lags, "lags")
    x, y = as_numbers(x, "x"), as_numbers(y, "y")
    try:
        lead, lag = paired(x, y, difference=True)
    except NotEstimable:
        return _silent(len(x), NOT_ESTIMABLE)
    n = len(lead) + 1
    if n < max(LOOK, 4 * most):
        facts = (("n", n), ("least", max(LOOK, 4 * most)))
        return _silent(n, Caution(TOO_FEW.code, TOO_FEW.said, facts))
    model = choose_autoregression(lead, min(6, n // 8))
    a, b = model.filtered(lead), model.filtered(lag)
    correlations = _correlations(a, b, most, _inflation(a, b))
    best = min(correlations, key=lambda found: (found.p, found.lag))
    try:
        tests = granger(x, y)
    except NotEstimable:
        tests = ()
    return _weigh(n, correlations, best, tests, _forecast_gain(lead, lag, best.lag), len(a))


def check_leads(
    leads: Mapping[Hashable, Any], followers: Mapping[Hashable, Any], *, lags: int = 6
) -> dict[tuple[Hashable, Hashable], LeadLag]:
    """`check_lead` for every pair of different names, with p adjusted over the pairs as q.

    A verdict stands only if q < 0.05 (Benjamini–Hochberg): who looks at many pairs finds something.

    Parameters
    ----------
    leads, followers
        Name → series, as x and y of `check_lead`.
    lags
        The longest lead looked at.

    Raises
    ------
    MeasurementError
        As `check_lead`, for the first pair that is refused.
    """
    found = {
        (x, y): check_lead(leads[x], followers[y], lags=lags)
        for x in leads
        for y in followers
        if x != y
    }
    adjusted = benjamini_hochberg([result.p for result in found.values()])
    return {
        pair: _among_pairs(found[pair], float(q)) for pair, q in zip(found, adjusted, strict=True)
    }


def _among_pairs(result: LeadLag, q: float) -> LeadLag:
    if math.isnan(q):
        return result
    stands = q < BAR or result.verdict == "none_seen"
    return replace(
        result,
        q=q,
        verdict=result.verdict if stands else "none_seen",
        cautions=result.cautions if stands else (),
    )


def _silent(n: int, why: Caution) -> LeadLag:
    return LeadLag("cannot_be_said", None, None, None, None, None, None, (), (), n, (why,))


def _weigh(
    n: int,
    correlations: tuple[CrossCorrelation, ...],
    best: CrossCorrelation,
    tests: tuple[GrangerTest, ...],
    gain: float,
    points: int,
) -> LeadLag:
    p = min(1.0, len(correlations) * best.p)
    cautions = []
    verdict: Verdict = "none_seen"
    if p < BAR:
        if n < CLAIM:
            facts = (("n", n), ("least", CLAIM))
            cautions.append(Caution(NOT_ENOUGH_TO_CLAIM.code, NOT_ENOUGH_TO_CLAIM.said, facts))
        if gain <= 0:
            cautions.append(NOT_HELD)
        verdict = "hint" if cautions else "supported"
        if best.lag == 0:
            verdict = "together"
        elif tests and tests[0].p >= BAR and min(test.p for test in tests) < BAR / len(tests):
            cautions.append(HIDDEN_FROM_ORDER_ONE)
    return LeadLag(
        verdict=verdict,
        lead=best.lag,
        estimate=best.r,
        interval=_interval(best.r, points - best.lag, len(correlations)),
        p=p,
        q=None,
        forecast_gain=gain,
        correlations=correlations,
        granger=tests,
        n=n,
        cautions=tuple(cautions),
    )


def _filtered(series: Numbers, ar: Sequence[float], ma: Sequence[float]) -> Numbers:
    left = Autoregression(0.0, tuple(float(w) for w in ar), 0.0).filtered(series)
    if ma and np.abs(np.roots([1.0, *(-float(w) for w in ma)])).max(initial=0.0) >= 1:
        raise MeasurementError("ma: this filter does not die away; a sign may be turned round.")
    shocks = np.zeros(len(left))
    for t in range(len(left)):
        past = sum(w * shocks[t - i] for i, w in enumerate(ma, start=1) if t >= i)
        shocks[t] = left[t] + past
    return shocks


def _correlations(
    a: Numbers, b: Numbers, most: int, inflation: float
) -> tuple[CrossCorrelation, ...]:
    n = len(a)
    if n <= most + 2:
        raise NotEstimable(f"{n} points are too few to look {most} points ahead.")
    a, b = a - a.mean(), b - b.mean()
    scale = math.sqrt(float((a @ a) * (b @ b)))
    if not scale > 0:
        raise NotEstimable("Nothing is left of one series once its own past is taken out.")
    found = []
    for lag in range(most + 1):
        r = float(a[: n - lag] @ b[lag:]) / scale
        z = abs(r) * n / math.sqrt((n - lag) * inflation)
        found.append(CrossCorrelation(lag, r, math.erfc(z / math.sqrt(2))))
    return tuple(found)


def _inflation(a: Numbers, b: Numbers, most: int = 6) -> float:
    """Bartlett: autocorrelation left in both makes chance correlations larger; never smaller here."""
    together = sum(_autocorrelation(a, j) * _autocorrelation(b, j) for j in range(1, most + 1))
    return max(1.0, 1 + 2 * together)


def _autocorrelation(series: Numbers, back: int) -> float:
    centred = series - series.mean()
    whole = float(centred @ centred)
    return float(centred[back:] @ centred[:-back]) / whole if whole > 0 else 0.0


def _interval(r: float, points: int, looks: int) -> Interval:
    """Fisher's z, wide enough for all lags looked at together."""
    from scipy.special import ndtri

    bounded = min(max(r, -1 + 1e-12), 1 - 1e-12)
    reach = float(ndtri(1 - BAR / (2 * looks))) / math.sqrt(max(points - 3, 1))
    return Interval(math.tanh(math.atanh(bounded) - reach), math.tanh(math.atanh(bounded) + reach))


def _forecast_gain(lead: Numbers, lag: Numbers, ahead: int) -> float:
    """1 − MSE with x / MSE without, one step ahead over the last third; both learnt before it."""
    kept = len(lag) - len(lag) // 3
    order = choose_autoregression(lag[:kept], min(3, kept // 8)).order
    first = max(order, ahead)
    own = np.column_stack([np.ones(len(lag) - first), lagged(lag, order, first)])
    both = np.column_stack([own, lead[first - ahead : len(lead) - ahead]])
    target, split = lag[first:], kept - first
    errors = []
    for design in (own, both):
        solution, *_rest = np.linalg.lstsq(design[:split], target[:split], rcond=None)
        left = target[split:] - design[split:] @ solution
        errors.append(float(left @ left))
    return 1 - errors[1] / errors[0] if errors[0] > 0 else 0.0
