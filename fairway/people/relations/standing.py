"""What a viewer is to anybody at all, asked once a request."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, QuerySet, Value

from fairway.foundation.prepared import Prepared
from fairway.foundation.remembering import remember
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, Delegation, Person
from fairway.people.relations.kinds import ABOVE, DEPUTY, DOTTED, FORMER, MANAGER, ROLES, WAYS
from fairway.people.relations.reach import (
    appointments,
    direct_reports,
    dotted_reports,
    further_below,
    last_reports,
)


def holds(viewer: Person | None, *roles: str) -> bool:
    return viewer is not None and appointments(viewer, *roles).exists()


def standing_of(viewer: Person) -> frozenset[str]:
    """Keys of every relation and role that the viewer has to anybody at all today.

    One query a request, however often it is asked: most people manage nobody and hold no role, and
    then no rule has to ask after either.
    """
    return remember(
        ("standing", viewer.pk),
        lambda: frozenset(way for (way,) in STANDING.ask(viewer.pk, organisation_day())),
    )


def _standing(key: int, day: date) -> QuerySet[Any, Any]:
    viewer = Person(pk=key)
    roles = Appointment.objects.on(day).filter(person=viewer).values_list("role")
    ways = {
        MANAGER: direct_reports(viewer),
        ABOVE: further_below(viewer),
        DOTTED: dotted_reports(viewer, day),
        FORMER: last_reports(viewer, day),
        DEPUTY: Delegation.objects.on(day).filter(deputy=viewer),
    }
    oneself = Person.objects.filter(pk=key).order_by()
    asked = [
        oneself.filter(Exists(rows)).annotate(way=Value(relation.key)).values_list("way")
        for relation, rows in ways.items()
    ]
    return roles.order_by().union(*asked, all=True)


STANDING = Prepared(_standing, -41, date(1, 2, 3))


def roles_of(viewer: Person) -> frozenset[str]:
    """Every role held today, whatever its reach."""
    return standing_of(viewer) & ROLES


def roles_held() -> list[tuple[int, str, int | None]]:
    """Every role held today: by whom, which, over which unit. They are few."""
    every = Appointment.objects.on(organisation_day())
    return remember("roles held", lambda: list(every.values_list("person_id", "role", "unit_id")))


def look_up_roles(viewers: Iterable[Person]) -> None:
    """Ask once for many viewers, where what is asked is remembered; how they stand is left open."""
    held: dict[int, set[str]] = {viewer.pk: {way.key for way in WAYS} for viewer in viewers}
    for person, role, _unit in roles_held():
        if person in held:
            held[person].add(role)
    for person, found in held.items():
        remember(("standing", person), partial(frozenset, found))
