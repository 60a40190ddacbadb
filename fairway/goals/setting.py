"""Whom somebody may bring goals, beside themselves: they are proposals, to be agreed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.goals.models import Goal
from fairway.goals.models.importing import GoalImport
from fairway.goals.rules import kept_units, may_add_for_all
from fairway.people.models import OrgUnit, Person
from fairway.people.relations import LEADER, Clause, grants, hr, led_units, line

FOR_PERSON, FOR_UNIT, FOR_ALL = Goal.Scope.PERSON, Goal.Scope.UNIT, Goal.Scope.ORGANISATION


@rule(Person, "set_goals")
def leaders_bring_goals_to_their_units_and_hr_to_theirs(viewer: Person) -> Q:
    """The line above, who leads the unit, HR partners of it, people leads for all."""
    led = among("assignment__unit", led_units(viewer), "below")
    never = Q(pk=viewer.pk)
    return grants(*line(viewer, "pk"), Clause(LEADER, led, never), *hr(viewer, "pk"))


@rule(GoalImport, "view")
def an_import_is_its_own_persons(viewer: Person) -> Q:
    return Q(created_by=viewer)


@rule(GoalImport, "edit")
def an_import_is_changed_until_it_is_done(viewer: Person) -> Q:
    return Q(created_by=viewer, state=GoalImport.State.REVIEW)


def people_to_set_for(viewer: Any) -> QuerySet[Person]:
    return Person.objects.allowed(viewer, "set_goals").filter(active=True)


def may_set_for(viewer: Any, *, owner: Person | None, unit: OrgUnit | None) -> bool:
    if owner is not None:
        return owner == viewer or people_to_set_for(viewer).filter(pk=owner.pk).exists()
    if unit is not None:
        return bool(kept_units(viewer).filter(pk=unit.pk).exists())
    return may_add_for_all(viewer)
