"""What one language must bring, and which languages there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from fairway.measurement.errors import MeasurementError

Kind = Literal[
    "number", "date", "artefact", "behaviour", "reason", "next_step", "time_ahead", "trait", "task"
]
KINDS: tuple[Kind, ...] = (
    "number",
    "date",
    "artefact",
    "behaviour",
    "reason",
    "next_step",
    "time_ahead",
    "trait",
    "task",
)
LANGUAGES = {"en": "english"}
"""Code → the module that holds it. A new language is a new module and a line here."""


@dataclass(frozen=True, slots=True)
class Language:
    """Patterns for each kind of place, the end of a sentence, and terms counted only in aggregate."""

    code: str
    patterns: dict[Kind, re.Pattern[str]]
    sentence_end: re.Pattern[str]
    agentic: re.Pattern[str]
    communal: re.Pattern[str]


@cache
def language(code: str) -> Language:
    """The language of a code such as "en" or "en-GB".

    Raises
    ------
    MeasurementError
        For a language nobody has written down yet.
    """
    short = re.split(r"[-_]", str(code).strip().lower())[0]
    if short not in LANGUAGES:
        known = ", ".join(sorted(LANGUAGES))
        raise MeasurementError(
            f"There is no word list for {code!r:.20}; there is one for: {known}."
        )
    found = import_module(f"{__package__}.{LANGUAGES[short]}").LANGUAGE
    assert isinstance(found, Language)
    return found


def words(*given: str) -> str:
    """A pattern for any of the words, the longer first; spaces stand for any white space."""
    listed = [word for group in given for word in group.split("|") if word.strip()]
    escaped = (re.escape(word.strip()).replace(r"\ ", r"\s+") for word in listed)
    return "(?:" + "|".join(sorted(escaped, key=len, reverse=True)) + ")"


def pattern(parts: Iterable[str]) -> re.Pattern[str]:
    """Whole words only; letters of any script count as letters."""
    return re.compile("|".join(rf"(?<![\w'])(?:{part})(?!\w)" for part in parts), re.IGNORECASE)
