"""Whether a report of 360 can be made of somebody yet: it is made once, so it waits for everybody who
may still be named or may still answer, each by their own days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from fairway.foundation.policy import get
from fairway.people.days import organisation_day
from fairway.reviews.clock import moved
from fairway.reviews.models import (
    CycleKind,
    Participant,
    Phase,
    ReportOf360,
    Review,
    ReviewCycle,
    day_of_phase,
    kinds_of,
    phases_of,
)
from fairway.reviews.models.days import LAST
from fairway.reviews.models.writing import CONFIDENTIAL

ONE = timedelta(days=1)  # some are a day behind the organisation
NAMED = {CycleKind.Kind.PEER, CycleKind.Kind.EXTERNAL}


@dataclass(frozen=True)
class Answers:
    """Of one person: the last day on which others may be named or answer, where there is one."""

    until: date | None
    asked: bool

    @property
    def may_still_come(self) -> bool:
        return self.until is not None and self.until >= _least()


class Waits(NamedTuple):
    """How a cycle waits: for nobody any more, about everybody, or by the days of each."""

    runs: bool
    about_all: bool
    names: bool


class Since(NamedTuple):
    """Who has such a day, or a later one, is waited for: may be named until then, owes an answer by
    then, came into the cycle then."""

    named: date
    owed: date
    joined: date


def answers_about(participant: Participant) -> Answers:
    """A closed cycle waits for nobody."""
    cycle, writing = participant.cycle, _writing(participant.cycle)
    owed = _open_ones().values("participant").annotate(last=Max(LAST)).values("last")
    mine = with_naming(Participant.objects.filter(pk=participant.pk))
    mine = mine.annotate(owed_until=Subquery(owed[:1]), is_asked=was_asked())
    columns = ("opens_on", "owed_until", "named_until", "is_asked")
    opens_on, last, named, is_asked = mine.values_list(*columns).get()
    waits = _waits(cycle, writing)
    if not waits.runs:
        return Answers(None, is_asked)
    days = (
        _writing_until(opens_on, writing),
        named if waits.names else None,
        last + _late() if last else None,
    )
    return Answers(max((day for day in days if day), default=None), is_asked)


def waits_in(cycle: ReviewCycle) -> tuple[Waits, Since]:
    """For `may_still_come`, where it is asked about each."""
    writing, least, joined = _writing(cycle), _least(), date.max
    if writing is not None:
        joined = least - (writing.due_on - writing.opens_on)
    return _waits(cycle, writing), Since(least, least - _late(), joined)


def may_still_come(since: Since, *, names: bool) -> Q:
    """As `Answers.may_still_come`, asked in SQL of those in a cycle that waits by the days of each;
    with `names` it needs `with_naming`."""
    owed = _open_ones().alias(last=LAST).filter(last__gte=since.owed)
    waits = Q(opens_on__gte=since.joined) | Q(Exists(owed))
    return waits | Q(named_until__gte=since.named) if names else waits


def with_naming(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """By the later of two days: the person names, whoever writes about them agrees."""
    days = (
        day_of_phase(Phase.Kind.NOMINATE, cycle="cycle", person=who) for who in ("person", "author")
    )
    return rows.annotate(named_until=Greatest(*days))


def was_asked() -> Exists:
    return Exists(_confidential().exclude(state=Review.State.CLOSED))


def was_made() -> Exists:
    return Exists(ReportOf360.objects.filter(participant=OuterRef("pk")))


def _confidential() -> QuerySet[Review]:
    return Review.objects.filter(participant=OuterRef("pk"), kind__in=CONFIDENTIAL).order_by()


def _open_ones() -> QuerySet[Review]:
    return _confidential().filter(state=Review.State.OPEN)


def _least() -> date:
    return organisation_day() - ONE


def _late() -> timedelta:
    return timedelta(days=get("reviews.late_days"))


def _waits(cycle: ReviewCycle, writing: Phase | None) -> Waits:
    kinds = set(kinds_of(cycle))
    runs = cycle.state == ReviewCycle.State.LAUNCHED and not kinds.isdisjoint(CONFIDENTIAL)
    about_all = runs and writing is not None and writing.due_on >= _least()
    return Waits(runs, about_all, not kinds.isdisjoint(NAMED))


def _writing(cycle: ReviewCycle) -> Phase | None:
    return phases_of(cycle).get(Phase.Kind.WRITE)


def _writing_until(opens_on: date | None, phase: Phase | None) -> date | None:
    """Who joined late is written about for as long as the others were."""
    if phase is None:
        return None
    return moved(opens_on, phase.opens_on, phase.due_on) if opens_on else phase.due_on
