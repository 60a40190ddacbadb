"""The points of a scale as somebody reads them."""

from __future__ import annotations

from dataclasses import dataclass

from fairway.foundation.languages import Texts
from fairway.reviews.models import Answer, Question


@dataclass(frozen=True)
class Point:
    """A point of a scale, in the reader's language."""

    value: int
    label: str
    anchor: str


def points_of(question: Question) -> list[Point]:
    return [
        Point(
            int(one["value"]),
            str(Texts.of(one.get("label") or "")),
            str(Texts.of(one.get("anchor") or "")),
        )
        for one in question.scale
    ]


def point_of(question: Question, answer: Answer | None) -> Point | None:
    """The one that was chosen."""
    if answer is None or answer.value is None:
        return None
    return point_at(question, answer.value)


def point_at(question: Question, value: int) -> Point | None:
    return next((one for one in points_of(question) if one.value == value), None)
