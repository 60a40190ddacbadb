"""The tree of units, a branch at a time, and how many people work in each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from time import monotonic

from django.db.models import Count, Q

from fairway.people.days import organisation_day
from fairway.people.models import Assignment, OrgUnit, UnitChain

MOST = 300
LARGE = 5_000
A_MINUTE = 60
_counted: dict[str, tuple[float, dict[int, int]]] = {}  # in this process alone


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
    people = totals() if units else {}
    return [UnitBranch(one, one.inside, people.get(one.pk, 0)) for one in units]


def right_in(unit: OrgUnit) -> int:
    """How many work in the unit itself."""
    return Assignment.objects.on(organisation_day()).filter(unit=unit).count()


def trail_to(unit: OrgUnit) -> list[OrgUnit]:
    """From the top down to the unit's parent."""
    above = UnitChain.objects.filter(below=unit, depth__gt=0).order_by("-depth")
    return [pair.above for pair in above.select_related("above")]


def totals() -> dict[int, int]:
    """How many work in each unit and everything inside it.

    In a large organisation what was counted serves for a minute: to count a hundred thousand
    people takes longer than to draw the page.
    """
    now = monotonic()
    if (known := _counted.get("all")) and now - known[0] < A_MINUTE:
        return known[1]
    found = _count()
    if max(found.values(), default=0) > LARGE:
        _counted["all"] = (now, found)
    return found


def _count() -> dict[int, int]:
    at_work = Assignment.objects.on(organisation_day()).order_by().exclude(unit=None)
    right = at_work.values("unit").annotate(people=Count("pk")).values_list("unit", "people")
    parents = dict(OrgUnit.objects.values_list("pk", "parent_id"))
    found: dict[int, int] = defaultdict(int)
    for unit, people in right:
        above: int | None = unit
        while above is not None:
            found[above] += people
            above = parents[above]
    return dict(found)
