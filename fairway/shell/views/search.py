from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairway.shell.search import find


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """The palette's list, as a fragment; its page without JavaScript is `search`."""
    words = request.GET.get("q", "")
    context = {"groups": find(request.viewer, words) if request.viewer else [], "words": words}
    return render(request, "shell/_palette.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    groups = find(request.viewer, words, most=20) if request.viewer else []
    return render(request, "shell/search.html", {"groups": groups, "words": words})
