"""What a cycle waits for from managers and those who compare, and more days for one of them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation.viewers import Request
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.settling import give_manager_days
from fairway.reviews.forms.keeping import StepDaysForm
from fairway.reviews.models import Phase
from fairway.reviews.reading.managers import impact_on, owed_by, page_of_managers
from fairway.reviews.reading.managers_told import impact_in_words, words_of
from fairway.reviews.views.answering import ask_why
from fairway.reviews.views.cycles import FORM, cursor, find, pages_beside
from fairway.ui.saving import save
from fairway.ui.toasts import say

WEEK = timedelta(days=7)  # what is offered to begin with


@require_safe
def cycle_managers(request: Request, public_id: str) -> HttpResponse:
    """Who is late with a step that they do for others; or all who have one before them."""
    found = find(request, public_id)
    typed = request.GET.get("find", "").strip()[:80]
    everybody = bool(request.GET.get("all"))
    page = page_of_managers(found, request.viewer, typed, everybody=everybody, **cursor(request))
    owed = owed_by(found, request.viewer, page.rows)
    rows = [
        (one, [(step, words_of(step.step, step.number)) for step in theirs])
        for one, theirs in zip(page.rows, owed, strict=True)
    ]
    context = {"cycle": found, "rows": rows, "typed": typed, "everybody": everybody}
    context |= pages_beside(request, page)
    return render(request, "reviews/cycles/managers.html", context)


@require_http_methods(FORM)
def manager_days(request: Request, public_id: str, person: str, step: str) -> HttpResponse:
    """More days for what a step asks of somebody about others, and whom that concerns."""
    cycle = find(request, public_id)
    rows = Person.objects.allowed(request.viewer, "extend_step")
    manager = get_object_or_404(rows, public_id=person)
    impact = impact_on(cycle, manager, step)
    if impact is None:
        raise Http404
    begun = {"until": max(impact.until, organisation_day()) + WEEK}
    form = StepDaysForm(request.POST if request.method == "POST" else None, initial=begun)
    act = partial(give_manager_days, cycle, actor=request.viewer, person=manager, kind=step)
    if request.method == "POST" and save(form, act):
        say(request, _("Saved. They are told."))
        return redirect("reviews:cycle_managers", cycle.public_id)
    said = {
        "name": manager.name,
        "step": Phase.Kind(step).label.lower(),
        "day": date_format(impact.until, "j F Y"),
    }
    which = _("%(name)s, %(step)s: so far until %(day)s") % said
    back = reverse("reviews:cycle_managers", args=[cycle.public_id])
    return ask_why(
        request, form, "extend", which, cycle, back, note=" ".join(impact_in_words(impact))
    )
