"""What was given out as its reader has it, in their language; the same for the page and the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from fairway.foundation.languages import Texts
from fairway.foundation.sealing import Erased, data_keys_for, lend_keys
from fairway.reviews.models import CycleKind, SharedVersion, Signature
from fairway.reviews.reading.raised import raised

HASH_SHOWN = 16


@dataclass(frozen=True)
class Answered:
    question: str
    key: str
    label: str
    anchor: str
    words: str
    expected: str = ""  # the level that the role expects


@dataclass(frozen=True)
class Block:
    title: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class Part:
    heading: str
    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Sheet:
    """`erased` says that its words are gone with its subject's key."""

    person: str
    author: str
    cycle: str
    since: date | None
    until: date | None
    number: int
    parts: tuple[Part, ...]
    rating: str
    rating_anchor: str
    reason: str
    told_before: int
    new: int
    signatures: tuple[Signature, ...]
    comment: str
    seal: str
    erased: bool = False

    @property
    def raised(self) -> str:
        return raised(self.told_before, self.new)


def sheet_of(version: SharedVersion) -> Sheet:
    """The day of `until` is the last one that belongs to it."""
    received = getattr(version, "acknowledgement", None)
    lend_keys(filter(None, (version, received)), data_keys_for([version.person_id]))
    try:
        said, comment = version.words(), (received.read_comment() or "") if received else ""
    except Erased:
        said, comment = {}, ""
    since, until = (date.fromisoformat(day) for day in said["period"]) if said else (None, None)
    rating = said.get("rating") or {}
    return Sheet(
        person=said.get("person", version.person.name),
        author=said.get("author", ""),
        cycle=said.get("cycle", version.participant.cycle.name),
        since=since,
        until=date.fromordinal(until.toordinal() - 1) if until else None,
        number=version.number,
        parts=tuple(_part(one) for one in said.get("parts", ()) if one["sections"]),
        rating=label_of(rating),
        rating_anchor=str(Texts.of(rating.get("anchor", ""))),
        reason=rating.get("reason", ""),
        told_before=said.get("told_before", 0),
        new=said.get("new", 0),
        signatures=tuple(version.signatures.all()),
        comment=comment,
        seal=version.content_hash[:HASH_SHOWN],
        erased=not said,
    )


def label_of(point: dict[str, Any]) -> str:
    """A point of a scale as people know it: "4 – Often above what is expected"."""
    if point.get("value") is None:
        return ""
    label = str(Texts.of(point.get("label", "")))
    return f"{point['value']} – {label}" if label else str(point["value"])


def heading_of(kind: str, by: str, other: str = "") -> str:
    """Words of the review's writer, who is named, and of whoever wrote it with them."""
    if other:
        return _("By %(name)s and %(other)s, who wrote it together") % {"name": by, "other": other}
    words = {
        CycleKind.Kind.MANAGER: _("By %(name)s, their manager"),
        CycleKind.Kind.DOTTED: _("By %(name)s, a dotted-line manager"),
        CycleKind.Kind.SKIP: _("By %(name)s, the manager’s manager"),
    }
    return words.get(CycleKind.Kind(kind), "%(name)s") % {"name": by}


def _part(said: dict[str, Any]) -> Part:
    blocks = tuple(
        Block(
            str(Texts.of(section["title"])),
            tuple(_answered(one) for one in section["answers"]),
        )
        for section in said["sections"]
    )
    return Part(heading_of(said["kind"], said["by"], said.get("with", "")), said["kind"], blocks)


def _answered(said: dict[str, Any]) -> Answered:
    return Answered(
        str(Texts.of(said["text"])),
        said["question"],
        label_of(said),
        str(Texts.of(said.get("anchor", ""))),
        said["words"],
        str(Texts.of(said.get("expected", ""))),
    )
