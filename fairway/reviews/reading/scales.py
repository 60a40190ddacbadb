"""The points of a scale as somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fairway.foundation.languages import Texts
from fairway.reviews.models import Answer, Question


@dataclass(frozen=True)
class Point:
    """A point of a scale, in the reader's language."""

    value: int
    label: str
    anchor: str


def points_of(question: Question) -> list[Point]:
    return [_point(one) for one in question.scale]


def point_of(question: Question, answer: Answer | None) -> Point | None:
    """The one that was chosen."""
    if answer is None or answer.value is None:
        return None
    return point_at(question, answer.value)


def point_at(question: Question, value: int) -> Point | None:
    return next((_point(one) for one in question.scale if int(one["value"]) == value), None)


def _point(stored: Mapping[str, Any]) -> Point:
    return Point(int(stored["value"]), _said(stored.get("label")), _said(stored.get("anchor")))


def _said(stored: Any) -> str:
    """A page of a dozen scales reads a hundred of them; plain words are the same in each language."""
    return stored if isinstance(stored, str) else str(Texts.of(stored or ""))
