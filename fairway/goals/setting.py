"""Whom somebody may bring goals, beside themselves: they are proposals, to be agreed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.goals.models import Goal
from fairway.goals.models.importing import GoalImport
from fairway.people.models import Person
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
def an_import_is_changed_until_it_is_begun(viewer: Person) -> Q:
    return Q(created_by=viewer, state=GoalImport.State.REVIEW)


@rule(GoalImport, "apply")
def an_import_is_written_or_discarded_until_it_is_done(viewer: Person) -> Q:
    """Also while it is being written: whoever waited for the lock finds it done."""
    unfinished = [GoalImport.State.REVIEW, GoalImport.State.IMPORTING]
    return Q(created_by=viewer, state__in=unfinished)


@rule(GoalImport, "undo")
def an_import_is_taken_back_once_it_is_done(viewer: Person) -> Q:
    return Q(created_by=viewer, state=GoalImport.State.APPLIED)


def people_to_set_for(viewer: Any) -> QuerySet[Person]:
    return Person.objects.allowed(viewer, "set_goals").filter(active=True)
