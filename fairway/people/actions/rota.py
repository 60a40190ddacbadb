"""Keep the shifts that a rota plans. They move deadlines to hours at work; nobody is watched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim, permitted
from fairway.foundation.actors import is_the_system
from fairway.foundation.events import record
from fairway.foundation.times import instant
from fairway.people.models import Person, RotaShift
from fairway.people.rota import BadRota, Planned, TableRow, read_calendar, read_table


@transaction.atomic
def import_calendar(person: Person, *, actor: Any, content: bytes, source: str = "") -> int:
    """One person's rota from an iCalendar file; gives how many shifts are to come."""
    person = claim(person, actor=actor, verb="plan_shifts")
    now = timezone.now()
    shifts = read_calendar(content, zone_name=person.zone, since=now)
    if not shifts:
        raise BadRota(_("No shift in this file is still to come."))
    person.shifts.filter(ends_at__gt=now).delete()  # the file is all there is to come
    _keep(person, shifts, source)
    record("people.rota_read", actor=actor, subject=person, shifts=len(shifts))
    return len(shifts)


@transaction.atomic
def import_table(*, actor: Any, content: bytes, source: str = "") -> dict[Person, int]:
    """Many people's rota from a table, all of it or nothing; gives how many shifts each has."""
    rows = read_table(content)
    people = _people(rows, actor)
    shifts: dict[Person, list[Planned]] = defaultdict(list)
    for row in rows:
        person = people[row.person.casefold()]
        zone = person.zone
        shift = Planned(instant(row.starts, zone), instant(row.ends, zone))
        if shift.ends_at <= shift.starts_at:
            raise BadRota(_("Line %(line)s ends before it begins."), line=row.line)
        shifts[person].append(shift)
    for person, planned in shifts.items():
        _keep(person, planned, source)
        record("people.rota_read", actor=actor, subject=person, shifts=len(planned))
    return {person: len(planned) for person, planned in shifts.items()}


def _people(rows: Sequence[TableRow], actor: Any) -> dict[str, Person]:
    """Whom each name in the table means, among those whose hours the actor may set."""
    keys = {row.person.casefold(): row.line for row in rows}
    mine = Person.objects.filter(active=True).select_related("assignment__location")
    if not is_the_system(actor):
        mine = mine.filter(permitted(Person, actor, "plan_shifts"))
    found: dict[str, Person] = {}
    for person in mine.filter(employee_number__in=[row.person for row in rows]):
        found[person.employee_number.casefold()] = person
    for person in mine.filter(email__in=[key for key in keys if "@" in key]):
        found[person.email.casefold()] = person
    missing = [f"{line}" for key, line in keys.items() if key not in found]
    if missing:
        raise BadRota(
            _("Nobody whose shifts you may plan has the number or e-mail in line %(lines)s."),
            lines=", ".join(missing[:10]),
        )
    return found


def _keep(person: Person, shifts: Sequence[Planned], source: str) -> None:
    """What the file plans replaces what was planned for the same stretch of time."""
    first, last = min(shifts).starts_at, max(one.ends_at for one in shifts)
    person.shifts.filter(starts_at__lt=last, ends_at__gt=first).delete()
    RotaShift.objects.bulk_create(
        RotaShift(person=person, starts_at=one.starts_at, ends_at=one.ends_at, source=source[:80])
        for one in sorted(set(shifts))
    )
