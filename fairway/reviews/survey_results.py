"""What a survey of a cycle may say: from answers to numbers in which nobody can be found.

Without a database. Of all together, and of each part that can stand beside it; never a distribution,
and near an end of the scale "4.7 or more", as in a 360. Late answers are told with the others once
there are enough of them, and never of a part: beside what was told before, they would stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from fairway.measurement import publish_comments
from fairway.reviews.models.surveys import Statement
from fairway.reviews.report_360 import ALL, Asked, Group, Line, Rated, compose

POINTS = (1, 2, 3, 4, 5)
ASKED = tuple(Asked(key, "", POINTS) for key in Statement.values)


@dataclass(frozen=True)
class Given:
    """One answer: for which part it counts, a point for each statement, and words."""

    place: str
    values: Mapping[str, int]
    words: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Results:
    """`figures`: part → statement → what may be said; `ALL` is everybody."""

    figures: Mapping[str, Mapping[str, Group]] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    @property
    def whole(self) -> Mapping[str, Group]:
        return self.figures.get(ALL, {})


def results(given: Sequence[Given], k: int, seed: int) -> Results:
    """What is told at the close."""
    return Results(_figures(given, k), _words(given, seed))


def with_late(
    first: Sequence[Given], late: Sequence[Given], before: Results, k: int, seed: int
) -> Results:
    """What is told of all together in the end; empty where nothing is added to what was told.

    Whoever holds both against each other learns of the late ones: so these must be enough by
    themselves, and not all of one mind at an end of the scale.
    """
    together = [Given(ALL, one.values, one.words) for one in (*first, *late)]
    alone = [Given(ALL, one.values, one.words) for one in late]
    found = _figures(together, k).get(ALL, {})
    if before.whole:
        by_themselves = _figures(alone, k).get(ALL, {})
        found = {
            key: one
            for key, one in found.items()
            if (late_ones := by_themselves.get(key)) is not None and not late_ones.end
        }
    added = _words(alone, seed)
    words = _words(together, seed) if added or not before.words else ()
    return Results({ALL: found} if found else {}, words)


def _figures(given: Sequence[Given], k: int) -> dict[str, dict[str, Group]]:
    rated = [
        Rated(key, one.place, who, value)
        for who, one in enumerate(given)
        for key, value in one.values.items()
    ]
    report = compose(ASKED, rated, (), {}, k=k, seed=lambda: 0)
    found: dict[str, dict[str, Group]] = {}
    for place, key, group in _said(report.lines):
        found.setdefault(place, {})[key] = group
    return found


def _said(lines: Iterable[Line]) -> Iterable[tuple[str, str, Group]]:
    for line in lines:
        for group in line.groups:
            yield group.of, line.key, group


def _words(given: Sequence[Given], seed: int) -> tuple[str, ...]:
    """From ten people, shuffled."""
    written = [(who, one.words) for who, one in enumerate(given)]
    published = publish_comments({ALL: written}, seed, kind="pulse")
    return tuple(text for _names, texts in published.texts for text in texts)
