"""What the pages of comparing ratings ask of the database, put together once for all who stand
alike: to write out who may see what took longer than everything else on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet

from fairway.foundation.lookups import Counted
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.models import CalibrationSession, Move, Placement, RaterSeverity

SIZE = 50  # rows of the table at a time
LATEST = 20
FROM_THE_START = 0  # as the row to go on behind
VERBS = ("vote", "manage", "lock", "hold")
OF_THE_SESSION, BEHIND, OF_THE_CYCLE, OF_THE_FIT = -52, -53, -54, -55
UNTIL = date(1901, 2, 3)
AT, HOME = "person__assignment__", "assignment__location__"
NUMBERS = (
    "pk",
    "public_id",
    "person__name",
    "person__public_id",
    "rater",
    "rater__name",
    "rater__sort_name",
    "proposed",
    "rating",
    "growth",
    "has_employee_reason",
)
COMPARED = (
    "person",
    "rating",
    "rater",
    f"{AT}job_profile__level",
    f"{AT}work_mode",
    f"{AT}location__name",
    f"{AT}weekly_minutes",
    "person__time_zone",
    f"person__{HOME}time_zone",
    "rater__time_zone",
    f"rater__{HOME}time_zone",
)
CYCLE_BEFORE = ("session__cycle__period_until", "session__cycle", "session__cycle__name")


def find_sessions(viewer: Person) -> QuerySet[CalibrationSession]:
    """With how many there are in each, whether or not the reader sees all of them."""
    everybody = Placement.objects.filter(session=OuterRef("pk")).standing()
    rows = CalibrationSession.objects.allowed(viewer).for_display()
    return rows.annotate(everybody=Counted(everybody.order_by().values("pk")))


def with_changes(
    rows: QuerySet[CalibrationSession], viewer: Person
) -> QuerySet[CalibrationSession]:
    """With how much has happened, as `count_changes` counts it: of rows that the reader sees, as a
    count that rises by itself would tell them that they were moved."""
    seen = Move.objects.allowed(viewer).filter(session=OuterRef("pk")).order_by().values("pk")
    return rows.annotate(happened=Counted(seen) + Counted(seen.exclude(undone_at=None)))


def rows_for(session: CalibrationSession | int, viewer: Person) -> QuerySet[Placement]:
    return Placement.objects.allowed(viewer).filter(session=session).standing()


def _session(viewer: Person, public_id: str) -> QuerySet[Any, Any]:
    """With all that its pages have a button for."""
    rows: Any = find_sessions(viewer)
    return with_changes(rows.with_may(viewer, *VERBS), viewer).filter(public_id=public_id)


def _numbers(viewer: Person, session: int) -> QuerySet[Any, Any]:
    return rows_for(session, viewer).order_by("pk").values_list(*NUMBERS)


def _page(viewer: Person, session: int, behind: int) -> QuerySet[Any, Any]:
    """Rows are placed by name, so in the order of their keys; one more than a page shows."""
    rows: Any = rows_for(session, viewer).filter(pk__gt=behind)
    return rows.for_display().with_may(viewer, "move").order_by("pk")[: SIZE + 1]


def _before(viewer: Person, session: int, cycle: int, until: date) -> QuerySet[Any, Any]:
    """How those whom the reader sees were rated in earlier cycles: how many with which rating."""
    rows = Placement.objects.filter(
        person__in=rows_for(session, viewer).order_by().values("person"),
        final__isnull=False,
        session__cycle__period_until__lte=until,
    ).exclude(session__cycle=cycle)
    columns = (*CYCLE_BEFORE, "session__question__scale", "final")
    return rows.order_by().values_list(*columns).annotate(Count("pk"))


def _compared(viewer: Person, session: int) -> QuerySet[Any, Any]:
    rows = rows_for(session, viewer).filter(rating__isnull=False)
    return rows.order_by("pk").values_list(*COMPARED)


def _changes(viewer: Person, session: int) -> QuerySet[Any, Any]:
    rows: Any = Move.objects.allowed(viewer).filter(session=session).for_display()
    return rows.with_may(viewer, "undo").order_by("-pk")[:LATEST]


def _severities(viewer: Person, fit: int, session: int) -> QuerySet[Any, Any]:
    rated = Placement.objects.filter(session=session).order_by().values("rater")
    rows = RaterSeverity.objects.allowed(viewer).filter(fit=fit, rater__in=rated)
    return rows.select_related("rater").order_by("rater__sort_name", "pk")


SESSION = PreparedForViewers(_session, "of the session")
STANDING = PreparedForViewers(_numbers, OF_THE_SESSION)
PAGE = PreparedForViewers(_page, OF_THE_SESSION, BEHIND)
BEFORE = PreparedForViewers(_before, OF_THE_SESSION, OF_THE_CYCLE, UNTIL)
TO_COMPARE = PreparedForViewers(_compared, OF_THE_SESSION)
CHANGES = PreparedForViewers(_changes, OF_THE_SESSION)
SEVERITIES = PreparedForViewers(_severities, OF_THE_FIT, OF_THE_SESSION)
