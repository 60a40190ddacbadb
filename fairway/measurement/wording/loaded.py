"""Words that measure a person by something else than their work, or by always and never.

Gendered terms are counted in aggregate only (`terms`): most of them stand in good feedback too.
What is listed here says something that no piece of work can show, whoever it is said of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fairway.measurement.errors import MeasurementError
from fairway.measurement.results import Say, plain
from fairway.measurement.wording.language import language, pattern, words

Loaded = Literal["absolute", "group", "double_standard", "mind_reading"]

_ = plain  # marks sentences here; whoever shows them translates

SAID: dict[Loaded, str] = {
    "absolute": _("“Always” and “never” are easy to refute. How often, or when last?"),
    "group": _("This measures somebody by a group they belong to. What did they do?"),
    "double_standard": _(
        "Some people hear this word far more often than others for the same deed. What happened?"
    ),
    "mind_reading": _("This guesses at reasons. What could one see or hear?"),
}
_ENGLISH = {
    "absolute": words("always|never|every single time|all the time|constantly|nobody ever"),
    "group": words(
        "for a woman|for a man|for a girl|for your age|for her age|for his age|at your age",
        "as a woman|as a mother|as a father|as a mum|as a mom|for a junior|for a foreigner",
        "native speaker|non-native|your accent|her accent|his accent|culture fit|cultural fit",
        "your background|your religion|young lady|old-fashioned for|too old|too young|digital native",
        "since the baby|since your leave|part-timer|part-timers|you people|your kind",
    ),
    "double_standard": words(
        "bossy|abrasive|shrill|feisty|hysterical|emotional|too emotional|bubbly|pushy|strident",
        "articulate|exotic|aggressive|intimidating|motherly|ditzy|nagging|moody|high-maintenance",
    ),
    "mind_reading": words(
        "you don't care|you do not care|doesn't care|does not care|don't want to|does not want to",
        "doesn't want to|no interest in|not motivated|unmotivated|can't be bothered|on purpose",
    ),
}
_PATTERNS = {"en": {kind: pattern([said]) for kind, said in _ENGLISH.items()}}


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A piece of the text, from `start` up to but without `end`, counted in characters."""

    kind: Loaded
    start: int
    end: int

    def in_words(self, _: Say = plain) -> str:
        return _(SAID[self.kind])


def find_loaded(text: str, *, language_code: str = "en") -> tuple[LoadedWord, ...]:
    """Where a comment uses such words, in the order of the text.

    Raises
    ------
    MeasurementError
        For what is no text, or a language without word lists.
    """
    if not isinstance(text, str):
        raise MeasurementError(f"text: {text!r:.60} is no text.")
    code = language(language_code).code
    # One character for one, so that places stay where they are.
    read = text.replace("’", "'")
    found = [
        LoadedWord(kind, match.start(), match.end())  # type: ignore[arg-type]
        for kind, listed in _PATTERNS.get(code, {}).items()
        for match in listed.finditer(read)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))
