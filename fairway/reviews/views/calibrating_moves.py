"""Say first how one sees people; then move a rating with a reason, take it back, write for whom it
is about."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation import reading as noting
from fairway.foundation.paging import address, page_of
from fairway.foundation.viewers import Request
from fairway.reviews.actions import calibrating_moves as acting
from fairway.reviews.actions.calibrating_moves import Seen
from fairway.reviews.forms.calibrating import ExplainForm, MoveForm, VotesForm
from fairway.reviews.models import Move, Placement, PreVote
from fairway.reviews.reading import calibrating as reading
from fairway.reviews.reading.calibrating_asking import rows_for
from fairway.reviews.views.answering import attempt
from fairway.reviews.views.calibrating_finding import (
    find_placement,
    find_session,
    must_be_somebody,
)
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
VOTES = 20  # people on one page
PAGE = "reviews.calibration"


@require_http_methods(FORM)
def pre_votes(request: Request, public_id: str) -> HttpResponse:
    """Without what was proposed and without what others say: that comes when all have spoken."""
    session = find_session(request, public_id)
    if not session.may_vote:
        return redirect(session)
    rows = rows_for(session, request.viewer).for_display().with_may(request.viewer, "move")
    page = page_of(
        rows,
        order=reading.ORDER,
        size=VOTES,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    mine = PreVote.objects.allowed(request.viewer).filter(session=session, by=request.viewer)
    given = {one.placement_id: Seen(one.rating, one.growth) for one in mine}
    form = VotesForm(
        request.POST if request.method == "POST" else None,
        session=session,
        rows=reading.table_rows(session, page),  # type: ignore[arg-type]
        given=given,
    )

    def act(**_typed: Any) -> Any:
        return [acting.keep_votes(session, actor=request.viewer, said=form.said())]

    onward = address(request.GET, after=page.after)
    if request.method == "POST" and save(form, act):
        say(request, _("Kept. Nobody else sees it before the session opens."))
        return redirect(f"{request.path}{onward}" if onward else request.path)
    context = {
        "session": session,
        "form": form,
        "people": session.everybody,
        "given": len(given),
        "previous": address(request.GET, before=page.before),
        "next": onward,
    }
    return render(request, "reviews/calibrating/votes.html", context, status=form.status)


@require_http_methods(FORM)
def move(request: Request, public_id: str) -> HttpResponse:
    """`status` names the field that somebody was dropped on, or chose from the menu."""
    found = find_placement(request, public_id)
    if not found.may_move:
        return redirect(found.session)
    noting.note(request, found.person, PAGE)
    session = found.session
    meant = reading.place_meant(session, found, request.GET.get("status", ""))
    initial = _now(found) | ({"rating": meant[0], "growth": meant[1]} if meant else {})
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, session=session, initial=initial)
    act = partial(acting.move_rating, found, actor=request.viewer)
    if request.method == "POST" and (made := save(form, act, row=found, now=_now)):
        undo = made.get_undo_url()
        words = _("%(what)s. Your reason is on record.") % {"what": _you(made)}
        say(request, words, undo=undo)
        return redirect(session)
    context = {
        "found": found,
        "session": session,
        "form": form,
        "votes": _votes(found),
        "review": reading.review_behind(found, request.viewer),
    }
    return render(request, "reviews/calibrating/move.html", context, status=form.status)


@require_http_methods(FORM)
def explain(request: Request, public_id: str) -> HttpResponse:
    """What the person reads beside their final rating."""
    found = find_placement(request, public_id)
    if not found.may_explain:
        return redirect(found.session)
    noting.note(request, found.person, PAGE)
    data = request.POST if request.method == "POST" else None
    form = ExplainForm(data, initial=_words(found))
    act = partial(acting.write_for_employee, found, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=found, now=_words):
        say(request, _("Kept. It is read when the rating is shared."))
        return redirect(found.session)
    context = {"found": found, "session": found.session, "form": form}
    return render(request, "reviews/calibrating/words.html", context, status=form.status)


@require_POST
def undo(request: Request, public_id: str) -> HttpResponse:
    must_be_somebody(request.viewer)
    rows = Move.objects.allowed(request.viewer).for_display()
    made = get_object_or_404(rows.select_related("session"), public_id=public_id)
    words = _("Taken back. Both stay in the list of changes.")
    if made.placement.has_employee_reason:
        told = _("What was written for %(name)s stays as well: read it once more.")
        words = f"{words} {told % {'name': made.person.name}}"
    attempt(request, partial(acting.undo_move, made, actor=request.viewer), words)
    return redirect(made.session)


def _now(found: Placement) -> dict[str, Any]:
    """What the form starts with: where somebody stands, and what was written for them."""
    return {
        "rating": found.rating,
        "growth": "" if found.growth is None else found.growth,
        "employee_reason": reading.read(found, "employee_reason"),
        "version": found.version,
    }


def _words(found: Placement) -> dict[str, Any]:
    return {"words": reading.read(found, "employee_reason"), "version": found.version}


def _votes(found: Placement) -> reading.Votes:
    given = PreVote.objects.filter(placement=found).order_by("rating", "pk")
    return reading.Votes(tuple(given.values_list("rating", flat=True)))


def _you(made: Move) -> str:
    words = reading.what_moved(made)
    return words[:1].upper() + words[1:]
