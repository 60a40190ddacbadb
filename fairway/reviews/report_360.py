"""What a 360 may say: from the answers of raters to a report in which none of them can be found.

Without a database. Ratings are shown for a group as a mean, never as a distribution, and only where
the release engine finds that no combination of what is shown tells anything of fewer than k raters.
Means near an end of the scale are shown as "4.7 or more": at the end itself all would have said the
same, and each of them would be known.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from fairway.measurement import publish_answers, publish_comments, self_gap, suppress_releases
from fairway.measurement.release.comments import FEWEST_AUTHORS

ALL = "all"
OUTER_THIRD = 3  # of the scale: where what others say is called a strength, or something to grow
BLIND_SPOT, HIDDEN_STRENGTH, STRENGTH, TO_GROW = "blind_spot", "hidden", "strength", "to_grow"


@dataclass(frozen=True)
class Asked:
    """A question with the points of its scale; without points it asks for words. `text` goes through
    as it is: words, or words by language."""

    key: str
    text: Any
    points: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rated:
    question: str
    bucket: str
    rater: Hashable
    value: int


@dataclass(frozen=True)
class Said:
    question: str
    bucket: str
    rater: Hashable
    text: str


@dataclass(frozen=True)
class Group:
    """A mean over the raters of one bucket, or of all. `end` says that it lies at or beyond `mean`
    towards that end of the scale; `people` is a band, as in everything that is published. Nothing
    rests on it: comments can be counted, whom they named is known to them, and what is shown has to
    be safe from somebody who knows exactly how many answered."""

    of: str
    mean: float
    end: str
    people: str


@dataclass(frozen=True)
class Line:
    """A rated question: own answer, what may be said of others, and how far the two lie apart."""

    key: str
    text: Any
    points: tuple[int, ...]
    own: int | None
    groups: tuple[Group, ...]
    gap: float | None = None
    low: float | None = None
    high: float | None = None
    sign: str = ""


@dataclass(frozen=True)
class Comments:
    """What was written on one question, by buckets that were merged until nobody stands out."""

    key: str
    text: Any
    groups: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True)
class Report:
    k: int
    lines: tuple[Line, ...]
    comments: tuple[Comments, ...]

    @property
    def says_anything(self) -> bool:
        return any(line.groups for line in self.lines) or any(one.groups for one in self.comments)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def compose(
    asked: Sequence[Asked],
    rated: Iterable[Rated],
    said: Iterable[Said],
    own: Mapping[str, int],
    *,
    k: int,
    seed: Callable[[], int],
) -> Report:
    """`own` are the person's own ratings. `seed` gives another number each time, foretold by nobody:
    comments of two questions must not be matched by their places.

    Raters are those whose names are kept: a manager's own review is shown as theirs, elsewhere, and
    does not count among them.
    """
    ratings = _by_question(rated)
    words = _by_question(said)
    return Report(
        k,
        tuple(
            _line(one, ratings.get(one.key, []), own.get(one.key), k) for one in asked if one.points
        ),
        tuple(
            found
            for one in asked
            if (found := _comments(one, words.get(one.key, []), k, seed())).groups
        ),
    )


def _by_question(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.question].append(row)
    return found


def _line(one: Asked, ratings: Sequence[Rated], own: int | None, k: int) -> Line:
    groups = _groups(one, ratings, k) if is_even(one.points) else ()
    line = Line(one.key, one.text, one.points, own, groups)
    if own is None or not groups:
        return line
    return _with_gap(line, own, groups[0])


def _groups(one: Asked, ratings: Sequence[Rated], k: int) -> tuple[Group, ...]:
    """All of them first, then each bucket that may stand beside it."""
    raters = shown_together(ratings, k)
    if ALL not in raters:
        return ()
    values = {row.rater: row.value for row in ratings}
    buckets = [name for name in raters if name != ALL]
    rest = set(values).difference(*(raters[name] for name in buckets))
    each = [raters[name] for name in buckets] + ([rest] if buckets and rest else [])
    # What is left out can be worked out from what is shown: it must not lie at an end either.
    if any(_end([values[who] for who in group], one.points) for group in each):
        buckets = []
    return tuple(
        _group(name, [values[who] for who in raters[name]], one.points, k)
        for name in (ALL, *buckets)
    )


def shown_together(ratings: Sequence[Rated], k: int) -> dict[str, set[Hashable]]:
    """Bucket → its raters, for those that can be shown beside each other; `all` is worth most."""
    releases: dict[str, set[Hashable]] = {ALL: {row.rater for row in ratings}}
    for row in ratings:
        releases.setdefault(row.bucket, set()).add(row.rater)
    everybody = releases[ALL]
    if len(everybody) < k:
        return {}
    # A bucket that holds everybody says nothing more than all of them do.
    buckets = {name: who for name, who in releases.items() if name == ALL or who != everybody}
    costs = {ALL: float(1 + sum(len(who) for who in buckets.values()))}
    chosen = suppress_releases(buckets, k, costs=costs)
    if not chosen.safe or ALL not in chosen.kept:
        return {ALL: everybody}
    return {name: set(buckets[name]) for name in sorted(chosen.kept, key=lambda one: one != ALL)}


def _group(name: str, values: Sequence[int], points: Sequence[int], k: int) -> Group:
    published = publish_answers(values, k)
    if published.mean is None or published.people is None:
        raise ValueError(f"{name} has fewer than {k} raters and was to be shown")
    end = _end(values, points)
    mean = _edge(end, points) if end else published.mean
    return Group(name, mean, end, published.people)


def is_even(points: Sequence[int]) -> bool:
    """Steps of one size, at least two of them: then any mean but those at the ends comes about in
    several ways, and says of nobody what they answered."""
    steps = {after - before for before, after in pairwise(points)}
    return len(points) > 2 and len(steps) == 1 and min(steps) > 0


def _end(values: Sequence[int], points: Sequence[int]) -> str:
    """Whether the mean lies so near an end that all, or all but one, have chosen it."""
    tenths = math.floor(sum(values) * 10 / len(values) + 0.5)
    if tenths >= round(_edge("high", points) * 10):
        return "high"
    return "low" if tenths <= round(_edge("low", points) * 10) else ""


def _edge(end: str, points: Sequence[int]) -> float:
    """A third of a step within, in tenths: one of three raters who chose the next point lies there."""
    within = math.floor((points[1] - points[0]) * 3.4 + 0.5) / 10
    return round(points[-1] - within, 1) if end == "high" else round(points[0] + within, 1)


def _with_gap(line: Line, own: int, others: Group) -> Line:
    people = int(others.people.split("–")[0].rstrip("+"))
    found = self_gap(own, others.mean, people, line.points)
    return Line(
        line.key,
        line.text,
        line.points,
        own,
        line.groups,
        round(found.gap, 1),
        round(found.interval.low, 1),
        round(found.interval.high, 1),
        _sign(found.direction, others, line.points),
    )


def _sign(direction: int, others: Group, points: Sequence[int]) -> str:
    if direction:
        return BLIND_SPOT if direction > 0 else HIDDEN_STRENGTH
    third = (points[-1] - points[0]) / OUTER_THIRD
    if others.mean >= points[-1] - third:
        return STRENGTH
    return TO_GROW if others.mean <= points[0] + third else ""


def _comments(one: Asked, words: Sequence[Said], k: int, seed: int) -> Comments:
    buckets: dict[str, list[tuple[Hashable, str]]] = defaultdict(list)
    for row in words:
        buckets[row.bucket].append((row.rater, row.text))
    published = publish_comments(buckets, seed, kind="360")
    # The engine asks for four authors; where the cycle promised more, its promise holds.
    shown = [(names, texts) for names, texts in published.texts if _authors(buckets, names) >= k]
    if k <= FEWEST_AUTHORS["360"] or len(shown) == len(published.texts):
        return Comments(one.key, one.text, tuple(shown))
    together = {"+".join(sorted(buckets)): [row for rows in buckets.values() for row in rows]}
    if _authors(together, tuple(together)) < k:
        return Comments(one.key, one.text, ())
    merged = publish_comments(together, seed, kind="360").texts
    names = tuple(sorted(name for name, rows in buckets.items() if rows))
    return Comments(one.key, one.text, tuple((names, texts) for _names, texts in merged))


def _authors(buckets: Mapping[str, Sequence[tuple[Hashable, str]]], names: Sequence[str]) -> int:
    return len({who for name in names for who, text in buckets[name] if text.strip()})
