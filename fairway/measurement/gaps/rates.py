"""Is one group chosen less often than another? Counts of people, compared exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import Numbers, as_count, as_share
from fairway.measurement.results import Caution, Interval, Say, plain

LEAST, LEAST_EXPECTED = 10, 5

_ = plain  # marks sentences here; whoever shows them translates

TOO_FEW = Caution(
    "too_few", _("One decision the other way would reverse the order, so too few to compare.")
)
SMALL_GROUP = Caution("small_group", _("A group has fewer than %(least)s people."))
SMALL_EXPECTED = Caution(
    "small_expected",
    _("Fewer than %(least)s people are expected in one of the cells, so ratios jump about."),
)
NO_RATIO = Caution("no_ratio", _("Nobody of the reference group was chosen, so there is no ratio."))
NO_INTERVAL = Caution(
    "no_interval", _("Nobody of one group was chosen, so the ratio has no interval.")
)


@dataclass(frozen=True, slots=True)
class RateGap:
    """How often one group is chosen beside another.

    `estimate` is the impact ratio, focal over reference, and `interval` its log interval; `p` is
    two-sided mid-p, `p_exact` Fisher's two-sided p. `shortfall` is how many more of the focal group
    would have been chosen at the rate of both together. `flips` tells that one decision moved from
    one group to the other would reverse the order. `effect` is Cohen's h.
    """

    focal: tuple[int, int]
    reference: tuple[int, int]
    estimate: float | None
    interval: Interval | None
    p: float
    p_one_sided: float
    p_exact: float
    z: float | None
    effect: float
    shortfall: float
    flips: bool
    below_four_fifths: bool
    cautions: tuple[Caution, ...] = ()

    @property
    def n(self) -> int:
        return self.focal[1] + self.reference[1]

    @property
    def rates(self) -> tuple[float, float]:
        return self.focal[0] / self.focal[1], self.reference[0] / self.reference[1]

    @property
    def large_enough(self) -> bool:
        """Whether both groups and all expected cells reach the least that may be flagged."""
        return not {"small_group", "small_expected"} & {caution.code for caution in self.cautions}

    def in_words(self, _: Say = plain) -> str:
        facts = {
            "chosen": self.focal[0],
            "focal": self.focal[1],
            "others": self.reference[0],
            "reference": self.reference[1],
            "p": self.p,
        }
        told = _("%(chosen)s of %(focal)s against %(others)s of %(reference)s.") % facts
        if self.estimate is None:
            return f"{told} {NO_RATIO.in_words(_)}"
        told += " " + _("Impact ratio %(ratio).2f") % {"ratio": self.estimate}
        if self.interval is not None:
            told += " " + _("(%(low).2f to %(high).2f)") % {
                "low": self.interval.low,
                "high": self.interval.high,
            }
        told += _(", mid-p %(p).3f.") % facts
        return " ".join([told, *(c.in_words(_) for c in self.cautions if c.code == "too_few")])


def compare_rates(
    focal: tuple[int, int], reference: tuple[int, int], *, level: float = 0.95
) -> RateGap:
    """Compare how many were chosen out of each of two groups.

    Impact ratio (a/n₁)/(c/n₂), with log interval from √(1/a − 1/n₁ + 1/c − 1/n₂); hypergeometric
    mid-p, doubled on its smaller side; shortfall n₁(a + c)/(n₁ + n₂) − a.

    Parameters
    ----------
    focal, reference
        (chosen, all) of the group asked about and of the one it is held against.
    level
        Of the interval: 0.95.

    Notes
    -----
    Assumes that people were decided on one by one. The ratio is held against four fifths in whole
    numbers and strictly: 5·a·n₂ < 4·c·n₁. Morris and Lobsenz (2000), Pers. Psychol. 53, 89–111;
    Lancaster (1961), J. Am. Stat. Assoc. 56, 223–234.

    Raises
    ------
    MeasurementError
        For an empty group, more chosen than there are, or counts that are not whole.
    """
    (a, n1), (c, n2) = as_counts(focal, "focal"), as_counts(reference, "reference")
    below, at, above, p_exact = _hypergeometric(a, n1, c, n2)
    ratio = a * n2 / (c * n1) if c else None
    pooled = (a + c) / (n1 + n2)
    spread = pooled * (1 - pooled) * (1 / n1 + 1 / n2)
    return RateGap(
        focal=(a, n1),
        reference=(c, n2),
        estimate=ratio,
        interval=_log_interval(a, n1, c, n2, as_share(level, "level")),
        p=min(1.0, 2 * min(below, above) + at),
        p_one_sided=below + at / 2,
        p_exact=p_exact,
        z=(a / n1 - c / n2) / math.sqrt(spread) if spread > 0 else None,
        effect=2 * (math.asin(math.sqrt(a / n1)) - math.asin(math.sqrt(c / n2))),
        shortfall=(n1 * c - n2 * a) / (n1 + n2),
        flips=_flips(a, n1, c, n2),
        below_four_fifths=5 * a * n2 < 4 * c * n1,
        cautions=tuple(_cautions(a, n1, c, n2)),
    )


def as_counts(group: Any, name: str) -> tuple[int, int]:
    try:
        chosen, everyone = group
    except (TypeError, ValueError):
        raise MeasurementError(f"{name}: give (chosen, all), not {group!r:.60}.") from None
    chosen, everyone = as_count(chosen, f"{name}, chosen"), as_count(everyone, f"{name}, all")
    if everyone == 0:
        raise MeasurementError(f"{name}: there is nobody in this group.")
    if chosen > everyone:
        raise MeasurementError(f"{name}: {chosen} chosen out of {everyone}.")
    return chosen, everyone


def _hypergeometric(a: int, n1: int, c: int, n2: int) -> tuple[float, float, float, float]:
    """P(fewer), P(as many), P(more) of the focal group, and P(no likelier than this), given margins."""
    from scipy.special import gammaln

    chosen, everyone = a + c, n1 + n2
    middle = n1 * chosen / everyone
    spread = math.sqrt(middle * n2 * (everyone - chosen) / everyone / max(everyone - 1, 1))
    # Beyond forty standard deviations nothing is left that a float can hold.
    first = max(0, chosen - n2, math.floor(middle - 40 * spread) - 10)
    last = min(chosen, n1, math.ceil(middle + 40 * spread) + 10)
    possible = np.arange(first, last + 1)

    def ways(n: int, k: Any) -> Any:
        return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)

    logs: Numbers = ways(n1, possible) + ways(n2, chosen - possible)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    here = min(max(a, first), last) - first
    # As R does: what is as likely up to rounding counts as no likelier.
    p_exact = float(weights[weights <= weights[here] * (1 + 1e-7)].sum())
    return (
        float(weights[:here].sum()),
        float(weights[here]),
        float(weights[here + 1 :].sum()),
        min(1.0, p_exact),
    )


def _log_interval(a: int, n1: int, c: int, n2: int, level: float) -> Interval | None:
    from scipy.special import ndtri

    if a == 0 or c == 0:
        return None
    reach = float(ndtri((1 + level) / 2)) * math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2)
    ratio = a * n2 / (c * n1)
    return Interval(ratio * math.exp(-reach), ratio * math.exp(reach), level)


def _flips(a: int, n1: int, c: int, n2: int) -> bool:
    """Whether one decision moved across reverses the order; without an order there is nothing to say."""
    if a * n2 < c * n1:
        return (a + 1) * n2 > (c - 1) * n1
    if a * n2 > c * n1:
        return (a - 1) * n2 < (c + 1) * n1
    return True


def _cautions(a: int, n1: int, c: int, n2: int) -> list[Caution]:
    found = []
    if _flips(a, n1, c, n2):
        found.append(TOO_FEW)
    if min(n1, n2) < LEAST:
        found.append(Caution(SMALL_GROUP.code, SMALL_GROUP.said, (("least", LEAST),)))
    chosen, everyone = a + c, n1 + n2
    if min(n1, n2) * min(chosen, everyone - chosen) < LEAST_EXPECTED * everyone:
        facts = (("least", LEAST_EXPECTED),)
        found.append(Caution(SMALL_EXPECTED.code, SMALL_EXPECTED.said, facts))
    if c == 0:
        found.append(NO_RATIO)
    elif a == 0:
        found.append(NO_INTERVAL)
    return found
