"""Make true today what was written for today: assignments that begin, people who leave."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from fairway.foundation.events import SYSTEM, record
from fairway.people.actions.chains import ReportingCycle, manager_of, move_under
from fairway.people.models import Assignment, PastEdge, Person


def settle_person(person: Person, *, today: date, actor: Any = SYSTEM) -> None:
    """Point the person at the assignment that holds, and hang them where it says."""
    holds = holding(person, today)
    point_at(person, holds, actor=actor)
    if not person.active:
        return
    manager = holds.manager if holds else None
    hang(person, manager if manager and manager.active else None, actor=actor)


def point_at(person: Person, holds: Assignment | None, *, actor: Any) -> None:
    """Make this the current assignment; another place may mean another clock."""
    before = person.zone
    if person.assignment_id != (holds and holds.pk):
        Person.objects.filter(pk=person.pk).update(assignment=holds)
    person.assignment = holds
    if person.zone != before:
        record("people.zone_changed", actor=actor, subject=person)


def holding(person: Person, today: date) -> Assignment | None:
    """What holds today, else what held last, else the first to come."""
    mine = person.assignments.select_related("manager", "location")
    return (
        mine.filter(valid_from__lte=today).order_by("-valid_from").first()
        or mine.order_by("valid_from").first()
    )


def hang(person: Person, manager: Person | None, *, actor: Any = SYSTEM) -> None:
    """Move the person under another manager, and keep the line that ended."""
    before = manager_of(person)
    if before == (manager and manager.pk):
        return
    move_under(person, manager)
    _tell(person, before, manager, actor)


def _tell(person: Person, before: int | None, manager: Person | None, actor: Any) -> None:
    if before:
        ended = _line_ended(person)
        keep_line(before, person, until=ended, reads_until=ended)
    after = manager.pk if manager else None
    record("people.manager_changed", actor=actor, subject=person, before=before, after=after)


def _line_ended(person: Person) -> date:
    """The day the current assignment began, or its manager left."""
    assert person.assignment is not None  # a line comes from an assignment
    manager, began = person.assignment.manager, person.assignment.valid_from
    return max(began, manager.left_on) if manager and manager.left_on else began


def keep_line(manager: int, person: Person, *, until: date, reads_until: date) -> None:
    """A manager's line that has ended, and until when they may still read."""
    began = until
    rows = person.assignments.filter(valid_from__lt=until).order_by("-valid_from")
    for valid_from, above in rows.values_list("valid_from", "manager_id"):
        if above != manager:
            break
        began = valid_from
    if began == until == reads_until:
        return  # put right on the very day: it was never so
    PastEdge.objects.create(
        actor_id=manager,
        target=person,
        kind=PastEdge.Kind.MANAGER,
        valid_from=began,
        valid_until=until,
        reads_until=reads_until,
    )


@transaction.atomic
def settle_assignments(today: date, *, actor: Any = SYSTEM) -> int:
    """What begins today becomes current; gives how many people it concerned.

    All who get another manager are taken down first and hung up after, so that two who change
    places do not meet on the way. Who still would stand above themselves is left without a
    manager, on record, for HR to decide.
    """
    due = list(_overtaken(today))
    moving = [person for person in due if _wants(person, today) != manager_of(person)]
    lines = {person.pk: manager_of(person) for person in moving}
    for person in moving:
        move_under(person, None)
    for person in due:
        point_at(person, holding(person, today), actor=actor)
    for person in moving:
        _rehang(person, lines[person.pk], actor)
    return len(due)


def _overtaken(today: date) -> QuerySet[Person]:
    """Active people whose current assignment is not the one that holds today."""
    holds = Assignment.objects.on(today).filter(person=OuterRef("pk")).values("pk")[:1]
    current = Person.objects.filter(assignment__isnull=False).values("assignment")
    begun = Assignment.objects.on(today).exclude(pk__in=current).values("person")
    due = Person.objects.filter(active=True, pk__in=begun).annotate(holds=Subquery(holds))
    return due.filter(Q(assignment=None) | ~Q(assignment=F("holds")))


def _wants(person: Person, today: date) -> int | None:
    holds = holding(person, today)
    return holds.manager_id if holds and holds.manager and holds.manager.active else None


def _rehang(person: Person, before: int | None, actor: Any) -> None:
    assert person.assignment is not None  # one that begins today brought them here
    manager = person.assignment.manager
    if manager and not manager.active:
        manager = None
    try:
        move_under(person, manager)
    except ReportingCycle:
        manager = None
        person.assignment.manager = None  # what is written is what is so
        person.assignment.save(update_fields=["manager"])
        record("people.cycle_found", actor=actor, subject=person)
    _tell(person, before, manager, actor)
