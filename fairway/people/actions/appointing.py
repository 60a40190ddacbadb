"""Appointments: a role over units, between two dates. It takes two people to give one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim, lock
from fairway.foundation.actors import is_the_system
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, AppointmentProposal, OrgUnit, Person
from fairway.people.rules import claim_appointing, second_persons

Role = Appointment.Role
NEEDS_UNIT = {Role.HR_PARTNER, Role.EXECUTIVE, Role.PAY_PARTNER}
WHOLE = {Role.PEOPLE_LEAD}


class OwnAppointment(Refusal):
    code = "own_appointment"

    def __init__(self) -> None:
        super().__init__(_("Nobody gives a role to themselves. Ask another people lead."))


class UnfitAppointment(Refusal):
    code = "unfit_appointment"


class AlreadyDecided(Refusal):
    code = "already_decided"

    def __init__(self) -> None:
        super().__init__(_("This has been decided already."))


@transaction.atomic
def propose_appointment(
    person: Person,
    *,
    actor: Any,
    role: str,
    valid_from: date,
    unit: OrgUnit | None = None,
    valid_until: date | None = None,
) -> Appointment | AppointmentProposal:
    """Ask a second person for it; while nobody else could agree it holds at once, on record."""
    person = lock(person)
    if person == actor:
        raise OwnAppointment
    _refuse_unfit(person, role, unit, valid_from, valid_until)
    claim_appointing(actor, unit, role)
    fields = {
        "person": person,
        "role": role,
        "unit": unit,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    if is_the_system(actor) or not second_persons(actor, person).exists():
        return _appoint(fields, actor=actor, alone=True)
    proposal = AppointmentProposal.objects.create(**fields, proposed_by=actor)
    record("people.appointment_proposed", actor=actor, subject=proposal, about=person, role=role)
    return proposal


@transaction.atomic
def agree_appointment(proposal: AppointmentProposal, *, actor: Any) -> Appointment:
    proposal = claim(proposal, actor=actor, verb="decide")
    _refuse_decided(proposal)
    fields = {
        name: getattr(proposal, name)
        for name in ("person", "role", "unit", "valid_from", "valid_until")
    }
    proposal.appointment = _appoint(fields, actor=actor, alone=False)
    _decide(proposal, AppointmentProposal.State.AGREED, actor)
    return proposal.appointment


@transaction.atomic
def decline_appointment(proposal: AppointmentProposal, *, actor: Any) -> AppointmentProposal:
    proposal = claim(proposal, actor=actor, verb="decide")
    _refuse_decided(proposal)
    _decide(proposal, AppointmentProposal.State.DECLINED, actor)
    record("people.appointment_declined", actor=actor, subject=proposal, about=proposal.person)
    return proposal


@transaction.atomic
def withdraw_appointment(proposal: AppointmentProposal, *, actor: Any) -> AppointmentProposal:
    proposal = claim(proposal, actor=actor, verb="withdraw")
    _refuse_decided(proposal)
    _decide(proposal, AppointmentProposal.State.WITHDRAWN, actor)
    record("people.appointment_withdrawn", actor=actor, subject=proposal, about=proposal.person)
    return proposal


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, actor: Any, valid_until: date | None = None
) -> None:
    """One person is enough to take a role back, and whoever holds it may lay it down."""
    appointment = claim(appointment, actor=actor, verb="end")
    day = valid_until or organisation_day()
    about, role = appointment.person, appointment.role
    if day <= appointment.valid_from:
        record("people.appointment_ended", actor=actor, subject=appointment, about=about, role=role)
        appointment.delete()
        return
    appointment.valid_until = day
    appointment.save(update_fields=["valid_until"])
    record("people.appointment_ended", actor=actor, subject=appointment, about=about, role=role)


def _appoint(fields: dict[str, Any], *, actor: Any, alone: bool) -> Appointment:
    by = actor if isinstance(actor, Person) else None
    appointment = Appointment.objects.create(**fields, appointed_by=by)
    record(
        "people.appointed",
        actor=actor,
        subject=appointment,
        about=appointment.person,
        role=appointment.role,
        unit=appointment.unit_id,
        alone=alone,
    )
    return appointment


def _decide(proposal: AppointmentProposal, state: str, actor: Any) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, actor, timezone.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at", "appointment"])


def _refuse_decided(proposal: AppointmentProposal) -> None:
    if proposal.state != AppointmentProposal.State.ASKED:
        raise AlreadyDecided


def _refuse_unfit(
    person: Person, role: str, unit: OrgUnit | None, start: date, until: date | None
) -> None:
    if role not in Role.values:
        raise PermissionDenied
    if role in NEEDS_UNIT and unit is None:
        raise UnfitAppointment(_("Say for which unit."))
    if role in WHOLE and unit is not None:
        raise UnfitAppointment(_("A people lead is there for the whole organisation."))
    if role == Role.AUDITOR and until is None:
        raise UnfitAppointment(_("An auditor is appointed for a time: say until when."))
    if until and until <= start:
        raise UnfitAppointment(_("It ends before it begins."))
    if not person.active:
        raise UnfitAppointment(_("%(name)s has left."), name=person.name)
    same = Appointment.objects.filter(person=person, role=role, unit=unit)
    if same.on(start).exists():
        raise UnfitAppointment(_("%(name)s holds this role then already."), name=person.name)
