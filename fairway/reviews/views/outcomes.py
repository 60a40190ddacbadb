"""What follows from reviews: the list, and what comes next for one person."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation import reading
from fairway.foundation.paging import address, page_of
from fairway.foundation.viewers import Request
from fairway.reviews.actions import outcomes as actions
from fairway.reviews.forms.outcomes import OutcomeForm
from fairway.reviews.models import Participant, ReviewOutcome
from fairway.reviews.reading import outcomes as sheets
from fairway.reviews.views.answering import attempt
from fairway.reviews.views.sharing import somebody
from fairway.ui.saving import save
from fairway.ui.toasts import say

PAGE = "reviews.outcome"
ORDER = ("-pk",)  # the newest cycle first
SIZE = 20


def find_participant(request: Request, public_id: str) -> Any:
    """One whose review the viewer writes."""
    rows = Participant.objects.allowed(request.viewer, "conclude").for_display()
    return get_object_or_404(rows.annotate(is_given=sheets.IS_GIVEN), public_id=public_id)


@require_safe
def outcomes(request: Request) -> HttpResponse:
    """What waits for one's yes, whose reviews one writes, and what one was told oneself."""
    viewer = somebody(request)
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    page = page_of(sheets.to_conclude(viewer), order=ORDER, size=SIZE, **asked)
    context = {
        "steps": sheets.to_decide(viewer),
        "people": sheets.concluded(page.rows, viewer),
        "given": sheets.outcomes_about(viewer),
        "told": sheets.told_about(viewer),
        "previous": address(request.GET, before=page.before),
        "next": address(request.GET, after=page.after),
    }
    return render(request, "reviews/outcomes/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: Request, public_id: str) -> HttpResponse:
    """What comes next for somebody, written by whoever writes their review."""
    found = find_participant(request, public_id)
    viewer = somebody(request)
    outcome = ReviewOutcome.objects.for_display().filter(participant=found).first()
    reading.note(request, found.person, PAGE)
    form = OutcomeForm(request.POST or None, viewer=viewer, initial=_held(outcome))
    if request.method == "POST":
        act = partial(actions.write_outcome, found, actor=request.viewer)
        if made := save(form, act, _kept(outcome, found), _held):
            kept, gone = _("Kept."), _("Nothing was left in it, so the draft is gone.")
            say(request, kept if made.pk else gone)
            return redirect("reviews:conclude", found.public_id)
    context = {
        "participant": found,
        "outcome": outcome,
        "words": sheets.words_of(outcome),
        "form": form,
        "recommendations": sheets.recommendations_of([found], viewer),
        "is_review_given": found.is_given,
    }
    return render(request, "reviews/outcomes/conclude.html", context, status=form.status)


@require_safe
def outcome(request: Request, public_id: str) -> HttpResponse:
    viewer = somebody(request)
    rows = ReviewOutcome.objects.allowed(viewer).for_display()
    found = get_object_or_404(rows, public_id=public_id)
    reading.note(request, found.person, PAGE)
    context = {
        "outcome": found,
        "words": sheets.words_of(found),
        "recommendations": sheets.recommendations_of([found.participant], viewer),
        "is_mine": found.person_id == viewer.pk,
    }
    return render(request, "reviews/outcomes/outcome.html", context)


@require_POST
def giving(request: Request, public_id: str) -> HttpResponse:
    rows = ReviewOutcome.objects.allowed(request.viewer).for_display()
    found = get_object_or_404(rows, public_id=public_id)
    words = _("%(name)s can read it now.") % {"name": found.person.name}
    attempt(request, partial(actions.give_outcome, found, actor=request.viewer), words)
    return redirect("reviews:conclude", found.participant.public_id)


def _held(outcome: ReviewOutcome | None) -> dict[str, Any]:
    """What a form drawn anew would begin with."""
    if outcome is None:
        return {}
    return {
        **sheets.words_of(outcome),
        "skill": outcome.skill.public_id if outcome.skill else None,
        "version": outcome.version,
    }


def _kept(outcome: ReviewOutcome | None, participant: Participant) -> Any:
    """The row that a page may be behind; one that was made meanwhile is looked for anew."""
    return outcome or ReviewOutcome.objects.filter(participant=participant).first()
