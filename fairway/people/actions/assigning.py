"""Joining, and where somebody works from which day on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.people.actions.chains import ReportingCycle, begin_chain
from fairway.people.actions.settling import settle_person
from fairway.people.days import organisation_day
from fairway.people.models import Assignment, OrgUnit, Person
from fairway.people.spelling import given_name, search_text, sort_name

__all__ = [
    "add_person",
    "assign_person",
    "cancel_move",
    "change_manager",
    "hire_person",
    "move_person",
    "search_text",
    "sort_name",
]

DAYS_AHEAD = 60  # days with planned changes that a new line is held against
PLACE = ("unit", "job_profile", "location", "manager", "work_mode", "weekly_minutes")


class HasLeft(Refusal):
    code = "has_left"

    def __init__(self, person: Person) -> None:
        super().__init__(_("%(name)s has left on that day."), name=person.name)


class UnitClosed(Refusal):
    code = "unit_closed"
    field = "unit"

    def __init__(self, unit: OrgUnit) -> None:
        super().__init__(_("The unit %(unit)s is closed on that day."), unit=unit.name)


class NotPlanned(Refusal):
    code = "not_planned"

    def __init__(self) -> None:
        super().__init__(_("Only a move that is still to come can be cancelled."))


@transaction.atomic
def add_person(name: str, *, actor: Any, **fields: Any) -> Person:
    """A new person, in the directory from now on, not yet assigned anywhere.

    Asks no permission: whoever calls it (hiring, import, demo) has asked for the whole.
    """
    name = given_name(name)
    fields.setdefault("sort_name", sort_name(name))
    person = Person(name=name, **fields)
    person.search_text = search_text(name, person.email, person.employee_number)
    person.save()
    begin_chain(person)
    record("people.joined", actor=actor, subject=person)
    return person


@transaction.atomic
def hire_person(
    name: str, *, actor: Any, valid_from: date, unit: OrgUnit, place: dict[str, Any], **fields: Any
) -> Person:
    """A new colleague with a first assignment from that day on."""
    claim(unit, actor=actor, verb="staff")
    person = add_person(name, actor=actor, joined_on=valid_from, **fields)
    place_person(person, actor=actor, valid_from=valid_from, place={**place, "unit": unit})
    return person


@transaction.atomic
def assign_person(
    person: Person, *, actor: Any, valid_from: date, today: date | None = None, **place: Any
) -> Assignment:
    """From `valid_from` on the person works there; what held before ends that day.

    `place` takes unit, job_profile, location, manager, work_mode, weekly_minutes; what it leaves
    out is empty. To change one thing and keep the rest: `move_person`.
    """
    locked = claim(person, actor=actor, verb="move")
    _claim_change(locked, actor, valid_from, place)
    assignment = place_person(locked, actor=actor, valid_from=valid_from, place=place, today=today)
    person.assignment = locked.assignment  # so that the caller's own sees it, too
    return assignment


@transaction.atomic
def move_person(
    person: Person, *, actor: Any, valid_from: date, today: date | None = None, **changes: Any
) -> Assignment:
    """Change some of where a person works, from a day on; the rest stays as it is on that day."""
    before = holding_on(person, valid_from)
    place = {name: getattr(before, name) for name in PLACE} if before else {}
    return assign_person(
        person, actor=actor, valid_from=valid_from, today=today, **{**place, **changes}
    )


def change_manager(
    person: Person, manager: Person | None, *, actor: Any, valid_from: date
) -> Assignment:
    return move_person(person, actor=actor, valid_from=valid_from, manager=manager)


@transaction.atomic
def cancel_move(person: Person, *, actor: Any, valid_from: date) -> None:
    """Take back a move that has not begun; the assignment before it goes on."""
    person = claim(person, actor=actor, verb="move")
    planned = person.assignments.filter(valid_from=valid_from).first()
    before = person.assignments.filter(valid_from__lt=valid_from).order_by("-valid_from").first()
    if planned is None or before is None or valid_from <= organisation_day():
        raise NotPlanned
    until, joined = planned.valid_until, before.valid_until == valid_from
    planned.delete()
    if joined:
        before.valid_until = until
        before.save(update_fields=["valid_until"])
    record("people.move_cancelled", actor=actor, subject=person, valid_from=str(valid_from))


def holding_on(person: Person, day: date) -> Assignment | None:
    """The assignment of that day, else the last one before it."""
    begun = person.assignments.filter(valid_from__lte=day).order_by("-valid_from")
    return begun.select_related("unit", "job_profile", "location", "manager").first()


def refuse_cycle(person: Person, manager: Person | None, day: date, until: date | None) -> None:
    """Nobody may meet themselves on the way up, on that day or after any change planned since."""
    if manager is None:
        return
    planned = Assignment.objects.filter(valid_from__gt=day, manager__isnull=False)
    if until:
        planned = planned.filter(valid_from__lt=until)
    changes = planned.order_by("valid_from").values_list("valid_from", flat=True).distinct()
    for moment in (day, *changes[:DAYS_AHEAD]):
        _walk_up(person, manager, moment)


def _walk_up(person: Person, manager: Person, day: date) -> None:
    """A circle between others is theirs to mend and stops the walk."""
    seen: set[int] = set()
    above: int | None = manager.pk
    while above is not None and above not in seen:
        if above == person.pk:
            raise ReportingCycle(person, manager)
        seen.add(above)
        above = lines_on(day).filter(person=above).values_list("manager_id", flat=True).first()


def lines_on(day: date) -> QuerySet[Assignment]:
    return Assignment.objects.on(day).filter(Q(person__left_on=None) | Q(person__left_on__gt=day))


def _claim_change(person: Person, actor: Any, day: date, place: dict[str, Any]) -> None:
    """Another manager needs its own right, and a unit has to be one the actor may fill."""
    before = holding_on(person, day)
    manager, unit = place.get("manager"), place.get("unit")
    if (manager and manager.pk) != (before and before.manager_id):
        claim(person, actor=actor, verb="change_manager")
    if unit and unit.pk != (before and before.unit_id):
        claim(unit, actor=actor, verb="staff")


def place_person(
    person: Person,
    *,
    actor: Any,
    valid_from: date,
    place: dict[str, Any],
    today: date | None = None,
) -> Assignment:
    """The assigning itself, for actions that have asked permission."""
    today = today or organisation_day()
    following = person.assignments.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    until = following.valid_from if following else person.left_on
    _refuse_impossible(person, valid_from, until, place)
    before = person.assignments.filter(valid_from__lt=valid_from).order_by("-valid_from").first()
    if before and (before.valid_until is None or before.valid_until > valid_from):
        before.valid_until = valid_from
        before.save(update_fields=["valid_until"])
    assignment, _new = Assignment.objects.update_or_create(
        person=person,
        valid_from=valid_from,
        defaults={**dict.fromkeys(PLACE), "work_mode": "", **place, "valid_until": until},
    )
    planned = valid_from > today
    kind = "people.move_planned" if planned else "people.assigned"
    record(kind, actor=actor, subject=person, assignment=assignment.pk, valid_from=str(valid_from))
    settle_person(person, today=today, actor=actor)
    return assignment


def _refuse_impossible(
    person: Person, day: date, until: date | None, place: dict[str, Any]
) -> None:
    unit, manager = place.get("unit"), place.get("manager")
    if person.left_on and person.left_on <= day:
        raise HasLeft(person)
    if manager and manager.left_on and manager.left_on <= day:
        raise HasLeft(manager)
    if unit and unit.closed_on and unit.closed_on <= day:
        raise UnitClosed(unit)
    refuse_cycle(person, manager, day, until)
