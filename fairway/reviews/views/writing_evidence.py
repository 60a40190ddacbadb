"""The pane beside a review: evidence over the period, and where something was said before."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.foundation.refusal import Refusal
from fairway.foundation.viewers import Request
from fairway.reviews.actions.writing_pointing import (
    add_statement,
    cite,
    drop_statement,
    say_it_is_new,
    say_where_before,
    uncite,
)
from fairway.reviews.evidence import find_piece, until_now
from fairway.reviews.forms.writing import ReviewForm, StatementForm
from fairway.reviews.models import Citation, CriticalStatement, Question
from fairway.reviews.models.writing import POINTING, asked_in
from fairway.reviews.reading.evidence import open_statement, pane_of, told_before
from fairway.reviews.reading.writing import desk_of
from fairway.reviews.views.writing import find, find_to_write, keep, refuse, show_form
from fairway.ui.saving import FINE, REFUSED
from fairway.ui.toasts import say

SHOWN = 60  # pieces in the list; the picture holds all


@require_safe
def evidence(request: Request, public_id: str) -> HttpResponse:
    """`question`: the answer it is for. `which`: the latest, what is not cited, or all of it."""
    return _pane(request, find_to_write(request, public_id))


def _pane(request: Request, found: Any, refusal: Refusal | None = None) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    questions = asked_in(found)
    chosen = next((one for one in questions if one.public_id == asked.get("question")), None)
    pane = pane_of(found, request.viewer)
    which = asked.get("which", "")
    listed = [one for one in reversed(pane.pieces) if not (which == "uncited" and one.cited)]
    shown = listed if which == "all" else listed[:SHOWN]
    context = {
        "review": found,
        "pane": pane,
        "pieces": shown,
        "more": len(listed) - len(shown),
        "which": which,
        "questions": questions if found.may_write and found.kind in POINTING else [],
        "question": chosen,
        "refusal": refusal,
    }
    return _render(request, "evidence", context, refusal)


def _render(
    request: Request, name: str, context: dict[str, Any], refusal: Refusal | None
) -> HttpResponse:
    fragment = bool(request.htmx)
    template = f"reviews/writing/{'_' if fragment else ''}{name}.html"
    status = getattr(refusal, "http_status", REFUSED) if refusal else FINE
    return render(request, template, context, status=status)


@require_POST
def citing(request: Request, public_id: str) -> HttpResponse:
    """Point from the chosen answer to the piece."""
    found = find_to_write(request, public_id)
    question = _question(found, request.POST.get("question", ""))
    try:
        cite(found, question, actor=request.viewer, **_named(request))
    except Refusal as refusal:
        return _pane(request, found, refusal)
    return _after(request, found, question)


def _after(request: Request, found: Any, question: Question) -> HttpResponse:
    """Beside the form, the pane is drawn anew and the answer shows what it points to."""
    if not request.htmx:
        return redirect(f"{_address(found)}#q-{question.public_id}")
    response = _pane(request, found)
    desk = desk_of(found, request.viewer)
    asked = next(one for one in desk.asked if one.question.pk == question.pk)
    context = {"review": found, "one": asked, "desk": desk, "beside": True}
    pointers = render(request, "reviews/writing/_pointers.html", context)
    response.content += pointers.content
    return response


@require_POST
def unciting(request: Request, public_id: str, citation: str) -> HttpResponse:
    found = find_to_write(request, public_id)
    if not _kept_first(request, found):
        return _refused(request, found)
    row = get_object_or_404(Citation.objects.filter(review=found), public_id=citation)
    question = row.question
    uncite(row, actor=request.viewer)
    return redirect(f"{_address(found)}#q-{question.public_id}")


@require_safe
def citation(request: Request, public_id: str, citation: str) -> HttpResponse:
    """On to what is pointed to, where the reader may read it; else said that they may not."""
    found = find(request, public_id)
    rows = Citation.objects.allowed(request.viewer).filter(review=found)
    row = get_object_or_404(rows, public_id=citation)
    piece = find_piece(found, row.source, row.key, viewer=request.viewer, within=until_now(found))
    if piece is not None and piece.url:
        return redirect(piece.url)
    context = {"review": found, "citation": row, "piece": piece}
    return render(request, "reviews/writing/citation.html", context)


@require_POST
def statements(request: Request, public_id: str, question: str) -> HttpResponse:
    """Something critical that an answer says. What is typed on the page is kept with it."""
    found = find_to_write(request, public_id)
    asked = _question(found, question)
    form = StatementForm({"statement": request.POST.get(f"s_{question}", "")})
    if not _kept_first(request, found):
        return _refused(request, found)
    if not form.is_valid():
        return _refused(request, found, " ".join(form.errors.get("statement", [])))
    try:
        add_statement(found, asked, actor=request.viewer, text=form.cleaned_data["statement"])
    except Refusal as refusal:
        return _refused(request, found, str(refusal))
    return redirect(f"{_address(found)}#q-{question}")


def _kept_first(request: Request, found: Any) -> bool:
    """The button belongs to the form: whatever else is in it is kept before."""
    form = ReviewForm(desk_of(found, request.viewer), request.POST)
    return keep(found, form, request.viewer) is not None and form.status == FINE


def _refused(request: Request, found: Any, words: str = "") -> HttpResponse:
    """The whole form again, with what was typed and why it could not be."""
    form = ReviewForm(desk_of(found, request.viewer), request.POST)
    keep(found, form, request.viewer)
    if words:
        refuse(form, ValidationError(words))
    return show_form(request, form)


@require_safe
def before(request: Request, public_id: str, statement: str) -> HttpResponse:
    """Feedback and 1:1s in which the person may have heard of it."""
    found = find_to_write(request, public_id)
    return _before(request, found, _statement(request, found, statement))


def _before(
    request: Request, found: Any, row: CriticalStatement, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "review": found,
        "statement": row,
        "pieces": told_before(found, request.viewer),
        "refusal": refusal,
    }
    return _render(request, "before", context, refusal)


@require_POST
def saying_before(request: Request, public_id: str, statement: str) -> HttpResponse:
    """From the list of what was said; beside the form, the form is kept with it."""
    found = find_to_write(request, public_id)
    row = _statement(request, found, statement)
    if "number" in request.POST and not _kept_first(request, found):
        return _refused(request, found)
    try:
        say_where_before(row, actor=request.viewer, **_named(request))
    except Refusal as refusal:
        return _before(request, found, row, refusal)
    say(request, _("Noted: it was said before."))
    return redirect(f"{_address(found)}#q-{row.question.public_id}")


@require_POST
def saying_new(request: Request, public_id: str, statement: str) -> HttpResponse:
    """From the form, which is kept with it."""
    found = find_to_write(request, public_id)
    row = _statement(request, found, statement)
    if not _kept_first(request, found):
        return _refused(request, found)
    say_it_is_new(row, actor=request.viewer)
    return redirect(f"{_address(found)}#q-{row.question.public_id}")


@require_POST
def dropping(request: Request, public_id: str, statement: str) -> HttpResponse:
    found = find_to_write(request, public_id)
    row = _statement(request, found, statement)
    if not _kept_first(request, found):
        return _refused(request, found)
    drop_statement(row, actor=request.viewer)
    return redirect(f"{_address(found)}#q-{row.question.public_id}")


def _statement(request: Request, found: Any, public_id: str) -> CriticalStatement:
    row = open_statement(found, public_id, request.viewer)
    if row is None:
        raise Http404
    return row


def _question(found: Any, public_id: str) -> Question:
    for one in asked_in(found):
        if one.public_id == public_id:
            return one
    raise Http404


def _named(request: Request) -> dict[str, str]:
    """Of the button that was pressed: where it lies, and its id there."""
    source, _colon, key = request.POST.get("piece", "").partition(":")
    return {"source": source, "key": key}


def _address(found: Any) -> str:
    return reverse("reviews:review", args=[found.public_id])
