"""Few units: each one's change from before to after, and what chance alone would make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

from fairway.measurement.effects.panel import Floats, Panel
from fairway.measurement.results import Caution, Interval, Say, plain

MOST_EXACT = 20_000


@dataclass(frozen=True, slots=True)
class FewUnitsEffect:
    """Difference-in-differences of unit means, judged by exchanging who was treated when.

    `p` is two-sided; `exact` when all assignments were tried rather than drawn. `interval` holds
    the effects that are not rejected at 5 %; None when even the most extreme p is above that.
    """

    estimate: float
    interval: Interval | None
    p: float
    smallest_p: float
    exact: bool
    n_treated: int
    n_controls: int
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        facts = {
            "estimate": f"{self.estimate:.3g}",
            "treated": self.n_treated,
            "controls": self.n_controls,
            "p": f"{self.p:.2g}",
        }
        said = _(
            "The outcome of %(treated)s treated units changed by %(estimate)s compared with that "
            "of %(controls)s others"
        )
        if self.interval is None:
            more = _("; with so few, whether that is more than chance cannot be said.")
        elif 0 in self.interval:
            more = _(" (p %(p)s); an effect cannot be told from chance.")
        else:
            facts |= {"low": f"{self.interval.low:.3g}", "high": f"{self.interval.high:.3g}"}
            more = _(" (95 %% interval %(low)s to %(high)s, p %(p)s).")
        return (said + more) % facts


def collapsed(panel: Panel, *, draws: int, seed: int) -> FewUnitsEffect:
    """Σ_g n_g (mean change of cohort g − mean change of controls at g) / Σ n_g.

    A change is a unit's mean from its first treated period on minus its mean before. Under the
    sharp null hypothesis of a constant effect τ, outcomes less τ while treated do not depend on who
    was treated when, so that every exchange of these labels is as likely as the one that happened.
    """
    treatment = (panel.times[None, :] >= panel.first[:, None]).astype(float)
    outcome, effect = _changes(panel, panel.outcome), _changes(panel, treatment)
    labels = np.searchsorted(panel.cohorts, np.where(panel.never, np.inf, panel.first))
    observed = float(_statistic(outcome, labels[None, :])[0])
    assignments, exact = _assignments(labels, draws, seed)
    drawn = _statistic(outcome, assignments)
    shares = _statistic(effect, assignments)
    tolerance = 1e-9 * max(1.0, float(np.abs(drawn).max(initial=0)))
    p = float((np.abs(drawn) >= abs(observed) - tolerance).mean())
    smallest = _smallest_p(labels, len(assignments), exact)
    return FewUnitsEffect(
        estimate=observed,
        interval=_inverted(observed, drawn, shares) if smallest <= 0.05 else None,
        p=p,
        smallest_p=smallest,
        exact=exact,
        n_treated=int((~panel.never).sum()),
        n_controls=int(panel.never.sum()),
    )


def _changes(panel: Panel, table: Floats) -> Floats:
    """changes[i, g]: of unit i, had it first been treated with cohort g."""
    starts = [panel.before(cohort) for cohort in panel.cohorts]
    return np.column_stack(
        [table[:, start:].mean(axis=1) - table[:, :start].mean(axis=1) for start in starts]
    )


def _statistic(changes: Floats, labels: NDArray[np.int64]) -> Floats:
    """One number for each row of labels (0, 1, … for the cohorts, the highest for never)."""
    cohorts = changes.shape[1]
    never = (labels == cohorts).astype(float)
    controls = never @ changes / never.sum(axis=1)[:, None]
    total = np.zeros(len(labels))
    for cohort in range(cohorts):
        mine = (labels == cohort).astype(float)
        total += mine @ changes[:, cohort] - mine.sum(axis=1) * controls[:, cohort]
    statistic: Floats = total / (labels != cohorts).sum(axis=1)
    return statistic


def _count(labels: NDArray[np.int64]) -> int:
    return factorial(len(labels)) // prod(factorial(int(n)) for n in np.bincount(labels))


def _assignments(
    labels: NDArray[np.int64], draws: int, seed: int
) -> tuple[NDArray[np.int64], bool]:
    """All ways to give out the labels where they are few, else the true one and random ones."""
    if _count(labels) <= MOST_EXACT:
        return np.array(list(_arrangements(sorted(labels.tolist()))), dtype=np.int64), True
    rng = np.random.default_rng(seed)
    drawn = rng.permuted(np.tile(labels, (draws, 1)), axis=1)
    return np.vstack([labels[None, :], drawn]), False


def _arrangements(labels: list[int]) -> Iterator[tuple[int, ...]]:
    """Distinct orders of the labels."""
    if len(set(labels)) == len(labels):
        yield from permutations(labels)
        return
    for label in sorted(set(labels)):
        rest = labels.copy()
        rest.remove(label)
        if not rest:
            yield (label,)
        else:
            yield from ((label, *others) for others in _arrangements(rest))


def _smallest_p(labels: NDArray[np.int64], tried: int, exact: bool) -> float:
    """The sign of two equally large groups can be turned round, which gives the same |statistic|."""
    sizes = np.bincount(labels)
    twins = 2 if exact and len(sizes) == 2 and sizes[0] == sizes[1] else 1
    return twins / tried


def _inverted(observed: float, drawn: Floats, shares: Floats, level: float = 0.95) -> Interval:
    """The effects τ that are not rejected: p(τ) = share of |drawn − τ·share| ≥ |observed − τ|.

    For each assignment that holds between the two roots of a quadratic, so that p changes only
    at those.
    """
    # |drawn − τ·share|² − |observed − τ|² ≥ 0, in powers of τ.
    a = shares**2 - 1
    b = 2 * (observed - drawn * shares)
    c = drawn**2 - observed**2
    always = np.abs(a) < 1e-12
    inner = np.sqrt(np.maximum(b[~always] ** 2 - 4 * a[~always] * c[~always], 0))
    low = (-b[~always] + inner) / (2 * a[~always])
    high = (-b[~always] - inner) / (2 * a[~always])
    # The estimate itself is never rejected; from it outwards the share falls step by step.
    needed = (1 - level) * len(drawn) - always.sum()
    if needed < 0:
        return Interval(-np.inf, np.inf, level)
    rank = int(np.floor(needed))
    lows, highs = np.sort(low), np.sort(high)[::-1]
    return Interval(float(min(lows[rank], observed)), float(max(highs[rank], observed)), level)
