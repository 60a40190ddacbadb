"""Point to what happened in a second look: what its words are now goes along where they may."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from fairway.people.models import Person
from fairway.reviews.actions.sharing_refused import NoLongerThere, TooManyExhibits
from fairway.reviews.actions.words import cleaned, worded
from fairway.reviews.evidence import Piece
from fairway.reviews.models import Dispute, DisputeEvidence, Exhibit
from fairway.reviews.models.disputes import LONGEST_WORDS
from fairway.reviews.reading.exhibits import choosable, name_of, sides_of
from fairway.reviews.rules.exhibits import OPEN_TO_ALL, words_go_along

MOST = 20  # of one side in one second look


def said_with(words: str, pieces: Sequence[str]) -> str:
    """Words, or at least something that is pointed to."""
    check = cleaned if pieces else worded
    return check(words, "words", LONGEST_WORDS)


def point_to(
    dispute: Dispute,
    names: Sequence[str],
    *,
    actor: Person,
    place: str,
    evidence: DisputeEvidence | None = None,
) -> None:
    """Call with the dispute locked. What was pointed to before stays as it was then."""
    known = pointed_to(dispute, actor)
    wanted = [one for one in dict.fromkeys(names) if one not in known]
    if not wanted:
        return
    if len(known) + len(wanted) > MOST:
        raise TooManyExhibits(MOST)
    version = dispute.version_disputed
    there = {name_of(*one.names): one for one in choosable(version, actor)}
    if any(one not in there for one in wanted):
        raise NoLongerThere
    for name in wanted:
        made = Exhibit(
            dispute=dispute,
            person=dispute.person,
            by=actor,
            place=place,
            evidence=evidence,
            at=timezone.now(),
        )
        lay_down(made, there[name], sides_of(version))
        made.save(force_insert=True)


def pointed_to(dispute: Dispute, by: Person) -> set[str]:
    rows = Exhibit.objects.filter(dispute=dispute, by=by)
    return {name_of(*names) for names in rows.values_list("source", "key")}


def lay_down(exhibit: Exhibit, piece: Piece, sides: tuple[Person | None, Person | None]) -> None:
    """What it is, and its words where they may go along."""
    exhibit.source, exhibit.key, exhibit.day = piece.source, piece.key, piece.day
    exhibit.has_words = words_go_along(piece.voice, piece.reach, sides)
    exhibit.seal_content(json.dumps(_content(piece, sides)) if exhibit.has_words else None)


def _content(piece: Piece, sides: tuple[Person | None, Person | None]) -> dict[str, Any]:
    """A title that only says what it is stands in the language of its reader instead."""
    person, author = sides
    voices = {one.public_id: name for name, one in (("person", person), ("author", author)) if one}
    return {
        "title": piece.title if piece.label or piece.day is None else "",
        "words": piece.words,
        "mark": piece.mark,
        "voice": voices.get(piece.voice, ""),
        "since": piece.since.isoformat() if piece.since else None,
        "until": piece.until.isoformat() if piece.until else None,
        "url": piece.url if piece.reach == OPEN_TO_ALL else "",
    }
