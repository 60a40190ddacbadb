"""Everybody reads the strategy; people leads and executives over the whole organisation keep it.

HR partners keep the periods too: they open and close them for everybody.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Q

from fairway.foundation.access import rule
from fairway.foundation.actors import is_the_system
from fairway.people.models import Appointment, Person
from fairway.people.relations import (
    EXECUTIVE,
    HR_PARTNER,
    PEOPLE_LEAD,
    Clause,
    anybody,
    appointments,
    by_role,
    everybody,
    grants,
)
from fairway.strategy.models import Mission, Period, StrategicPriority, Value

Role = Appointment.Role
OVER_ALL = Q(unit=None) | Q(unit__parent=None)


def leads(viewer: Person) -> Clause:
    return by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody)


def executives(viewer: Person) -> Clause:
    """Only those over the whole organisation: a unit's executive sets that unit's goals."""
    held = appointments(viewer, Role.EXECUTIVE).filter(OVER_ALL)
    return by_role(viewer, Role.EXECUTIVE, EXECUTIVE, lambda: Q(Exists(held)))


def partners(viewer: Person) -> Clause:
    return by_role(viewer, Role.HR_PARTNER, HR_PARTNER, anybody)


@rule(Mission, "view")
@rule(StrategicPriority, "view")
@rule(Value, "view")
@rule(Period, "view")
def everybody_reads(viewer: Person) -> Q:
    return grants(everybody())


@rule(Mission, "edit")
def the_mission_that_holds_is_edited(viewer: Person) -> Q:
    return _keep(viewer, Q(replaced_at=None))


@rule(StrategicPriority, "edit")
def a_priority_of_a_closed_period_stays_as_it_was(viewer: Person) -> Q:
    return _keep(viewer, Q(archived_at=None, period__closed_at=None))


@rule(Value, "edit")
def what_is_in_use_is_edited(viewer: Person) -> Q:
    return _keep(viewer, Q(archived_at=None))


@rule(StrategicPriority, "restore")
@rule(Value, "restore")
def what_was_archived_can_return(viewer: Person) -> Q:
    return _keep(viewer, ~Q(archived_at=None))


def _keep(viewer: Person, given: Q) -> Q:
    return grants(leads(viewer), executives(viewer), given=given)


def _keep_periods(viewer: Person, given: Q) -> Q:
    return grants(leads(viewer), executives(viewer), partners(viewer), given=given)


@rule(Period, "edit")
def a_closed_period_stays_as_it_was(viewer: Person) -> Q:
    return _keep_periods(viewer, Q(archived_at=None, closed_at=None))


@rule(Period, "open")
def what_is_not_open_can_be_opened(viewer: Person) -> Q:
    return _keep_periods(viewer, Q(archived_at=None) & (Q(opened_at=None) | ~Q(closed_at=None)))


@rule(Period, "close")
def what_is_open_can_be_closed(viewer: Person) -> Q:
    return _keep_periods(viewer, Q(archived_at=None, opened_at__isnull=False, closed_at=None))


@rule(Period, "archive")
def only_a_planned_period_is_taken_away(viewer: Person) -> Q:
    return _keep_periods(viewer, Q(archived_at=None, opened_at=None))


@rule(Period, "restore")
def what_was_taken_away_can_return(viewer: Person) -> Q:
    return _keep_periods(viewer, ~Q(archived_at=None))


# For what does not exist yet, there is no row to ask about.


def may_add_strategy(viewer: Person | None) -> bool:
    held = Q(role=Role.PEOPLE_LEAD) | (Q(role=Role.EXECUTIVE) & OVER_ALL)
    return _holds(viewer, held)


def may_add_periods(viewer: Person | None) -> bool:
    return may_add_strategy(viewer) or _holds(viewer, Q(role=Role.HR_PARTNER))


def claim_new_strategy(actor: Any) -> None:
    if not is_the_system(actor) and not may_add_strategy(actor):
        raise PermissionDenied


def claim_new_periods(actor: Any) -> None:
    if not is_the_system(actor) and not may_add_periods(actor):
        raise PermissionDenied


def _holds(viewer: Any, held: Q) -> bool:
    if not isinstance(viewer, Person):
        return False
    return appointments(viewer, *Role.values).filter(held).exists()
