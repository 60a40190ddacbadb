"""A session as one of those who take part has it: only rows that they may see are counted, so that
no sum tells anybody of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.languages import Texts
from fairway.foundation.sealing import Erased, with_keys
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.calibrating_fields import (
    band_of,
    nearest_in_band,
    read_field,
)
from fairway.reviews.models import (
    CalibrationSession,
    Calibrator,
    Participant,
    Placement,
    PreVote,
    Review,
)
from fairway.reviews.reading.calibrating_asking import CHANGES
from fairway.reviews.reading.calibrating_given import ratings_before

ORDER = ("pk",)  # rows are placed by name


@dataclass(frozen=True)
class Votes:
    """What those who take part thought before, one by one in the order of the scale."""

    ratings: tuple[int, ...]

    def __str__(self) -> str:
        counted = Counter(self.ratings)
        return ", ".join(
            f"{rating} × {count}" if count > 1 else str(rating)
            for rating, count in sorted(counted.items())
        )


@dataclass(frozen=True)
class Row:
    """One person of the table."""

    placement: Any
    person: Person
    level: str
    tenure: str
    before: str
    votes: Votes
    adjusted: str
    may_move: bool


@dataclass(frozen=True)
class Said:
    """A line of the feed."""

    move: Any
    words: str
    what: str
    mine: bool
    can_undo: bool = False


def who_compares(participant: Participant) -> QuerySet[Person]:
    """Who takes part where the ratings of this participant are compared."""
    there = Placement.objects.filter(participant=participant).values("session")
    taking_part = Calibrator.objects.filter(session__in=there).values("person")
    return Person.objects.filter(pk__in=taking_part)


def review_behind(placement: Placement, viewer: Person) -> Review | None:
    """What the manager wrote beside the rating, where the viewer may read it."""
    rows = Review.objects.allowed(viewer).filter(participant=placement.participant_id)
    return rows.filter(kind=Review.Kind.MANAGER, reviewer=placement.rater_id).first()


def words_of(session: CalibrationSession) -> dict[int, str]:
    """The points of the scale as they were asked: "4 Beyond"."""
    found = {}
    for point in session.question.scale:
        value, label = int(point["value"]), str(Texts.of(point["label"]))
        found[value] = str(value) if label in ("", str(value)) else f"{value} {label}"
    return found


def in_field(
    rows: QuerySet[Placement], session: CalibrationSession, band: int, growth: int
) -> QuerySet[Placement]:
    values = [value for value in session.values if band_of(session.values, value) == band]
    return rows.filter(rating__in=values, growth=growth)


def table_rows(
    session: CalibrationSession, page: Sequence[Any], *, today: date | None = None
) -> list[Row]:
    """`page` comes `for_display`, with what the reader may do."""
    people = [one.person for one in page]
    before = ratings_before(people, session.cycle)
    votes = _votes(session, page)
    day = today or organisation_day()
    return [
        Row(
            placement=one,
            person=one.person,
            level=_level(one.person),
            tenure=tenure(one.person, day),
            before=", ".join(str(value) for value in before.get(one.person_id, [])) or _("new"),
            votes=Votes(tuple(votes.get(one.pk, ()))),
            adjusted=adjusted_in_words(one),
            may_move=one.may_move,
        )
        for one in page
    ]


def feed_of(session: CalibrationSession, viewer: Person) -> list[Said]:
    """The latest changes, undone ones as well; two queries and the keys."""
    moves = with_keys(CHANGES.find(viewer, session.pk), "reason")
    return [
        Said(
            move=one,
            words=read(one, "reason"),
            what=what_moved(one),
            mine=one.by_id == viewer.pk,
            can_undo=one.may_undo,
        )
        for one in moves
    ]


def what_moved(move: Any) -> str:
    words = {"name": move.person.name, "before": _shown(move.before), "after": _shown(move.after)}
    if move.before == move.after:
        return _("moved %(name)s in how they grow") % words
    return _("moved %(name)s from %(before)s to %(after)s") % words


def read(row: Any, name: str) -> str:
    """Sealed words; none once whom they are about was erased."""
    try:
        return getattr(row, f"read_{name}")() or ""
    except Erased:
        return ""


def tenure(person: Person, day: date) -> str:
    if person.joined_on is None:
        return ""
    joined = person.joined_on
    months = (day.year - joined.year) * 12 + day.month - joined.month - (day.day < joined.day)
    if months < 12:
        return ngettext("%(n)s month", "%(n)s months", max(months, 0)) % {"n": max(months, 0)}
    return ngettext("%(n)s year", "%(n)s years", months // 12) % {"n": months // 12}


def adjusted_in_words(placement: Placement) -> str:
    """Beside the given rating and never instead of it."""
    if placement.adjusted is None:
        return ""
    return _("%(value).1f (%(low).1f to %(high).1f)") % {
        "value": placement.adjusted,
        "low": placement.adjusted_low,
        "high": placement.adjusted_high,
    }


def _level(person: Person) -> str:
    at = person.assignment
    return at.job_profile.level if at is not None and at.job_profile is not None else ""


def _votes(session: CalibrationSession, page: Sequence[Any]) -> dict[int, list[int]]:
    """Nothing before the session opens, whoever asks. The page's rows are the reader's to see."""
    if session.is_pre_vote:
        return {}
    found: dict[int, list[int]] = {}
    given = PreVote.objects.filter(placement__in=[one.pk for one in page])
    for placement, rating in given.values_list("placement", "rating"):
        found.setdefault(placement, []).append(rating)
    return found


def place_meant(
    session: CalibrationSession, placement: Placement, key: str
) -> tuple[int, int] | None:
    """Rating and growth for a field somebody was dropped on: the nearest rating there."""
    meant = read_field(key)
    if meant is None or not session.uses_growth:
        return None
    band, growth = meant
    return nearest_in_band(session.values, placement.rating, band), growth


def _shown(rating: int | None) -> str:
    return _("none") if rating is None else str(rating)
