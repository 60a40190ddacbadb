"""What was written, cleaned; refused where it says nothing or does not fit, never cut."""

from __future__ import annotations

from collections.abc import Mapping

from fairway.feedback.actions.refusals import NoWords, TooLong
from fairway.feedback.models import LONGEST
from fairway.foundation.text import clean_text

PARTS = ("situation", "behaviour", "impact", "suggestion")


def cleaned_parts(said: Mapping[str, str]) -> dict[str, str]:
    """The four parts of feedback; what was done cannot be left out."""
    parts = {name: cleaned(said.get(name, ""), name, LONGEST) for name in PARTS}
    if not has_words(parts["behaviour"]):
        raise NoWords
    return parts


def worded(text: str, field: str, most: int = LONGEST) -> str:
    found = cleaned(text, field, most)
    if not has_words(found):
        raise NoWords(field)
    return found


def cleaned(text: str, field: str, most: int) -> str:
    # Measured first: to clean what is far too long takes time that nobody gains from.
    if len(text) > most:
        raise TooLong(field, most, len(text))
    return clean_text(text).strip()


def has_words(text: str) -> bool:
    """A letter or a figure of any script; signs and pictures alone are none."""
    return any(sign.isalnum() for sign in text)
