"""What somebody can point to in a second look, and what was pointed to, for each who reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fairway.foundation.access import can
from fairway.foundation.languages import Texts
from fairway.foundation.ports import evidence_sources
from fairway.foundation.sealing import Erased, lend_keys
from fairway.people.models import Person
from fairway.reviews.evidence import CLOSED, LASTING, Piece, days_of, pieces_of
from fairway.reviews.models import CycleKind, Dispute, Exhibit, SharedVersion
from fairway.reviews.reading.sheets import label_of
from fairway.reviews.rules.exhibits import words_go_along

STATEMENT, STATEMENT_ICON = "statement", "file-text"
SHOWN = 20  # in the list at once; a kind or a month shows what lies further back
FEW = 6  # can be looked through without choosing


@dataclass(frozen=True)
class Choice:
    """Something to tick. `with_words`: they are read by whoever decides, too."""

    piece: Piece
    with_words: bool
    chosen: bool

    @property
    def name(self) -> str:
        return name_of(*self.piece.names)


@dataclass(frozen=True)
class Option:
    value: str
    label: Any
    number: int
    chosen: bool


@dataclass(frozen=True)
class Picker:
    """The list to tick from: `n` of all that there is, `more` of what was asked for and not shown."""

    choices: Sequence[Choice]
    kinds: Sequence[Option]
    months: Sequence[Option]
    n: int
    more: int
    here: str

    @property
    def chosen(self) -> int:
        return sum(1 for one in self.choices if one.chosen)

    @property
    def is_long(self) -> bool:
        return self.n > FEW


def name_of(source: str, key: str) -> str:
    return f"{source}:{key}"


def choosable(version: SharedVersion, viewer: Person) -> list[Piece]:
    """The evidence of the period as the viewer may read it, the latest first; then what the review
    itself says."""
    start, end = days_of(version.participant.cycle, version.person)
    found = pieces_of(viewer, version.person, start, end)
    return [*reversed(found), *_statements(version, viewer)]


def _statements(version: SharedVersion, viewer: Person) -> list[Piece]:
    """What its author says under each question, as it was given out."""
    if not can(viewer, "view", version):
        return []
    author = version.participant.author
    try:
        parts = version.words().get("parts", ())
    except Erased:
        return []
    return [
        _statement(one, author)
        for part in parts
        if part["kind"] == CycleKind.Kind.MANAGER
        for section in part["sections"]
        for one in section["answers"]
    ]


def _statement(said: dict[str, Any], author: Person | None) -> Piece:
    words = "\n".join(filter(None, (label_of(said), said["words"])))
    return Piece(
        STATEMENT, said["question"], str(Texts.of(said["text"])), words, "", STATEMENT_ICON,
        day=None, by=author.name if author else "", label=called(STATEMENT),
        voice=author.public_id if author else "",
    )  # fmt: skip


def sides_of(version: SharedVersion) -> tuple[Person | None, Person | None]:
    return version.person, version.participant.author


def picker_of(
    version: SharedVersion,
    viewer: Person,
    *,
    here: str,
    asked: Any,
    but_for: Iterable[tuple[str, str]] = (),
) -> Picker:
    """`asked` is what was typed: what is ticked stays in the list, whichever part of it is shown.
    Without `but_for`, which was pointed to before."""
    known, ticked = set(but_for), set(asked.getlist("pieces"))
    kind, month = asked.get("kind", ""), asked.get("month", "")
    there = [one for one in choosable(version, viewer) if one.names not in known]
    fits = [one for one in there if _fits(one, kind, month)]
    shown = set(fits[:SHOWN])
    listed = [one for one in there if one in shown or name_of(*one.names) in ticked]
    sides = sides_of(version)
    return Picker(
        [
            Choice(one, words_go_along(one.voice, one.reach, sides), name_of(*one.names) in ticked)
            for one in listed
        ],
        _kinds(there, kind),
        _months(there, month),
        len(there),
        len(fits) - len(shown),
        here,
    )


def _fits(piece: Piece, kind: str, month: str) -> bool:
    if kind and piece.source != kind:
        return False
    return not month or (piece.day is not None and f"{piece.day:%Y-%m}" == month)


def _kinds(pieces: Sequence[Piece], chosen: str) -> list[Option]:
    found = dict.fromkeys(one.source for one in pieces)
    number = {kind: sum(1 for one in pieces if one.source == kind) for kind in found}
    return [Option(kind, called(kind), number[kind], kind == chosen) for kind in found]


def _months(pieces: Sequence[Piece], chosen: str) -> list[Option]:
    """The latest first, those with something in them."""
    firsts = [one.day.replace(day=1) for one in pieces if one.day]
    found = sorted(set(firsts), reverse=True)
    return [
        Option(value, date_format(first, "F Y"), firsts.count(first), value == chosen)
        for first in found
        for value in (f"{first:%Y-%m}",)
    ]


def called(source: str) -> Any:
    """What one of its kind is called."""
    if source == STATEMENT:
        return _("In the review")
    if source not in evidence_sources:
        return ""
    known = evidence_sources[source]
    return known.one or known.label


@dataclass(frozen=True)
class Shown:
    """Something that was pointed to, as one reader has it; `url` where they may open it themselves."""

    exhibit: Exhibit
    label: Any
    icon: str
    title: str = ""
    words: str = ""
    by: str = ""
    tag: Any = ""
    since: date | None = None
    until: date | None = None
    url: str = ""


def exhibits_for(
    dispute: Dispute, viewer: Person, keys: dict[int, bytes]
) -> dict[Any, list[Shown]]:
    """By the evidence that it came with, or the place where it stands; `keys` open the words."""
    rows = list(Exhibit.objects.allowed(viewer).filter(dispute=dispute))
    lend_keys(rows, keys)
    addresses = _addresses(dispute, viewer) if rows else {}
    found: dict[Any, list[Shown]] = {}
    for one in rows:
        found.setdefault(one.evidence_id or one.place, []).append(_shown(one, dispute, addresses))
    return found


def _addresses(dispute: Dispute, viewer: Person) -> dict[tuple[str, str], str]:
    """Of what either side may open where it lies. Who decides may not, but for what all may."""
    if viewer.pk not in (dispute.person_id, dispute.author_id):
        return {}
    start, end = days_of(dispute.participant.cycle, dispute.person)
    found = {}
    for one in pieces_of(viewer, dispute.person, start, end):
        found[one.names] = one.url
        if one.source == CLOSED:
            found[LASTING, one.key] = one.url  # pointed to while it went on
    return found


def _shown(one: Exhibit, dispute: Dispute, addresses: Mapping[tuple[str, str], str]) -> Shown:
    said = one.words()
    known = one.source in evidence_sources
    sides = {"person": dispute.person, "author": dispute.author}
    voice = sides.get(said.get("voice", ""))
    return Shown(
        one,
        called(one.source),
        evidence_sources[one.source].icon if known else STATEMENT_ICON,
        said.get("title", ""),
        said.get("words", ""),
        voice.name if voice else "",
        evidence_sources[one.source].tags.get(said.get("mark", ""), "") if known else "",
        _day(said.get("since")),
        _day(said.get("until")),
        addresses.get((one.source, one.key), "") or said.get("url", ""),
    )


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
