"""What the page of one 1:1 asks of the database, put together once for all who stand alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from fairway.conversations.models import (
    ActionItem,
    AgendaPoint,
    OneOnOne,
    SharedNote,
    TimeProposal,
)
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

MOST_ACTIONS = 50
OF_THE_PAGE, EMPLOYEE, MANAGER = -45, -46, -47
SINCE = datetime(1901, 2, 3, tzinfo=UTC)


def _found(viewer: Person, public_id: str) -> QuerySet[Any]:
    """With every right that the page has a button for, and when the two last met before."""
    before = OneOnOne.objects.filter(series=OuterRef("series"), starts_at__lt=OuterRef("starts_at"))
    last = before.exclude(closed_at=None).order_by("-starts_at").values("starts_at")[:1]
    rows = OneOnOne.objects.allowed(viewer).for_display().filter(public_id=public_id)
    places = ("employee__assignment__location", "manager__assignment__location")
    rows = rows.select_related("closed_by", *places).annotate(last_at=Subquery(last))
    return rows.with_may(viewer, "write", "close", "plan")


def _points(viewer: Person, meeting: int) -> QuerySet[Any]:
    rows = AgendaPoint.objects.allowed(viewer).filter(meeting=meeting).select_related("by")
    return rows.with_may(viewer, "tick", "remove")


def _notes(viewer: Person, meeting: int) -> QuerySet[Any]:
    return SharedNote.objects.allowed(viewer).filter(meeting=meeting).select_related("by")


def _proposed(viewer: Person, meeting: int) -> QuerySet[Any]:
    rows = TimeProposal.objects.allowed(viewer).select_related("by")
    rows = rows.filter(meeting=meeting, state=TimeProposal.State.ASKED)
    return rows.with_may(viewer, "decide", "withdraw")[:1]


def _actions(viewer: Person, employee: int, manager: int, since: datetime) -> QuerySet[Any]:
    """What is open between the two, and what was settled lately."""
    lately = Q(done_at__gte=since) | Q(dropped_at__gte=since)
    waits = Q(done_at=None, dropped_at=None)
    rows = ActionItem.objects.allowed(viewer).filter(employee=employee, manager=manager)
    rows = rows.filter(waits | lately).select_related("owner")
    return rows.with_may(viewer, "edit", "settle").order_by("due_on", "pk")[:MOST_ACTIONS]


FOUND = PreparedForViewers(_found, "of the page")
POINTS = PreparedForViewers(_points, OF_THE_PAGE)
NOTES_OF = PreparedForViewers(_notes, OF_THE_PAGE)
PROPOSED = PreparedForViewers(_proposed, OF_THE_PAGE)
ACTIONS = PreparedForViewers(_actions, EMPLOYEE, MANAGER, SINCE)
