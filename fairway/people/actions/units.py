"""Units: making, naming, moving, merging and closing the parts of the organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.locks import hold
from fairway.foundation.refusal import Refusal
from fairway.foundation.text import fold
from fairway.foundation.versions import next_version
from fairway.people.actions.assigning import PLACE, place_person
from fairway.people.actions.unit_chains import rehang_unit, unit_pairs_above
from fairway.people.days import organisation_day
from fairway.people.models import (
    Appointment,
    Assignment,
    AvailabilityNorm,
    OrgUnit,
    Person,
    UnitChain,
    UnitSpelling,
)
from fairway.people.rules import claim_lead
from fairway.people.spelling import given_name


class UnitCycle(Refusal):
    code = "unit_cycle"

    def __init__(self, unit: OrgUnit, parent: OrgUnit) -> None:
        same = unit.pk == parent.pk
        message = (
            _("A unit cannot be part of itself.")
            if same
            else _("%(parent)s is a part of %(unit)s already, so it cannot be above it.")
        )
        super().__init__(message, unit=unit.name, parent=parent.name)


class SecondRoot(Refusal):
    code = "second_root"

    def __init__(self, root: OrgUnit) -> None:
        super().__init__(
            _("The organisation has one top already, %(root)s. Choose the unit this is part of."),
            root=root.name,
        )


class UnitNameTaken(Refusal):
    code = "unit_name_taken"
    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__(_("There is a unit called %(name)s in the same place."), name=name)


class UnitInUse(Refusal):
    code = "unit_in_use"

    def __init__(self, unit: OrgUnit, people: int, units: int) -> None:
        super().__init__(
            _(
                "%(unit)s still has people (%(people)s) or open units (%(units)s). "
                "Move them first, or merge it into another unit."
            ),
            unit=unit.name,
            people=people,
            units=units,
        )


class RootStays(Refusal):
    code = "root_stays"

    def __init__(self) -> None:
        super().__init__(_("The top of the organisation can be renamed, not moved or closed."))


@transaction.atomic
def create_unit(
    name: str, *, actor: Any, parent: OrgUnit | None, code: str = "", leader: Person | None = None
) -> OrgUnit:
    """A part of `parent`; without one, the top of an organisation that has none yet."""
    hold("units")
    if parent is None:
        claim_lead(actor)
        root = OrgUnit.objects.filter(parent=None, closed_on=None).first()
        if root:
            raise SecondRoot(root)
    else:
        parent = claim(parent, actor=actor, verb="edit")
    name = _named(name, parent)
    unit = OrgUnit.objects.create(name=name, code=code.strip(), parent=parent, leader=leader)
    UnitChain.objects.bulk_create(unit_pairs_above(unit))
    record("people.unit_created", actor=actor, subject=unit)
    return unit


@transaction.atomic
def edit_unit(
    unit: OrgUnit,
    *,
    actor: Any,
    name: str,
    code: str = "",
    leader: Person | None = None,
    version: int | None = None,
) -> OrgUnit:
    """Rename it or give it another leader; the former name still finds it in an import."""
    unit = claim(unit, actor=actor, verb="edit")
    next_version(unit, version)
    before, led_by = unit.name, unit.leader_id
    unit.name = _named(name, unit.parent, unit)
    unit.code, unit.leader = code.strip(), leader
    unit.save(update_fields=["name", "code", "leader", "version"])
    if fold(before) != fold(unit.name):
        remember_spelling(unit, before)
    record("people.unit_edited", actor=actor, subject=unit)
    if led_by != unit.leader_id:
        record("people.unit_leader_set", actor=actor, subject=unit, about=leader)
    return unit


@transaction.atomic
def move_unit(unit: OrgUnit, *, actor: Any, parent: OrgUnit, version: int | None = None) -> OrgUnit:
    """Hang the unit, with all its parts, below another."""
    hold("units")
    unit = claim(unit, actor=actor, verb="edit")
    claim(parent, actor=actor, verb="edit")
    next_version(unit, version)
    if unit.parent_id is None:
        raise RootStays
    if UnitChain.objects.filter(above=unit, below=parent).exists():
        raise UnitCycle(unit, parent)
    _named(unit.name, parent, unit)
    before, unit.parent = unit.parent_id, parent
    unit.save(update_fields=["parent", "version"])
    rehang_unit(unit)
    record("people.unit_moved", actor=actor, subject=unit, before=before, after=parent.pk)
    return unit


@transaction.atomic
def close_unit(unit: OrgUnit, *, actor: Any, closed_on: date | None = None) -> OrgUnit:
    """An empty unit closes; its history keeps its name."""
    hold("units")
    unit = claim(unit, actor=actor, verb="edit")
    if unit.parent_id is None:
        raise RootStays
    day = closed_on or organisation_day()
    people = _there_from(unit, day).values("person").distinct().count()
    units = unit.children.filter(closed_on=None).count()
    if people or units:
        raise UnitInUse(unit, people, units)
    unit.closed_on, unit.leader = day, None
    unit.version += 1
    unit.save(update_fields=["closed_on", "leader", "version"])
    record("people.unit_closed", actor=actor, subject=unit, closed_on=str(day))
    return unit


@transaction.atomic
def merge_units(
    unit: OrgUnit, *, actor: Any, into: OrgUnit, valid_from: date | None = None
) -> OrgUnit:
    """People and parts of `unit` go to `into`; `unit` closes, and its roles end."""
    hold("units")
    unit = claim(unit, actor=actor, verb="edit")
    into = claim(into, actor=actor, verb="edit")
    today = organisation_day()
    day = valid_from or today
    if unit.parent_id is None:
        raise RootStays
    if UnitChain.objects.filter(above=unit, below=into).exists():
        raise UnitCycle(unit, into)
    for row in _there_from(unit, day).select_related("person", "manager", "location"):
        place = {name: getattr(row, name) for name in PLACE} | {"unit": into}
        start = max(day, row.valid_from)
        place_person(row.person, actor=actor, valid_from=start, place=place, today=today)
    for child in unit.children.filter(closed_on=None):
        child.parent = into
        child.save(update_fields=["parent"])
        rehang_unit(child)
    _end_roles(unit, into, day)
    remember_spelling(into, unit.name)
    unit.closed_on, unit.merged_into, unit.leader = day, into, None
    unit.version += 1
    unit.save(update_fields=["closed_on", "merged_into", "leader", "version"])
    record("people.unit_merged", actor=actor, subject=unit, into=into.pk, valid_from=str(day))
    return into


def remember_spelling(unit: OrgUnit, name: str) -> None:
    """An import that still writes the unit this way finds it."""
    UnitSpelling.objects.get_or_create(unit=unit, spelling=fold(name)[:200])


def _named(name: str, parent: OrgUnit | None, unit: OrgUnit | None = None) -> str:
    name = given_name(name)
    beside = OrgUnit.objects.filter(parent=parent, closed_on=None)
    if unit:
        beside = beside.exclude(pk=unit.pk)
    if any(fold(other) == fold(name) for other in beside.values_list("name", flat=True)):
        raise UnitNameTaken(name)
    return name


def _there_from(unit: OrgUnit, day: date) -> Any:
    """Assignments in the unit that hold on that day or begin later."""
    rows = Assignment.objects.filter(unit=unit)
    return (rows.on(day) | rows.filter(valid_from__gt=day)).filter(person__active=True)


def _end_roles(unit: OrgUnit, into: OrgUnit, day: date) -> None:
    """Roles over the unit end: the other has its own, and no role grows by a merger."""
    roles = Appointment.objects.filter(unit=unit)
    roles.on(day).filter(valid_from__lt=day).update(valid_until=day)
    roles.filter(valid_from__gte=day).delete()
    if not AvailabilityNorm.objects.filter(unit=into).exists():
        AvailabilityNorm.objects.filter(unit=unit).update(unit=into)
