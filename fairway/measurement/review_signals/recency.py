"""Does a review cite the last weeks rather than the whole period?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import Numbers, as_days, as_labels, same_length
from fairway.measurement.results import Caution, Interval, Say, plain
from fairway.measurement.review_signals.mann_whitney import later

Method = Literal["against_uncited", "against_uniform", "none"]

LEAST_CITED, LATE_SHARE, BAR = 6, 0.5, 0.05

_ = plain  # marks sentences here; whoever shows them translates

NOTHING_CITED = Caution("nothing_cited", _("Nothing is cited that has a date."))
ALL_CITED = Caution(
    "all_cited", _("All that is known is cited, so nothing was passed over for being old.")
)
NO_POOL = Caution(
    "no_pool",
    _("What else could have been cited is not known; an even spread over the period is assumed."),
)
FEW = Caution("few_cited", _("%(n)s things are cited; under %(least)s only the share is shown."))


@dataclass(frozen=True, slots=True)
class Recency:
    """How late what a review cites lies in its period.

    `estimate` is the share in the last quarter, with its exact interval; `p` is one-sided and None
    where nothing was tested. `superiority` is the chance that something cited is later than
    something passed over. `reread` marks a review worth reading again.
    """

    estimate: float | None
    interval: Interval | None
    p: float | None
    superiority: float | None
    method: Method
    reread: bool
    n: int
    passed_over: int
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        if self.estimate is None:
            return " ".join(caution.in_words(_) for caution in self.cautions)
        told = _(
            "%(share)d %% of what is cited (%(n)s) lies in the last quarter of the period."
        ) % {
            "share": round(100 * self.estimate),
            "n": self.n,
        }
        if self.reread and self.method == "against_uncited":
            told += " " + _("Earlier things are known and not cited; worth a second look.")
        elif self.reread:
            told += " " + _("Earlier months are hardly mentioned; worth a second look.")
        return told


def recency(
    cited: Any,
    *,
    period: tuple[Any, Any],
    available: Any | None = None,
    cited_events: Any | None = None,
    available_events: Any | None = None,
) -> Recency:
    """Compare when the cited things happened with what else could have been cited.

    Exact one-sided Mann–Whitney test of the times cited against those available but not cited; with
    no pool known, one-sided Kolmogorov–Smirnov against an even spread over the period.

    Parameters
    ----------
    cited
        Times of what the review cites: dates, moments, or numbers.
    period
        First and last time of the review period in which the person was employed.
    available
        Times of what could have been cited too, whether or not it was not. None is "not known",
        an empty sequence "there was nothing else".
    cited_events, available_events
        Labels of events. Entries of one event count once, at their median time; an event that is
        cited in part is cited.

    Notes
    -----
    A review is marked when p < 0.05, at least half lies in the last quarter, and at least 6 things
    are cited: our defaults, a policy. An even spread as the yardstick blames the reviewer for work
    that piled up at the end; use it only where no pool is known.
    Mann and Whitney (1947), Ann. Math. Stat. 18, 50–60.

    Raises
    ------
    MeasurementError
        For times outside the period, a period that ends before it begins, or unequal columns.
    """
    start, end = as_days(list(period), "period")
    if not start < end:
        raise MeasurementError("period: the last time must come after the first.")
    mine, events = _collapsed(cited, cited_events, "cited")
    pool = None
    if available is not None:
        pool, others = _collapsed(available, available_events, "available")
        if events is not None and others is not None:
            pool = pool[[event not in set(events) for event in others]] if len(pool) else pool
    for name, times in (("cited", mine), ("available", pool)):
        if times is not None and ((times < start) | (times > end)).any():
            raise MeasurementError(f"{name}: a time lies outside the period; leave it out.")
    return _tested(mine, pool, float(start), float(end))


def _tested(mine: Numbers, pool: Numbers | None, start: float, end: float) -> Recency:
    n, others = len(mine), 0 if pool is None else len(pool)
    if n == 0:
        return Recency(None, None, None, None, "none", False, 0, others, (NOTHING_CITED,))
    late = int((mine >= end - (end - start) / 4).sum())
    share, cautions = late / n, []
    method: Method = "against_uncited"
    p: float | None
    superiority: float | None
    if pool is None:
        method, superiority, p = "against_uniform", None, _against_uniform(mine, start, end)
        cautions.append(NO_POOL)
    elif others == 0:
        method, superiority, p = "none", None, None
        cautions.append(ALL_CITED)
    else:
        superiority, p = later(mine, pool)
    if n < LEAST_CITED:
        cautions.append(Caution(FEW.code, FEW.said, (("n", n), ("least", LEAST_CITED))))
    reread = p is not None and p < BAR and share >= LATE_SHARE and n >= LEAST_CITED
    return Recency(
        share, _exact_interval(late, n), p, superiority, method, reread, n, others, tuple(cautions)
    )


def _collapsed(times: Any, events: Any | None, name: str) -> tuple[Numbers, tuple[Any, ...] | None]:
    days = as_days(times, name)
    if events is None:
        return days, None
    codes, labels = as_labels(events, f"{name} events")
    same_length(times=days, events=codes)
    return np.array([np.median(days[codes == code]) for code in range(len(labels))]), labels


def _against_uniform(times: Numbers, start: float, end: float) -> float:
    """Exact: the largest lead of the even spread over what was cited (Birnbaum and Tingey 1951)."""
    from scipy.special import smirnov

    placed = np.sort((times - start) / (end - start))
    n = len(placed)
    lead = float((placed - np.arange(n) / n).max())
    return float(smirnov(n, min(1.0, max(0.0, lead))))


def _exact_interval(late: int, n: int, level: float = 0.95) -> Interval:
    """Clopper and Pearson."""
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = 0.0 if late == 0 else float(betaincinv(late, n - late + 1, tail))
    high = 1.0 if late == n else float(betaincinv(late + 1, n - late, 1 - tail))
    return Interval(low, high, level)
