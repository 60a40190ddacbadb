"""What concerns somebody in cycles, and what is owed about one person in one of them.

Put together once for all who stand alike: to write out who may see what took longer than the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When

from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
from fairway.reviews.models import (
    CycleKind,
    Handover,
    Participant,
    Phase,
    Review,
    ReviewCycle,
    SharedVersion,
    day_of_phase,
    phases_for,
)
from fairway.reviews.models.days import FOR_ONE

A_DAY = timedelta(days=1)  # some are a day behind the organisation
MOST_OWED, LATEST = 100, 20
VERBS = ("view", "extend", "reassign", "remove", "reopen", "invite_again", "readdress")


@dataclass(frozen=True)
class Mine:
    """What concerns somebody in cycles: what they are asked for, what they have sent and may still
    read, what is about them, and for whom else they may name whom to ask."""

    owed: Sequence[Review]
    sent: Sequence[Review]
    about: Sequence[Participant]
    naming: Sequence[Participant]


def mine(viewer: Person) -> Mine:
    found = (one.find(viewer) for one in (OWED, SENT, ABOUT, NAMING))
    return Mine(*found)


@dataclass(frozen=True)
class InACycle:
    """Somebody in a cycle, as far as the reader may know of it, with what they may do."""

    participant: Any
    reviews: Sequence[Any]
    handovers: Sequence[Any]
    given: Sequence[SharedVersion]
    days: Sequence[Any]  # the steps that are theirs, each with its last day for them, as `until`


def in_a_cycle(viewer: Person, public_id: str) -> InACycle | None:
    found = PARTICIPANT.find(viewer, public_id)
    if not found:
        return None
    one = found[0].pk
    about = (REVIEWS.find(viewer, one), HANDOVERS.find(viewer, one), GIVEN.find(viewer, one))
    return InACycle(found[0], *about, days_of(found[0]))


def days_of(participant: Participant) -> Sequence[Any]:
    """While the cycle runs."""
    if not participant.cycle.is_running or participant.state != Participant.State.OPEN:
        return ()
    phases = phases_for(participant.cycle_id, participant.person_id)
    return list(phases.filter(kind__in=FOR_ONE))


def naming_until(participant: Participant) -> date | None:
    """The last day on which they say whom to ask, while the cycle runs and where it has days for it."""
    naming = [one for one in days_of(participant) if one.kind == Phase.Kind.NOMINATE]
    return naming[0].until if naming else None


def _names_others() -> Case:
    """Whether somebody in a cycle says who is asked about them: peers, or people outside."""
    asked = CycleKind.objects.filter(cycle=OuterRef("cycle"))
    peers = Q(cycle__people_nominate=True) & Exists(asked.filter(kind=CycleKind.Kind.PEER))
    outside = Exists(asked.filter(kind=CycleKind.Kind.EXTERNAL))
    running = Q(cycle__state=ReviewCycle.State.LAUNCHED)
    return Case(
        When(running & (peers | outside), then=True),
        default=False,
        output_field=BooleanField(),
    )


def _theirs(viewer: Person) -> Q:
    return Q(reviewer=viewer) | Q(co_author=viewer)


def _owed(viewer: Person) -> QuerySet[Any, Any]:
    theirs: Any = Review.objects.filter(_theirs(viewer)).for_display()
    return theirs.to_write().with_may(viewer, "decline").order_by("due_on", "pk")[:MOST_OWED]


def _sent(viewer: Person) -> QuerySet[Any, Any]:
    rows: Any = Review.objects.allowed(viewer)
    rows = rows.filter(_theirs(viewer), submitted_at__isnull=False)
    rows = rows.exclude(state=Review.State.CLOSED).for_display().with_received()
    return rows.order_by("-submitted_at", "-pk")[:LATEST]


def _about(viewer: Person) -> QuerySet[Any, Any]:
    rows: Any = Participant.objects.allowed(viewer).filter(person=viewer).for_display()
    return rows.annotate(names_others=_names_others()).order_by("-pk")[:LATEST]


def _naming(viewer: Person) -> QuerySet[Any, Any]:
    """While names are gathered, of those whose list stands nowhere else for them."""
    rows: Any = Participant.objects.allowed(viewer, "nominate")
    rows = rows.exclude(person=viewer).exclude(author=viewer).for_display()
    until = day_of_phase(Phase.Kind.NOMINATE, cycle="cycle", person="person")
    gathered = rows.annotate(until=until).filter(until__gte=organisation_day() - A_DAY)
    named = gathered.annotate(names_others=_names_others()).filter(names_others=True)
    return named.order_by("person__sort_name", "-pk")[:MOST_OWED]


def _participant(viewer: Person, public_id: str) -> QuerySet[Any, Any]:
    rows: Any = Participant.objects.allowed(viewer).with_may(viewer, "manage", "extend")
    return rows.for_display().filter(public_id=public_id)


def _reviews(viewer: Person, participant: int) -> QuerySet[Any, Any]:
    rows: Any = Review.objects.allowed(viewer, "know").filter(participant=participant)
    rows = rows.for_display().with_writers().with_received()
    return rows.with_may(viewer, *VERBS).order_by("kind", "pk")


def _handovers(viewer: Person, participant: int) -> QuerySet[Any, Any]:
    rows: Any = Handover.objects.allowed(viewer).filter(participant=participant)
    return rows.with_may(viewer, "decide", "release").select_related("old", "new")


def _given(viewer: Person, participant: int) -> QuerySet[Any, Any]:
    return SharedVersion.objects.allowed(viewer).filter(participant=participant)


OF_THE_PARTICIPANT = -63
OWED, SENT, ABOUT, NAMING = (PreparedForViewers(build) for build in (_owed, _sent, _about, _naming))
PARTICIPANT = PreparedForViewers(_participant, "of the participant")
REVIEWS = PreparedForViewers(_reviews, OF_THE_PARTICIPANT)
HANDOVERS = PreparedForViewers(_handovers, OF_THE_PARTICIPANT)
GIVEN = PreparedForViewers(_given, OF_THE_PARTICIPANT)
