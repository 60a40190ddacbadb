"""What a Rasch model says about items, whichever way it was fitted."""

from __future__ import annotations

from dataclasses import dataclass

from fairway.measurement.results import Caution, Interval, Say, plain

FEWEST = 200


@dataclass(frozen=True, slots=True)
class RaschItem:
    """Easiness in logits; infit and outfit are 1 where answers vary as the model says.

    `infit_z` is about normal where the model holds; all three are None without item fit.
    """

    name: str
    easiness: float
    se: float
    interval: Interval
    n: int
    infit: float | None = None
    outfit: float | None = None
    infit_z: float | None = None

    @property
    def difficulty(self) -> float:
        return -self.easiness


@dataclass(frozen=True, slots=True)
class Rasch:
    """`items` in the order given. `method` is "CML" (easiness sums to 0) or "MML" (ability has
    mean 0 and standard deviation `sd`)."""

    method: str
    items: tuple[RaschItem, ...]
    loglik: float
    n: int
    iterations: int
    sd: float | None = None
    sd_se: float | None = None
    reliability: float | None = None
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        ordered = sorted(self.items, key=lambda item: item.easiness)
        return _(
            "Of %(items)s items answered by %(n)s people, %(hard)s is the hardest and %(easy)s the easiest."
        ) % {
            "items": len(self.items),
            "n": self.n,
            "hard": ordered[0].name,
            "easy": ordered[-1].name,
        }


def with_interval(name: str, easiness: float, se: float, n: int) -> RaschItem:
    reach = 1.959963984540054 * se
    return RaschItem(name, easiness, se, Interval(easiness - reach, easiness + reach), n)
