"""A person's page: who they are, when one can talk, and a tab for each room."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fairway.foundation.lookups import row_by_row
from fairway.foundation.ports import person_cards, person_tabs
from fairway.foundation.rooms import in_use
from fairway.people.availability import Status, status_of
from fairway.people.cards import known_of
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.ui.parts import Tab

VERBS = ("view_record", "edit", "edit_profile", "move", "end", "rehire", "view_hours")


@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    found = find_person(request, public_id)
    context = page_of_person(request, found, current="overview")
    context["main_cards"] = cards(request.viewer, found, "main")
    context["side_cards"] = cards(request.viewer, found, "side")
    return render(request, "people/person.html", context)


def find_person(request: HttpRequest, public_id: str, *verbs: str) -> Person:
    found = FOUND.find(request.viewer, public_id, given=verbs)
    if not found:
        raise Http404
    return found[0]


def _with_rights(viewer: Person, public_id: str, *verbs: str) -> QuerySet[Person]:
    with row_by_row():
        people = Person.objects.allowed(viewer)
    of_tabs = [tab.verb for tab in person_tabs if tab.verb]
    return (
        people.with_may(viewer, *dict.fromkeys([*VERBS, *of_tabs, *verbs]))
        .filter(public_id=public_id)
        .order_by()
        .select_related(
            "assignment__unit",
            "assignment__location",
            "assignment__job_profile",
            "assignment__manager",
            "employer",
        )
    )


FOUND = PreparedForViewers(_with_rights, "of the page")


def page_of_person(request: HttpRequest, found: Person, *, current: str) -> dict[str, Any]:
    """What every tab of a person's page draws: the head and the tabs."""
    return {
        "person": found,
        "status": status(request.viewer, found),
        "tabs": tabs(request, found, current),
    }


def status(viewer: Person, found: Person) -> Status | None:
    """Their time now, in words; a leaver has none."""
    if not found.active:
        return None
    known, key = known_of(viewer, found), found.pk
    return status_of(
        found,
        timezone.now(),
        known.patterns.get(key),
        known.absent.get(key, []),
        known.off.get(key, []),
    )


def tabs(request: HttpRequest, found: Person, current: str) -> list[Tab]:
    own = [Tab(_("Overview"), found.get_absolute_url(), current == "overview")]
    offered = sorted(person_tabs, key=lambda tab: tab.order)
    return own + [
        Tab(tab.label, reverse(tab.url_name, args=[found.public_id]), current == tab.key)
        for tab in offered
        if in_use(tab.room) and tab.visible(request.viewer, found)
    ]


def cards(viewer: Person, found: Person, column: str) -> list[dict[str, Any]]:
    """The rooms' cards of one column that have something to show this viewer."""
    offered = sorted((c for c in person_cards if c.column == column), key=lambda c: c.order)
    shown = ((card, card.context(viewer, found)) for card in offered if in_use(card.room))
    return [
        {"template": card.template, "context": context}
        for card, context in shown
        if context is not None
    ]
