"""The organisation chart opens branch by branch, for ten thousand people as for ten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from fairway.people.chart import MOST, path_to, reports_of, tops
from fairway.people.directory import for_rows
from fairway.people.models import Person
from fairway.people.rules import may_lead


@require_safe
def chart(request: HttpRequest) -> HttpResponse:
    """The top of the organisation, or the way down to one person."""
    viewer = request.viewer
    wanted = request.GET.get("person", "")
    people = for_rows(Person.objects.allowed(viewer))
    focus = get_object_or_404(people, public_id=wanted) if wanted else None
    heads = [] if focus else tops(viewer)
    alone = heads[0] if len(heads) == 1 else None  # then the chart opens below them
    below = focus or (alone and alone.person)
    context = {
        "focus": focus,
        "path": path_to(viewer, focus) if focus else [],
        "heads": heads if alone else [],
        "branches": reports_of(viewer, below) if below else heads,
        "most": MOST,
        "may_import": may_lead(viewer),
    }
    return render(request, "people/chart.html", context)


@require_safe
def branch(request: HttpRequest, public_id: str) -> HttpResponse:
    """The rows below one person, as a fragment; without JavaScript the chart from them on."""
    person = get_object_or_404(Person.objects.allowed(request.viewer), public_id=public_id)
    if not request.htmx:
        return redirect(f"{request.path.rsplit('/', 3)[0]}/?person={person.public_id}")
    context = {"branches": reports_of(request.viewer, person), "most": MOST}
    return render(request, "people/_branches.html", context)
