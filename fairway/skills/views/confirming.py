"""A person's role: what is expected of them, and whether both have said so."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.people.audience import who_can
from fairway.people.models import Person
from fairway.people.views.person import find_person, page_of_person
from fairway.skills import todos
from fairway.skills.actions.confirming import confirm_role
from fairway.skills.forms.expecting import ConfirmForm
from fairway.skills.models import Confirmation, Edition
from fairway.skills.reading import differences, edition_of, parts_of, role_of, skills_of
from fairway.skills.standing import Standing, standing_of, waiting_for
from fairway.ui.saving import save
from fairway.ui.toasts import say

VERBS = ("confirm_role", "view_confirmations")
BRIEFLY = ("results", "excellence")


@require_safe
def of_person(request: Request, public_id: str) -> HttpResponse:
    """The tab of a person's page."""
    person: Any = find_person(request, public_id, *VERBS)
    edition = edition_of(role_of(person), request.viewer)
    form = ConfirmForm(initial={"version": edition.number}) if edition else None
    return _page(request, person, edition, form)


@require_POST
def confirm(request: Request, public_id: str) -> HttpResponse:
    person: Any = find_person(request, public_id, *VERBS)
    edition = edition_of(role_of(person), request.viewer)
    form = ConfirmForm(request.POST)
    act = partial(confirm_role, person, actor=request.viewer)
    row = edition.expectation if edition else None
    if save(form, act, row=row, now=lambda _row: {}):
        say(request, _("Confirmed. Thank you."))
        return redirect("skills:of_person", public_id)
    # Somebody may have written anew meanwhile: what is shown is what holds.
    return _page(request, person, edition_of(role_of(person), request.viewer), form)


@require_safe
def beside(request: Request, public_id: str) -> HttpResponse:
    """In a few lines, for other pages: beside a person's goals and on their overview."""
    person: Any = find_person(request, public_id, *VERBS)
    edition = edition_of(role_of(person), request.viewer)
    context = {"person": person, "edition": edition, "role": role_of(person)}
    if edition:
        context |= {
            "parts": parts_of(edition, BRIEFLY),
            "skills": skills_of(edition)[:6],
            "standing": _standing(request, person, edition),
        }
    template = "skills/_beside.html" if request.htmx else "skills/beside.html"
    return render(request, template, context)


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    """Whoever may see what was confirmed may also see who else does."""
    people = Person.objects.allowed(request.viewer, "view_confirmations").for_display()
    person = get_object_or_404(people, public_id=public_id)
    seers = who_can(person, "view_confirmations").seers()
    context = {"person": person, "seers": seers, "page": not request.htmx}
    template = "skills/who.html" if context["page"] else "skills/_who_list.html"
    return render(request, template, context)


@require_safe
def waiting(request: Request) -> HttpResponse:
    """Whose role one has still to confirm, all of them by name."""
    viewer = request.viewer
    waits = isinstance(viewer, Person)
    found = todos.all_of(viewer, waiting_for(viewer)) if waits else []
    return render(request, "skills/waiting.html", {"todos": found})


def _page(request: Request, person: Any, edition: Edition | None, form: Any) -> HttpResponse:
    context = page_of_person(request, person, current="role")
    context |= {"role": role_of(person), "edition": edition, "form": form}
    if edition:
        standing = _standing(request, person, edition)
        since = _since(standing, request.viewer == person)
        context |= {
            "parts": parts_of(edition),
            "skills": skills_of(edition),
            "standing": standing,
            "may_confirm": _may_confirm(request, person, standing),
            "since": since,
            "changes": differences(since.edition, edition) if since else [],
        }
    return render(request, "skills/of_person.html", context, status=form.status if form else 200)


def _standing(request: Request, person: Any, edition: Edition) -> Standing | None:
    """Only for those to whom it is open, who are told so once."""
    if not person.may_view_confirmations:
        return None
    return standing_of(person, edition, request.viewer)


def _may_confirm(request: Request, person: Any, standing: Standing | None) -> bool:
    """They may, and have not yet."""
    if not person.may_confirm_role or standing is None:
        return False
    mine = standing.employee if request.viewer == person else standing.manager
    return not mine.holds


def _since(standing: Standing | None, is_self: bool) -> Confirmation | None:
    """What was confirmed before the change, to be read beside it."""
    if standing is None:
        return None
    mine = standing.employee if is_self else standing.manager
    return mine.latest if mine.changed else None
