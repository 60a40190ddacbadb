"""Which reviews are owed about some people of a cycle: read and worked out, not yet written.

The same for ten thousand at a launch and for one who joins late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone

from fairway.foundation.bulk import insert_objects, reserve_ids
from fairway.foundation.events import record_each
from fairway.people.days import organisation_day
from fairway.people.models import Assignment, DottedLine, Person, ReportingChain
from fairway.reviews.actions.asking_skills import editions_of, lacking, make
from fairway.reviews.actions.settling import keep_days, own_days
from fairway.reviews.balancing import balance
from fairway.reviews.clock import moved
from fairway.reviews.days import Calendars, people_with_places
from fairway.reviews.models import (
    CycleKind,
    Nomination,
    OwnDay,
    Participant,
    Phase,
    Question,
    Review,
    ReviewCycle,
    kinds_of,
    phases_of,
)

Kind = CycleKind.Kind
JOINED = "reviews.joined_cycle"
NEAR = 24  # colleagues of a unit who are considered as peers


@dataclass(frozen=True)
class Owed:
    """Who writes about whom, as what."""

    subject: int
    kind: str
    reviewer: int


@dataclass
class Part:
    """What is to be written into the database for some people, in one go."""

    participants: list[Participant] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    nominations: list[Nomination] = field(default_factory=list)
    days: list[OwnDay] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def assemble(cycle: ReviewCycle, people: Sequence[int], *, opens_on: date | None = None) -> Part:
    """`opens_on`: for whoever begins later than the others."""
    kinds = kinds_of(cycle)
    managers = _above(people, 1)
    owed = list(_owed(cycle, kinds, people, managers))
    peers = _peers(cycle, kinds, people, managers)
    owed += [Owed(who, Kind.PEER, one) for who, chosen in peers.items() for one in chosen]
    editions = editions_of(people)
    part = Part(questions=lacking(cycle, editions.values()))
    part.participants = [
        Participant(
            pk=key,
            cycle=cycle,
            person_id=person,
            author_id=managers.get(person),
            opens_on=opens_on,
            edition_id=editions.get(person),
        )
        for key, person in zip(reserve_ids(Participant, len(people)), people, strict=True)
    ]
    by_person = {one.person_id: one for one in part.participants}
    part.reviews = as_reviews(cycle, by_person, owed, opens_on)
    part.nominations = [
        _chosen(by_person[one.subject], one) for one in owed if one.kind == Kind.PEER
    ]
    today, authors = organisation_day(), sorted({*managers.values()} - {*people})
    part.days = own_days(cycle, people, since=today, opens_on=opens_on)
    part.days += own_days(cycle, authors, since=today if opens_on is None else None)
    return part


def write(part: Part, *, cycle: ReviewCycle, actor: Any) -> None:
    """In the caller's transaction."""
    make(part.questions)
    insert_objects(part.participants)
    insert_objects(part.reviews)
    insert_objects(part.nominations)
    keep_days(cycle, part.days)
    record_each(
        JOINED,
        actor=actor,
        people=[(one.person_id, {"cycle": cycle.pk}) for one in part.participants],
    )


def as_reviews(
    cycle: ReviewCycle,
    participants: Mapping[int, Participant],
    owed: Iterable[Owed],
    opens_on: date | None = None,
) -> list[Review]:
    """Each with the day it is due for its own writer."""
    listed = list(owed)
    phase = phases_of(cycle)[Phase.Kind.WRITE]
    begins = max(opens_on or phase.opens_on, organisation_day())
    due_on = moved(begins, phase.opens_on, phase.due_on) if opens_on else phase.due_on
    writers = people_with_places(one.reviewer for one in listed)
    calendars, now = Calendars(writers, begins, due_on), timezone.now()
    return [
        Review(
            cycle=cycle,
            participant=participants[one.subject],
            kind=one.kind,
            reviewer_id=one.reviewer,
            opened_at=now,
            due_on=calendars.last_day(one.reviewer, begins, due_on),
        )
        for one in listed
    ]


