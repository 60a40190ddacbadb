"""Who may add a goal: for what does not exist yet, there is no row to ask about."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from fairway.foundation.actors import is_the_system
from fairway.goals.models import Goal
from fairway.goals.rules.goals import OVER_ALL, Role
from fairway.people.models import OrgUnit, Person
from fairway.people.relations import (
    appointments,
    direct_reports,
    led_units,
    roles_of,
    units_in_scope,
)


def may_add_for_person(viewer: Any, person: Person) -> bool:
    """For oneself and one's direct reports."""
    if not isinstance(viewer, Person) or not person.active:
        return False
    return viewer.pk == person.pk or direct_reports(viewer).filter(below=person).exists()


def kept_units(viewer: Any) -> Any:
    """The units whose goals the viewer keeps."""
    units = OrgUnit.objects.filter(closed_on=None)
    if not isinstance(viewer, Person):
        return units.none()
    if Role.PEOPLE_LEAD in roles_of(viewer):
        return units
    led = Q(pk__in=led_units(viewer))
    if Role.EXECUTIVE in roles_of(viewer):
        led |= Q(pk__in=units_in_scope(viewer, Role.EXECUTIVE))
    return units.filter(led)


def may_add_for_all(viewer: Any) -> bool:
    if not isinstance(viewer, Person):
        return False
    held = roles_of(viewer)
    over_all = appointments(viewer, Role.EXECUTIVE).filter(OVER_ALL)
    if Role.PEOPLE_LEAD in held or (Role.EXECUTIVE in held and over_all.exists()):
        return True
    return OrgUnit.objects.filter(parent=None, leader=viewer).exists()


def claim_new(actor: Any, *, scope: str, owner: Person | None, unit: OrgUnit | None) -> None:
    if is_the_system(actor):
        return
    may = {
        Goal.Scope.PERSON: lambda: owner is not None and may_add_for_person(actor, owner),
        Goal.Scope.UNIT: lambda: unit is not None and kept_units(actor).filter(pk=unit.pk).exists(),
        Goal.Scope.ORGANISATION: lambda: may_add_for_all(actor),
    }
    if not may[Goal.Scope(scope)]():
        raise PermissionDenied
