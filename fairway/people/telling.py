"""Whom the room's events concern, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fairway.foundation.ports import Notice
from fairway.people.audience import who_can
from fairway.people.models import (
    Absence,
    Appointment,
    AppointmentProposal,
    Correction,
    Delegation,
    Person,
    ReportingChain,
)


def absence_asked(event: Any) -> Iterator[Notice]:
    """The manager decides, so the manager is told; who agreed for another has decided already."""
    absence = _absence(event)
    if absence is None or absence.state != Absence.State.ASKED:
        return
    managers = ReportingChain.objects.filter(below=absence.person, depth=1).values("above")
    for manager in Person.objects.filter(pk__in=managers, active=True):
        yield Notice(
            manager,
            _("%(name)s asks for days away from %(day)s")
            % {"name": absence.person.name, "day": date_format(absence.from_on, "j F")},
            reverse("people:absence", args=[absence.public_id]),
        )


def absence_decided(event: Any) -> Iterator[Notice]:
    absence = _absence(event)
    if absence is None or absence.decided_by_id in {None, absence.person_id}:
        return
    agreed = absence.state == Absence.State.AGREED
    words = (
        _("Your days away from %(day)s are agreed")
        if agreed
        else _("Your days away from %(day)s were declined. Talk about other days")
    )
    day = date_format(absence.from_on, "j F")
    yield Notice(absence.person, words % {"day": day}, absence.person.get_absolute_url())


def delegated(event: Any) -> Iterator[Notice]:
    delegation = Delegation.objects.filter(pk=event.subject_id).select_related("away", "deputy")
    for one in delegation:
        yield Notice(
            one.deputy,
            _("You stand in for %(name)s until %(day)s")
            % {"name": one.away.name, "day": date_format(one.valid_until, "j F")},
            one.away.get_absolute_url(),
        )


def correction_asked(event: Any) -> Iterator[Notice]:
    """HR partners of the unit; where there is none, the people leads."""
    correction = _correction(event)
    if correction is None:
        return
    words = _("%(name)s asks for a correction of their record") % {"name": correction.person.name}
    for partner in who_can(correction, "decide").people:
        yield Notice(partner, words, reverse("people:corrections"))


def correction_answered(event: Any) -> Iterator[Notice]:
    correction = _correction(event)
    if correction is not None:
        words = (
            _("Your record was put right")
            if correction.state == Correction.State.DONE
            else _("HR has answered your request for a correction")
        )
        yield Notice(correction.person, words, reverse("people:corrections"))


def appointment_proposed(event: Any) -> Iterator[Notice]:
    proposal = AppointmentProposal.objects.filter(pk=event.subject_id).select_related("person")
    for one in proposal:
        words = _("An appointment of %(name)s waits for a second person")
        for lead in who_can(one, "decide").people:
            yield Notice(lead, words % {"name": one.person.name}, reverse("people:appointments"))


def appointed(event: Any) -> Iterator[Notice]:
    for one in Appointment.objects.filter(pk=event.subject_id).select_related("person"):
        words = _("You were appointed: %(role)s") % {"role": one.get_role_display()}
        yield Notice(one.person, words, reverse("people:appointments"))


def _correction(event: Any) -> Correction | None:
    return Correction.objects.filter(pk=event.subject_id).select_related("person").first()


TOLD = {
    "absence_asked": absence_asked,
    "absence_agreed": absence_decided,
    "absence_declined": absence_decided,
    "delegated": delegated,
    "correction_asked": correction_asked,
    "correction_answered": correction_answered,
    "appointment_proposed": appointment_proposed,
    "appointed": appointed,
}


def _absence(event: Any) -> Absence | None:
    return Absence.objects.filter(pk=event.subject_id).select_related("person").first()
