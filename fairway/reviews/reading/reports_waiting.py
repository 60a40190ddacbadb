"""Whether a report of 360 can be made of somebody yet: it is made once, so it waits for everybody who
may still be named or may still answer, each by their own days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, Max, OuterRef, QuerySet, Subquery, Value
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
    made: bool

    @property
    def may_still_come(self) -> bool:
        return self.until is not None and self.until >= organisation_day() - ONE


def answers_about(cycle: ReviewCycle, rows: QuerySet[Participant]) -> dict[int, Answers]:
    """By participant, for any number of one cycle in three queries. A closed one waits for nobody."""
    kinds, late = set(kinds_of(cycle)), timedelta(days=get("reviews.late_days"))
    runs = cycle.state == ReviewCycle.State.LAUNCHED and not kinds.isdisjoint(CONFIDENTIAL)
    writing = phases_of(cycle).get(Phase.Kind.WRITE) if runs else None
    found = {}
    for key, opens_on, owed, named, asked, made in _asked(rows, names=not kinds.isdisjoint(NAMED)):
        days = [_writing_until(opens_on, writing), named, owed + late if owed else None]
        until = max((day for day in days if day), default=None) if runs else None
        found[key] = Answers(until, asked, made)
    return found


def _asked(rows: QuerySet[Participant], *, names: bool) -> Iterable[tuple[Any, ...]]:
    mine = Review.objects.filter(participant=OuterRef("pk"), kind__in=CONFIDENTIAL).order_by()
    owed = mine.filter(state=Review.State.OPEN).values("participant").annotate(last=Max(LAST))
    asked = rows.order_by().annotate(
        owed_until=Subquery(owed.values("last")[:1]),
        named_until=_naming_until() if names else Value(None, output_field=DateField()),
        is_asked=Exists(mine.exclude(state=Review.State.CLOSED)),
        is_made=Exists(ReportOf360.objects.filter(participant=OuterRef("pk"))),
    )
    return asked.values_list(
        "pk", "opens_on", "owed_until", "named_until", "is_asked", "is_made"
    ).iterator()


def _naming_until() -> Greatest:
    """By the later of two days: the person names, whoever writes about them agrees."""
    return Greatest(
        *(
            day_of_phase(Phase.Kind.NOMINATE, cycle="cycle", person=who)
            for who in ("person", "author")
        )
    )


def _writing_until(opens_on: date | None, phase: Phase | None) -> date | None:
    """Who joined late is written about for as long as the others were."""
    if phase is None:
        return None
    return moved(opens_on, phase.opens_on, phase.due_on) if opens_on else phase.due_on
