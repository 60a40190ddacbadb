"""What people itself shows on a person's overview."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from fairway.foundation.remembering import remember
from fairway.people.availability import Known, know, known_from, talk_with
from fairway.people.chart import reports
from fairway.people.days import organisation_day
from fairway.people.directory import for_rows
from fairway.people.models import (
    Absence,
    Appointment,
    DottedLine,
    Person,
    ReportingChain,
    UnitChain,
    WorkingPattern,
)

MOST_REPORTS = 8
MOST_AT_HOME = 20


def known_of(viewer: Person, person: Person) -> Known:
    """Both people's time; the page's head and its cards share it."""
    both = [viewer, person] if viewer != person else [person]
    return remember(("known", viewer.pk, person.pk), lambda: know(both, organisation_day()))


def remember_time(
    viewer: Person,
    person: Person,
    pattern: WorkingPattern | None,
    absences: Iterable[Absence],
) -> None:
    """For a page that has read a person's time already: the head asks no more."""
    agreed = [one for one in absences if one.state == Absence.State.AGREED]
    known = known_from(person, pattern, agreed, organisation_day())
    remember(("known", viewer.pk, person.pk), lambda: known)


def talk(viewer: Person, person: Person) -> dict[str, Any] | None:
    """When the two can talk; not with oneself and not with who has left."""
    if viewer == person or not person.active:
        return None
    known = known_of(viewer, person)
    return {"talk": talk_with(viewer, person, timezone.now(), known), "person": person}


def around(viewer: Person, person: Person) -> dict[str, Any] | None:
    """Manager, dotted lines, HR partners, and who reports to them."""
    if not person.active:
        return None
    today = organisation_day()
    dotted = DottedLine.objects.on(today).filter(person=person).select_related("manager")
    unit = person.assignment.unit_id if person.assignment else None
    above = UnitChain.objects.filter(below=unit)
    partners = Appointment.objects.on(today).filter(
        role=Appointment.Role.HR_PARTNER, unit__in=above.values("above")
    )
    manager = person.assignment.manager if person.assignment else None
    return {
        "manager": manager if manager and manager.active else None,
        "dotted": list(dotted),
        "partners": [one.person for one in partners.select_related("person")[:3]],
        "reports": list(reports(viewer, person)[:MOST_REPORTS]),
        "viewer": viewer,
        "person": person,
    }


def record(viewer: Person, person: Person) -> dict[str, Any] | None:
    """The record, for those to whom it is open."""
    if not person.may_view_record:  # type: ignore[attr-defined]
        return None
    past = person.assignments.select_related("unit", "job_profile", "location").order_by(
        "-valid_from"
    )
    return {"person": person, "assignments": list(past[:12])}


def away(viewer: Person, person: Person) -> dict[str, Any] | None:
    """Agreed days away from today on, for those who plan with them; others see free or busy."""
    if not person.may_view_hours:  # type: ignore[attr-defined]
        return None
    days = sorted(known_of(viewer, person).absent.get(person.pk, []), key=lambda d: d.start_on)
    ahead = [one for one in days if one.until_on > organisation_day()]
    return {"days": ahead[:4], "person": person} if ahead else None


def has_reports(viewer: Person) -> bool:
    """A line of the sidebar asks on every page; the query that finds the login knows already."""
    known = getattr(viewer.account, "has_reports", None)
    if known is not None:
        return known
    chain = ReportingChain.objects.filter(above=viewer, depth=1)
    return remember(("reports", viewer.pk), chain.exists)


def team(viewer: Person) -> dict[str, Any] | None:
    """Home: a manager's own people and their clocks."""
    if not has_reports(viewer):
        return None
    people = list(for_rows(reports(viewer, viewer))[:MOST_AT_HOME])
    return {"people": people} if people else None
