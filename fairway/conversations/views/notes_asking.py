"""What the pages of notes and wins share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render, resolve_url

from fairway.foundation.paging import address
from fairway.foundation.viewers import Request
from fairway.people.audience import who_can
from fairway.people.models import Person


def must_be_somebody(viewer: Any) -> None:
    """Notes and wins are people's: a login that belongs to nobody has none."""
    if not isinstance(viewer, Person):
        raise PermissionDenied


def cursors(request: Request) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("after", "before")}


def neighbours(request: Request, page: Any) -> dict[str, str]:
    """The addresses of the pages before and after, with whatever else was asked."""
    return {
        "previous": address(request.GET, before=page.before) if page.before else "",
        "next": address(request.GET, after=page.after) if page.after else "",
    }


def render_form(request: Request, form: Any, title: str, *, back: Any, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "lede": "", "back": resolve_url(back), **more}
    return render(request, "conversations/notes/form.html", context, status=form.status)


def render_who(request: Request, obj: Model, *, back: Any, of: str) -> HttpResponse:
    """Whoever may see something may also see who else does."""
    seers, page = who_can(obj).seers(), not request.htmx
    context = {"seers": seers, "page": page, "back": resolve_url(back), "of": of}
    template = "conversations/notes/who.html" if page else "conversations/notes/_who_list.html"
    return render(request, template, context)
