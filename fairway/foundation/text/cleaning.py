"""Names and prose as people mean them: one spelling per character, nothing invisible that misleads."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal

OVERRIDES = "\u202d\u202e"
EMBEDDINGS = "\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
# Leave no trace for a reader: soft hyphen, zero-width space, word joiner, byte order mark.
TRACELESS = "\u00ad\u200b\u2060\ufeff"
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
NOT_ALLOWED = {"Cc", "Cs", "Cn", "Co"}
MOST_MARKS = 10
SHOWN = 20


class UnfitText(Refusal):
    """Says which character it is, by name, and where: it cannot be seen."""

    code = "unfit_text"

    def __init__(self, text: str, at: int) -> None:
        character = text[at]
        name = unicodedata.name(character, "") or _("control character")
        before = re.sub(
            r"\s+", " ", "".join(filter(str.isprintable, text[max(0, at - SHOWN) : at]))
        )
        message = (
            _("Remove the invisible character U+%(number)s (%(name)s) after “%(before)s”.")
            if before.strip()
            else _("Remove the invisible character U+%(number)s (%(name)s) at the beginning.")
        )
        super().__init__(message, number=f"{ord(character):04X}", name=name, before=before)


class TooManyMarks(Refusal):
    code = "too_many_marks"

    def __init__(self) -> None:
        super().__init__(_("There are too many accents on one letter."))


def clean_name(text: str) -> str:
    """One line, single spaces, composed letters; an UnfitText for what would mislead a reader."""
    text = _composed(BREAKS.sub(" ", text).replace("\n", " ").replace("\t", " "))
    _check(text, OVERRIDES + EMBEDDINGS)
    return " ".join(text.split())


def clean_text(text: str) -> str:
    """Lines as they are, without trailing spaces; direction marks pasted along are left out."""
    text = _composed(BREAKS.sub("\n", text))
    text = text.translate(dict.fromkeys(map(ord, EMBEDDINGS)))
    _check(text, OVERRIDES, allowed="\n\t")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


class NameField(forms.CharField):
    """A line of text a person or thing goes by."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return clean_name(value) if isinstance(value, str) else value


class ProseField(forms.CharField):
    """Text of several lines."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return clean_text(value) if isinstance(value, str) else value


def _composed(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(dict.fromkeys(map(ord, TRACELESS))))
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if run > MOST_MARKS:
            raise TooManyMarks
    return text


def _check(text: str, refused: str, allowed: str = "") -> None:
    for at, character in enumerate(text):
        if character in allowed:
            continue
        if character in refused or unicodedata.category(character) in NOT_ALLOWED:
            raise UnfitText(text, at)
