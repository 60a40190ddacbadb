"""Hints on a goal as it is being written."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from fairway.foundation.viewers import Request
from fairway.goals.forms.smart import SmartForm


@require_http_methods(["GET", "HEAD", "POST"])
def smart_check(request: Request) -> HttpResponse:
    """A fragment while somebody types; without scripts a page of its own. Nothing is kept."""
    form = SmartForm(request.POST if request.method == "POST" else None)
    check = form.read(request.viewer) if form.is_bound else None
    template = "goals/_smart.html" if request.htmx else "goals/smart.html"
    return render(request, template, {"form": form, "check": check})
