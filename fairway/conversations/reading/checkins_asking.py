"""What the pages of check-ins ask of the database, those that say who may do what put together
once for all who stand alike."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from fairway.conversations.models import (
    Blocker,
    CheckIn,
    CheckInReply,
    PassedPoint,
    Wellbeing,
)
from fairway.goals.models import Goal, ProgressUpdate
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

MOST_WAITING = 50
VERBS = ("write", "read", "reply", "pass_up")
OF_THE_PAGE, PERSON, WEEK = -45, -46, date(1901, 2, 3)
BEGUN, UNTIL = datetime(1902, 3, 4, tzinfo=UTC), datetime(1903, 4, 5, tzinfo=UTC)


def find_check_ins(viewer: Any) -> Any:
    """With every right that the page has a button for, the one before each, how they were where
    the reader may know it, and whether there is anything beneath it to ask for."""
    before = CheckIn.objects.sent().filter(
        person=OuterRef("person"), week_on__lt=OuterRef("week_on")
    )
    felt = Wellbeing.objects.allowed(viewer).filter(check_in=OuterRef("pk")).order_by()
    here = {"check_in": OuterRef("pk")}
    rows = CheckIn.objects.allowed(viewer).for_display()
    rows = rows.annotate(
        before=Subquery(before.order_by("-week_on").values("pk")[:1]),
        felt=Subquery(felt.values("value")[:1]),
        felt_promise=Subquery(felt.values("promise")[:1]),
        has_replies=Exists(CheckInReply.objects.filter(**here)),
        has_passed=Exists(PassedPoint.objects.filter(**here)),
    )
    return rows.with_may(viewer, *VERBS)


def _found(viewer: Person, public_id: str) -> QuerySet[Any]:
    return find_check_ins(viewer).filter(public_id=public_id)


def _waiting(viewer: Person) -> QuerySet[Any]:
    """The longest wait first."""
    rows = find_check_ins(viewer).unread().filter(sent_to=viewer)
    return rows.order_by("sent_at", "pk")[:MOST_WAITING]


def _points(viewer: Person) -> QuerySet[Any]:
    rows = PassedPoint.objects.allowed(viewer, "answer").filter(answered_at=None)
    return rows.select_related("by", "check_in__person").order_by("at", "pk")[:MOST_WAITING]


def _blockers(
    viewer: Person, check_in: int, person: int, week_on: date, then: datetime
) -> QuerySet[Any]:
    """Those that stood in a check-in: named in it, or named before and not cleared by then."""
    before = Q(raised_in__week_on__lt=week_on)
    stood = Q(cleared_at=None) | Q(cleared_at__gt=then)
    rows = Blocker.objects.allowed(viewer).filter(
        Q(raised_in=check_in) | (before & stood), person=person
    )
    rows = rows.select_related("taken_up_by").with_may(viewer, "take_up", "clear")
    return rows.order_by("raised_in", "pk")


def _updates(viewer: Person, person: int, begun: datetime, until: datetime) -> QuerySet[Any]:
    """What was told of goals with a check-in, of goals that the reader may see."""
    rows = ProgressUpdate.objects.standing().filter(
        by=person,
        at__gte=begun,
        at__lte=until,
        via__in=(ProgressUpdate.Via.CHECK_IN, ProgressUpdate.Via.MAIL),
        goal__in=Goal.objects.allowed(viewer).filter(owner=person),
    )
    rows = rows.select_related("goal", "result").order_by("goal", "result__rank", "pk")
    return rows[:MOST_WAITING]


FOUND = PreparedForViewers(_found, "of the page")
WAITING = PreparedForViewers(_waiting)
POINTS = PreparedForViewers(_points)
BLOCKERS = PreparedForViewers(_blockers, OF_THE_PAGE, PERSON, WEEK, UNTIL)
UPDATES = PreparedForViewers(_updates, PERSON, BEGUN, UNTIL)
