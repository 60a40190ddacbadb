"""Leaving, and coming back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim, lock
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.refusal import Refusal
from fairway.people.actions.assigning import PLACE, add_person, holding_on, place_person
from fairway.people.actions.chains import end_chain, manager_of
from fairway.people.actions.settling import keep_line, settle_person
from fairway.people.days import organisation_day
from fairway.people.models import (
    Absence,
    Appointment,
    AppointmentProposal,
    Assignment,
    Delegation,
    DottedLine,
    OrgUnit,
    PastEdge,
    Person,
)

LAST_MANAGER_READS = timedelta(days=30)


class NotLeaving(Refusal):
    code = "not_leaving"

    def __init__(self, person: Person) -> None:
        super().__init__(_("%(name)s is not about to leave."), name=person.name)


class LeavesBeforeJoining(Refusal):
    code = "leaves_before_joining"
    field = "left_on"

    def __init__(self, person: Person) -> None:
        super().__init__(
            _("%(name)s joined on %(day)s and cannot leave before."),
            name=person.name,
            day=person.joined_on,
        )


class StillHere(Refusal):
    code = "still_here"

    def __init__(self, person: Person) -> None:
        super().__init__(_("%(name)s has not left."), name=person.name)


@dataclass(frozen=True)
class Leaving:
    """What a leaving asks others to look at."""

    person: Person
    left_on: date
    rehung: tuple[Person, ...]
    without_manager: tuple[Person, ...]
    units_without_leader: tuple[OrgUnit, ...]


@transaction.atomic
def end_employment(
    person: Person,
    *,
    actor: Any,
    left_on: date,
    reports_to: Person | None = None,
    today: date | None = None,
) -> Leaving:
    """`left_on` is the first day the person is no longer with us; it may lie ahead.

    Their reports go to `reports_to` from that day, or are left without a manager and listed.
    """
    today = today or organisation_day()
    person = claim(person, actor=actor, verb="end")
    if person.joined_on and left_on < person.joined_on:
        raise LeavesBeforeJoining(person)
    person.left_on = left_on
    person.save(update_fields=["left_on"])
    reports = _reports_on(person, left_on)
    if reports_to is not None:
        for report in reports:
            _rehang(report, person, reports_to, left_on, actor, today)
    led = tuple(OrgUnit.objects.filter(leader=person, closed_on=None))
    if left_on > today:
        record("people.leaving_planned", actor=actor, subject=person, left_on=str(left_on))
    else:
        depart(person, actor=actor)
    left_alone = () if reports_to else tuple(reports)
    return Leaving(person, left_on, tuple(reports) if reports_to else (), left_alone, led)


@transaction.atomic
def withdraw_leaving(person: Person, *, actor: Any) -> Person:
    """They stay after all."""
    person = claim(person, actor=actor, verb="end")
    if person.left_on is None or not person.active:
        raise NotLeaving(person)
    person.left_on = None
    person.save(update_fields=["left_on"])
    record("people.leaving_withdrawn", actor=actor, subject=person)
    return person


@transaction.atomic
def settle_leavers(today: date, *, actor: Any = SYSTEM) -> int:
    """Those whose first day away has come leave; gives how many."""
    due = Person.objects.filter(active=True, left_on__lte=today)
    for person in due:
        depart(person, actor=actor)
    return len(due)


def depart(person: Person, *, actor: Any) -> None:
    """The leaving itself: lines, roles and cover end that day; the record stays."""
    assert person.left_on is not None
    day = person.left_on
    manager = manager_of(person)
    orphans = list(Person.objects.filter(active=True, assignment__manager=person))
    Person.objects.filter(pk=person.pk).update(active=False)
    person.active = False
    for orphan in orphans:
        settle_person(orphan, today=max(day, organisation_day()), actor=actor)
    end_chain(person)
    if manager:
        keep_line(manager, person, until=day, reads_until=day + LAST_MANAGER_READS)
    _end_assignments(person, day)
    _end_dotted_lines(person, day)
    _end_roles(person, day)
    Absence.objects.filter(person=person, state=Absence.State.ASKED).update(
        state=Absence.State.WITHDRAWN
    )
    OrgUnit.objects.filter(leader=person).update(leader=None, version=F("version") + 1)
    record(
        "people.left",
        actor=actor,
        subject=person,
        left_on=str(day),
        reports=[orphan.pk for orphan in orphans],
    )


@transaction.atomic
def rehire_person(
    former: Person, *, actor: Any, valid_from: date, unit: OrgUnit, place: dict[str, Any]
) -> Person:
    """A new record that points at the old one; the old one is not opened by it."""
    former = lock(former)
    claim(former, actor=actor, verb="rehire")
    claim(unit, actor=actor, verb="staff")
    if former.active:
        raise StillHere(former)
    account, former.account = former.account, None
    former.save(update_fields=["account"])
    person = add_person(
        former.name,
        actor=actor,
        account=account,
        email=former.email,
        employee_number=former.employee_number,
        employer=former.employer,
        language=former.language,
        pronouns=former.pronouns,
        pronunciation=former.pronunciation,
        joined_on=valid_from,
        rehire_of=former,
    )
    record("people.rehired", actor=actor, subject=person, former=former.pk)
    place_person(person, actor=actor, valid_from=valid_from, place={**place, "unit": unit})
    return person


def _reports_on(person: Person, day: date) -> list[Person]:
    reports = Assignment.objects.on(day).filter(manager=person, person__active=True)
    return [row.person for row in reports.select_related("person").exclude(person=person)]


def _rehang(
    report: Person, before: Person, manager: Person | None, day: date, actor: Any, today: date
) -> None:
    """A new assignment from that day on, alike but for the manager."""
    base = holding_on(report, day)
    if base is None or base.manager_id != before.pk:
        return
    place = {name: getattr(base, name) for name in PLACE}
    if (
        manager is not None and manager.pk == report.pk
    ):  # one of them takes over, and reports where the leaver did
        above = holding_on(before, day)
        manager = above.manager if above else None
    place["manager"] = manager
    place_person(report, actor=actor, valid_from=day, place=place, today=today)


def _end_assignments(person: Person, day: date) -> None:
    """What would begin later goes; what began before ends, and stays the last known place."""
    later = person.assignments.filter(valid_from__gte=day)
    last = person.assignments.filter(valid_from__lt=day).order_by("-valid_from").first()
    Person.objects.filter(pk=person.pk).update(assignment=last)
    later.delete()
    if last and (last.valid_until is None or last.valid_until > day):
        last.valid_until = day
        last.save(update_fields=["valid_until"])


def _end_dotted_lines(person: Person, day: date) -> None:
    for lines in (
        DottedLine.objects.filter(person=person),
        DottedLine.objects.filter(manager=person),
    ):
        lines.filter(valid_from__gte=day).delete()
        open_lines = lines.on(day)
        PastEdge.objects.bulk_create(
            PastEdge(
                actor_id=line.manager_id,
                target_id=line.person_id,
                kind=PastEdge.Kind.DOTTED,
                valid_from=line.valid_from,
                valid_until=day,
                reads_until=day,
            )
            for line in open_lines
        )
        open_lines.update(valid_until=day)


def _end_roles(person: Person, day: date) -> None:
    """Appointments, and cover given or held, end; what had not begun never does."""
    for rows in (
        Appointment.objects.filter(person=person),
        Delegation.objects.filter(away=person),
        Delegation.objects.filter(deputy=person),
    ):
        rows.on(day).filter(valid_from__lt=day).update(valid_until=day)
        rows.filter(valid_from__gte=day).delete()
    AppointmentProposal.objects.filter(person=person, state=AppointmentProposal.State.ASKED).update(
        state=AppointmentProposal.State.WITHDRAWN
    )
