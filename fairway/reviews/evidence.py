"""What happened in a period, as somebody may read it: told alike whichever room it lies in.

A room offers rows of its own (`EvidenceSource`); here they become pieces with a day, a title and
words. A row of a room that is not known here shows as it calls itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from fairway.conversations.models import OneOnOne
from fairway.feedback.models import Feedback, Recognition
from fairway.foundation.ports import evidence_sources
from fairway.foundation.times import day_of
from fairway.goals.models import Goal
from fairway.people.days import organisation_day, organisation_zone
from fairway.people.models import Person
from fairway.reviews.models import Review

MOST_OF_A_SOURCE = 200
TELLS_THE_PERSON = ("feedback", "one_on_one")  # where something critical may have been said before
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Piece:
    """Something to point to. What went on for long has no day of its own, but an `until`."""

    source: str
    key: str
    title: str
    words: str
    url: str
    icon: str
    day: date | None
    since: date | None = None
    until: date | None = None

    @property
    def names(self) -> tuple[str, str]:
        return self.source, self.key


def period_of(review: Review) -> tuple[date, date]:
    """As far as the person worked here in it; the second day is the first after it."""
    joined = review.participant.person.joined_on
    start = review.cycle.period_from
    return max(start, joined) if joined else start, review.cycle.period_until


def until_now(review: Review) -> tuple[date, date]:
    """What was said between the period and today was said before the review, too."""
    start, end = period_of(review)
    return start, max(end, organisation_day() + A_DAY)


def pieces_of(
    viewer: Any, person: Person, start: date, end: date, sources: Collection[str] = ()
) -> list[Piece]:
    """The earliest first; what went on throughout stands in front."""
    if start >= end:
        return []
    found = [
        piece
        for source in evidence_sources
        if not sources or source.kind in sources
        for row in source.find(viewer, person, start, end)[:MOST_OF_A_SOURCE]
        if (piece := piece_of(source.kind, row)).day is None or start <= piece.day < end
    ]
    return sorted(found, key=lambda one: (one.day or start, one.source, one.key))


def is_there_any(review: Review, viewer: Any) -> bool:
    start, end = period_of(review)
    if start >= end:
        return False
    person = review.participant.person
    return any(source.find(viewer, person, start, end).exists() for source in evidence_sources)


def find_piece(
    review: Review, source: str, key: str, *, viewer: Any, within: tuple[date, date]
) -> Piece | None:
    """The one of this name, where the viewer may read it and it lies within these days."""
    if source not in evidence_sources or within[0] >= within[1]:
        return None
    rows = evidence_sources[source].find(viewer, review.participant.person, *within)
    row = rows.filter(public_id=key).first()
    return piece_of(source, row) if row is not None else None


def piece_of(source: str, row: Any) -> Piece:
    known = TOLD.get(source)
    return known(source, row) if known else _as_it_is(source, row)


def _of_goal(source: str, row: Goal) -> Piece:
    words = row.reflection or row.why
    return Piece(
        source, row.public_id, row.title, words, row.get_absolute_url(), "target-arrow",
        day=None, since=row.starts_on, until=row.until_on,
    )  # fmt: skip


def _of_feedback(source: str, row: Feedback) -> Piece:
    title = _("Feedback from %(name)s") % {"name": row.by}
    return _on_a_day(source, row, title, row.behaviour, "message-2", row.given_at)


def _of_recognition(source: str, row: Recognition) -> Piece:
    title = _("Recognition from %(name)s") % {"name": row.author.name}
    return _on_a_day(source, row, title, row.words, "award", row.given_at)


def _of_talk(source: str, row: OneOnOne) -> Piece:
    return _on_a_day(source, row, _("What came of a 1:1"), row.outcome, "messages", row.starts_at)


def _on_a_day(source: str, row: Any, title: str, words: str, icon: str, at: Any) -> Piece:
    day = day_of(at, organisation_zone())
    return Piece(source, row.public_id, title, words, row.get_absolute_url(), icon, day)


def _as_it_is(source: str, row: Any) -> Piece:
    label = str(evidence_sources[source].label)
    url = row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
    return Piece(source, row.public_id, label, str(row), url, "file-text", day=None)


TOLD: dict[str, Callable[[str, Any], Piece]] = {
    "goal": _of_goal,
    "feedback": _of_feedback,
    "recognition": _of_recognition,
    "one_on_one": _of_talk,
}
