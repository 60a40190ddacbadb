"""Goals by how they stand. Moving one tells so; a word about why is said at the goal itself."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.foundation.paging import page_of
from fairway.foundation.viewers import Request
from fairway.goals.actions.updating import tell_progress
from fairway.goals.forms.pictures import PictureForm
from fairway.goals.mapping import board as reading
from fairway.goals.mapping.ways import ways
from fairway.goals.models.progressing import Status
from fairway.goals.reading.cards import cards_of
from fairway.goals.views.finding import find
from fairway.ui.toasts import say


@require_safe
def board(request: Request) -> HttpResponse:
    form = PictureForm(request.GET, viewer=request.viewer)
    found = reading.lanes(form.wanted)
    context = {
        "form": form,
        "ways": ways(form.question, "board"),
        "question": form.question,
        "lanes": found,
        "statuses": Status,
        "count": sum(lane.count for lane in found),
    }
    return render(request, "goals/board.html", context)


@require_safe
def lane(request: Request, key: str) -> HttpResponse:
    """More of one lane, as a fragment; without JavaScript the list shows all of it."""
    form = PictureForm(request.GET, viewer=request.viewer)
    status = "" if key == reading.SILENT else key
    if status not in reading.NAMES:
        raise Http404
    if not request.htmx:
        state = f"state={status or 'not_started'}"
        return redirect(f"{reverse('goals:list')}?{form.question}&{state}")
    rows = reading.on_board(form.wanted).filter(status=status)
    rows = reading.for_cards(request.viewer, rows)
    page = page_of(rows, order=reading.ORDER, after=request.GET.get("after", ""), size=reading.MORE)
    context = {
        "cards": cards_of(page),
        "key": key,
        "after": page.after,
        "question": form.question,
        "statuses": Status,
    }
    return render(request, "goals/_board_cards.html", context)


@require_POST
def move(request: Request, public_id: str) -> HttpResponse:
    goal, status = find(request, public_id), request.POST.get("status", "")
    if status not in Status.values:
        return HttpResponseBadRequest()
    if status != goal.status:
        tell_progress(goal, actor=request.viewer, status=status)
        said = {"goal": goal.title, "status": str(Status(status).label).lower()}
        say(request, _("“%(goal)s” is now told as %(status)s.") % said)
    question = PictureForm(request.GET, viewer=request.viewer).question
    return redirect(f"{reverse('goals:board')}?{question}")
