"""What waits for somebody in this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, QuerySet, Value
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.lookups import Counted
from fairway.foundation.ports import Todo
from fairway.people.models import Absence, AppointmentProposal, Assignment, Correction, Person
from fairway.people.relations import Role, roles_of

MOST = 20


def found(viewer: Any) -> Iterable[Todo]:
    yield from absences_to_decide(viewer)
    if roles_of(viewer) & {Role.PEOPLE_LEAD, Role.HR_PARTNER}:
        yield from waiting_for_hr(viewer)


def absences_to_decide(viewer: Any) -> Iterator[Todo]:
    rows = Absence.objects.allowed(viewer, "decide").select_related("person")
    for absence in rows.order_by("from_on", "pk")[:MOST]:
        yield Todo(
            title=_("Days away of %(name)s") % {"name": absence.person.name},
            url=reverse("people:absence", args=[absence.public_id]),
            action=_("Decide"),
            detail=_("%(start)s, back %(back)s")
            % {
                "start": date_format(absence.from_on, "D j M"),
                "back": date_format(absence.until_on, "D j M"),
            },
            minutes=1,
            key=f"absence:{absence.public_id}",
        )


def waiting_for_hr(viewer: Any) -> Iterator[Todo]:
    """Appointments to decide, corrections to answer, people to find a manager for: in one query."""
    proposals = AppointmentProposal.objects.allowed(viewer, "decide").order_by()
    rows = (
        _asked(proposals, "proposal", Value(1), F("public_id"), F("role"), F("person__name"))
        .union(
            _number(
                viewer, "corrections", Correction.objects.allowed(viewer, "decide")[: MOST + 1]
            ),
            _number(viewer, "orphans", orphans(viewer)[:100]),
            all=True,
        )
        .values_list("what", "number", "key", "which", "whose")
    )
    for what, number, key, role, name in rows:
        if what == "proposal":
            yield proposal_to_decide(key, role, name)
        elif number:
            yield (
                corrections_to_answer(number) if what == "corrections" else without_manager(number)
            )


def _number(viewer: Any, what: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    oneself = Person.objects.filter(pk=viewer.pk).order_by()
    return _asked(oneself, what, Counted(rows), Value(""), Value(""), Value(""))


def _asked(rows: QuerySet[Any], what: str, number: Any, *said: Any) -> QuerySet[Any]:
    key, which, whose = said
    named = rows.annotate(what=Value(what), number=number, key=key, which=which, whose=whose)
    return named.values_list("what", "number", "key", "which", "whose")


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
