"""Facts about one person from every room, as rows alike: what a viewer may see of a period.

A room offers an `EvidenceSource` with `columns`: a dict of expressions over the rows of its `find`.

    day      the day it counts for: a date (`day_in` makes one of an instant)
    key      the row's public id
    at       of what the source's `url` makes an address: the key, unless it lies elsewhere
    title    one line; what the source calls one of its facts where there is none
    words    what was said
    by       the name of whoever said it, where that is not the person
    voice    the public id of whose words these are; nothing where that is nobody here
    reach    who reads it: a key of REACHES
    tag      a word about it, by its key in the source's `tags`
    citable  whether a review may cite it: never what its subject could not read by that day

However many rooms there are, it is one query, written once for all who stand alike: `find` asks of
the person their key and of the days nothing but themselves. `people.evidence` asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Left, TruncDate
from django.utils.translation import gettext_lazy as _

from fairway.foundation.organisation import organisation_zone
from fairway.foundation.ports import EvidenceSource, evidence_sources
from fairway.foundation.times import zone

PAGE = 20
LONGEST = 600
TOLD = ("at", "title", "words", "by", "voice", "reach", "tag")
NAMES = tuple(f"fact_{name}" for name in ("kind", "day", "key", *TOLD, "citable"))
CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9A-Za-z]{22})")
# The mark that an audience is shown with, and its words.
REACHES = {
    "me": ("me", _("Only you")),
    "pair": ("pair", _("The two of you")),
    "line": ("team", _("Managers of the person, and HR")),
    "managers": ("team", _("The person and their managers")),
    "team": ("team", _("Their unit")),
    "open": ("open", _("Everybody here")),
}


Cursor = tuple[date, str]


@dataclass(frozen=True)
class Asked:
    """Of which days, half-open, and which of it."""

    start: date
    end: date
    kind: str = ""
    citable: bool = False

    def within(self, start: date, end: date) -> Asked:
        return replace(self, start=max(self.start, start), end=min(self.end, end))


@dataclass(frozen=True)
class Fact:
    """One line of the list."""

    kind: str
    day: date
    key: str
    at: str
    title: str
    words: str
    by: str
    voice: str
    reach: str
    tag: str
    citable: bool

    @property
    def source(self) -> EvidenceSource:
        return evidence_sources[self.kind]

    @property
    def label(self) -> Any:
        return self.source.one or self.source.label

    @property
    def month(self) -> date:
        return self.day.replace(day=1)

    @cached_property
    def url(self) -> str:
        return self.source.url(self.at) if self.source.url else ""

    @property
    def audience(self) -> tuple[str, Any]:
        return REACHES[self.reach]

    @property
    def tagged(self) -> Any:
        return self.source.tags.get(self.tag, "")

    @property
    def cursor(self) -> str:
        return f"{self.day:%Y-%m-%d}.{self.key}"


@dataclass(frozen=True)
class Page:
    """Some facts, and the cursors of what stands before and behind them."""

    facts: Sequence[Fact]
    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Tally:
    """So many facts of a kind on a day."""

    kind: str
    day: date
    citable: bool
    number: int


def day_in(at: str) -> TruncDate:
    """The organisation's day of an instant."""
    return TruncDate(at, tzinfo=zone(organisation_zone()))


def shown_sources() -> list[EvidenceSource]:
    """Those that say how their facts stand in one list."""
    return [one for one in evidence_sources if one.columns is not None]


def page_of(
    viewer: Any, person: Any, asked: Asked, cursor: Cursor | None, *, newer: bool, size: int = PAGE
) -> QuerySet[Any, Any]:
    """The facts behind a cursor, or the newer ones ahead of it; one more than a page shows."""
    parts = list(_parts(viewer, person, asked))
    if cursor:
        parts = [part.filter(_beyond(*cursor, newer=newer)) for part in parts]
    marks = ["fact_day", "fact_key"] if newer else ["-fact_day", "-fact_key"]
    return _united([part.values_list(*NAMES) for part in parts]).order_by(*marks)[: size + 1]


def tallies_of(viewer: Any, person: Any, asked: Asked) -> QuerySet[Any, Any]:
    """Counted in the database, so that a year costs no more than a page."""
    names = ("fact_kind", "fact_day", "fact_citable")
    return _united(
        [
            part.values_list(*names).annotate(fact_number=Count("pk"))
            for part in _parts(viewer, person, asked)
        ]
    )


def cursor_of(said: str) -> Cursor | None:
    """One that is none shows the first page."""
    if not (found := CURSOR.fullmatch(said)):
        return None
    try:
        return date.fromisoformat(found[1]), found[2]
    except ValueError:
        return None


def _united(parts: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    first, *others = parts
    return first.union(*others, all=True) if others else first


def _parts(viewer: Any, person: Any, asked: Asked) -> Iterator[QuerySet[Any, Any]]:
    for source in shown_sources():
        if asked.kind and source.kind != asked.kind:
            continue
        rows = source.find(viewer, person, asked.start, asked.end).order_by()
        rows = rows.annotate(**_columns(source))
        yield rows.filter(fact_citable=True) if asked.citable else rows


def _columns(source: EvidenceSource) -> dict[str, Any]:
    """Of the same types in every part, as a union asks for."""
    assert source.columns is not None
    given = {"key": "public_id", "at": "public_id", **source.columns()}
    said = {name: _text(given.get(name, Value(""))) for name in TOLD}
    return {
        "fact_kind": Value(source.kind, CharField()),
        "fact_day": ExpressionWrapper(_expression(given["day"]), DateField()),
        "fact_key": _text(given["key"]),
        **{f"fact_{name}": expression for name, expression in said.items()},
        "fact_citable": ExpressionWrapper(
            _expression(given.get("citable", Value(True))), BooleanField()
        ),
    }


def _text(said: Any) -> Left:
    """No more than a page shows; long words stay where they are."""
    return Left(_expression(said), LONGEST, output_field=CharField())


def _expression(said: Any) -> Any:
    return F(said) if isinstance(said, str) else said


def _beyond(day: date, key: str, *, newer: bool) -> Q:
    step = "gt" if newer else "lt"
    return Q(**{f"fact_day__{step}": day}) | Q(**{"fact_day": day, f"fact_key__{step}": key})
