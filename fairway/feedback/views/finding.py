"""What every page of this room asks for before it shows anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from fairway.feedback.models import Feedback
from fairway.feedback.rules import people_to_tell
from fairway.foundation.paging import Page, address, page_of
from fairway.foundation.viewers import Request
from fairway.people.models import Person
from fairway.people.relations import MANAGER, same_employer, standing_of

VERBS = ("open", "edit", "withdraw", "thank", "reply", "hide")
SIZE = 20


def must_be_somebody(viewer: Any) -> None:
    """Feedback is people's: a login that belongs to nobody has none."""
    if not isinstance(viewer, Person):
        raise PermissionDenied


def find_feedback(request: Request, public_id: str, verb: str = "view") -> Any:
    rows = Feedback.objects.allowed(request.viewer, verb).for_display()
    rows = rows.select_related("author__assignment", "manager__assignment")
    return get_object_or_404(rows.with_may(request.viewer, *VERBS), public_id=public_id)


def find_recipient(request: Request, public_id: str) -> Person:
    """Who left while somebody wrote to them is still found when it is sent: the action says so,
    and what was typed is kept."""
    people = people_to_tell(request.viewer)
    if request.method == "POST":
        people = Person.objects.filter(same_employer(request.viewer)).exclude(pk=request.viewer.pk)
    return get_object_or_404(people.select_related("assignment__manager"), public_id=public_id)


def paged(
    request: Request, rows: QuerySet[Any], order: Sequence[str], size: int = SIZE
) -> dict[str, Any]:
    """A page of a list, with the addresses of those before and after."""
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    page: Page[Any] = page_of(rows, order=order, size=size, **asked)
    return {
        "page": page,
        "previous": address(request.GET, before=page.before),
        "next": address(request.GET, after=page.after),
    }


def tabs(viewer: Person, here: str) -> list[dict[str, Any]]:
    """The ways through the room; the last two are for those who have people."""
    ways = [
        ("received", _("For you")),
        ("given", _("From you")),
        ("requests", _("Questions")),
        ("recognitions", _("Recognition")),
    ]
    if MANAGER.key in standing_of(viewer):
        ways += [("team", _("Your people")), ("attention", _("Who hears of it"))]
    return [
        {"label": label, "href": reverse(f"feedback:{name}"), "current": name == here}
        for name, label in ways
    ]
