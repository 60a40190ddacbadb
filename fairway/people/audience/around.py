"""Everybody who stands in some relation to a person or a unit, found from the other end.

A rule asks "which records does this viewer reach?"; here is "who might reach this record?". The
rule still decides: this only says whom to ask it for, and who is alike enough to ask it once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from fairway.foundation.lookups import in_each_way
from fairway.people.days import organisation_day
from fairway.people.models import (
    Delegation,
    DottedLine,
    OrgUnit,
    PastEdge,
    Person,
    ReportingChain,
    UnitChain,
)
from fairway.people.relations import roles_held

T = TypeVar("T")
Stand = tuple[str, str]  # to whom ("person", "owner", "unit"), and how
Standing = frozenset[Stand]


def standings(*objects: Model) -> dict[int, Standing]:
    """By person: every way they stand to the people and the units that the objects are about."""
    found: dict[int, set[Stand]] = defaultdict(set)
    _around_people(found, _by_way(people_of(one) for one in objects))
    units = _by_way(units_of(one) for one in objects)
    above, leaders = _above_units(units)
    _roles(found, units, above)
    if any(about_units(one) for one in objects):
        _leaders(found, above, leaders)
    return {who: frozenset(stands) for who, stands in found.items()}


def _by_way(found: Iterable[dict[str, T]]) -> dict[str, T]:
    """Of several objects, kept apart by their place."""
    return {
        f"{way} {n or ''}".rstrip(): it for n, ways in enumerate(found) for way, it in ways.items()
    }


def about_units(obj: Model) -> bool:
    """Leading a unit counts where the object is a unit, or one's."""
    fields = obj._meta.concrete_fields
    return isinstance(obj, OrgUnit) or any(one.related_model is OrgUnit for one in fields)


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


def _around_people(found: dict[int, set[Stand]], people: dict[str, Person]) -> None:
    """The lines, the dotted ones, those that have ended, and who stands in: in one query."""
    parts = []
    for way, person in people.items():
        found[person.pk].add((way, "self"))
        parts += [part.annotate(way=Value(way)) for part in _around(person)]
    if not parts:
        return
    first, *others = (part.values_list("way", "who", "how", "detail") for part in parts)
    for way, who, how, detail in first.union(*others, all=True):
        found[who].add((way, f"{how} {detail}"))


def _around(person: Person) -> list[QuerySet[Any]]:
    today = organisation_day()
    above = ReportingChain.objects.filter(below=person, depth__gt=0)
    dotted = DottedLine.objects.on(today).filter(person=person)
    ended = PastEdge.objects.filter(target=person, reads_until__gt=today)
    direct = ReportingChain.objects.filter(below=person, depth=1).values("above")
    cover = Delegation.objects.on(today).filter(away__in=direct)
    return [
        _rows(above, "above_id", "above", Cast("depth", CharField())),
        _rows(dotted, "manager_id", "dotted", Value("")),
        _rows(ended, "actor_id", "former", F("kind")),
        _rows(cover, "deputy_id", "deputy", F("verbs__verb")),
    ]


def _rows(rows: QuerySet[Any], who: str, how: str, detail: Any) -> QuerySet[Any]:
    return rows.order_by().annotate(who=F(who), how=Value(how), detail=detail)


def _above_units(units: dict[str, int]) -> tuple[dict[str, set[int]], dict[int, int]]:
    """By way: the unit and all above it; and who leads each of them."""
    chains = UnitChain.objects.filter(below__in=set(units.values()))
    rows = chains.values_list("below_id", "above_id", "above__leader") if units else ()
    above: dict[str, set[int]] = {way: set() for way in units}
    leaders: dict[int, int] = {}
    for below, unit_above, leader in rows:
        if leader:
            leaders[unit_above] = leader
        for way, unit in units.items():
            if unit == below:
                above[way].add(unit_above)
    return above, leaders


def _roles(found: dict[int, set[Stand]], units: dict[str, int], above: dict[str, set[int]]) -> None:
    """Roles over everything, and over the units at hand; all roles when there are none."""
    for who, role, unit in roles_held():
        if unit is None:
            found[who].add(("all", role))
        elif not units:
            found[who].add(("some", role))
        for way in (way for way, reach in above.items() if unit in reach):
            found[who].add((way, role))


def _leaders(
    found: dict[int, set[Stand]], above: dict[str, set[int]], leaders: dict[int, int]
) -> None:
    for unit, leader in leaders.items():
        for way, reach in above.items():
            if unit in reach:
                found[leader].add((way, "leader"))


def candidates(
    objects: Iterable[Model], stands: Iterable[int], also: QuerySet[Person]
) -> list[Person]:
    """The people themselves; `is_under` says who stands below one whom the objects are about,
    because no role reaches up its holder's own line, and `is_also` who was named besides."""
    concerned = [one.pk for obj in objects for one in people_of(obj).values()]
    lines = ReportingChain.objects.filter(above__in=concerned, below=OuterRef("pk"), depth__gt=0)
    found = in_each_way(Person.objects.all(), Q(pk__in=list(stands)), Q(pk__in=also.values("pk")))
    people = Person.objects.filter(found, active=True).select_related("employer", "assignment")
    named = ExpressionWrapper(Q(pk__in=also.order_by().values("pk")), output_field=BooleanField())
    return list(people.annotate(is_under=Exists(lines), is_also=named))
