"""What was written, cleaned; refused where it does not fit, never cut."""

from __future__ import annotations

from fairway.foundation.text import clean_text
from fairway.reviews.actions.refusals import SaySomething, TooLong


def cleaned(text: str, field: str, most: int) -> str:
    # Measured first: to clean what is far too long takes time that nobody gains from.
    if len(text) > most:
        raise TooLong(field, most, len(text))
    return clean_text(text).strip()


def worded(text: str, field: str, most: int) -> str:
    """The same, where something has to be said: a letter or a figure of any script."""
    found = cleaned(text, field, most)
    if not any(sign.isalnum() for sign in found):
        raise SaySomething(field)
    return found
