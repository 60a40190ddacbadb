"""HR keeps the record: hire, edit, move, draw lines, end an employment, take somebody back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.people import todos
from fairway.people.actions.assigning import (
    assign_person,
    cancel_move,
    hire_person,
    holding_on,
)
from fairway.people.actions.dotted import draw_dotted_line, end_dotted_line
from fairway.people.actions.leaving import end_employment, rehire_person, withdraw_leaving
from fairway.people.actions.profile import edit_record
from fairway.people.days import organisation_day
from fairway.people.forms.person import DottedForm, HireForm, LeavingForm, PlaceForm, RecordForm
from fairway.people.models import DottedLine, OrgUnit, Person
from fairway.people.views.acting import attempt, person_for, show_form, told
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
MOST_SHOWN = 20


@require_http_methods(FORM)
def hire(request: Request) -> HttpResponse:
    get_object_or_404(OrgUnit.objects.allowed(request.viewer, "staff")[:1])
    initial = {"valid_from": organisation_day()}
    form = HireForm(request.POST or None, viewer=request.viewer, initial=initial)

    def act() -> Person:
        place = form.place()
        return hire_person(
            form.cleaned_data["name"],
            actor=request.viewer,
            valid_from=form.cleaned_data["valid_from"],
            unit=place.pop("unit"),
            place=place,
            **form.person(),
        )

    person, status = attempt(form, act) if request.method == "POST" else (None, 200)
    if person:
        say(request, _("%(name)s is in the directory.") % {"name": person.name})
        return redirect(person)
    return show_form(request, "people/hire.html", form, status)


@require_safe
def orphans(request: Request) -> HttpResponse:
    """Whose manager has left, for those who can give them another."""
    people = todos.orphans(request.viewer).for_display().select_related("assignment__manager")
    return render(request, "people/orphans.html", {"people": people[:100]})


@require_http_methods(FORM)
def record(request: Request, public_id: str) -> HttpResponse:
    person = person_for(request, public_id, "edit")
    initial = {
        "name": person.name,
        "email": person.email,
        "employee_number": person.employee_number,
        "employer": person.employer and person.employer.public_id,
        "joined_on": person.joined_on,
        "version": person.version,
    }
    form = RecordForm(request.POST or None, viewer=request.viewer, initial=initial)

    def act() -> Person:
        said = {"employer": person.employer, **form.cleaned_data}
        return edit_record(person, actor=request.viewer, **said)

    done, status = attempt(form, act, person) if request.method == "POST" else (None, 200)
    if done:
        say(request, _("Saved."))
        return redirect(done)
    return show_form(request, "people/record.html", form, status, person=person)


@require_http_methods(FORM)
def move(request: Request, public_id: str) -> HttpResponse:
    """Another unit, role, place or manager, from a day on; and what is planned already."""
    person = person_for(request, public_id, "move")
    today = organisation_day()
    form = PlaceForm(request.POST or None, viewer=request.viewer, initial=_place_of(person, today))

    def act() -> Any:
        day = form.cleaned_data["valid_from"]
        return assign_person(person, actor=request.viewer, valid_from=day, **form.place())

    done, status = attempt(form, act) if request.method == "POST" else (None, 200)
    if done:
        later = done.valid_from > today
        say(request, _("The move is planned.") if later else _("Moved."))
        return redirect("people:move", person.public_id) if later else redirect(person)
    planned = person.assignments.filter(valid_from__gt=today).select_related("unit", "manager")
    lines = DottedLine.objects.filter(person=person).on(today).select_related("manager")
    return show_form(
        request,
        "people/move.html",
        form,
        status,
        person=person,
        planned=planned,
        lines=lines,
        dotted_form=DottedForm(viewer=request.viewer, initial={"valid_from": today}),
    )


@require_POST
def move_cancellation(request: Request, public_id: str, day: date) -> HttpResponse:
    person = person_for(request, public_id, "move")
    told(
        request,
        lambda: cancel_move(person, actor=request.viewer, valid_from=day),
        _("The planned move is cancelled."),
    )
    return redirect("people:move", person.public_id)


@require_POST
def dotted_lines(request: Request, public_id: str) -> HttpResponse:
    person = person_for(request, public_id, "change_manager")
    form = DottedForm(request.POST, viewer=request.viewer)
    line, status = attempt(
        form, lambda: draw_dotted_line(person, actor=request.viewer, **form.cleaned_data)
    )
    if line:
        say(request, _("The dotted line is drawn."))
        return redirect("people:move", person.public_id)
    return show_form(request, "people/dotted.html", form, status, person=person)


@require_POST
def dotted_line_end(request: Request, public_id: str, manager: str) -> HttpResponse:
    person = person_for(request, public_id, "change_manager")
    lines = DottedLine.objects.filter(person=person, manager__public_id=manager)
    line = get_object_or_404(lines.on(organisation_day()).select_related("person", "manager"))
    told(
        request,
        lambda: end_dotted_line(line, actor=request.viewer, valid_until=organisation_day()),
        _("The dotted line has ended."),
    )
    return redirect("people:move", person.public_id)


@require_http_methods(FORM)
def leaving(request: Request, public_id: str) -> HttpResponse:
    """What ends, and where their reports go; before it is done it says how many it concerns."""
    person = person_for(request, public_id, "end")
    initial = {"left_on": person.left_on or organisation_day()}
    form = LeavingForm(request.POST or None, viewer=request.viewer, initial=initial)
    done, status = (
        attempt(form, lambda: end_employment(person, actor=request.viewer, **form.cleaned_data))
        if request.method == "POST"
        else (None, 200)
    )
    if done:
        say(request, _leaving_words(done))
        return redirect(person) if done.person.active else redirect("people:directory")
    reports = Person.objects.filter(active=True, assignment__manager=person)
    context = {
        "person": person,
        "reports": reports.order_by("sort_name", "pk")[:MOST_SHOWN],
        "below": reports.count(),
        "led": OrgUnit.objects.filter(leader=person, closed_on=None),
    }
    return show_form(request, "people/leaving.html", form, status, **context)


@require_POST
def leaving_withdrawal(request: Request, public_id: str) -> HttpResponse:
    person = person_for(request, public_id, "end")
    told(
        request,
        lambda: withdraw_leaving(person, actor=request.viewer),
        _("%(name)s stays.") % {"name": person.name},
    )
    return redirect(person)


@require_http_methods(FORM)
def rehiring(request: Request, public_id: str) -> HttpResponse:
    former = person_for(request, public_id, "rehire")
    initial = {**_place_of(former, organisation_day()), "manager": None}
    form = PlaceForm(request.POST or None, viewer=request.viewer, initial=initial)

    def act() -> Person:
        place = form.place()
        day, unit = form.cleaned_data["valid_from"], place.pop("unit")
        return rehire_person(former, actor=request.viewer, valid_from=day, unit=unit, place=place)

    person, status = attempt(form, act) if request.method == "POST" else (None, 200)
    if person:
        say(request, _("%(name)s is back, with a record of their own.") % {"name": person.name})
        return redirect(person)
    return show_form(request, "people/rehiring.html", form, status, person=former)


def _place_of(person: Person, today: date) -> dict[str, Any]:
    at = holding_on(person, today) or person.assignment
    if at is None:
        return {"valid_from": today}
    hours = at.weekly_minutes
    return {
        "unit": at.unit,
        "job_profile": at.job_profile,
        "location": at.location,
        "work_mode": at.work_mode,
        "manager": at.manager if at.manager and at.manager.active else None,
        "weekly_hours": None if hours is None else f"{hours / 60:g}",
        "valid_from": today,
    }


def _leaving_words(leaving: Any) -> str:
    alone = len(leaving.without_manager)
    said = _("%(name)s has left.") if not leaving.person.active else _("The leaving is planned.")
    words = said % {"name": leaving.person.name}
    if alone:
        words += " " + ngettext(
            "%(count)s person has no manager now.",
            "%(count)s people have no manager now.",
            alone,
        ) % {"count": alone}
    return words
