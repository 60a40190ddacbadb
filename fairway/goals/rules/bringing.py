"""Whom somebody may bring goals, beside themselves: they are proposals, to be agreed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.goals.models import Goal, GoalTemplate
from fairway.goals.models.importing import GoalImport
from fairway.people.models import Appointment, Person
from fairway.people.relations import (
    AUTHOR,
    LEADER,
    PEOPLE_LEAD,
    Clause,
    anybody,
    by_role,
    grants,
    hr,
    led_units,
    line,
)

Role = Appointment.Role
FOR_PERSON, FOR_UNIT, FOR_ALL = Goal.Scope.PERSON, Goal.Scope.UNIT, Goal.Scope.ORGANISATION


@rule(Person, "set_goals")
def leaders_bring_goals_to_their_units_and_hr_to_theirs(viewer: Person) -> Q:
    """The line above, who leads the unit, HR partners of it, people leads for all."""
    led = among("assignment__unit", led_units(viewer), "below")
    never = Q(pk=viewer.pk)
    return grants(*line(viewer, "pk"), Clause(LEADER, led, never), *hr(viewer, "pk"))


def _templates_one_keeps(viewer: Person) -> Q:
    return grants(
        Clause(AUTHOR, Q(created_by=viewer)),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
    )


@rule(GoalTemplate, "view")
def a_template_is_its_writers_and_people_leads(viewer: Person) -> Q:
    return _templates_one_keeps(viewer)


@rule(GoalTemplate, "edit")
def a_template_is_edited_and_proposed_while_in_use(viewer: Person) -> Q:
    return _templates_one_keeps(viewer) & Q(archived_at=None)


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


def brings_goals(viewer: Any) -> bool:
    """Whether there is anybody the viewer may bring goals."""
    return people_to_set_for(viewer).exists()


def people_to_set_for(viewer: Any) -> QuerySet[Person]:
    return Person.objects.allowed(viewer, "set_goals").filter(active=True)
