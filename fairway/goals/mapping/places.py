"""Which page of goals an address leads to, and what it asks there that can be asked again."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from django.urls import reverse

LISTS = ("whose", "period", "state", "q")
# What each page can be asked for. Which part of it is in sight is left out, and so is one goal.
ASKED = {
    "list": (*LISTS, "by"),
    "map": ("period", "unit"),
    "board": LISTS,
    "timeline": LISTS,
}
LONGEST = 100


class Place(NamedTuple):
    at: str
    question: str

    @property
    def address(self) -> str:
        return reverse(f"goals:{self.at}") + (f"?{self.question}" if self.question else "")


def place_of(address: str) -> Place | None:
    """None is for every address but those of the four pages."""
    try:
        there = urlsplit(address)
    except ValueError:
        return None
    if there.scheme or there.netloc:
        return None
    at = next((at for at in ASKED if reverse(f"goals:{at}") == there.path), None)
    return Place(at, known_part(at, there.query)) if at else None


def known_part(at: str, question: str) -> str:
    """The question without whatever the page does not know."""
    asked = QueryDict(question)
    said = {name: asked[name][:LONGEST] for name in ASKED[at] if asked.get(name)}
    return urlencode(said)
