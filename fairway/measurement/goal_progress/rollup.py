"""Progress of a whole from its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import as_list
from fairway.measurement.goal_progress.exact import Amount, exact, exact_weight, percent, rounded
from fairway.measurement.goal_progress.progress import NO_WEIGHT, UNREPORTED, Progress
from fairway.measurement.results import Caution, Interval, Say, plain


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things a roll-up adds. Its progress may itself be a roll-up, or unknown."""

    weight: Amount
    progress: Progress | RollUp | Amount | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one part brought: its share of the reported weight times what is shown for it."""

    name: str
    share: float | None
    shown: float | None
    points: float | None


@dataclass(frozen=True, slots=True)
class RollUp:
    """Progress of a whole from its parts: Σwp/Σw over those that reported.

    `coverage` is the share of all weight that has reported, at every depth. `possible` reaches from
    all unknown parts at 0 to all of them at 1: it is no estimate, but what arithmetic allows.
    `contributions` add up to `estimate`.
    """

    estimate: float | None
    coverage: float
    possible: Interval
    n: int
    reported: int
    contributions: tuple[Contribution, ...]
    cautions: tuple[Caution, ...] = ()

    @property
    def shown(self) -> float | None:
        return self.estimate

    def in_words(self, _: Say = plain) -> str:
        if self.estimate is None:
            return " ".join(caution.in_words(_) for caution in self.cautions)
        if self.coverage < 1:
            return _("%(percent)s %%, known for %(coverage)s %% of the weight.") % {
                "percent": percent(self.estimate),
                "coverage": percent(self.coverage),
            }
        return _("%(percent)s %%, with all parts reported.") % {"percent": percent(self.estimate)}


class _Known(NamedTuple):
    """What is shown for a part, the share of it that is known, the least and most it could be."""

    shown: Fraction | None
    covered: Fraction
    low: Fraction
    high: Fraction


def roll_up(parts: Iterable[Part | Sequence[Any]]) -> RollUp:
    """Progress of a whole: Σwp/Σw over the parts that reported, each clamped to 0–1.

    Parameters
    ----------
    parts
        `Part`s, or plain (weight, progress) pairs with progress in raw numbers or None.

    Raises
    ------
    MeasurementError
        For a negative, infinite or missing weight.
    """
    rows = [_part(part, place) for place, part in enumerate(as_list(parts, "parts"), start=1)]
    weights = [exact_weight(part.weight) for part in rows]
    known = [_known(part.progress) for part in rows]
    total = sum(weights, Fraction())
    if total == 0:
        return _nothing(rows, NO_WEIGHT if rows else UNREPORTED)
    spoke = [(weight, part.shown) for weight, part in zip(weights, known, strict=True)]
    reported = sum((weight for weight, shown in spoke if shown is not None), Fraction())
    progress = sum((weight * shown for weight, shown in spoke if shown is not None), Fraction())
    return RollUp(
        estimate=rounded(progress / reported, "progress") if reported else None,
        coverage=rounded(_mean(weights, [part.covered for part in known]), "coverage"),
        possible=Interval(
            rounded(_mean(weights, [part.low for part in known]), "progress"),
            rounded(_mean(weights, [part.high for part in known]), "progress"),
            level=1.0,
        ),
        n=len(rows),
        reported=sum(part.shown is not None for part in known),
        contributions=tuple(
            _contribution(part.name, weight, shown, reported)
            for part, (weight, shown) in zip(rows, spoke, strict=True)
        ),
        cautions=() if reported else (UNREPORTED,),
    )


def _part(part: Any, place: int) -> Part:
    if isinstance(part, Part):
        return part
    try:
        return Part(*part)
    except TypeError:
        raise MeasurementError(
            f"parts: {part!r:.60} at place {place} is not a weight with a progress."
        ) from None


def _known(progress: Any) -> _Known:
    if isinstance(progress, RollUp):
        return _Known(
            exact(progress.estimate, "progress"),
            Fraction(progress.coverage),
            Fraction(progress.possible.low),
            Fraction(progress.possible.high),
        )
    raw = exact(progress.raw if isinstance(progress, Progress) else progress, "progress")
    if raw is None:
        return _Known(None, Fraction(0), Fraction(0), Fraction(1))
    shown = min(Fraction(1), max(Fraction(0), raw))
    return _Known(shown, Fraction(1), shown, shown)


def _mean(weights: list[Fraction], values: list[Fraction]) -> Fraction:
    weighted = sum((w * v for w, v in zip(weights, values, strict=True)), Fraction())
    return weighted / sum(weights, Fraction())


def _contribution(
    name: str, weight: Fraction, shown: Fraction | None, reported: Fraction
) -> Contribution:
    if shown is None or reported == 0:
        return Contribution(name, None, None, None)
    share = weight / reported
    return Contribution(name, float(share), float(shown), float(share * shown))


def _nothing(rows: list[Part], why: Caution) -> RollUp:
    silent = tuple(Contribution(part.name, None, None, None) for part in rows)
    return RollUp(None, 0.0, Interval(0.0, 1.0, level=1.0), len(rows), 0, silent, (why,))
