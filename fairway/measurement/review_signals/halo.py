"""Does a rater tell criteria apart?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.given import Flags, Numbers, Positions
from fairway.measurement.results import Caution, plain
from fairway.measurement.review_signals.forms import Forms, gather_forms
from fairway.measurement.review_signals.matching import wider_by_few
from fairway.measurement.review_signals.signals import (
    FEW_OTHERS,
    LEAST_FORMS,
    HabitSignal,
    compared,
    judge_all,
    silent,
)

LEAST_CRITERIA, NEAREST, LEAST_POOL = 4, 100, 20

_ = plain  # marks sentences here; whoever shows them translates

SOME_ALIKE = Caution(
    "straight_lines",
    _("%(n)s forms have the same rating throughout; for a single form that says nothing."),
)


def halo_signals(
    rater: Any, ratee: Any, criterion: Any, rating: Any, *, seed: int = 20250101
) -> tuple[HabitSignal, ...]:
    """Whether raters tell the criteria of a form apart as others do.

    Mean variance within a rater's forms ÷ its mean over draws from forms of *other* raters with the
    same criteria answered and the 100 nearest form means, each carried over to the mean in question
    along a parabola of variance over mean; p is the share of draws as low, each spread by √(1 + n/N)
    since the mean of N forms is none that is known.

    Parameters
    ----------
    rater, ratee, criterion, rating : a row per rating; own and missing ones are left out.
    seed : of the draws.

    Returns
    -------
    One result for each rater, in order of appearance; without an estimate under 4 comparable forms
    of at least 4 criteria. p is adjusted over raters by Benjamini–Hochberg.

    Notes
    -----
    Assumes that others' forms with a like mean show honest spread, so that high marks are no halo.
    Single forms with one rating throughout are common and honest (2–24 %): one is never judged.
    Cooper (1981), Ubiquitous halo, Psychol. Bull. 90, 218–244, on what halo is and is not.

    Raises
    ------
    MeasurementError
        For unequal columns, infinity, or a criterion rated twice on one form.
    """
    forms = gather_forms(rater, ratee, criterion, rating)
    means, variances, usable = forms.means, forms.variances, forms.answered >= LEAST_CRITERIA
    by_kind = _sorted_pools(forms, usable, means, variances)

    def judge(who: int, mine: Positions) -> HabitSignal:
        mine = mine[usable[mine]]
        mine = mine[np.lexsort((variances[mine], means[mine]))]
        kinds = {kind: by_kind[kind] for kind in {int(forms.kind[form]) for form in mine}}
        curves = {kind: pool.parabola_without(who) for kind, pool in kinds.items()}
        pools = [
            _like(kinds[kind], curves[kind], who, mean)
            for kind, mean in zip(forms.kind[mine].tolist(), means[mine].tolist(), strict=True)
        ]
        kept = [i for i, pool in enumerate(pools) if pool is not None]
        if len(mine) >= LEAST_FORMS > len(kept):
            return silent(forms.raters[who], "halo", len(kept), FEW_OTHERS)
        observed = float(variances[mine[kept]].mean()) if kept else 0.0
        comparable = [pool for pool in pools if pool is not None]
        notes, wider = _said_of(variances[mine]), wider_by_few(comparable)
        return compared(forms.raters[who], "halo", comparable, _mean, observed, seed, notes, wider)

    return judge_all(forms, judge)


def _mean(draws: Numbers) -> Numbers:
    return draws.mean(axis=1)


def _said_of(variances: Any) -> tuple[Caution, ...]:
    """That some forms have one rating throughout, where some have."""
    alike = int((variances == 0).sum())
    return (Caution(SOME_ALIKE.code, SOME_ALIKE.said, (("n", alike),)),) if alike else ()


@dataclass(frozen=True, slots=True)
class Pool:
    """Forms with the same criteria answered, in order of their means; `sizes` counts by rater.

    `powers` holds the means around their centre as 1, x and x², for a parabola of variance over
    mean: near the ends of a scale there is little room to vary.
    """

    means: Numbers
    variances: Numbers
    raters: Positions
    sizes: Positions
    powers: Numbers

    def parabola_without(self, who: int) -> Numbers:
        """Fitted to the forms of everybody else, so that nobody is their own yardstick."""
        others = self.raters != who
        found, *_rest = np.linalg.lstsq(self.powers[others], self.variances[others], rcond=None)
        return np.asarray(found, np.float64)


def _sorted_pools(
    forms: Forms, usable: Flags, means: Numbers, variances: Numbers
) -> dict[int, Pool]:
    pools = {}
    for kind in np.unique(forms.kind[usable]):
        at = np.flatnonzero((forms.kind == kind) & usable)
        at = at[np.lexsort((variances[at], means[at]))]
        pools[int(kind)] = _pool(means[at], variances[at], forms.rater[at], len(forms.raters))
    return pools


def _pool(means: Numbers, variances: Numbers, raters: Positions, count: int) -> Pool:
    spread = float(means.std())
    around = (means - means.mean()) / spread if spread > 1e-9 else np.zeros(len(means))
    powers = np.vander(around, 3, increasing=True)
    return Pool(means, variances, raters, np.bincount(raters, minlength=count), powers)


def _like(pool: Pool, parabola: Numbers, who: int, mean: float) -> Numbers | None:
    """Variances of the nearest forms of others, and of all that tie with the furthest of them."""
    own = int(pool.sizes[who])
    if len(pool.means) - own < LEAST_POOL:
        return None
    # Means stand in order, so the nearest lie around the place where this one would stand.
    reach, place = NEAREST + own, int(np.searchsorted(pool.means, mean))
    around = slice(max(0, place - reach), place + reach)
    distance = np.abs(pool.means[around] - mean)[pool.raters[around] != who]
    furthest = np.sort(distance)[:NEAREST][-1] + 1e-9 * abs(mean)
    low, high = np.searchsorted(pool.means, [mean - furthest, mean + furthest])
    others = pool.raters[low:high] != who
    found = pool.variances[low:high][others]
    floor = float(found.mean()) / 4
    typical = np.maximum(pool.powers[low:high][others] @ parabola, floor)
    here = max(float(pool.powers[place] @ parabola), floor)
    # Where nobody's forms vary at all there is nothing to carry over.
    carried = np.divide(here, typical, out=np.ones(len(found)), where=typical > 0)
    matched: Numbers = np.sort(found * carried)
    return matched
