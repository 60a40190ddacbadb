"""The goal that an address names, for who may see it; and where a page goes back to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from fairway.foundation.viewers import Request
from fairway.goals.models import Goal
from fairway.goals.reading.cards import card_of
from fairway.goals.reading.sheet import find_goal, sheet_of


def find(request: Request, public_id: str) -> Goal:
    found = find_goal(request.viewer, public_id)
    if found is None:
        raise Http404
    return found


def back(request: Request, goal: Goal) -> HttpResponse:
    """Whoever may only read a goal is shown it; nothing can be sent to what is closed to them."""
    if request.method == "POST":
        raise PermissionDenied
    return redirect(goal)


def sheet_context(request: Request, goal: Goal) -> dict[str, Any]:
    sheet = sheet_of(goal, request.viewer)
    return {"goal": goal, "sheet": sheet, "card": sheet.card}


def with_toasts(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """A piece of a page that htmx puts in its place, and what there is to say about it."""
    body = render_to_string(template, context, request)
    return HttpResponse(body + render_to_string("ui/_toasts.html", {"oob": True}, request))


def row_context(goal: Goal) -> dict[str, Any]:
    card = card_of(goal)
    return {"card": card, "cards": [card], "goal": goal}


def page_behind(request: Request, goal: Goal) -> str:
    """The page that the drawer stands beside, to which its cross leads."""
    shown = urlsplit(request.htmx.current_url_abs_path or "")
    here = goal.get_absolute_url()
    if shown.path and shown.path != here and not shown.path.startswith("//"):
        return f"{shown.path}?{shown.query}" if shown.query else shown.path
    return reverse("goals:list")
