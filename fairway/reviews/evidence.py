"""What happened in a period, as somebody may read it: told alike whichever room it lies in.

What has a day comes from the one timeline of all rooms (`foundation.evidence`), in one query; goals
that went on for long are laid beside it. Only what a review may cite is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fairway.foundation.evidence import Asked, Fact
from fairway.foundation.ports import evidence_sources
from fairway.goals.models import Goal
from fairway.people.days import organisation_day
from fairway.people.evidence import facts
from fairway.people.models import Person
from fairway.reviews.models import Review, ReviewCycle

MOST, MOST_GOALS = 400, 60
LASTING = "goal"  # went on for long; that it was closed is told with its day
CLOSED = "goal_closed"
TELLS_THE_PERSON = ("feedback", "one_on_one")  # where something critical may have been said before
A_DAY = timedelta(days=1)
REACH_OF_GOALS = {Goal.Visibility.COMPANY: "open", Goal.Visibility.UNIT: "team"}


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
    by: str = ""
    label: Any = ""  # what it is, where the title does not say it
    tag: Any = ""
    mark: str = ""  # its tag by its key
    voice: str = ""
    reach: str = ""

    @property
    def names(self) -> tuple[str, str]:
        return self.source, self.key


def period_of(review: Review) -> tuple[date, date]:
    """As far as the person worked here in it, and until today where it goes on; the second day is
    the first after it."""
    return days_of(review.cycle, review.participant.person)


def days_of(cycle: ReviewCycle, person: Person) -> tuple[date, date]:
    joined, start = person.joined_on, cycle.period_from
    end = min(cycle.period_until, organisation_day() + A_DAY)
    return max(start, joined) if joined else start, end


def until_now(review: Review) -> tuple[date, date]:
    """What was said between the period and today was said before the review, too."""
    start, end = period_of(review)
    return start, max(end, organisation_day() + A_DAY)


def pieces_of(viewer: Any, person: Person, start: date, end: date) -> list[Piece]:
    """The earliest first; what went on throughout stands in front."""
    if start >= end:
        return []
    dated = _dated(viewer, person, start, end)
    closed = {one.key for one in dated if one.source == CLOSED}
    lasting = [
        one
        for one in _lasting(viewer, person, start, end)[:MOST_GOALS]
        if one.public_id not in closed
    ]
    found = [*(_of_goal(one) for one in lasting), *dated]
    return sorted(found, key=lambda one: (one.day or start, one.source, one.key))


def told_to(viewer: Any, person: Person, start: date, end: date) -> list[Piece]:
    """What the viewer may read of what may have told the person something; the latest first."""
    if start >= end:
        return []
    found = _dated(viewer, person, start, end)
    return [one for one in found if one.source in TELLS_THE_PERSON]


def is_there_any(review: Review, viewer: Any) -> bool:
    start, end = period_of(review)
    if start >= end:
        return False
    person = review.participant.person
    page = facts(viewer, person, Asked(start, end, citable=True), size=1)
    return bool(page.facts) or _lasting(viewer, person, start, end).exists()


def find_piece(
    review: Review, source: str, key: str, *, viewer: Any, within: tuple[date, date]
) -> Piece | None:
    """The one of this name, where the viewer may read it and it lies within these days."""
    if source not in evidence_sources or within[0] >= within[1]:
        return None
    person = review.participant.person
    if source == LASTING:
        goal = _lasting(viewer, person, *within).filter(public_id=key).first()
        return _of_goal(goal) if goal is not None else None
    found = _dated(viewer, person, *within, kind=source)
    return next((one for one in found if one.key == key), None)


def _dated(viewer: Any, person: Person, start: date, end: date, kind: str = "") -> list[Piece]:
    asked = Asked(start, end, kind=kind, citable=True)
    return [_of_fact(one) for one in facts(viewer, person, asked, size=MOST).facts]


def _lasting(viewer: Any, person: Person, start: date, end: date) -> Any:
    return evidence_sources[LASTING].find(viewer, person, start, end)


def _of_fact(fact: Fact) -> Piece:
    return Piece(
        fact.kind, fact.key, fact.title or str(fact.label), fact.words, fact.url, fact.source.icon,
        day=fact.day, by=fact.by, label=fact.label if fact.title else "", tag=fact.tagged,
        mark=fact.tag, voice=fact.voice, reach=fact.reach,
    )  # fmt: skip


def _of_goal(goal: Any) -> Piece:
    words = goal.reflection or goal.why
    return Piece(
        LASTING, goal.public_id, goal.title, words, goal.get_absolute_url(), "target-arrow",
        day=None, since=goal.starts_on, until=goal.until_on,
        voice=goal.owner.public_id, reach=REACH_OF_GOALS.get(goal.visibility, "line"),
    )  # fmt: skip
