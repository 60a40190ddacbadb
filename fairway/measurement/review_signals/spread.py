"""Does a rater tell people apart?"""

from __future__ import annotations

from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import Numbers, Positions
from fairway.measurement.review_signals.forms import Forms, gather_forms
from fairway.measurement.review_signals.signals import (
    FEW_OTHERS,
    LEAST_FORMS,
    Habit,
    HabitSignal,
    compared,
    judge_all,
    silent,
)

NEAREST_RATERS, LEAST_RATERS = 30, 5


def spread_signals(
    rater: Any,
    ratee: Any,
    criterion: Any,
    rating: Any,
    *,
    scale: tuple[float, float] | None = None,
    seed: int = 20250101,
) -> tuple[HabitSignal, ...]:
    """Whether raters tell people apart as others do: restriction of range, and central tendency.

    Standard deviation of a rater's form means ÷ that of as many draws from other raters' forms, each
    taken around its own rater's mean (× √(F/(F−1)) for F forms); the 30 raters nearest in mean stand
    for others.

    Parameters
    ----------
    rater, ratee, criterion, rating, seed
        As in `halo_signals`.
    scale
        Lowest and highest rating there is. With it, a rater who differs little and whose mean lies
        in the middle third is said to keep to the middle; otherwise to a narrow range.

    Notes
    -----
    Assumes that people were not given to raters for being alike; a team may be of one mind and
    ability; and that forms have about the same number of criteria. Needs 4 forms.
    Saal, Downey and Lahey (1980), Rating the ratings, Psychol. Bull. 88, 413–428.

    Raises
    ------
    MeasurementError
        As `halo_signals`, and for a scale that does not hold the ratings.
    """
    forms = gather_forms(rater, ratee, criterion, rating)
    _check_scale(scale, forms)
    levels, deviations, counts = _within_raters(forms)

    def judge(who: int, mine: Positions) -> HabitSignal:
        observed = float(forms.means[mine].std(ddof=1)) if len(mine) > 1 else 0.0
        habit = _which(scale, levels[who])
        others = np.flatnonzero((counts >= 3) & (np.arange(len(counts)) != who))
        if len(mine) >= LEAST_FORMS and len(others) < LEAST_RATERS:
            return silent(forms.raters[who], habit, len(mine), FEW_OTHERS)
        pools = []
        if len(mine) and len(others):
            pool = _nearest_raters(others, levels, deviations, levels[who])
            pools = [pool] * len(mine)
        return compared(
            forms.raters[who], habit, pools, lambda x: x.std(axis=1, ddof=1), observed, seed, ()
        )

    return judge_all(forms, judge)


def _within_raters(forms: Forms) -> tuple[Numbers, list[Numbers], Positions]:
    """Mean of each rater, deviations of their forms (spread out to full size), and how many."""
    counts = np.bincount(forms.rater, minlength=len(forms.raters))
    with np.errstate(invalid="ignore", divide="ignore"):
        levels = np.bincount(forms.rater, forms.means, minlength=len(counts)) / counts
        stretch = np.sqrt(counts / np.maximum(counts - 1.0, 1.0))
    away = (forms.means - levels[forms.rater]) * stretch[forms.rater]
    order = np.lexsort((away, forms.rater))
    edges = np.searchsorted(forms.rater[order], np.arange(len(counts) + 1))
    split = [away[order[edges[i] : edges[i + 1]]] for i in range(len(counts))]
    return levels, split, counts


def _nearest_raters(
    others: Positions, levels: Numbers, deviations: list[Numbers], level: float
) -> Numbers:
    distance = np.abs(levels[others] - level)
    furthest = np.sort(distance)[:NEAREST_RATERS].max()
    near = others[distance <= furthest * (1 + 1e-9)]
    return np.sort(np.concatenate([deviations[i] for i in near]))


def _check_scale(scale: tuple[float, float] | None, forms: Forms) -> None:
    if scale is None or forms.ratings.size == 0:
        return
    if not scale[0] < scale[1]:
        raise MeasurementError("scale: give the lowest and the highest rating, in this order.")
    if np.nanmin(forms.ratings) < scale[0] or np.nanmax(forms.ratings) > scale[1]:
        raise MeasurementError(f"scale: some ratings lie outside {scale[0]} to {scale[1]}.")


def _which(scale: tuple[float, float] | None, level: float) -> Habit:
    if scale is None:
        return "restriction"
    third = (scale[1] - scale[0]) / 3
    return "central_tendency" if scale[0] + third <= level <= scale[1] - third else "restriction"
