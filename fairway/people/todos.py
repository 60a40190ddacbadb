"""What waits for somebody in this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.lookups import Counted
from fairway.foundation.ports import Todo
from fairway.foundation.waiting import Waiting, waits
from fairway.people.models import Absence, AppointmentProposal, Assignment, Correction, Person
from fairway.people.relations import Role, roles_of

MOST = 20
SOURCE = "people"


def rows(viewer: Any, _now: datetime) -> list[QuerySet[Any, Any]]:
    """Days away, and for HR what waits for HR."""
    parts = [_absences(viewer)]
    if roles_of(viewer) & {Role.PEOPLE_LEAD, Role.HR_PARTNER}:
        parts += _for_hr(viewer)
    return parts


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    away = [one for one in waiting if one.kind == "absence"]
    for one in sorted(away, key=lambda one: one.day):  # type: ignore[arg-type,return-value]
        yield days_away_to_decide(one)
    yield from waiting_for_hr(one for one in waiting if one.kind != "absence")


def _absences(viewer: Any) -> QuerySet[Any, Any]:
    """Those that begin soonest; within a union nothing can be put in order or cut off."""
    soonest = Absence.objects.allowed(viewer, "decide").order_by("from_on", "pk")[:MOST]
    found = Absence.objects.filter(pk__in=soonest.values("pk"))
    return waits(
        found,
        SOURCE,
        "absence",
        key=F("public_id"),
        whose=F("person__name"),
        which=Cast(F("until_on"), CharField()),
        day=F("from_on"),
    )


def _for_hr(viewer: Any) -> list[QuerySet[Any, Any]]:
    """Appointments to decide, corrections to answer, people to find a manager for."""
    proposals = AppointmentProposal.objects.allowed(viewer, "decide")
    corrections = Correction.objects.allowed(viewer, "decide")[: MOST + 1]
    return [
        waits(
            proposals,
            SOURCE,
            "proposal",
            key=F("public_id"),
            whose=F("person__name"),
            which=F("role"),
        ),
        _count(viewer, "corrections", corrections),
        _count(viewer, "orphans", orphans(viewer)[:100]),
    ]


def _count(viewer: Any, kind: str, found: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    oneself = Person.objects.filter(pk=viewer.pk)
    return waits(oneself, SOURCE, kind, number=Counted(found))


def days_away_to_decide(one: Waiting) -> Todo:
    start, back = one.day or "", date.fromisoformat(one.which)
    return Todo(
        title=_("Days away of %(name)s") % {"name": one.whose},
        url=reverse("people:absence", args=[one.key]),
        action=_("Decide"),
        detail=_("%(start)s, back %(back)s")
        % {"start": date_format(start, "D j M"), "back": date_format(back, "D j M")},
        minutes=1,
        key=f"absence:{one.key}",
    )


def waiting_for_hr(waiting: Iterable[Waiting]) -> Iterator[Todo]:
    for one in waiting:
        if one.kind == "proposal":
            yield proposal_to_decide(one.key, one.which, one.whose)
        elif one.number:
            is_correction = one.kind == "corrections"
            yield (
                corrections_to_answer(one.number) if is_correction else without_manager(one.number)
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
