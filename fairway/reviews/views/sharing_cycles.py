"""Give out what a whole cycle has come to: how far it is, what a press would do, and what it did."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.foundation.views.jobs import shown as shown_job
from fairway.people.days import organisation_day
from fairway.reviews.actions import packing, releasing_many
from fairway.reviews.models import Phase, ReviewCycle, phases_of
from fairway.reviews.models.writing import CONFIDENTIAL
from fairway.reviews.reading import sharing as sheets
from fairway.reviews.reading.giving_out import VERBS
from fairway.reviews.reading.tally import outlook_in
from fairway.reviews.views.sharing import somebody


def find_cycle(request: Request, public_id: str) -> Any:
    rows = ReviewCycle.objects.allowed(request.viewer, "share")
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def cycle_sharing(request: Request, public_id: str) -> HttpResponse:
    found = find_cycle(request, public_id)
    return _cycle_page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def giving_out(request: Request, public_id: str) -> HttpResponse:
    """Says what it does, and to how many, before it does it; afterwards what it did."""
    found = find_cycle(request, public_id)
    what = (request.POST if request.method == "POST" else request.GET).get("what", "")
    if what not in VERBS:
        return HttpResponse(status=422) if request.method == "POST" else redirect(_how_far(found))
    if request.method == "POST":
        return _watched(
            request, found, releasing_many.give_out(found, actor=request.viewer, what=what)
        )
    viewer, today = somebody(request), organisation_day()
    writing = phases_of(found).get(Phase.Kind.WRITE)
    job = releasing_many.last_job(found, viewer, what)
    context = {
        "cycle": found,
        "what": what,
        "outlook": outlook_in(
            found, viewer, what, since=job.pk if job else 0, anew="anew" in request.GET
        ),
        "ends_on": found.last_day if found.last_day >= today else None,
        "writing_until": writing.due_on if writing and writing.due_on >= today else None,
        "last": {"at": job.finished_at, "given": (job.result or {}).get("given")} if job else None,
    }
    return render(request, "reviews/sharing/giving_out.html", context)


def _how_far(cycle: ReviewCycle) -> str:
    return reverse("reviews:sharing", args=[cycle.public_id])


@require_POST
def documents(request: Request, public_id: str) -> HttpResponse:
    """Where none can be made, the job says so."""
    found = find_cycle(request, public_id)
    return _watched(request, found, packing.make_packets(found, actor=request.viewer))


def _watched(request: Request, cycle: Any, job: Any) -> HttpResponse:
    return _cycle_page(request, cycle, job=shown_job(job))


def _cycle_page(request: Request, cycle: Any, **more: Any) -> HttpResponse:
    context = {
        "cycle": cycle,
        "is_holder": cycle.facilitator_id == somebody(request).pk,
        "counts": sheets.count_of_cycle(cycle, somebody(request)),
        "has_reports": cycle.kinds.filter(kind__in=CONFIDENTIAL).exists(),
        **more,
    }
    return render(request, "reviews/sharing/cycle.html", context)
