"""What goes with holding a cycle: who is brought into it as their time comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from fairway.people.days import organisation_day
from fairway.people.models import OrgUnit, Person
from fairway.people.relations import Role, appointments, roles_of
from fairway.reviews.models import Participant, ReviewCycle
from fairway.reviews.population import Population


@dataclass(frozen=True)
class Reach:
    """`units`, each with all below it, hold whoever is brought in; none of them: everybody."""

    days: int
    units: tuple[str, ...]
    waiting: int  # whose time has come already


def to_bring_in(cycle: ReviewCycle, actor: Any, today: date) -> QuerySet[Person]:
    """Of those whom the actor reaches, whoever fits and is not in it."""
    known = Participant.objects.filter(cycle=cycle).values("person")
    return Population.of(cycle.rules).rows(actor, today).exclude(pk__in=known)


def reach_of(cycle: ReviewCycle, viewer: Person) -> Reach | None:
    """With the viewer as holder; nothing where nobody comes in later."""
    days = Population.of(cycle.rules).hire_days
    if days is None or cycle.is_closed:
        return None
    waiting = to_bring_in(cycle, viewer, organisation_day()).count()
    return Reach(days, _units(viewer), waiting)


def _units(viewer: Person) -> tuple[str, ...]:
    if Role.PEOPLE_LEAD in roles_of(viewer):
        return ()
    held = appointments(viewer, Role.HR_PARTNER).values("unit")
    return tuple(
        OrgUnit.objects.filter(pk__in=held).order_by("name").values_list("name", flat=True)
    )
