"""What the ratings of one review come to when each counts as much as it weighs.

It stands beside the overall rating for whoever gives or reads that, and sets nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fairway.reviews.models import Question

FEWEST = 2  # ratings: of one there is nothing to weigh


@dataclass(frozen=True)
class Weighed:
    """The weighted mean, in points of the overall rating's scale, of how many ratings that count."""

    mean: float
    answered: int
    of: int


def weighed(said: Iterable[tuple[Question, int | None]]) -> Weighed | None:
    """Of all that is rated on a scale with the same ends as that of the overall rating; what is not
    answered is left out, and is no nought. Levels of skills say what somebody can, and not how well
    they do what is asked of them: they count for nothing. None without an overall rating, or of too
    few."""
    pairs = list(said)
    overall = next((question for question, _value in pairs if question.overall), None)
    if overall is None:
        return None
    counting = [(one.weight, value) for one, value in pairs if _counts(one, overall)]
    given = [(weight, value) for weight, value in counting if value is not None]
    if len(given) < FEWEST:
        return None
    mean = sum(weight * value for weight, value in given) / sum(weight for weight, _ in given)
    return Weighed(mean, len(given), len(counting))


def _counts(question: Question, overall: Question) -> bool:
    if question.overall or not question.weight or question.kind not in Question.WITH_POINTS:
        return False
    if question.is_of_levels:
        return False
    return bool(question.scale) and _ends(question) == _ends(overall)


def _ends(question: Question) -> tuple[int, int]:
    return min(question.values), max(question.values)
