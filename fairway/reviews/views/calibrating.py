"""Sessions, and one of them: how ratings are spread, who stands where, and the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fairway.foundation.paging import address, page_of
from fairway.foundation.policy import get
from fairway.foundation.text import csv_response
from fairway.foundation.viewers import Request
from fairway.people.relations import Role, roles_of
from fairway.reviews import calibrating_pictures as pictures
from fairway.reviews.calibrating_nine import drawn_fields
from fairway.reviews.calibrating_rows import drawn_rows
from fairway.reviews.models import CalibrationSession, Placement
from fairway.reviews.reading import calibrating as reading
from fairway.reviews.reading import calibrating_standing as standing
from fairway.reviews.reading.calibrating_asking import find_sessions
from fairway.reviews.reading.calibrating_earlier import earlier_spreads
from fairway.reviews.reading.calibrating_gaps import cycles_to_tell
from fairway.reviews.views.calibrating_finding import (
    find_heard_session,
    find_session,
    is_filtered,
    must_be_somebody,
    page_of_rows,
    shown_rows,
)

RUNS = {Role.HR_PARTNER, Role.PEOPLE_LEAD}
AT_ONCE = 200


@require_safe
def calibrations(request: Request) -> HttpResponse:
    """The sessions that one takes part in or runs, the latest first."""
    must_be_somebody(request.viewer)
    rows = find_sessions(request.viewer)
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    page = page_of(rows, order=("-made_at", "-pk"), **asked)
    context = {
        "page": page,
        "previous": address(request.GET, before=page.before),
        "next": address(request.GET, after=page.after),
        "analysed": cycles_to_tell(request.viewer),
        "runs": bool(roles_of(request.viewer) & RUNS),
    }
    return render(request, "reviews/calibrating/list.html", context)


@require_safe
def calibration(request: Request, public_id: str) -> HttpResponse:
    session = find_session(request, public_id)
    if session.is_pre_vote and session.may_vote and not session.may_manage:
        return redirect("reviews:pre_votes", session.public_id)
    numbers = standing.standing_of(session, request.viewer)
    shown = page_of_rows(request, session)
    places = pictures.place_buttons(standing.labels_of(session)) if session.is_open else ""
    context = {
        **shown,
        "session": session,
        "standing": numbers,
        "spreads": [(one, pictures.spread_bar(one)) for one in numbers.drawn],
        "earlier": [
            (one, pictures.spread_bar(one.spread) if one.spread else "")
            for one in earlier_spreads(session, request.viewer)
        ],
        "key": [
            (pictures.colour(place, len(session.values)), value)
            for place, value in enumerate(session.values)
        ],
        "guidance": get("reviews.calibration_guidance"),
        **_drawn(session, shown["page"]),
        "filtered": is_filtered(request),
        "places": places,
        "fields": drawn_fields(numbers.fields, places),
    }
    return render(request, "reviews/calibrating/session.html", context)


@require_safe
def more_rows(request: Request, public_id: str) -> HttpResponse:
    """The rows after those that are there; without htmx a page of their own."""
    session = find_heard_session(request, public_id)
    shown = page_of_rows(request, session)
    context = {**shown, "session": session, **_drawn(session, shown["page"])}
    fragment = request.htmx  # type: ignore[attr-defined]
    template = "_rows.html" if fragment else "rows.html"
    return render(request, f"reviews/calibrating/{template}", context)


def _drawn(session: CalibrationSession, page: Any) -> dict[str, Any]:
    rows = reading.table_rows(session, page)
    return {"rows": rows, "drawn": drawn_rows(session, rows)}


@require_safe
def table_file(request: Request, public_id: str) -> HttpResponseBase:
    """The rows that one sees, and no word of why."""
    session = find_heard_session(request, public_id)
    header = [
        _("Person"), _("Rated by"), _("Level"), _("Tenure"), _("Before"), _("Proposed"),
        _("Before the session"), _("Now"), _("Final"), _("Adjusted view"),
    ]  # fmt: skip
    return csv_response("calibration", header, _lines(request, session))


def _lines(request: Request, session: CalibrationSession) -> Iterator[list[Any]]:
    rows = shown_rows(request, session).for_display().with_may(request.viewer, "move")
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        for row in reading.table_rows(session, some):
            yield _line(row.placement, row)
        last = some[-1].pk


def _line(one: Placement, row: reading.Row) -> list[Any]:
    numbers = [one.rating, one.final]
    return [
        row.person.name,
        one.rater.name,
        row.level,
        row.tenure,
        row.before,
        "" if one.proposed is None else one.proposed,
        str(row.votes),
        *("" if number is None else number for number in numbers),
        row.adjusted,
    ]
