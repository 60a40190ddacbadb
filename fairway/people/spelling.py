"""Names as lists order them and as a search compares them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.foundation.text import clean_name, fold

NAME_LENGTH, SEARCH_LENGTH = 200, 600


class NoName(Refusal):
    code = "no_name"

    def __init__(self) -> None:
        super().__init__(_("Write a name with at least one letter or digit."))


def given_name(text: str) -> str:
    """A name fit to be stored."""
    name = clean_name(text)[:NAME_LENGTH].rstrip()
    if not fold(name):
        raise NoName
    return name


def search_text(*words: str) -> str:
    """What a search compares: every word has a space before it, so that its start can be found."""
    return f" {fold(' '.join(word for word in words if word))}"[:SEARCH_LENGTH]


def sort_name(name: str) -> str:
    """What lists are ordered by: "reyes, ana" for Ana Reyes. A single name stays alone."""
    given, _space, family = name.strip().rpartition(" ")
    parts = [fold(part) for part in (family, given)]
    return ", ".join(part for part in parts if part)[:NAME_LENGTH] or name.casefold()[:NAME_LENGTH]


def folded_sort_name(sort: str) -> str:
    """The same for a name whose parts are known: "Del Bosque, Keyla" is "del bosque, keyla"."""
    parts = [fold(part.strip()) for part in sort.split(",")]
    return ", ".join(part for part in parts if part)[:NAME_LENGTH] or sort.casefold()[:NAME_LENGTH]
