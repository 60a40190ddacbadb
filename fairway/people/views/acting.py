"""Take a form, do what it asks, and answer: done, not so (422), or changed meanwhile (409)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from fairway.foundation.versions import Stale
from fairway.foundation.viewers import Request
from fairway.people.models import Person
from fairway.ui.saving import held
from fairway.ui.toasts import say, warn

T = TypeVar("T")
REFUSED, STALE = 422, 409


def attempt(
    form: forms.Form, act: Callable[[], T], row: Any = None, now: Callable[[Any], Any] | None = None
) -> tuple[T | None, int]:
    """What the action gives and 200; else nothing, the reason on the form, and the status.

    `row` is loaded anew when the form was stale, and the form says what differs from what was
    typed; saving again then replaces it. `now` gives a row's values as the form knows them.
    """
    if not form.is_valid():
        return None, REFUSED
    try:
        return act(), 200
    except Stale:
        row.refresh_from_db()
        values = now(row) if now else held(type(form), row)
        form.changes = form.renew(values, row.version)  # type: ignore[attr-defined]
        return None, STALE
    except ValidationError as refusal:
        form.add_error(_field_of(form, refusal), refusal)
        return None, REFUSED


def told(request: Request, act: Callable[[], Any], done: str) -> bool:
    """For a button without a form: say that it is done, or why not."""
    try:
        act()
    except ValidationError as refusal:
        warn(request, " ".join(refusal.messages))
        return False
    if done:
        say(request, done)
    return True


def _field_of(form: forms.Form, refusal: ValidationError) -> str | None:
    """Refusals about one field stand beside it."""
    beside = {
        "unknown_zone": "time_zone",
        "email_taken": "email",
        "number_taken": "employee_number",
        "reporting_cycle": "manager",
        "unit_closed": "unit",
        "unknown_country": "country",
        "name_taken": "name",
        "unit_name_taken": "name",
        "leaves_before_joining": "left_on",
    }
    field = beside.get(getattr(refusal, "code", ""))
    return field if field in form.fields else None


def person_for(request: Request, public_id: str, verb: str) -> Person:
    """The person with whom the viewer may do this; for everybody else there is no such page."""
    people = Person.objects.allowed(request.viewer, verb).select_related(
        "assignment__unit",
        "assignment__location",
        "assignment__job_profile",
        "assignment__manager",
        "employer",
    )
    return get_object_or_404(people, public_id=public_id)


def show_form(
    request: Request, template: str, form: forms.Form, status: int = 200, **context: Any
) -> HttpResponse:
    """A GET shows it empty or filled; anything else with what was wrong."""
    if request.method in {"GET", "HEAD"}:
        status = 200
    context |= {"form": form, "stale": status == STALE}
    return render(request, template, context, status=status)
