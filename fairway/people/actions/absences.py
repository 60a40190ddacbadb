"""Days away: asked for, agreed to, declined, taken back. Never with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import can, claim
from fairway.foundation.actors import is_the_system
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.foundation.versions import next_version
from fairway.people.models import Absence, Person

State = Absence.State
LONGEST_DAYS = 3 * 366


class UnfitAbsence(Refusal):
    code = "unfit_absence"


@transaction.atomic
def ask_absence(person: Person, *, actor: Any, from_on: date, until_on: date) -> Absence:
    """`until_on` is the first day back. Who may decide on it and asks for another agrees at once."""
    person = claim(person, actor=actor, verb="ask_absence")
    _refuse_unfit(person, from_on, until_on)
    absence = Absence.objects.create(person=person, from_on=from_on, until_on=until_on)
    record("people.absence_asked", actor=actor, subject=absence, about=person)
    if actor != person and not is_the_system(actor) and can(actor, "decide", absence):
        return decide_absence(absence, actor=actor, agree=True)
    return absence


@transaction.atomic
def edit_absence(
    absence: Absence, *, actor: Any, from_on: date, until_on: date, version: int | None = None
) -> Absence:
    """Other dates: whoever agreed is asked again."""
    absence = claim(absence, actor=actor, verb="edit")
    next_version(absence, version)
    _refuse_unfit(absence.person, from_on, until_on, absence)
    absence.from_on, absence.until_on = from_on, until_on
    absence.state, absence.decided_by, absence.decided_at = State.ASKED, None, None
    absence.save()
    record("people.absence_asked", actor=actor, subject=absence, about=absence.person)
    return absence


@transaction.atomic
def decide_absence(
    absence: Absence, *, actor: Any, agree: bool, version: int | None = None
) -> Absence:
    absence = claim(absence, actor=actor, verb="decide")
    next_version(absence, version)
    absence.state = State.AGREED if agree else State.DECLINED
    absence.decided_by = actor if isinstance(actor, Person) else None
    absence.decided_at = timezone.now()
    absence.save()
    kind = "people.absence_agreed" if agree else "people.absence_declined"
    record(kind, actor=actor, subject=absence, about=absence.person)
    return absence


@transaction.atomic
def withdraw_absence(absence: Absence, *, actor: Any, version: int | None = None) -> Absence:
    absence = claim(absence, actor=actor, verb="edit")
    next_version(absence, version)
    absence.state = State.WITHDRAWN
    absence.save(update_fields=["state", "version"])
    record("people.absence_withdrawn", actor=actor, subject=absence, about=absence.person)
    return absence


def _refuse_unfit(
    person: Person, from_on: date, until_on: date, absence: Absence | None = None
) -> None:
    if until_on <= from_on:
        raise UnfitAbsence(_("The first day back comes after the first day away."))
    if (until_on - from_on).days > LONGEST_DAYS:
        raise UnfitAbsence(_("That is more than three years. Check the dates."))
    others = person.absences.filter(
        state__in=[State.ASKED, State.AGREED], from_on__lt=until_on, until_on__gt=from_on
    )
    if absence:
        others = others.exclude(pk=absence.pk)
    if others.exists():
        raise UnfitAbsence(_("Some of these days are in another absence already."))
