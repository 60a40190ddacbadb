"""What of one group's answers may be shown, and when late ones may join."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from fairway.measurement.errors import MeasurementError
from fairway.measurement.release.atoms import in_order
from fairway.measurement.results import Caution, Say, plain

BANDS = (5, 10, 20, 50, 100, 250, 500, 1000)


@dataclass(frozen=True, slots=True)
class PublishedAnswers:
    """What a page may say of a group's answers.

    `mean` is rounded to a tenth, half up; `people` is a band such as "10–19". Both are None below
    k. `shares` is the distribution (answer → share, to a hundredth) or None.
    """

    k: int
    mean: float | None
    people: str | None
    shares: tuple[tuple[float, float], ...] | None
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        if self.mean is None:
            return _("Fewer than %(k)s people answered; nothing is shown.") % {"k": self.k}
        facts = {"mean": f"{self.mean:.1f}", "people": self.people}
        return _("%(mean)s on average (%(people)s people)") % facts


def publish_answers(answers: Iterable[float], k: int = 5) -> PublishedAnswers:
    """Rounds what may be shown of one group's answers; below k nothing is.

    The mean goes to a tenth and the count to a band, so that a single answer cannot be read off
    as one joins. Where all answered alike, the distribution would say what each person answered,
    and is left out. This comes on top of `audit_releases`, which treats means and counts as exact.

    Parameters
    ----------
    answers
        One number for each person, without missing ones.
    k
        The smallest group of which something is shown.

    Raises
    ------
    MeasurementError
        For a missing or infinite answer.
    """
    if k < 2:
        raise MeasurementError(f"A threshold of {k} protects nobody: k must be at least 2.")
    values = [_finite(number, answer) for number, answer in enumerate(answers, start=1)]
    n = len(values)
    if n < k:
        few = Caution("few", "Fewer than %(k)s people answered; nothing is shown.", (("k", k),))
        return PublishedAnswers(k, None, None, None, (few,))
    # Exact, so that the same answers in another order never round differently.
    tenths = math.floor(sum(map(Fraction, values)) / n * 10 + Fraction(1, 2))
    kinds = sorted(set(values))
    if len(kinds) == 1:
        alike = Caution("alike", "The answers are too alike to show how they are spread.")
        return PublishedAnswers(k, tenths / 10, _band(n, k), None, (alike,))
    shares = tuple((kind, round(values.count(kind) / n, 2)) for kind in kinds)
    return PublishedAnswers(k, tenths / 10, _band(n, k), shares)


def _finite(number: int, answer: float) -> float:
    try:
        value = float(answer)
    except (TypeError, ValueError):
        raise MeasurementError(f"Answer {number} is no number.") from None
    if not math.isfinite(value):
        raise MeasurementError(f"Answer {number} is missing or infinite. Leave it out.")
    return value


def _band(n: int, k: int) -> str:
    """The lowest band starts at k: whoever sees anything knows that there are as many."""
    edges = [k, *(edge for edge in BANDS if edge > k)]
    for low, above in pairwise(edges):
        if n < above:
            return f"{low}–{above - 1}"
    return f"{edges[-1]}+"


@dataclass(frozen=True, slots=True)
class Batch:
    """`shown` counts in what is published now; `waiting` answered late and does not yet."""

    shown: tuple[Hashable, ...]
    waiting: tuple[Hashable, ...]

    def in_words(self, _: Say = plain) -> str:
        # How many wait is nobody's business: it would tell of a few people.
        if self.waiting:
            return _("Late answers are added once there are enough of them.")
        return _("All answers are counted.")


def hold_late(shown: Sequence[Hashable], answered: Sequence[Hashable], k: int = 5) -> Batch:
    """Lets late answers join what was shown only k at a time or more.

    Two published versions that differ by fewer than k people give these away by subtraction. A
    person who withdrew stays in until at least k have (`shown` minus `answered` below k: kept).

    Parameters
    ----------
    shown
        Who counted in the version last published; empty before the first.
    answered
        Who answered by now.
    k
        The smallest group of people that may join or leave at once.

    Raises
    ------
    MeasurementError
        For a threshold below 2.
    """
    if k < 2:
        raise MeasurementError(f"A threshold of {k} protects nobody: k must be at least 2.")
    before, now = set(shown), set(answered)
    added, gone = now - before, before - now
    base = before - gone if len(gone) >= k else before
    if len(added) >= k:
        return Batch(tuple(in_order(base | added)), ())
    return Batch(tuple(in_order(base)), tuple(in_order(added)))
