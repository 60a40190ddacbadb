"""How hard is an item, and does it measure what the others measure?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.items.responses import Floats, Responses, Table, read_responses
from fairway.measurement.results import Caution, Interval, Say, plain

FEWEST = 30
FEWEST_FOR_LINK = 100
TOO_EASY, TOO_HARD, WEAK_LINK = 0.95, 0.25, 0.10


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """`p` is the share right, `corrected_r` the correlation with the share right of the others.

    None where there are too few responses to say it.
    """

    name: str
    n: int
    p: float | None
    p_interval: Interval | None
    corrected_r: float | None
    r_interval: Interval | None
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        if self.p is None:
            return _("%(name)s: %(n)s responses are too few to say anything.") % {
                "name": self.name,
                "n": self.n,
            }
        said = _("%(name)s: %(share)s %% of %(n)s got it right.") % {
            "name": self.name,
            "share": f"{100 * self.p:.0f}",
            "n": self.n,
        }
        return " ".join([said, *(caution.in_words(_) for caution in self.cautions)])


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """`alpha` is Cronbach's, over the `n_complete` people who met every item."""

    items: tuple[ItemStatistics, ...]
    alpha: float | None
    alpha_interval: Interval | None
    n: int
    n_complete: int
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        facts: dict[str, int | str] = {"items": len(self.items), "n": self.n}
        if self.alpha is None or self.alpha_interval is None:
            said = _("%(items)s items, %(n)s people; how reliable the score is cannot be said yet.")
            return said % facts
        facts |= {
            "alpha": f"{self.alpha:.2f}",
            "low": f"{self.alpha_interval.low:.2f}",
            "high": f"{self.alpha_interval.high:.2f}",
        }
        said = _(
            "%(items)s items, %(n)s people; reliability of the score %(alpha)s (95 %% interval "
            "%(low)s to %(high)s)."
        )
        return said % facts


def item_statistics(table: Table, names: Sequence[str] | None = None) -> QuizStatistics:
    """Classical statistics of items answered right (1) or wrong (0).

    p = share right, with Wilson's interval; corrected r = Pearson correlation of the item with the
    share right of the *other* items met, with Fisher's interval; α = J/(J−1)·(1 − Σs²_j/s²_total)
    with Feldt's interval.

    Parameters
    ----------
    table
        A row for each person, a column for each item; NaN, None or "" where it was not met.
    names
        Of the items.

    Returns
    -------
    QuizStatistics
        Nothing is said of an item under 30 responses. An item is worth a look when p > .95 or
        p < .25, and, from 100 responses on, when corrected r < .10.

    Raises
    ------
    MeasurementError
        For answers that are neither right nor wrong, or an empty table.

    References
    ----------
    Wilson (1927); Feldt (1965); Lord and Novick (1968), Statistical theories of mental test scores.
    """
    responses = read_responses(table, names)
    if not responses.answered.any():
        raise MeasurementError("There is not a single answer.")
    items = tuple(_item(responses, number) for number in range(len(responses.names)))
    complete = responses.table[responses.answered.all(axis=1)]
    alpha, interval = _alpha(complete)
    n = int(responses.answered.any(axis=1).sum())
    cautions = []
    if len(complete) < n:
        said = "%(n)s people met only some of the items; reliability is about the others."
        cautions.append(Caution("incomplete", said, (("n", n - len(complete)),)))
    return QuizStatistics(items, alpha, interval, n, len(complete), tuple(cautions))


def _item(responses: Responses, number: int) -> ItemStatistics:
    met = responses.answered[:, number]
    mine = responses.table[met, number]
    n, name = len(mine), responses.names[number]
    if n < FEWEST:
        few = Caution("few", "Fewer than %(few)s responses.", (("few", FEWEST),))
        return ItemStatistics(name, n, None, None, None, None, (few,))
    p = float(mine.mean())
    r, n_linked = _link(mine, np.delete(responses.table[met], number, axis=1))
    return ItemStatistics(
        name, n, p, _wilson(p, n), r, None if r is None else _fisher(r, n_linked), _flags(p, r, n)
    )


def _flags(p: float, r: float | None, n: int) -> tuple[Caution, ...]:
    said = []
    if p > TOO_EASY:
        said.append(Caution("easy", "Nearly everybody gets it right; worth a look."))
    if p < TOO_HARD:
        said.append(Caution("hard", "Few get it right; worth a look."))
    if n >= FEWEST_FOR_LINK and r is not None and r < WEAK_LINK:
        text = "Who gets it right does hardly better on the others; worth a look."
        said.append(Caution("weak_link", text))
    return tuple(said)


def _link(mine: Floats, others: Floats) -> tuple[float | None, int]:
    """Correlation with the share right of the others, over whoever met any, and how many did."""
    there = ~np.isnan(others)
    linked = there.any(axis=1)
    n = int(linked.sum())
    share = np.nansum(others[linked], axis=1) / there[linked].sum(axis=1)
    if n < FEWEST or mine[linked].std() == 0 or share.std() == 0:
        return None, n
    return float(np.corrcoef(mine[linked], share)[0, 1]), n


def _wilson(p: float, n: int, z: float = 1.959963984540054) -> Interval:
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return Interval(max(0.0, float(middle - reach)), min(1.0, float(middle + reach)))


def _fisher(r: float, n: int, z: float = 1.959963984540054) -> Interval:
    centre, reach = np.arctanh(np.clip(r, -1 + 1e-15, 1 - 1e-15)), z / np.sqrt(n - 3)
    return Interval(float(np.tanh(centre - reach)), float(np.tanh(centre + reach)))


def _alpha(table: Floats) -> tuple[float | None, Interval | None]:
    from scipy.special import fdtri

    n, items = table.shape
    if n < FEWEST or items < 2:
        return None, None
    total = float(table.sum(axis=1).var(ddof=1))
    if total == 0:
        return None, None
    alpha = items / (items - 1) * (1 - float(table.var(axis=0, ddof=1).sum()) / total)
    free = (n - 1, (n - 1) * (items - 1))
    low, high = (1 - (1 - alpha) * float(fdtri(*free, q)) for q in (0.975, 0.025))
    return alpha, Interval(low, high)
