"""What the pages of a cycle ask of the database, put together once for all who stand alike."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet

from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.models import Handover, Nomination, Participant, Review, ReviewCycle
from fairway.reviews.models.days import LAST
from fairway.reviews.reading.counting import counted, number_of
from fairway.reviews.reading.late import Clocks, is_over
from fairway.reviews.reading.managers import late_managers

OF_THE_BOARD = -48
BUTTONS = ("edit", "launch", "change", "close", "remind", "clone", "hold", "begin_pay", "report")


def _cycle(viewer: Person, public_id: str, verb: str) -> QuerySet[Any, Any]:
    """As the viewer may, with every right that its pages have a button for."""
    rows = ReviewCycle.objects.allowed(viewer, verb).select_related("facilitator")
    return rows.with_holder().with_may(viewer, *BUTTONS).filter(public_id=public_id)


def _bars(viewer: Person, cycle: int, clocks: Clocks) -> QuerySet[Any, Any]:
    """By kind how many there are, how many are open, and how many of these are late."""
    standing = Review.objects.allowed(viewer, "oversee").filter(
        cycle=cycle, participant__cycle=cycle, participant__state=Participant.State.OPEN
    )
    is_open = Q(state=Review.State.OPEN)
    late = is_open & is_over("last", "reviewer", clocks)
    rows = standing.exclude(state=Review.State.CLOSED).order_by().alias(last=LAST).values("kind")
    counted = rows.annotate(
        of=Count("pk"), open=Count("pk", filter=is_open), late=Count("pk", filter=late)
    )
    return counted.values_list("kind", "of", "open", "late")


def _attention(
    viewer: Person, cycle: int, clocks: Clocks, over: tuple[str, ...]
) -> QuerySet[Any, Any]:
    """In the order of `WAITS`: who is in it is gone through once, the rest is asked beside it."""
    about = Participant.objects.allowed(viewer, "oversee").filter(cycle=cycle)
    handovers = Handover.objects.allowed(viewer, "decide").filter(participant__cycle=cycle)
    named = FilteredRelation(
        "nominations", condition=Q(nominations__state=Nomination.State.PROPOSED)
    )
    nobody = Q(author=None) | Q(author__active=False)
    waits = (
        number_of(handovers.waiting()),
        counted("named"),
        counted("pk", Q(state=Participant.State.OPEN) & nobody),
        number_of(late_managers(viewer, cycle, clocks, over)),
    )
    return about.order_by().alias(named=named).values_list(*waits)


WAITS = ("handovers", "nominations", "without_author", "late_managers")
CYCLE = PreparedForViewers(_cycle, "of the board")
BARS = PreparedForViewers(_bars, OF_THE_BOARD)
ATTENTION = PreparedForViewers(_attention, OF_THE_BOARD)
