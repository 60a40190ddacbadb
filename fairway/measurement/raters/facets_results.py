"""What a many-facet Rasch analysis found."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from fairway.measurement.results import Caution, Interval, Say, plain


@dataclass(frozen=True, slots=True)
class FacetRater:
    """Severity in logits: positive is severe, on average 0. Fit is about 1 where all is well.

    `outfit` is the mean squared standardised surprise, `infit` the same weighted by information:
    well above 1 is erratic, well below 1 is too even.
    """

    rater: Hashable
    n: int
    severity: float
    error: float
    interval: Interval
    infit: float
    outfit: float


@dataclass(frozen=True, slots=True)
class FacetItem:
    """Steps in logits: where a higher category becomes likelier than the one below."""

    item: Hashable
    n: int
    difficulty: float
    steps: tuple[float, ...]
    errors: tuple[float, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Category:
    """How one category of the scale is used. `measure` is the mean ability of those given it."""

    category: float
    n: int
    share: float
    measure: float
    outfit: float


@dataclass(frozen=True, slots=True)
class FacetPerson:
    """Ability in logits, as expected given the ratings (EAP), and its standard error."""

    person: Hashable
    n: int
    ability: float
    error: float


@dataclass(frozen=True, slots=True)
class FacetsFit:
    """A partial credit model with raters, people being normal around 0."""

    n: int
    deviance: float
    variance: float
    variance_error: float
    reliability: float
    raters: tuple[FacetRater, ...]
    items: tuple[FacetItem, ...]
    categories: tuple[Category, ...]
    persons: tuple[FacetPerson, ...]
    components: int
    iterations: int
    converged: bool
    cautions: tuple[Caution, ...]

    def rater(self, name: Hashable) -> FacetRater:
        return next(rater for rater in self.raters if rater.rater == name)

    def in_words(self, _: Say = plain) -> str:
        severities = [rater.severity for rater in self.raters]
        said = _(
            "%(persons)s people, %(raters)s raters, %(n)s ratings. Severities lie between "
            "%(low).2f and %(high).2f logits; the spread of people is %(spread).2f, reliability "
            "%(reliability).2f."
        ) % {
            "persons": len(self.persons),
            "raters": len(self.raters),
            "n": self.n,
            "low": min(severities),
            "high": max(severities),
            "spread": self.variance**0.5,
            "reliability": self.reliability,
        }
        return " ".join([said, *(caution.in_words(_) for caution in self.cautions)])
