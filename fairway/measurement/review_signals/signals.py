"""What is said of a rater whose ratings spread less than those of others."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from fairway.measurement.given import Numbers, Positions
from fairway.measurement.multiplicity import benjamini_hochberg
from fairway.measurement.results import Caution, Interval, Say, plain
from fairway.measurement.review_signals.forms import Forms
from fairway.measurement.review_signals.matching import bootstrapped

Habit = Literal["halo", "restriction", "central_tendency"]

LEAST_FORMS, BAR = 4, 0.05

_ = plain  # marks sentences here; whoever shows them translates

FEW_FORMS = Caution(
    "few_forms", _("Cannot be said: %(n)s comparable forms, and %(least)s are needed.")
)
FEW_OTHERS = Caution("few_others", _("Cannot be said: too few forms of others to compare with."))


@dataclass(frozen=True, slots=True)
class HabitSignal:
    """One rater's spread beside that of other raters on comparable forms.

    `estimate` is observed over expected: 1 is as others, below 1 tells apart less. `usual` holds 95 %
    of what others' forms give for that many forms. `q` is p adjusted over all raters looked at.
    `reread` marks ratings worth reading again, by the rater first.
    """

    rater: Hashable
    habit: Habit
    estimate: float | None
    usual: Interval | None
    p: float | None
    q: float | None
    reread: bool
    n: int
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        if self.estimate is None:
            return " ".join(caution.in_words(_) for caution in self.cautions)
        facts = {"percent": round(100 * self.estimate), "n": self.n}
        if self.habit == "halo":
            told = _(
                "Over %(n)s forms, ratings differ between criteria %(percent)d %% as much as those of "
                "others do."
            )
        else:
            told = _(
                "Over %(n)s forms, ratings differ between people %(percent)d %% as much as those of "
                "others do."
            )
        if not self.reread:
            return told % facts
        return told % facts + " " + _("Worth a second look: is each judged by itself?")


def judge_all(
    forms: Forms, judge: Callable[[int, Positions], HabitSignal]
) -> tuple[HabitSignal, ...]:
    order = np.argsort(forms.rater, kind="stable")
    edges = np.searchsorted(forms.rater[order], np.arange(len(forms.raters) + 1))
    found = [judge(who, order[edges[who] : edges[who + 1]]) for who in range(len(forms.raters))]
    adjusted = benjamini_hochberg([signal.p for signal in found])
    return tuple(
        replace(
            signal,
            q=None if signal.p is None else float(q),
            reread=bool(q < BAR),
            cautions=(*signal.cautions, *forms.cautions),
        )
        for signal, q in zip(found, adjusted, strict=True)
    )


def compared(
    rater: Hashable,
    habit: Habit,
    pools: list[Numbers],
    statistic: Callable[[Numbers], Numbers],
    observed: float,
    seed: int,
    notes: tuple[Caution, ...],
    wider: float = 1.0,
) -> HabitSignal:
    if len(pools) < LEAST_FORMS:
        facts = (("n", len(pools)), ("least", LEAST_FORMS))
        why = Caution(FEW_FORMS.code, FEW_FORMS.said, facts)
        return silent(rater, habit, len(pools), why)
    expected, low, high, p = bootstrapped(pools, statistic, observed, seed, wider)
    if not expected > 0:
        return silent(rater, habit, len(pools), FEW_OTHERS)
    usual = Interval(low / expected, high / expected)
    return HabitSignal(rater, habit, observed / expected, usual, p, None, False, len(pools), notes)


def silent(rater: Hashable, habit: Habit, n: int, why: Caution) -> HabitSignal:
    return HabitSignal(rater, habit, None, None, None, None, False, n, (why,))
