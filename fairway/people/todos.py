"""What waits for somebody in this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.ports import Todo
from fairway.people.models import Absence, AppointmentProposal, Assignment, Correction, Person
from fairway.people.relations import Role, roles_of

MOST = 20


def found(viewer: Any) -> Iterable[Todo]:
    yield from absences_to_decide(viewer)
    roles = roles_of(viewer)
    if Role.PEOPLE_LEAD in roles:
        yield from proposals_to_decide(viewer)
    if roles & {Role.PEOPLE_LEAD, Role.HR_PARTNER}:
        yield from corrections_to_answer(viewer)
        yield from people_without_a_manager(viewer)


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


def proposals_to_decide(viewer: Any) -> Iterator[Todo]:
    rows = AppointmentProposal.objects.allowed(viewer, "decide").select_related("person")
    for proposal in rows[:MOST]:
        yield Todo(
            title=_("%(role)s: %(name)s")
            % {"role": proposal.get_role_display(), "name": proposal.person.name},
            url=reverse("people:appointments"),
            action=_("Decide"),
            detail=_("An appointment takes a second person."),
            minutes=2,
            key=f"proposal:{proposal.public_id}",
        )


def corrections_to_answer(viewer: Any) -> Iterator[Todo]:
    waiting = Correction.objects.allowed(viewer, "decide")[: MOST + 1].count()
    if waiting:
        words = ngettext(
            "Answer a request for a correction",
            "Answer %(count)s requests for corrections",
            waiting,
        )
        yield Todo(
            title=words % {"count": waiting},
            url=reverse("people:corrections"),
            action=_("Answer"),
            minutes=3 * waiting,
            key="corrections",
        )


def people_without_a_manager(viewer: Any) -> Iterator[Todo]:
    count = orphans(viewer)[:100].count()
    if count:
        words = ngettext(
            "Find a manager for a person", "Find a manager for %(count)s people", count
        )
        yield Todo(
            title=words % {"count": count},
            url=reverse("people:orphans"),
            action=_("Look"),
            detail=_("Theirs has left."),
            minutes=2 * count,
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
