"""What every page of comparing ratings asks for before it shows anything."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from fairway.foundation.paging import Page, address, page_from, page_of
from fairway.foundation.viewers import Request
from fairway.people.models import Person
from fairway.reviews.calibrating_fields import read_field
from fairway.reviews.models import CalibrationSession, Placement
from fairway.reviews.reading.calibrating import ORDER, in_field
from fairway.reviews.reading.calibrating_asking import (
    FROM_THE_START,
    PAGE,
    SESSION,
    SIZE,
    rows_for,
)


def must_be_somebody(viewer: Any) -> None:
    """Ratings are compared by people: a login that belongs to nobody has none."""
    if not isinstance(viewer, Person):
        raise PermissionDenied


def find_session(request: Request, public_id: str) -> Any:
    must_be_somebody(request.viewer)
    found = SESSION.find(request.viewer, public_id)
    if not found:
        raise Http404
    return found[0]


def find_heard_session(request: Request, public_id: str) -> Any:
    """One whose ratings are on the table: before, only whoever runs it sees what was proposed, so
    that everybody else says first what they think."""
    session = find_session(request, public_id)
    if session.is_pre_vote and not session.may_manage:
        raise Http404
    return session


def find_placement(request: Request, public_id: str) -> Any:
    must_be_somebody(request.viewer)
    rows = Placement.objects.allowed(request.viewer).for_display()
    rows = rows.select_related("session__question", "session__unit", "session__cycle")
    rows = rows.exclude(session__state=CalibrationSession.State.PRE_VOTE)
    return get_object_or_404(rows.with_may(request.viewer, "move", "explain"), public_id=public_id)


def shown_rows(request: Request, session: CalibrationSession) -> QuerySet[Placement]:
    """All of the session that the reader sees, or what they asked for of it."""
    rows = rows_for(session, request.viewer)
    if "open" in request.GET:
        rows = rows.unfinished()
    meant = read_field(request.GET.get("field", ""))
    return in_field(rows, session, *meant) if meant and session.uses_growth else rows


def page_of_rows(request: Request, session: CalibrationSession) -> dict[str, Any]:
    page = _asked_for(request, session) if is_filtered(request) else _of_all(request, session)
    return {"page": page, "next": address(request.GET, after=page.after)}


def is_filtered(request: Request) -> bool:
    return "open" in request.GET or "field" in request.GET


def _of_all(request: Request, session: CalibrationSession) -> Page[Any]:
    """As `page_of` gives it: a cursor whose row has gone shows the first page."""
    cursor, behind = request.GET.get("after", ""), None
    if cursor:
        behind = Placement.objects.filter(public_id=cursor).values_list("pk", flat=True).first()
    return page_from(PAGE.find(request.viewer, session.pk, behind or FROM_THE_START), size=SIZE)


def _asked_for(request: Request, session: CalibrationSession) -> Page[Any]:
    rows = shown_rows(request, session).for_display().with_may(request.viewer, "move")
    return page_of(rows, order=ORDER, size=SIZE, after=request.GET.get("after", ""), before="")
