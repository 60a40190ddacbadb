"""Goals over their days."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairway.foundation.paging import Page, page_of
from fairway.foundation.viewers import Request
from fairway.goals.forms.pictures import PictureForm
from fairway.goals.mapping.drawing import draw_timeline
from fairway.goals.mapping.timeline import timeline_of
from fairway.goals.mapping.ways import ways
from fairway.goals.models import Goal
from fairway.goals.reading.listing import TABS, Asked, listed
from fairway.goals.views.map import as_drawing, as_table

MOST = 30


@require_safe
def timeline(request: Request) -> HttpResponse:
    form = PictureForm(request.GET, viewer=request.viewer)
    asked = form.wanted
    page = _page(request, listed(asked), asked)
    context = {
        "form": form,
        "ways": ways(form.question, "timeline"),
        "question": form.question,
        "timeline": timeline_of(list(page), asked.period),
        "next": f"?{form.question}&after={page.after}" if page.after else "",
        "previous": f"?{form.question}&before={page.before}" if page.before else "",
        "here": request.GET.urlencode(),
    }
    return render(request, "goals/timeline.html", context)


@require_safe
def drawing(request: Request) -> HttpResponse:
    """The same to take along, without what is private."""
    asked = PictureForm(request.GET, viewer=request.viewer).wanted
    rows: Any = listed(asked)
    page = _page(request, rows.shown_around(), asked)
    drawn = draw_timeline(timeline_of(list(page), asked.period), str(TABS[asked.tab]))
    return as_drawing(drawn, "goals-timeline.svg")


@require_safe
def table(request: Request) -> HttpResponseBase:
    """What the board and the timeline are asked for, all of it."""
    return as_table(request, listed(PictureForm(request.GET, viewer=request.viewer).wanted))


def _page(request: Request, rows: Any, asked: Asked) -> Page[Goal]:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    return page_of(rows.for_rows(), order=asked.order, after=after, before=before, size=MOST)
