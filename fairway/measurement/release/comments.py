"""Comments without their authors: enough of them, in no order that tells anything."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.results import Caution, Say, plain

FEWEST_AUTHORS = {"360": 4, "pulse": 10}

Comments = Sequence[tuple[Hashable, str]]
Group = tuple[tuple[str, ...], list[tuple[Hashable, str]]]


@dataclass(frozen=True, slots=True)
class PublishedComments:
    """`texts[bucket]` are its comments, shuffled; `bucket` names all buckets merged into it."""

    texts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    fewest_authors: int
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        if not self.texts:
            return _("Comments are shown once at least %(n)s people wrote one.") % {
                "n": self.fewest_authors
            }
        return _("Comments are in no particular order.")


def publish_comments(
    buckets: Mapping[str, Comments], seed: int, *, kind: Literal["360", "pulse"] = "360"
) -> PublishedComments:
    """Shows the comments on one question where enough people wrote one.

    A 360 shows a bucket (peers, reports) from 4 authors; smaller buckets are merged, the smallest
    first, until each has 4. A pulse has no buckets and shows comments from 10 authors. Texts are
    sorted before they are shuffled: nothing is left of the order in which they came.

    Parameters
    ----------
    buckets
        Bucket → (author, text) for one question. Authors are counted, never shown; empty texts
        are no comments.
    seed
        Another one for each question, so that places cannot be matched between questions.
    kind
        Which rule applies.

    Raises
    ------
    MeasurementError
        For an unknown kind, or a comment without author.
    """
    if kind not in FEWEST_AUTHORS:
        raise MeasurementError(f"There are rules for 360 and pulse, none for {kind}.")
    fewest = FEWEST_AUTHORS[kind]
    groups: list[Group] = []
    for name, comments in sorted(buckets.items()):
        if written := _written(name, comments):
            groups.append(((name,), written))
    if kind == "pulse" and groups:
        groups = [((), [one for _names, comments in groups for one in comments])]
    merged = _merge(groups, fewest)
    shown = [(names, _shuffled(comments, seed)) for names, comments in merged]
    return PublishedComments(tuple(shown), fewest, _cautions(groups, merged))


def _written(name: str, comments: Comments) -> list[tuple[Hashable, str]]:
    if any(author is None for author, _text in comments):
        raise MeasurementError(f"A comment in {name} has no author to count.")
    return [(author, text.strip()) for author, text in comments if text and text.strip()]


def _authors(comments: Comments) -> int:
    return len({author for author, _text in comments})


def _merge(groups: list[Group], fewest: int) -> list[Group]:
    """Joins the two smallest as long as one is too small; nothing when all are too few."""
    waiting = list(groups)
    while waiting:
        waiting.sort(key=lambda group: (_authors(group[1]), group[0]))
        if _authors(waiting[0][1]) >= fewest:
            break
        if len(waiting) == 1:
            return []
        first, second, *rest = waiting
        waiting = [(tuple(sorted(first[0] + second[0])), first[1] + second[1]), *rest]
    return sorted(waiting)


def _shuffled(comments: Comments, seed: int) -> tuple[str, ...]:
    texts = sorted(text for _author, text in comments)
    order = np.random.default_rng(seed).permutation(len(texts))
    return tuple(texts[i] for i in order)


def _cautions(before: Sequence[object], after: Sequence[object]) -> tuple[Caution, ...]:
    if before and not after:
        return (Caution("few_authors", "Too few people wrote a comment to show any."),)
    if len(after) < len(before):
        return (Caution("merged", "Small groups were put together so that nobody stands out."),)
    return ()
