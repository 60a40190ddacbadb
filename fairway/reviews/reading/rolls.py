"""Who is in a cycle, and who has not written yet: lists in pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils import timezone

from fairway.foundation.paging import PAGE, Page, page_from, page_of
from fairway.foundation.text import fold
from fairway.people.finding import named
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.actions.reminding import APART, not_written_to
from fairway.reviews.models import Participant, Review, ReviewCycle
from fairway.reviews.reading.counting import number_of

SOONEST, BY_NAME = ("due_on", "pk"), ("person__sort_name", "pk")
LISTED = -49  # stands in for the cycle
SINCE, TODAY = datetime(1901, 2, 3, tzinfo=UTC), date(1901, 2, 4)


def page_of_missing(
    cycle: ReviewCycle, viewer: Person, kind: str = "", *, after: str = "", before: str = ""
) -> Page[Review]:
    """What is not written yet, of one kind or of all, what is due soonest first."""
    if after or before:
        rows = _missing(viewer, cycle.pk, kind)
        return page_of(rows, order=SOONEST, after=after, before=before)
    return page_from(MISSING.find(viewer, cycle.pk, given=(kind,)))


def page_of_people(
    cycle: ReviewCycle, viewer: Person, typed: str = "", *, after: str = "", before: str = ""
) -> Page[Participant]:
    """Who is in it, of the people whom the viewer looks after, and how far each one is."""
    if not (fold(typed) or after or before):
        return _with_progress(page_from(PEOPLE.find(viewer, cycle.pk)))
    rows = _people(viewer, cycle.pk)
    if fold(typed):
        rows = rows.filter(person__in=Person.objects.filter(named(typed)).order_by().values("pk"))
    return _with_progress(page_of(rows, order=BY_NAME, after=after, before=before))


def how_many_to_nudge(cycle: ReviewCycle, viewer: Person, kind: str = "") -> int:
    """As `whom_to_nudge` would reach of all, or of those who owe a review of this kind."""
    now = timezone.now()
    found = TO_NUDGE.ask(viewer, cycle.pk, now - APART, now.date(), given=(kind,))
    return sum(n for (n,) in found)


def _missing(viewer: Person, cycle: int, kind: str) -> QuerySet[Review]:
    rows = Review.objects.allowed(viewer, "oversee").to_write().filter(cycle=cycle)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("participant__person").with_writers()


def _people(viewer: Person, cycle: int) -> QuerySet[Participant]:
    return Participant.objects.allowed(viewer, "oversee").filter(cycle=cycle)


def _to_nudge(
    viewer: Person, cycle: int, since: datetime, today: date, kind: str
) -> QuerySet[Any, Any]:
    rows = not_written_to(viewer, cycle, since, today, kind).order_by().values("cycle")
    return rows.annotate(people=Count("reviewer", distinct=True)).values_list("people")


def _with_progress(page: Page[Participant]) -> Page[Participant]:
    """Of these alone, as a database that sorts ten thousand would look up the units and reviews of
    all; and put in order here, as to sort even these it may go through everybody's names."""
    asked = Review.objects.filter(participant=OuterRef("pk")).exclude(state=Review.State.CLOSED)
    # Of the house, and from outside: there is an index for each, and none for both.
    inside = asked.filter(reviewer__isnull=False)
    outside = asked.filter(reviewer=None, cycle=OuterRef("cycle"))
    sent = ~Q(state=Review.State.OPEN)
    rows = Participant.objects.filter(pk__in=[one.pk for one in page.rows]).for_display()
    rows = rows.annotate(
        asked=number_of(inside) + number_of(outside),
        written=number_of(inside.filter(sent)) + number_of(outside.filter(sent)),
    )
    found = rows.order_by().in_bulk()
    return Page([found[one.pk] for one in page.rows if one.pk in found], page.after, page.before)


MISSING = PreparedForViewers(
    lambda viewer, cycle, kind: _missing(viewer, cycle, kind).order_by(*SOONEST)[: PAGE + 1], LISTED
)
PEOPLE = PreparedForViewers(
    lambda viewer, cycle: _people(viewer, cycle).order_by(*BY_NAME)[: PAGE + 1], LISTED
)
TO_NUDGE = PreparedForViewers(_to_nudge, LISTED, SINCE, TODAY)
