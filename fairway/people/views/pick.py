"""What is offered while one types a name."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairway.foundation.viewers import Request
from fairway.people.picking import KINDS


@require_safe
def pick(request: Request, kind: str) -> HttpResponse:
    """Options for the list of a field; `field` says which parameter holds what was typed."""
    if kind not in KINDS:
        raise Http404
    typed = request.GET.get(request.GET.get("field", "q"), "")[:100]
    found = KINDS[kind].suggest(request.viewer, typed) if typed.strip() else []
    return render(request, "people/_options.html", {"options": found})
