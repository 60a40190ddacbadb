"""An item of a tracker as it is read: what it is called and how it stands, never whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from fairway.foundation.ids import LENGTH
from fairway.foundation.refusal import Refusal
from fairway.foundation.text import fold

MOST_ITEMS, LARGEST = 1_000, 2 * 1024 * 1024
LONGEST_TITLE, LONGEST_REF, LONGEST_ADDRESS, LONGEST_TEXT = 200, 100, 500, 20_000
MOST_IDS = 10
ID = re.compile(rf"(?<![0-9A-Za-z])[0-9A-Za-z]{{{LENGTH}}}(?![0-9A-Za-z])")
TODO, DOING, DONE = "todo", "doing", "done"
OPEN = "open"  # not done; whether it was begun, the tracker does not know
_DONE = """done closed close resolved resolve complete completed merged fixed finished released
    erledigt fertig geschlossen concluido fechado cerrado hecho resuelto termine ferme chiuso"""
_DOING = """in progress|in review|review|started|active|testing|in development|blocked|doing
    |in arbeit|in bearbeitung|em andamento|en curso|en cours|in corso"""
STAGES = dict.fromkeys(_DONE.split(), DONE)
STAGES |= {word.strip(): DOING for word in _DOING.split("|")}
STAGES |= dict.fromkeys(
    ["open", "opened", "reopened", "offen", "aberto", "abierto", "ouvert", "aperto"], OPEN
)


class TooManyItems(Refusal):
    code = "too_many_items"
    field = "text"

    def __init__(self) -> None:
        super().__init__(_("At most %(most)s items at once. Send the rest after."), most=MOST_ITEMS)


@dataclass(frozen=True, slots=True)
class Item:
    ref: str
    title: str
    url: str = ""
    stage: str = ""
    due_on: date | None = None
    told_at: datetime | None = None  # when it became what it is, by the tracker's clock
    ids: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()  # its project and labels, folded


@dataclass(slots=True)
class Found:
    """`problems` are the line or place, and why; `unread` are columns left out as counts."""

    items: list[Item] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def stage_of(words: str) -> str:
    """Whatever is neither done nor begun is to be done; nothing where nothing is said of it."""
    if not words.strip():
        return ""
    return STAGES.get(" ".join(fold(words).replace("_", " ").replace("-", " ").split()), TODO)


def ids_in(*texts: str) -> tuple[str, ...]:
    """What looks like a public id, or an address with one in it."""
    found = dict.fromkeys(one for text in texts for one in ID.findall(text[:LONGEST_TEXT]))
    return tuple(found)[:MOST_IDS]


def marks_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(mark for name in names if (mark := fold(name).strip()))


def ref_of(ref: str, project: str) -> str:
    """“acme/shop#12”; what is more than a number is one already."""
    ref = ref.strip()
    bare = ref.lstrip("#!")
    return f"{project.strip()}#{bare}" if bare.isdigit() and project.strip() else ref
