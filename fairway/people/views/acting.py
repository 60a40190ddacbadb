"""Take a form, do what it asks, and answer: done, not so (422), or changed meanwhile (409)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from fairway.foundation.viewers import Request
from fairway.people.models import Person
from fairway.ui.saving import CONFLICT, save
from fairway.ui.toasts import say, warn

T = TypeVar("T")


def attempt(
    form: Any,
    act: Callable[[], T],
    row: Any = None,
    now: Callable[[Any], dict[str, Any]] | None = None,
) -> tuple[T | None, int]:
    """As `save`, for an action that takes other than what was typed; and how to answer."""
    return save(form, lambda **typed: act(), row, now), form.status


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
    context |= {"form": form, "stale": status == CONFLICT}
    return render(request, template, context, status=status)
