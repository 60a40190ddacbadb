"""What this room keeps of a person: handed out to them, or overwritten for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from fairway.people.models import (
    Absence,
    Appointment,
    Correction,
    Delegation,
    DottedLine,
    Person,
    RotaShift,
    SensitiveAttribute,
    WorkingPattern,
)

GONE = "—"
BLANK = (
    "preferred_name", "pronunciation", "pronouns", "email", "employee_number", "language",
    "time_zone", "search_text",
)  # fmt: skip


def export(person: Person) -> Iterator[dict[str, Any]]:
    yield {
        "kind": "record",
        **{name: getattr(person, name) for name in ("name", *BLANK[:-1])},
        "employer": str(person.employer or ""),
        "joined_on": person.joined_on,
        "left_on": person.left_on,
    }
    for row in person.assignments.select_related("unit", "job_profile", "location", "manager"):
        yield {
            "kind": "assignment",
            "from": row.valid_from,
            "until": row.valid_until,
            "unit": str(row.unit or ""),
            "role": str(row.job_profile or ""),
            "location": str(row.location or ""),
            "manager": str(row.manager or ""),
            "work_mode": row.work_mode,
            "weekly_minutes": row.weekly_minutes,
        }
    for line in DottedLine.objects.filter(person=person).select_related("manager"):
        yield {"kind": "dotted line", "to": str(line.manager), "from": line.valid_from}
    yield from _time(person)
    for one in Appointment.objects.filter(person=person).select_related("unit"):
        yield {
            "kind": "appointment",
            "role": one.role,
            "unit": str(one.unit or ""),
            "from": one.valid_from,
            "until": one.valid_until,
        }
    for cover in Delegation.objects.filter(away=person).select_related("deputy"):
        yield {"kind": "cover", "by": str(cover.deputy), "from": cover.valid_from}


def _time(person: Person) -> Iterator[dict[str, Any]]:
    for pattern in person.working_patterns.order_by("valid_from"):
        yield {"kind": "working hours", "from": pattern.valid_from, "weeks": pattern.weeks}
    for away in person.absences.all():
        yield {
            "kind": "absence",
            "from": away.from_on,
            "back": away.until_on,
            "state": away.state,
        }
    for asked in person.corrections.all():
        yield {"kind": "correction", "words": asked.words, "answer": asked.answer}


@transaction.atomic
def erase(person: Person) -> int:
    """The row stays, so that what others did with this person still has a place; its content goes.

    Only for who has left: the room that erases has asked for everything else.
    """
    gone = 0
    for model in (Absence, Correction, RotaShift, SensitiveAttribute, WorkingPattern):
        gone += model._default_manager.filter(person=person).delete()[0]
    DottedLine.objects.filter(person=person).update(purpose="")
    changed = dict.fromkeys(BLANK, "") | {"name": GONE, "sort_name": GONE, "joined_on": None}
    gone += Person.objects.filter(pk=person.pk, active=False).update(**changed)
    return gone
