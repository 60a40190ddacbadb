"""What stands beside a session: changes as they come, how strict raters are, gaps, who sees it, and
what became of the ratings that somebody proposed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation.paging import address, page_of
from fairway.foundation.viewers import Request
from fairway.people.audience import who_can
from fairway.people.models import Person
from fairway.reviews import calibrating_pictures as pictures
from fairway.reviews.actions.calibrating_gaps import reckon_gaps
from fairway.reviews.models import GapRelease, ReviewCycle
from fairway.reviews.reading.calibrating import feed_of
from fairway.reviews.reading.calibrating_gaps import gaps_of, released_gaps
from fairway.reviews.reading.calibrating_severity import strictness_of
from fairway.reviews.reading.calibrating_told import told_to_manager, what_became
from fairway.reviews.views.answering import attempt
from fairway.reviews.views.calibrating_finding import (
    find_heard_session,
    find_session,
    must_be_somebody,
)

FORM = ["GET", "HEAD", "POST"]


@require_safe
def changes(request: Request, public_id: str) -> HttpResponse:
    """The feed asks for itself again every few seconds. `seen` is how much had happened when the
    page around it was drawn: it says when the table is behind."""
    session = find_heard_session(request, public_id)
    seen = request.GET.get("seen", "")
    known = int(seen) if seen.isascii() and seen.isdigit() else session.happened
    lines = feed_of(session, request.viewer)
    return _beside(
        request, "changes", session, lines=lines, seen=known, behind=session.happened > known
    )


@require_safe
def strictness(request: Request, public_id: str) -> HttpResponse:
    session = find_heard_session(request, public_id)
    found = strictness_of(session, request.viewer)
    lines = [(one, pictures.strictness_bar(one, found.reach)) for one in found.raters]
    return _beside(request, "strictness", session, found=found, lines=lines)


@require_safe
def gaps(request: Request, public_id: str) -> HttpResponse:
    session = find_heard_session(request, public_id)
    found = gaps_of(session, request.viewer)
    return _beside(request, "gaps", session, comparisons=found, wide=True)


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    session = find_session(request, public_id)
    there = Person.objects.filter(pk__in=session.calibrators.values("person"))
    seers = who_can(session, also=there).seers()
    return _beside(request, "who", session, seers=seers)


@require_safe
def outcomes(request: Request) -> HttpResponse:
    """What became of the ratings that the reader proposed, once they are locked."""
    must_be_somebody(request.viewer)
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    page = page_of(what_became(request.viewer), order=("-pk",), **asked)
    context = {
        "lines": told_to_manager(list(page)),
        "previous": address(request.GET, before=page.before),
        "next": address(request.GET, after=page.after),
    }
    return render(request, "reviews/calibrating/outcomes.html", context)


@require_http_methods(FORM)
def gap_release(request: Request, public_id: str) -> HttpResponse:
    """For fairness analysts: told once, when all sessions of the cycle are locked."""
    must_be_somebody(request.viewer)
    cycles = ReviewCycle.objects.filter(public_id=public_id)
    cycle = cycles.allowed(request.viewer, "reckon_gaps").first()
    if cycle is None:
        raise Http404
    if request.method == "POST":
        words = _("Reckoned. That you read the attributes for it is on record.")
        attempt(request, partial(reckon_gaps, cycle, actor=request.viewer), words)
        return redirect(request.path)
    told = GapRelease.objects.allowed(request.viewer).filter(cycle=cycle).first()
    context = {
        "cycle": cycle,
        "told": told,
        "comparisons": list(released_gaps(told)) if told else [],
    }
    return render(request, "reviews/calibrating/gap_release.html", context)


def _beside(request: Request, name: str, session: Any, **context: Any) -> HttpResponse:
    """A card of the session's page, or a page of its own for whoever comes without htmx."""
    whole = not request.htmx  # type: ignore[attr-defined]
    template = f"reviews/calibrating/{'beside' if whole else f'_{name}'}.html"
    context |= {"session": session, "card": f"reviews/calibrating/_{name}.html", "page": whole}
    return render(request, template, context)
