"""Whom the room's events concern, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fairway.foundation.ports import Notice
from fairway.people.models import Absence, Delegation, Person, ReportingChain


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
            absence.person.get_absolute_url(),
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


TOLD = {
    "absence_asked": absence_asked,
    "absence_agreed": absence_decided,
    "absence_declined": absence_decided,
    "delegated": delegated,
}


def _absence(event: Any) -> Absence | None:
    return Absence.objects.filter(pk=event.subject_id).select_related("person").first()
