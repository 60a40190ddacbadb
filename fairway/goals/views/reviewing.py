"""Goals looked at together: the overview, one review, and closing it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation.viewers import Request
from fairway.goals.actions.reviewing import close_review, open_review, write_review
from fairway.goals.forms.reviewing import (
    DecisionsForm,
    OpenReviewForm,
    ReviewForm,
    at,
    goal_now,
    lines_now,
)
from fairway.goals.models import Goal, GoalChange, GoalReview
from fairway.goals.reading.review_progress import progress_for
from fairway.goals.reading.reviewing import (
    ReviewSheet,
    find_reviews,
    results_of,
    review_sheet,
    reviews_of,
)
from fairway.goals.rules import people_to_review, units_to_review
from fairway.goals.views.asking import must_be_somebody
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]


@require_safe
def reviews(request: Request) -> HttpResponse:
    viewer = request.viewer
    must_be_somebody(viewer)
    context = {"reviews": reviews_of(viewer), "progress": progress_for(viewer)}
    return render(request, "goals/reviews/list.html", context)


@require_http_methods(FORM)
def new_review(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    begun = {"whose": request.GET.get("of") or request.viewer.public_id, "point": "middle"}
    people, units = people_to_review(request.viewer), units_to_review(request.viewer)
    form = OpenReviewForm(request.POST or None, people=people, units=units, initial=begun)

    def act(whose: Any, **typed: Any) -> GoalReview:
        return open_review(whose, actor=request.viewer, **typed)

    if request.method == "POST" and (review := save(form, act)):
        say(
            request,
            _("Open. All of you can write now.")
            if review.unit
            else _("Open. Both of you can write now."),
        )
        return redirect(review)
    if form.has_error("whose", "invalid_choice"):
        raise PermissionDenied  # nobody can choose them on the page
    return render(request, "goals/reviews/new.html", {"form": form}, status=form.status)


@require_http_methods(FORM)
def review(request: Request, public_id: str) -> HttpResponse:
    """What both say about each goal; whoever may write has the form of their own lines in it."""
    found: Any = _find(request, public_id)
    sheet = review_sheet(found)
    if request.method != "POST" and not found.may_write:
        context = {"review": found, "sheet": sheet, "parts": _read(sheet)}
        return render(request, "goals/reviews/review.html", context)
    goals = [one.goal for one in sheet.goals]
    form = ReviewForm(request.POST or None, goals=goals, lines=sheet.own(request.viewer))

    def now(row: GoalReview) -> dict[str, Any]:
        lines = {one.goal_id: one for one in row.lines.filter(by=request.viewer)}
        return lines_now(goals, lines)

    def act(version: int | None, **_typed: Any) -> GoalReview:
        return write_review(found, actor=request.viewer, said=form.said(), version=version)

    if request.method == "POST" and save(form, act, row=found, now=now):
        say(request, _("Saved. You can go on writing until the review is closed."))
        return redirect(found)
    parts = _written(sheet, form, request.viewer)
    context = {"review": found, "sheet": sheet, "form": form, "parts": parts}
    return render(request, "goals/reviews/review.html", context, status=form.status)


@require_http_methods(FORM)
def close(request: Request, public_id: str) -> HttpResponse:
    found: Any = _find(request, public_id)
    if request.method != "POST" and not found.may_close:
        return redirect(found)
    sheet = review_sheet(found)
    goals = [one.goal for one in sheet.goals if one.goal.is_open]
    results = results_of(goals)
    form = DecisionsForm(
        request.POST or None,
        review=found,
        goals=goals,
        results=results,
        begun=_begun(sheet, request.viewer),
    )

    def now(row: GoalReview) -> dict[str, Any]:
        fresh = Goal.objects.filter(pk__in=[goal.pk for goal in goals])
        return {name: value for goal in fresh for name, value in goal_now(goal, ()).items()}

    def act(version: int | None, **_typed: Any) -> GoalReview:
        decided = form.decided()
        return close_review(found, actor=request.viewer, decided=decided, version=version)

    if request.method == "POST" and (closed := save(form, act, row=found, now=now)):
        say(request, _closed(closed))
        return redirect(closed)
    voices = {one.goal.pk: one for one in sheet.goals}
    parts = [(voices[part.goal.pk], part) for part in form.parts()]
    context = {"review": found, "form": form, "parts": parts}
    return render(request, "goals/reviews/close.html", context, status=form.status)


def _find(request: Request, public_id: str) -> GoalReview:
    return get_object_or_404(find_reviews(request.viewer), public_id=public_id)


def _read(sheet: ReviewSheet) -> list[tuple[Any, list[Any], list[Any]]]:
    return [(one, list(one.voices), []) for one in sheet.goals]


def _written(
    sheet: ReviewSheet, form: ReviewForm, viewer: Any
) -> list[tuple[Any, list[Any], list[Any]]]:
    """Each goal with what the others say, and the reader's own fields."""
    return [
        (
            one,
            [voice for voice in one.voices if voice.line.by_id != viewer.pk],
            form.fields_of(one.goal),
        )
        for one in sheet.goals
    ]


def _begun(sheet: ReviewSheet, viewer: Any) -> dict[str, Any]:
    """Where all say the same, that; and in the closer's own words."""
    own = sheet.own(viewer)
    begun: dict[str, Any] = {}
    for one in sheet.goals:
        begun[at(one.goal, "verdict")] = one.agreed_on
        if line := own.get(one.goal.pk):
            begun[at(one.goal, "words")] = line.words
    return begun


def _closed(review: GoalReview) -> str:
    changes = review.decisions.exclude(change=None)
    if not changes.exists():
        return _("Closed. All goals stay as they were agreed.")
    proposed = changes.filter(change__state=GoalChange.State.PROPOSED).count()
    if not proposed:
        return _("Closed. What you decided holds from now on.")
    words = ngettext(
        "Closed. %(n)s change is proposed; the other one of you decides on it.",
        "Closed. %(n)s changes are proposed; the other one of you decides on them.",
        proposed,
    )
    return words % {"n": proposed}
