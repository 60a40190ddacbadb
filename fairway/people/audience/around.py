"""Everybody who stands in some relation to a person or a unit, found from the other end.

A rule asks "which records does this viewer reach?"; here is "who might reach this record?". The
rule still decides: this only says whom to ask it for, and who is alike enough to ask it once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model, Q

from fairway.people.days import organisation_day
from fairway.people.models import (
    Appointment,
    Delegation,
    DottedLine,
    OrgUnit,
    PastEdge,
    Person,
    ReportingChain,
    UnitChain,
)

Stand = tuple[str, str]  # to whom ("person", "owner", "unit"), and how
Standing = frozenset[Stand]


def standings(obj: Model) -> dict[int, Standing]:
    """By person: every way they stand to the people and the units that the object is about."""
    found: dict[int, set[Stand]] = defaultdict(set)
    people, units = people_of(obj), units_of(obj)
    for way, person in people.items():
        _around_person(found, way, person)
    above = _above_units(units.values())
    _roles(found, {way: above[unit] for way, unit in units.items()})
    _leaders(found, {way: above[unit] for way, unit in units.items()})
    return {who: frozenset(stands) for who, stands in found.items()}


def people_of(obj: Model) -> dict[str, Person]:
    """The person the object is, or the people it refers to, by field."""
    if isinstance(obj, Person):
        return {"": obj}
    return {
        field.name: getattr(obj, field.name)
        for field in obj._meta.concrete_fields
        if field.related_model is Person and getattr(obj, field.attname)
    }


def units_of(obj: Model) -> dict[str, int]:
    """The unit the object is, or the units it and its people are in, by field."""
    if isinstance(obj, OrgUnit):
        return {"": obj.pk}
    units = {
        field.name: getattr(obj, field.attname)
        for field in obj._meta.concrete_fields
        if field.related_model is OrgUnit
    }
    for way, person in people_of(obj).items():
        units[f"{way} in"] = person.assignment.unit_id if person.assignment else None
    return {way: unit for way, unit in units.items() if unit}


def _around_person(found: dict[int, set[Stand]], way: str, person: Person) -> None:
    today = organisation_day()
    found[person.pk].add((way, "self"))
    above = dict(
        ReportingChain.objects.filter(below=person, depth__gt=0).values_list("above_id", "depth")
    )
    for who, depth in above.items():
        found[who].add((way, f"above {depth}"))
    for who in (
        DottedLine.objects.on(today).filter(person=person).values_list("manager_id", flat=True)
    ):
        found[who].add((way, "dotted"))
    for who in PastEdge.objects.filter(target=person, reads_until__gt=today).values_list(
        "actor_id", flat=True
    ):
        found[who].add((way, "former"))
    direct = [who for who, depth in above.items() if depth == 1]
    cover = Delegation.objects.on(today).filter(away__in=direct).prefetch_related("verbs")
    for one in cover:
        verbs = ",".join(sorted(named.verb for named in one.verbs.all()))
        found[one.deputy_id].add((way, f"deputy {verbs}"))


def _above_units(units: Iterable[int]) -> dict[int, set[int]]:
    above: dict[int, set[int]] = defaultdict(set)
    for unit, higher in UnitChain.objects.filter(below__in=set(units)).values_list(
        "below_id", "above_id"
    ):
        above[unit].add(higher)
    return above


def _roles(found: dict[int, set[Stand]], reach: dict[str, set[int]]) -> None:
    """Roles over everything, and over the units at hand; all roles when there are none."""
    held = Appointment.objects.on(organisation_day()).filter(person__active=True)
    if reach:
        anywhere = set().union(*reach.values())
        held = held.filter(Q(unit=None) | Q(unit__in=anywhere))
    for who, role, unit in held.values_list("person_id", "role", "unit_id"):
        ways = [way for way, above in reach.items() if unit in above]
        for way in ways if unit else ["all"]:
            found[who].add((way, role))
        if unit and not reach:
            found[who].add(("some", role))


def _leaders(found: dict[int, set[Stand]], reach: dict[str, set[int]]) -> None:
    anywhere = set().union(*reach.values()) if reach else set()
    leaders = OrgUnit.objects.filter(pk__in=anywhere, leader__isnull=False)
    for unit, leader in leaders.values_list("pk", "leader_id"):
        for way, above in reach.items():
            if unit in above:
                found[leader].add((way, "leader"))


def under(people: Iterable[Person], who: Iterable[int]) -> set[int]:
    """Which of these stand below one of the people: roles never reach up one's own line."""
    keys = [one.pk for one in people]
    if not keys:
        return set()
    rows = ReportingChain.objects.filter(above__in=keys, depth__gt=0, below__in=list(who))
    return set(rows.values_list("below_id", flat=True))
