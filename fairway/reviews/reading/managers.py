"""What a cycle waits for from those who manage or compare, and who of them is late with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from fairway.foundation.paging import PAGE, Page, page_from, page_of
from fairway.foundation.text import fold
from fairway.foundation.times import day_of
from fairway.foundation.waiting import by_source, united, waits
from fairway.people.availability.hours import known_zone
from fairway.people.finding import named
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.models import CalibrationSession, Participant, Phase, ReviewCycle, phases_for
from fairway.reviews.reading import steps
from fairway.reviews.reading.late import Clocks, clocks_now, is_over
from fairway.reviews.reading.steps import Step

SOURCE = "managers"
OF_MANAGERS = (steps.APPROVE, steps.VOTE, steps.COMPARE, steps.GIVE, steps.SIGN)
BY_KEY = {one.key: one for one in OF_MANAGERS}
BY_NAME = ("sort_name", "pk")
LISTED = -50  # stands in for the cycle


@dataclass(frozen=True)
class Owed:
    """So many of a step, by the end of a day."""

    step: str
    phase: str
    number: int
    until: date | None
    late: bool


@dataclass(frozen=True)
class Impact:
    """Of a later day for one manager: how many people wait for what they do, and which phase of the
    cycle comes next, whose days stay."""

    people: int
    until: date
    next: Phase | None
    is_in_it: bool  # the day is that of their own list or review, too


def late_managers(
    viewer: Any, cycle: int, clocks: Clocks, phases: Collection[str]
) -> QuerySet[Person]:
    """`phases`: those whose own last day has come; nobody's is before it."""
    found = Q(pk__in=[])
    for step in OF_MANAGERS:
        if step.phase in phases:
            rows = _waiting(viewer, cycle, step).filter(is_over("until", step.who, clocks))
            found |= Q(pk__in=rows.values(step.who))
    return Person.objects.filter(found).exclude(pk=viewer.pk)


def phases_over(phases: Iterable[Phase], clocks: Clocks) -> tuple[str, ...]:
    return tuple(sorted(one.kind for one in phases if one.due_on <= clocks.day))


def page_of_managers(
    cycle: ReviewCycle,
    viewer: Person,
    typed: str = "",
    *,
    everybody: bool = False,
    after: str = "",
    before: str = "",
) -> Page[Person]:
    """Those who are late; or all of whom something is waited for, or whose name was typed."""
    if everybody and not (fold(typed) or after or before):
        return page_from(ASKED.find(viewer, cycle.pk))
    if everybody or fold(typed):
        rows = _asked(viewer, cycle.pk)
    else:
        clocks = clocks_now()
        rows = late_managers(viewer, cycle.pk, clocks, phases_over(cycle.phases.all(), clocks))
    if fold(typed):
        rows = rows.filter(named(typed))
    return page_of(_shown(rows, viewer), order=BY_NAME, after=after, before=before)


def owed_by(cycle: ReviewCycle, viewer: Person, people: Sequence[Person]) -> list[list[Owed]]:
    """For each of them what waits, in the order of the steps."""
    parts = [
        waits(
            _waiting(viewer, cycle.pk, step).filter(**{f"{step.who}__in": people}),
            SOURCE,
            step.key,
            key=F(f"{step.who}__public_id"),
            day=F("until"),
        )
        for step in OF_MANAGERS
    ]
    counted: dict[str, dict[tuple[str, date | None], int]] = defaultdict(lambda: defaultdict(int))
    for one in by_source(list(united(parts))).get(SOURCE, ()) if people else ():
        counted[one.key][one.kind, one.day] += one.number
    return [_told(one, counted[one.public_id]) for one in people]


def impact_on(cycle: ReviewCycle, person: Person, phase: str) -> Impact | None:
    """None where nothing of the phase waits for them in this cycle."""
    asked, about = False, set[int | None]()
    for step in OF_MANAGERS:
        if step.phase == phase:
            rows = step.waiting().filter(**{step.cycle: cycle, step.who: person})
            keys = set(rows.values_list(WAITED_FOR_BY[step.key], flat=True))
            asked, about = asked or bool(keys), about | keys
    found = phases_for(cycle, person).filter(kind=phase).first()
    if not asked or found is None:
        return None
    following = cycle.phases.filter(due_on__gt=found.due_on).order_by("due_on", "pk").first()
    mine = Participant.objects.in_it().filter(cycle=cycle, person=person)
    its_own = phase != Phase.Kind.CALIBRATE and mine.exists()
    return Impact(len(about - {None}), found.until, following, its_own)


# From a row to whom it keeps waiting.
WAITED_FOR_BY = {
    steps.APPROVE.key: "participant__person",
    steps.VOTE.key: "session__placements__person",
    steps.COMPARE.key: "placements__person",
    steps.GIVE.key: "participant__person",
    steps.SIGN.key: "participant__person",
}


def _waiting(viewer: Person, cycle: int, step: Step) -> QuerySet[Any, Any]:
    """As far as the viewer oversees it."""
    rows = step.waiting().filter(**{step.cycle: cycle})
    if step.phase == Phase.Kind.CALIBRATE:
        sessions = CalibrationSession.objects.allowed(viewer, "manage").filter(cycle=cycle)
        to = "pk" if step is steps.COMPARE else "session"
        return rows.filter(**{f"{to}__in": sessions.order_by().values("pk")})
    # One by one: of ten thousand in a cycle few wait for a manager. The cycle is named above alone;
    # said here again, PostgreSQL begins with all of it.
    mine = Participant.objects.allowed(viewer, "oversee")
    return rows.filter(Exists(mine.filter(pk=OuterRef("participant"))))


def _asked(viewer: Person, cycle: int) -> QuerySet[Person]:
    """As one list: SQLite makes one that stands in an "or" several times over."""
    first, *others = (_waiting(viewer, cycle, one).values(one.who) for one in OF_MANAGERS)
    rows = Person.objects.filter(pk__in=first.union(*others, all=True))
    return rows.exclude(pk=viewer.pk)


def _shown(rows: QuerySet[Person], viewer: Person) -> QuerySet[Person]:
    people: Any = rows
    return people.with_may(viewer, "extend_step").select_related("assignment__location")


def _told(person: Person, counted: dict[tuple[str, date | None], int]) -> list[Owed]:
    today = day_of(timezone.now(), known_zone(person))
    found = [
        Owed(key, BY_KEY[key].phase, number, day, bool(day and day < today))
        for (key, day), number in counted.items()
    ]
    order = list(BY_KEY)
    return sorted(found, key=lambda one: (order.index(one.step), one.until or date.max))


ASKED = PreparedForViewers(
    lambda viewer, cycle: _shown(_asked(viewer, cycle), viewer).order_by(*BY_NAME)[: PAGE + 1],
    LISTED,
)
