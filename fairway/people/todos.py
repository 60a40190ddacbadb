"""What waits for somebody in this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import DateField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.lookups import Counted
from fairway.foundation.ports import Todo
from fairway.people.models import Absence, AppointmentProposal, Assignment, Correction, Person
from fairway.people.relations import Role, roles_of

MOST = 20
COLUMNS = ("what", "number", "key", "which", "whose", "start", "back")
NO_DAY = Cast(Value(None), DateField())


def found(viewer: Any) -> Iterable[Todo]:
    """All of it in one query: days away, and for HR what waits for HR."""
    parts = [_absences(viewer)]
    if roles_of(viewer) & {Role.PEOPLE_LEAD, Role.HR_PARTNER}:
        parts += _for_hr(viewer)
    first, *others = parts
    rows = list((first.union(*others, all=True) if others else first).values_list(*COLUMNS))
    away = [row for row in rows if row[0] == "absence"]
    for _what, _number, key, _role, name, *days in sorted(away, key=lambda row: row[5]):
        yield days_away_to_decide(key, name, *days)
    yield from waiting_for_hr(row for row in rows if row[0] != "absence")


def _absences(viewer: Any) -> QuerySet[Any]:
    """Those that begin soonest; within a union nothing can be put in order or cut off."""
    soonest = Absence.objects.allowed(viewer, "decide").order_by("from_on", "pk")[:MOST]
    rows = Absence.objects.filter(pk__in=soonest.values("pk")).order_by()
    days = F("from_on"), F("until_on")
    return _asked(rows, "absence", Value(1), F("public_id"), Value(""), F("person__name"), *days)


def _for_hr(viewer: Any) -> list[QuerySet[Any]]:
    """Appointments to decide, corrections to answer, people to find a manager for."""
    proposals = AppointmentProposal.objects.allowed(viewer, "decide").order_by()
    corrections = Correction.objects.allowed(viewer, "decide")[: MOST + 1]
    return [
        _asked(proposals, "proposal", Value(1), F("public_id"), F("role"), F("person__name")),
        _count(viewer, "corrections", corrections),
        _count(viewer, "orphans", orphans(viewer)[:100]),
    ]


def _count(viewer: Any, what: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    oneself = Person.objects.filter(pk=viewer.pk).order_by()
    return _asked(oneself, what, Counted(rows), Value(""), Value(""), Value(""))


def _asked(
    rows: QuerySet[Any],
    what: str,
    number: Any,
    key: Any,
    which: Any,
    whose: Any,
    start: Any = NO_DAY,
    back: Any = NO_DAY,
) -> QuerySet[Any]:
    said = (Value(what), number, key, which, whose, start, back)
    named = rows.annotate(**dict(zip(COLUMNS, said, strict=True)))
    return named.values_list(*COLUMNS)


def days_away_to_decide(key: str, name: str, start: date, back: date) -> Todo:
    return Todo(
        title=_("Days away of %(name)s") % {"name": name},
        url=reverse("people:absence", args=[key]),
        action=_("Decide"),
        detail=_("%(start)s, back %(back)s")
        % {"start": date_format(start, "D j M"), "back": date_format(back, "D j M")},
        minutes=1,
        key=f"absence:{key}",
    )


def waiting_for_hr(rows: Iterable[tuple[Any, ...]]) -> Iterator[Todo]:
    for what, number, key, role, name, *_days in rows:
        if what == "proposal":
            yield proposal_to_decide(key, role, name)
        elif number:
            yield (
                corrections_to_answer(number) if what == "corrections" else without_manager(number)
            )


def proposal_to_decide(public_id: str, role: str, name: str) -> Todo:
    return Todo(
        title=_("%(role)s: %(name)s") % {"role": Role(role).label, "name": name},
        url=reverse("people:appointments"),
        action=_("Decide"),
        detail=_("An appointment takes a second person."),
        minutes=2,
        key=f"proposal:{public_id}",
    )


def corrections_to_answer(number: int) -> Todo:
    words = ngettext(
        "Answer a request for a correction", "Answer %(count)s requests for corrections", number
    )
    return Todo(
        title=words % {"count": number},
        url=reverse("people:corrections"),
        action=_("Answer"),
        minutes=3 * number,
        key="corrections",
    )


def without_manager(number: int) -> Todo:
    words = ngettext("Find a manager for a person", "Find a manager for %(count)s people", number)
    return Todo(
        title=words % {"count": number},
        url=reverse("people:orphans"),
        action=_("Look"),
        detail=_("Theirs has left."),
        minutes=2 * number,
        key="orphans",
    )


def orphans(viewer: Any):
    """Whose manager has left, among those the viewer may move. The top reports to nobody and is
    not among them."""
    # From the leavers, who are few, to their reports: not from everybody to their manager.
    left = Person.objects.filter(active=False).order_by()
    theirs = Assignment.objects.filter(manager__in=left).order_by().values("pk")
    rows = Person.objects.allowed(viewer, "change_manager")
    return rows.filter(active=True, assignment__in=theirs).order_by("sort_name", "pk")
