"""What the pages of a cycle ask of the database, put together once for all who stand alike."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, FilteredRelation, Q, QuerySet

from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.models import (
    CycleKind,
    Handover,
    Nomination,
    Participant,
    Review,
    ReviewCycle,
)
from fairway.reviews.models.days import LAST
from fairway.reviews.reading.counting import counted, number_of
from fairway.reviews.reading.late import Clocks, is_over
from fairway.reviews.reading.managers import late_managers

PEER, State = CycleKind.Kind.PEER, Nomination.State
STANDING = (State.PROPOSED, State.APPROVED)
IN_IT = Q(state=Participant.State.OPEN)
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
    viewer: Person, cycle: int, clocks: Clocks, over: tuple[str, ...], least: int
) -> QuerySet[Any, Any]:
    """In the order of `WAITS`, and where names are gathered (`least`, of one person) that of `NAMED`:
    who is in it is gone through once, the rest is asked beside it."""
    about = Participant.objects.allowed(viewer, "oversee").filter(cycle=cycle)
    handovers = Handover.objects.allowed(viewer, "decide").filter(participant__cycle=cycle)
    states = STANDING if least else (State.PROPOSED,)
    named = FilteredRelation("nominations", condition=Q(nominations__state__in=states))
    nobody = Q(author=None) | Q(author__active=False)
    waits = (
        number_of(handovers.waiting()),
        counted("named", Q(named__state=State.PROPOSED)),
        counted("pk", IN_IT & nobody),
        number_of(late_managers(viewer, cycle, clocks, over)),
    )
    asked = waits + _naming(cycle, least) if least else waits
    return about.order_by().alias(named=named).values_list(*asked)


def _naming(cycle: int, least: int) -> tuple[Any, ...]:
    """Nobody at all, where peers are not asked."""
    peers = IN_IT & Q(Exists(CycleKind.objects.filter(cycle=cycle, kind=PEER)))
    # By their states: so each participant's own are looked up, not those of all cycles.
    standing = Nomination.objects.filter(state__in=STANDING, participant__cycle=cycle)
    of_each = standing.filter(kind=PEER).order_by().values("participant").annotate(n=Count("pk"))
    enough = Q(pk__in=of_each.filter(n__gte=least).values("participant"))
    name = peers & Q(named__kind=PEER)
    agreed = name & Q(named__state=State.APPROVED)
    return (
        counted("pk", peers),
        counted("pk", peers & enough),
        counted("named", name),
        counted("named", agreed),
    )


WAITS = ("handovers", "nominations", "without_author", "late_managers")
NAMED = ("people", "enough", "names", "agreed")
CYCLE = PreparedForViewers(_cycle, "of the board")
BARS = PreparedForViewers(_bars, OF_THE_BOARD)
ATTENTION = PreparedForViewers(_attention, OF_THE_BOARD)
