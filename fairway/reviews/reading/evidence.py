"""Evidence laid over the period: what there is, what is cited, which months are silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.ports import evidence_sources
from fairway.measurement import HabitSignal, recency
from fairway.people.models import Person
from fairway.reviews.evidence import Piece, period_of, pieces_of, told_to, until_now
from fairway.reviews.models import Citation, CriticalStatement, HabitHint, Review
from fairway.reviews.models.writing import POINTING
from fairway.reviews.reading.desk import LAST

A_DAY = timedelta(days=1)
ENOUGH = 6  # pieces cited, as measurement asks for, too
WIDTH, LEFT, TOP, LINE = 348, 112, 22, 22  # of the picture, in its own units
EDGE = 5  # what a dot on the first or last day reaches beyond it


@dataclass(frozen=True)
class Shown:
    """A piece in the list, and from how many answers it is pointed to."""

    piece: Piece
    cited: int


@dataclass(frozen=True)
class Month:
    """One month of the period: how much there is of it, and how much of that is cited."""

    first: date
    pieces: int
    cited: int

    @property
    def is_silent(self) -> bool:
        return self.pieces == 0


@dataclass(frozen=True)
class Dot:
    x: float
    cited: bool


@dataclass(frozen=True)
class Lane:
    """A source in the picture: its dots, and stretches of what went on for long."""

    label: Any
    y: int
    dots: Sequence[Dot]
    stretches: Sequence[tuple[float, float, bool]]


@dataclass(frozen=True)
class Picture:
    lanes: Sequence[Lane]
    marks: Sequence[tuple[float, str]]
    silent: Sequence[tuple[float, float]]
    height: int
    words: str
    left: int = LEFT

    @property
    def bottom(self) -> int:
        return self.height - TOP


@dataclass(frozen=True)
class Pane:
    """All of it, for the writer."""

    review: Review
    pieces: Sequence[Shown]
    months: Sequence[Month]
    picture: Picture
    spread: Any  # measurement's Recency, or None where nothing with a day is cited
    habits: Sequence[HabitSignal]
    last: Review | None = None

    @property
    def n(self) -> int:
        return len(self.pieces)

    @property
    def cited(self) -> int:
        return sum(1 for one in self.pieces if one.cited)

    @property
    def uncited(self) -> int:
        return self.n - self.cited

    @property
    def said(self) -> str:
        """Where what is cited lies, in words."""
        return self.spread.in_words(_) if self.spread else ""

    @property
    def says_spread(self) -> bool:
        """Of a few pieces a share says nothing."""
        return self.spread is not None and (self.spread.reread or self.spread.n >= ENOUGH)

    @property
    def rereads(self) -> list[str]:
        return [one.in_words(_) for one in self.habits if one.reread]


def pane_of(review: Review, viewer: Person) -> Pane:
    start, end = period_of(review)
    cited = _cited(review)
    pieces = pieces_of(viewer, review.participant.person, start, end)
    shown = [Shown(one, cited.get(one.names, 0)) for one in pieces]
    months = months_of(shown, start, end)
    return Pane(
        review,
        shown,
        months,
        _picture(shown, months, start, end),
        spread_of(shown, start, end),
        habits_of(review, viewer),
        last_review_of(review, viewer),
    )


def last_review_of(review: Review, viewer: Person) -> Review | None:
    """What their manager wrote in the cycle before, once it was shared."""
    if review.kind not in POINTING:
        return None
    found = LAST.find(viewer, review.participant.person_id, review.cycle.period_until)
    return found[0] if found else None


def told_before(review: Review, viewer: Person) -> list[Piece]:
    """What may have told the person already, until today: the writer's and the person's both."""
    start, end = until_now(review)
    person = review.participant.person
    theirs = {one.names for one in told_to(person, person, start, end)}
    return [one for one in told_to(viewer, person, start, end) if one.names in theirs]


def _cited(review: Review) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for names in Citation.objects.filter(review=review).values_list("source", "key"):
        found[names] = found.get(names, 0) + 1
    return found


def months_of(pieces: Sequence[Shown], start: date, end: date) -> list[Month]:
    """Every month that the period touches. What went on for long speaks for none by itself."""
    found, first = [], start.replace(day=1)
    while first < end:
        then = (first + timedelta(days=32)).replace(day=1)
        here = [one for one in pieces if one.piece.day and first <= one.piece.day < then]
        found.append(Month(first, len(here), sum(1 for one in here if one.cited)))
        first = then
    return found


def spread_of(pieces: Sequence[Shown], start: date, end: date) -> Any:
    """Is what is cited later than what is there and not cited? Only of what has a day."""
    dated = [one for one in pieces if one.piece.day is not None]
    cited = [one.piece.day for one in dated if one.cited]
    last = end - A_DAY
    if not cited or start >= last:
        return None
    available = [one.piece.day for one in dated if not one.cited]
    return recency(cited, period=(start, last), available=available)


def habits_of(review: Review, viewer: Person) -> list[HabitSignal]:
    rows = HabitHint.objects.allowed(viewer).filter(cycle=review.cycle_id)
    return [
        HabitSignal(one.writer_id, one.habit, one.estimate, None, None, None, one.reread, one.forms)
        for one in rows
    ]


def _picture(pieces: Sequence[Shown], months: Sequence[Month], start: date, end: date) -> Picture:
    days = max((end - start).days, 1)

    def at(day: date) -> float:
        share = min(max((day - start).days / days, 0), 1)
        return round(LEFT + EDGE + (WIDTH - LEFT - 2 * EDGE) * share, 1)

    lanes = []
    there = {one.piece.source for one in pieces}
    for place, source in enumerate(one for one in evidence_sources if one.kind in there):
        here = [one for one in pieces if one.piece.source == source.kind]
        dots = [Dot(at(one.piece.day), one.cited > 0) for one in here if one.piece.day]
        long = [
            (at(one.piece.since), at(one.piece.until), one.cited > 0)
            for one in here
            if one.piece.since and one.piece.until
        ]
        stretches = [(from_, round(max(to - from_, 2), 1), cited) for from_, to, cited in long]
        lanes.append(Lane(source.label, TOP + 18 + place * LINE, dots, stretches))
    silent = []
    for month in months:
        if month.is_silent:
            x, then = at(month.first), at((month.first + timedelta(days=32)).replace(day=1))
            silent.append((x, round(then - x, 1)))
    marks = [(at(one.first), date_format(one.first, "M")) for one in months]
    height = TOP + 8 + len(lanes) * LINE
    return Picture(lanes, marks, silent, height, _in_words(pieces, months))


def _in_words(pieces: Sequence[Shown], months: Sequence[Month]) -> str:
    """The picture, for whoever does not see it."""
    told = ngettext(
        "%(n)s piece of evidence, %(cited)s of them cited.",
        "%(n)s pieces of evidence, %(cited)s of them cited.",
        len(pieces),
    ) % {"n": len(pieces), "cited": sum(1 for one in pieces if one.cited)}
    silent = [date_format(one.first, "F") for one in months if one.is_silent]
    if silent:
        told += " " + _("Nothing is recorded in %(months)s.") % {"months": ", ".join(silent)}
    return told


def open_statement(review: Review, public_id: str, viewer: Any) -> CriticalStatement | None:
    rows = CriticalStatement.objects.allowed(viewer).filter(review=review)
    return rows.filter(public_id=public_id).select_related("question").first()
