"""Who can see this, why can somebody see it, and what a reorganisation would change."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation.events import record
from fairway.foundation.once import repeatable
from fairway.foundation.viewers import Request, actor_of, open_to_logins
from fairway.people.actions.reorganising import is_bulk, reorganise
from fairway.people.audience import explain, who_can
from fairway.people.audience.words import VERBS
from fairway.people.days import organisation_day
from fairway.people.forms.organisation import InspectForm, ReorganisationForm, UnitMoveForm
from fairway.people.models import OrgUnit, Person
from fairway.people.picking import BY_KEY
from fairway.people.relations import Role, roles_of
from fairway.people.reorganisation import Move, Proposal, opened_by, preview
from fairway.people.rules import may_inspect
from fairway.people.views.acting import attempt, show_form
from fairway.ui.saving import REFUSED
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
OPEN_TO_ASK = ("view", "view_record", "view_hours")


@require_safe
def who(request: Request, public_id: str, verb: str) -> HttpResponse:
    """Whoever may see something of a person may also see who else does."""
    if verb not in OPEN_TO_ASK:
        raise Http404
    people = Person.objects.allowed(request.viewer, verb).for_display()
    person = get_object_or_404(people, public_id=public_id)
    context = {"person": person, "seers": who_can(person, verb).seers(), "what": VERBS[verb]}
    template = "people/_who_list.html" if request.htmx else "people/who.html"
    return render(request, template, context)


@repeatable
@open_to_logins
@require_http_methods(FORM)
def inspector(request: Request) -> HttpResponse:
    """Why can X see Y? Asked by HR in their units, people leads, and administrators.

    An administrator learns the reasons and nothing about the two. Each look is on record.
    """
    if not may_inspect(actor_of(request)):
        raise Http404
    form = InspectForm(request.POST or None, viewer=request.viewer)
    if request.viewer is None:
        for name in ("viewer_person", "subject"):
            form.fields[name].kind = BY_KEY  # type: ignore[attr-defined]
    found, status = (
        attempt(form, lambda: _inspect(request, form)) if request.method == "POST" else (None, 200)
    )
    return show_form(request, "people/inspector.html", form, status, found=found)


def _inspect(request: Request, form: InspectForm) -> dict[str, Any]:
    viewer, subject = form.cleaned_data["viewer_person"], form.cleaned_data["subject"]
    partner = request.viewer is not None and not _leads(request.viewer)
    if (
        partner
        and not Person.objects.allowed(request.viewer, "move").filter(pk=subject.pk).exists()
    ):
        raise ValidationError(_("You can ask about the people of your own units."))
    with transaction.atomic():
        record(
            "people.access_inspected", actor=actor_of(request), subject=subject, viewer=viewer.pk
        )
    verdicts = explain(viewer, subject, *VERBS)
    return {
        "viewer": viewer,
        "subject": subject,
        "rows": [{"verdict": one, "label": VERBS[one.verb]} for one in verdicts],
    }


def _leads(viewer: Person) -> bool:
    return Role.PEOPLE_LEAD in roles_of(viewer)


@repeatable
@require_http_methods(FORM)
def reorganisation(request: Request) -> HttpResponse:
    """First what would change, then the button that does it."""
    if not roles_of(request.viewer) & {Role.PEOPLE_LEAD, Role.HR_PARTNER}:
        raise Http404
    initial = {"valid_from": organisation_day()}
    form = ReorganisationForm(request.POST or None, viewer=request.viewer, initial=initial)
    return _propose(request, form, lambda: _moves(form), None)


@repeatable
@require_http_methods(FORM)
def unit_move(request: Request, public_id: str) -> HttpResponse:
    units = OrgUnit.objects.allowed(request.viewer, "edit").select_related("parent")
    unit = get_object_or_404(units, public_id=public_id)
    form = UnitMoveForm(request.POST or None, viewer=request.viewer)
    return _propose(
        request, form, lambda: Proposal(units={unit: form.cleaned_data["parent"]}), unit
    )


def _propose(request: Request, form: Any, proposal: Any, unit: OrgUnit | None) -> HttpResponse:
    if request.method != "POST":
        return show_form(request, "people/reorganisation.html", form, unit=unit)
    shown, status = attempt(form, lambda: preview(proposal()))
    context: dict[str, Any] = {"unit": unit, "shown": shown, "opened": _opened()}
    if shown and "apply" in request.POST:
        confirmed = "confirmed" in request.POST
        done, status = attempt(
            form,
            lambda: reorganise(proposal(), actor=request.viewer, confirmed=confirmed) or True,
        )
        if done:
            count = shown.affected
            words = ngettext("Done for %(count)s person.", "Done for %(count)s people.", count)
            say(request, words % {"count": count})
            return redirect("people:unit", unit.public_id) if unit else redirect("people:units")
    if shown:
        context["bulk"] = is_bulk(shown.affected)
        status = status if status == REFUSED else 200
    return show_form(request, "people/reorganisation.html", form, status, **context)


def _moves(form: ReorganisationForm) -> Proposal:
    said = form.cleaned_data
    changes = {name: said[name] for name in ("unit", "manager") if said[name]}
    moves = tuple(Move(person, **changes) for person in said["people"])
    return Proposal(moves, valid_from=said["valid_from"])


def _opened() -> dict[str, str]:
    """What each relation opens, as a line of words."""
    return {key: ", ".join(str(name) for name in names) for key, names in opened_by().items()}
