"""Which gaps between groups are worth a review?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.gaps.means import MeanGap, compare_means
from fairway.measurement.gaps.rates import LEAST, RateGap, as_counts, compare_rates
from fairway.measurement.given import Positions, as_labels, as_numbers, same_length
from fairway.measurement.multiplicity import benjamini_hochberg
from fairway.measurement.results import Caution, Say, plain

BAR, LEAST_SHORTFALL = 0.05, 2

_ = plain  # marks sentences here; whoever shows them translates

CHOSEN_REFERENCE = Caution(
    "reference_by_rate",
    _("The reference group was taken for its high rate, which makes every gap look larger."),
)


@dataclass(frozen=True, slots=True)
class GroupGap:
    """One group against the reference: rates, ratings where given, and whether a look is worth while.

    `q` is the mid-p adjusted over all groups looked at together. `review` needs all of: ratio under
    four fifths, q < 0.05, a shortfall of at least 2, and groups large enough; `held_back` names what
    was missing.
    """

    name: Hashable
    reference: Hashable
    rates: RateGap
    means: MeanGap | None
    q: float
    review: bool
    held_back: tuple[str, ...]
    cautions: tuple[Caution, ...] = ()

    @property
    def n(self) -> int:
        return self.rates.n

    def in_words(self, _: Say = plain) -> str:
        told = self.rates.in_words(_)
        if self.means is not None:
            told += " " + self.means.in_words(_)
        if self.review:
            return told + " " + _("Worth a review: more than chance alone is likely to make.")
        if "size" in self.held_back:
            return told + " " + _("Cannot be said: too few people.")
        return told + " " + _("Nothing here that calls for a review by itself.")


def review_rates(
    groups: Mapping[Hashable, tuple[int, int]], *, reference: Hashable | None = None
) -> tuple[GroupGap, ...]:
    """Hold every group against a reference group and say where a look is worth while.

    Parameters
    ----------
    groups
        (chosen, all) of each.
    reference
        Name of the group the others are held against. None takes the highest rate among groups of
        at least 10, as the four-fifths rule has it, with a caution.

    Returns
    -------
    One result for each other group, in the order given; adjusted together by Benjamini–Hochberg.

    Notes
    -----
    The four-fifths rule by itself cries wolf: with no true difference and either group the lower
    one, it alarms in 46 % of pairs of 50 at a rate of 0.3 and in 63 % of 50 against 200 at 0.1 (49 %
    and 67 % if exactly four fifths counted); all conditions together in 4.5 % and 2.1 %.
    Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4 D, for the rule of four
    fifths; Benjamini and Hochberg (1995).

    Raises
    ------
    MeasurementError
        For fewer than two groups, an unknown reference, or impossible counts.
    """
    if not isinstance(groups, Mapping) or len(groups) < 2:
        raise MeasurementError("groups: give two groups or more, each as name and (chosen, all).")
    counts = {name: as_counts(pair, f"group {name!r:.40}") for name, pair in groups.items()}
    chosen = _reference(counts) if reference is None else reference
    if chosen not in counts:
        raise MeasurementError(f"There is nothing to compare with {chosen!r:.60}.")
    pairs = {
        name: compare_rates(pair, counts[chosen]) for name, pair in counts.items() if name != chosen
    }
    adjusted = benjamini_hochberg([gap.p for gap in pairs.values()])
    extra = (CHOSEN_REFERENCE,) if reference is None else ()
    return tuple(
        _judged(name, chosen, gap, float(q), extra)
        for (name, gap), q in zip(pairs.items(), adjusted, strict=True)
    )


def review_gaps(
    group: Any, selected: Any, *, score: Any = None, reference: Hashable | None = None
) -> tuple[GroupGap, ...]:
    """`review_rates` from one row per person, with the ratings beside the rates.

    Parameters
    ----------
    group
        A label for each person.
    selected
        True or 1 for those who were chosen.
    score
        A rating for each person; None and NaN are people without one.
    reference
        As in `review_rates`.

    Raises
    ------
    MeasurementError
        For unequal columns, and as `review_rates`.
    """
    codes, labels = as_labels(group, "group")
    chosen = as_numbers(selected, "selected")
    same_length(group=codes, selected=chosen)
    if not np.isin(chosen, (0, 1)).all():
        raise MeasurementError("selected: everyone is chosen (1) or not (0).")
    counts = {
        label: (int(chosen[codes == code].sum()), int((codes == code).sum()))
        for code, label in enumerate(labels)
    }
    gaps = review_rates(counts, reference=reference)
    if score is None:
        return gaps
    scores = as_numbers(score, "score", missing=True)
    same_length(group=codes, score=scores)
    places = {label: code for code, label in enumerate(labels)}
    return tuple(
        replace(gap, means=_means(scores, codes, places[gap.name], places[gap.reference]))
        for gap in gaps
    )


def _means(scores: Any, codes: Positions, focal: int, reference: int) -> MeanGap | None:
    known = ~np.isnan(scores)
    try:
        return compare_means(scores[known & (codes == focal)], scores[known & (codes == reference)])
    except NotEstimable:
        return None


def _reference(groups: Mapping[Hashable, tuple[int, int]]) -> Hashable:
    large = {name: counts for name, counts in groups.items() if counts[1] >= LEAST} or groups
    return max(large, key=lambda name: (large[name][0] / large[name][1], large[name][1]))


def _judged(
    name: Hashable, reference: Hashable, gap: RateGap, q: float, extra: tuple[Caution, ...]
) -> GroupGap:
    missing = {
        "ratio": not gap.below_four_fifths,
        "chance": not q < BAR,
        "shortfall": not gap.shortfall >= LEAST_SHORTFALL,
        "size": not gap.large_enough,
        "flips": gap.flips,
    }
    held_back = tuple(what for what, lacks in missing.items() if lacks)
    return GroupGap(
        name, reference, gap, None, q, not held_back, held_back, (*gap.cautions, *extra)
    )
