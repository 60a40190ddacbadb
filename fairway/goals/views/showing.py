"""A goal as a page, and as the drawer beside any page that names it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairway.foundation.viewers import Request
from fairway.goals.models import Goal
from fairway.goals.views.finding import find, page_behind, sheet_context
from fairway.people.audience import who_can


@require_safe
def goal(request: Request, public_id: str) -> HttpResponse:
    found = find(request, public_id)
    context = sheet_context(request, found)
    if request.htmx and request.htmx.target == "drawer":
        context["close"] = page_behind(request, found)
        return render(request, "goals/_drawer.html", context)
    return render(request, "goals/goal.html", context)


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    """Whoever may see a goal may also see who else does: from the rules, by role and by name."""
    found = find(request, public_id)
    with_others: Any = found
    owners = found.co_owners.select_related("person") if with_others.is_shared else ()
    also = [one.person for one in owners if one.person]
    context = {"goal": found, "seers": who_can(found, "view", also=also).seers()}
    context["is_private"] = found.visibility == Goal.Visibility.LINE
    part = request.htmx and not request.htmx.boosted
    return render(request, "goals/_who_list.html" if part else "goals/who.html", context)
