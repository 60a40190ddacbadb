"""What one language must bring, and which languages there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

LANGUAGES = {"en": "english"}
"""Code → the module that holds it. A new language is a new module and a line here."""
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """Patterns for places in a text, and what to leave out when two titles are compared.

    `activity` and `bare` look at the beginning of a title; the others anywhere. `measure` is asked
    of what is left once dates and `naming` (versions, ordinals) are taken out.
    """

    code: str
    date: re.Pattern[str]
    naming: re.Pattern[str]
    measure: re.Pattern[str]
    direction: re.Pattern[str]
    praise: re.Pattern[str]
    activity: re.Pattern[str]
    state: re.Pattern[str]
    verb: re.Pattern[str]
    small_words: frozenset[str]
    same_meaning: dict[str, str]
    endings: tuple[str, ...]


@cache
def language(code: str) -> Language | None:
    """The language of a code such as "en" or "pt-BR"; None where nobody has written one down."""
    short = re.split(r"[-_]", code.strip().lower())[0]
    if short not in LANGUAGES:
        return None
    found = import_module(f"{__package__}.{LANGUAGES[short]}").LANGUAGE
    assert isinstance(found, Language)
    return found


def words(*given: str) -> str:
    """A pattern for any of the words, the longer first; spaces stand for any white space."""
    listed = [word.strip() for group in given for word in group.split("|") if word.strip()]
    escaped = (re.escape(word).replace(r"\ ", r"\s+") for word in listed)
    return "(?:" + "|".join(sorted(escaped, key=len, reverse=True)) + ")"


def pattern(parts: Iterable[str]) -> re.Pattern[str]:
    """Whole words only; letters of any script count as letters."""
    return re.compile("|".join(rf"(?<![\w'])(?:{part})(?!\w)" for part in parts), re.IGNORECASE)


def opening(parts: Iterable[str]) -> re.Pattern[str]:
    """Only where the text begins, behind any signs."""
    return re.compile(rf"^\W*(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