def _owed(
    cycle: ReviewCycle,
    kinds: Mapping[str, CycleKind],
    people: Sequence[int],
    managers: Mapping[int, int],
) -> Iterable[Owed]:
    if Kind.SELF in kinds:
        yield from (Owed(one, Kind.SELF, one) for one in people)
    if Kind.MANAGER in kinds:
        yield from (Owed(one, Kind.MANAGER, above) for one, above in managers.items())
    if Kind.SKIP in kinds:
        yield from (Owed(one, Kind.SKIP, above) for one, above in _above(people, 2).items())
    if Kind.DOTTED in kinds:
        yield from _dotted(people, managers)
    if Kind.UPWARD in kinds:
        least = cycle.threshold if kinds[Kind.UPWARD].anonymous else 1
        for one, reports in _reports(people).items():
            # Too few to stay unnamed are not asked at all: nothing of it could ever be shown.
            if len(reports) >= least:
                yield from (Owed(one, Kind.UPWARD, report) for report in reports)


def _above(people: Sequence[int], depth: int) -> dict[int, int]:
    rows = ReportingChain.objects.filter(below__in=people, depth=depth, above__active=True)
    return dict(rows.order_by().values_list("below", "above"))


def _reports(people: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = ReportingChain.objects.filter(above__in=people, depth=1, below__active=True)
    for above, below in rows.order_by("above", "below").values_list("above", "below"):
        found[above].append(below)
    return found


def _dotted(people: Sequence[int], managers: Mapping[int, int]) -> Iterable[Owed]:
    """Two lines to one manager, or a second line beside the solid one, make one review."""
    lines = DottedLine.objects.on(organisation_day()).filter(
        person__in=people, manager__active=True
    )
    pairs = lines.order_by("person", "manager").values_list("person", "manager").distinct()
    return [Owed(one, Kind.DOTTED, to) for one, to in pairs if managers.get(one) != to]


def _peers(
    cycle: ReviewCycle,
    kinds: Mapping[str, CycleKind],
    people: Sequence[int],
    managers: Mapping[int, int],
) -> dict[int, list[int]]:
    """Chosen so that nobody is asked too often, where people do not choose for themselves."""
    if Kind.PEER not in kinds or cycle.people_nominate or not cycle.peers_most:
        return {}
    near = _colleagues(people, managers)
    asked = asked_already(cycle, {one for found in near.values() for one in found})
    return balance(near, cycle.peers_most, cycle.most_for_one, asked)


def asked_already(cycle: ReviewCycle, people: Iterable[int]) -> dict[int, int]:
    """About how many colleagues each is asked in this cycle."""
    rows = Review.objects.filter(cycle=cycle, kind=Kind.PEER, reviewer__in=list(people))
    counted = rows.exclude(state=Review.State.CLOSED).order_by().values("reviewer")
    return dict(counted.annotate(n=Count("pk")).values_list("reviewer", "n"))


def _colleagues(people: Sequence[int], managers: Mapping[int, int]) -> dict[int, list[int]]:
    """Those with the same manager first, then others of the unit; never who writes already."""
    teams = _reports(sorted(set(managers.values())))
    at = Assignment.objects.filter(pk__in=_current(people)).exclude(unit=None)
    units = dict(at.values_list("person", "unit"))
    mates = _of_units(set(units.values()))
    below, chiefs = _reports(people), _above(people, 2)
    found = {}
    for one in people:
        never = {one, managers.get(one), chiefs.get(one), *below.get(one, ())}
        team = teams.get(managers.get(one, 0), [])
        others = _around(one, mates.get(units.get(one, 0), []))
        near = dict.fromkeys([*_around(one, team), *others])
        found[one] = [other for other in near if other not in never]
    return found


def _current(people: Sequence[int]) -> Any:
    return Person.objects.filter(pk__in=people).values("assignment")


def _of_units(units: set[int]) -> dict[int, list[int]]:
    rows = Person.objects.active().filter(assignment__unit__in=units).order_by("pk")
    found: dict[int, list[int]] = defaultdict(list)
    for person, unit in rows.values_list("pk", "assignment__unit"):
        found[unit].append(person)
    return found


def _around(person: int, listed: Sequence[int]) -> list[int]:
    """Some of a long list, beginning behind the person: else all would begin with the same."""
    at = listed.index(person) + 1 if person in listed else 0
    return [*listed[at : at + NEAR], *listed[: min(at, NEAR)]][:NEAR]


def _chosen(participant: Participant, one: Owed) -> Nomination:
    now = timezone.now()
    return Nomination(
        participant=participant,
        kind=Kind.PEER,
        reviewer_id=one.reviewer,
        proposed_at=now,
        state=Nomination.State.APPROVED,
        decided_at=now,
    )
