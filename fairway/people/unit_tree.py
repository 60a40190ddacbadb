"""The tree of units, a branch at a time: one query for the units, one for what is inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from fairway.people.models import Assignment, OrgUnit, Person, UnitChain

MOST = 300


@dataclass(frozen=True)
class UnitBranch:
    """A unit, how many units are right inside it, and how many people at any depth."""

    unit: OrgUnit
    inside: int
    people: int


def top() -> OrgUnit | None:
    return OrgUnit.objects.filter(parent=None, closed_on=None).select_related("leader").first()


def branch_of(unit: OrgUnit) -> list[UnitBranch]:
    open_inside = Count("children", filter=Q(children__closed_on=None))
    units = list(
        unit.children.filter(closed_on=None)
        .annotate(inside=open_inside)
        .select_related("leader")
        .order_by("name", "pk")[:MOST]
    )
    people = _people_in(units)
    return [UnitBranch(one, one.inside, people.get(one.pk, 0)) for one in units]


def right_in(unit: OrgUnit) -> int:
    """How many work in the unit itself."""
    return Person.objects.filter(active=True, assignment__unit=unit).count()


def trail_to(unit: OrgUnit) -> list[OrgUnit]:
    """From the top down to the unit's parent."""
    above = UnitChain.objects.filter(below=unit, depth__gt=0).order_by("-depth")
    return [pair.above for pair in above.select_related("above")]


def _people_in(units: Sequence[OrgUnit]) -> dict[int, int]:
    """Everybody whose current assignment is in the unit or below it."""
    pairs = UnitChain.objects.filter(above__in=units).values_list("above_id", "below_id")
    tops: dict[int, list[int]] = {}
    for above, below in pairs:
        tops.setdefault(below, []).append(above)
    current = Person.objects.filter(active=True, assignment__isnull=False).values("assignment")
    counted = (
        Assignment.objects.filter(unit__in=list(tops), pk__in=current)
        .values("unit")
        .annotate(people=Count("pk"))
        .values_list("unit", "people")
    )
    found: dict[int, int] = {}
    for unit, people in counted:
        for above in tops[unit]:
            found[above] = found.get(above, 0) + people
    return found
