"""What an answer still needs before its review can be sent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import ngettext

from fairway.reviews.actions.writing_refused import Lack, NotReady
from fairway.reviews.models import Question, Said

# Scripts that put no space between words: each sign is counted as one.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
WORDS = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
EXAMPLE_WORDS = 10  # where there is nothing to point to, an example is told


def count_words(text: str) -> int:
    return len(WORDS.findall(text))


def is_critical(question: Question, value: int | None) -> bool:
    """A rating that tells somebody they did less than what was asked of them: below the middle of
    its scale, or at a level of a skill below the one that their role expects."""
    points = sorted(question.values)
    if value is None or not question.has_points or value not in points:
        return False
    if question.is_of_levels:
        return question.expected is not None and value < question.expected
    return 2 * points.index(value) < len(points) - 1


def must_be_ready(
    questions: Sequence[Question],
    said: Mapping[int, Said],
    *,
    cited: Collection[int],
    can_point: bool,
    undecided: Collection[int] = (),
) -> None:
    """Refused with everything that is missing. All by the questions' keys: `cited` are those with
    an example to point to, `undecided` those with something critical of which nobody has said
    whether it is new. `can_point`: there is anything to point to at all."""
    lacks: list[Lack] = []
    for question in questions:
        answer = said.get(question.pk, Said())
        for code, words in _lacks(question, answer, question.pk in cited, can_point):
            lacks.append(Lack(question.public_id, code, words))
        if question.pk in undecided:
            words = _now(
                "Say of what is critical here where it was said before, or that it is new."
            )
            lacks.append(Lack(question.public_id, "undecided", words))
    if lacks:
        raise NotReady(lacks)


def _lacks(
    question: Question, answer: Said, is_cited: bool, can_point: bool
) -> Iterator[tuple[str, Any]]:
    if is_to_answer(question, answer):
        yield "required", _now("This question needs an answer.")
    if not answer:
        return
    yield from _bounds(question, count_words(answer.text))
    if question.wants_example_at(answer.value) and not is_cited:
        if can_point:
            yield "example", _now("Point to something that happened: it shows what you mean.")
        elif count_words(answer.text) < EXAMPLE_WORDS:
            yield "example", _now("Tell in a sentence of something that happened.")


def is_to_answer(question: Question, answer: Said) -> bool:
    return question.required and (not answer or _is_half(question, answer))


def _is_half(question: Question, answer: Said) -> bool:
    """Words beside a scale are no point of it."""
    return question.kind in question.WITH_SCALE and answer.value is None


def _bounds(question: Question, words: int) -> Iterator[tuple[str, Any]]:
    least, most = question.min_words, question.max_words
    if least and words < least:
        told = ngettext(
            "This has %(n)s word, and at least %(least)s help a reader.",
            "This has %(n)s words, and at least %(least)s help a reader.",
            words,
        )
        yield "too_short", told % {"n": words, "least": least}
    if most and words > most:
        told = ngettext(
            "This has %(n)s word, and at most %(most)s are read.",
            "This has %(n)s words, and at most %(most)s are read.",
            words,
        )
        yield "too_long", told % {"n": words, "most": most}
