"""Appointments and cover: everybody knows that they exist; who holds one, when and by whom opens by relation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from fairway.foundation.access import rule
from fairway.foundation.actors import is_the_system
from fairway.people.days import organisation_day
from fairway.people.models import (
    Appointment,
    AppointmentProposal,
    Delegation,
    OrgUnit,
    Person,
    SensitiveAttribute,
)
from fairway.people.relations import (
    AUDITOR,
    AUTHOR,
    DEPUTY,
    HR_PARTNER,
    PEOPLE_LEAD,
    Clause,
    Role,
    anybody,
    auditor,
    by_role,
    everybody,
    fairness,
    grants,
    holds,
    hr,
    own,
    units_in_scope,
)

# What an HR partner may ask for inside their own units; the rest is a people lead's.
IN_A_UNIT = {Role.HR_PARTNER, Role.EXECUTIVE}


def claim_appointing(actor: Any, unit: OrgUnit | None, role: str) -> None:
    """May the actor ask that somebody be given this role over this unit?"""
    if is_the_system(actor):
        return
    if not isinstance(actor, Person):
        raise PermissionDenied
    inside = (
        unit is not None
        and role in IN_A_UNIT
        and (units_in_scope(actor, Role.HR_PARTNER).filter(below=unit).exists())
    )
    if not inside and not holds(actor, Role.PEOPLE_LEAD):
        raise PermissionDenied


def second_persons(actor: Person, person: Person) -> QuerySet[Person]:
    """Who could agree to an appointment that `actor` asks for: other people leads."""
    held = Appointment.objects.on(organisation_day()).filter(role=Role.PEOPLE_LEAD)
    others = Person.objects.filter(active=True, pk__in=held.values("person"))
    return others.exclude(pk__in=[actor.pk, person.pk])


@rule(Appointment, "view")
def everybody_knows_who_holds_a_role(viewer: Person) -> Q:
    return grants(everybody())


@rule(Appointment, "view_details")
def dates_and_appointers_open_to_hr_and_auditors(viewer: Person) -> Q:
    return grants(own(viewer, "person"), *_over_roles(viewer), _auditor(viewer))


@rule(Appointment, "end")
def roles_are_laid_down_or_taken_back(viewer: Person) -> Q:
    return grants(own(viewer, "person"), *_over_roles(viewer))


@rule(AppointmentProposal, "view")
def proposals_are_seen_by_whom_they_concern(viewer: Person) -> Q:
    return grants(
        own(viewer, "person"),
        own(viewer, "proposed_by", AUTHOR),
        _lead(viewer),
        _auditor(viewer),
    )


@rule(AppointmentProposal, "decide")
def a_second_people_lead_decides(viewer: Person) -> Q:
    asked = Q(state=AppointmentProposal.State.ASKED)
    return grants(_lead(viewer), given=asked & ~Q(person=viewer) & ~Q(proposed_by=viewer))


@rule(AppointmentProposal, "withdraw")
def who_asked_may_take_it_back(viewer: Person) -> Q:
    asked = Q(state=AppointmentProposal.State.ASKED)
    return grants(own(viewer, "proposed_by", AUTHOR), given=asked)


@rule(Delegation, "view")
def everybody_knows_who_stands_in(viewer: Person) -> Q:
    return grants(everybody())


@rule(Delegation, "view_details")
def what_was_handed_on_opens_to_the_two_and_hr(viewer: Person) -> Q:
    return grants(
        own(viewer, "away"),
        own(viewer, "deputy", DEPUTY),
        *hr(viewer, "away"),
        auditor(viewer, "away"),
    )


@rule(Delegation, "end")
def cover_is_ended_by_whose_it_is_or_hr(viewer: Person) -> Q:
    return grants(own(viewer, "away"), own(viewer, "deputy", DEPUTY), *hr(viewer, "away"))


@rule(SensitiveAttribute, "view")
def sensitive_attributes_open_to_oneself_and_fairness_analysts(viewer: Person) -> Q:
    return grants(own(viewer, "person"), fairness(viewer, "person"))


def _lead(viewer: Person) -> Clause:
    return by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody)


def _auditor(viewer: Person) -> Clause:
    return by_role(viewer, Role.AUDITOR, AUDITOR, anybody)


def _over_roles(viewer: Person) -> tuple[Clause, Clause]:
    """Never over one's own: that is the holder's to lay down."""
    mine = Q(person=viewer)
    inside = Q(unit__in=units_in_scope(viewer, Role.HR_PARTNER), role__in=IN_A_UNIT)
    return Clause(HR_PARTNER, inside, mine), Clause(PEOPLE_LEAD, _lead(viewer).gives, mine)
