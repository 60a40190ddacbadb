"""How a room ties its pages and records to rows of the access policy.

Each room has a `tests/matrix.py` with `ROUTES`, and with `CANARIES` for its private fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from tests.access.matrix import rows
from tests.access.world import SPEAK_FOR


@dataclass(frozen=True)
class Route:
    """One address, asked about the subject of the world.

    `name` is the URL name ("people:person"; the API's are "api:<operation id>"). Who gets an
    answer is what the policy's `row` says of `verb`, with `also` and `never` for what a row
    cannot say; each of those needs its reason beside it. `answer` is what success looks like.
    """

    name: str
    row: str
    verb: str = "R"
    url: Callable[[Any], str] | None = None
    method: str = "get"
    data: Callable[[Any], Mapping[str, Any]] | None = None
    also: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    answer: frozenset[int] = frozenset({200, 302})
    reason: str = ""

    def lets(self, who: str) -> bool:
        return who not in self.never and (who in self.also or spoken_for(who, self))


@dataclass(frozen=True)
class Canary:
    """A private field filled with a word that must never reach whoever may not read it."""

    row: str
    field: str
    put: Callable[[Any, str], None]
    verb: str = "R"
    also: frozenset[str] = frozenset()
    word: str = field(default="")

    @property
    def text(self) -> str:
        slug = "".join(sign for sign in f"{self.row}{self.field}" if sign.isalnum())
        return self.word or f"canary{slug}"[:60]

    def lets(self, who: str) -> bool:
        return who in self.also or spoken_for(who, self)


def spoken_for(who: str, bound: Route | Canary) -> bool:
    return bool(rows()[bound.row].who_may(bound.verb) & SPEAK_FOR[who])


def bindings(kind: str) -> list[Any]:
    """Every room's ROUTES or CANARIES."""
    found: list[Any] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.tests.matrix"
        if config.name.startswith("fairway.") and find_spec(name):
            found += getattr(import_module(name), kind, [])
    return found
