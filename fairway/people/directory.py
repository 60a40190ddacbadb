"""Who stands in the directory, narrowed by what one asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from fairway.foundation.lookups import checked_in, in_few
from fairway.foundation.remembering import remember
from fairway.people.finding import named
from fairway.people.models import Location, OrgUnit, Person, UnitChain
from fairway.people.relations import unit_of

ORDER = ("sort_name", "pk")
LEVELS_OFFERED = 2


@dataclass(frozen=True)
class Asked:
    """What the filters say; empty means all."""

    words: str = ""
    unit: OrgUnit | None = None
    location: Any = None
    place: str = ""  # a part of the name of one
    work_mode: str = ""
    employer: Any = None
    leavers: bool = False


def listed(viewer: Person, asked: Asked, *, many: bool = False) -> QuerySet[Person]:
    """The people the viewer may see, as asked; leavers only where their record is open.

    `many`: as `count_of` says. Then they are best picked from all in order; few are best
    gathered and sorted.
    """
    # A page asks how many before it asks for some; the rule is the same for both.
    people = remember(("people seen", viewer.pk), lambda: Person.objects.allowed(viewer))
    people = people.filter(active=not asked.leavers)
    if asked.words:
        people = people.filter(named(asked.words, many=many))
    if asked.unit:
        people = people.filter(_inside(asked.unit, many))
    if asked.location:
        people = people.filter(assignment__location=asked.location)
    if asked.place:
        places = Location.objects.filter(name__icontains=asked.place)
        people = people.filter(assignment__location__in=places)
    if asked.work_mode:
        people = people.filter(assignment__work_mode=asked.work_mode)
    if asked.employer:
        people = people.filter(employer=asked.employer)
    return people


def _inside(unit: OrgUnit, many: bool) -> Q:
    inside = UnitChain.objects.filter(above=unit).values("below")
    if many:
        return checked_in(unit_of(), inside)
    # Said to be there, it can be where a database begins.
    return Q(assignment__unit__isnull=False) & in_few("assignment__unit", inside)


def for_rows(people: QuerySet[Person]) -> QuerySet[Person]:
    """With what a row of the directory shows."""
    return people.select_related(
        "assignment__unit", "assignment__location", "assignment__job_profile"
    )


def units_to_choose(chosen: OrgUnit | None) -> list[tuple[OrgUnit, int]]:
    """The upper levels of the tree in order, with depth; deeper ones are reached by their page."""
    root = OrgUnit.objects.filter(parent=None, closed_on=None)[:1]
    pairs = UnitChain.objects.filter(above__in=root, depth__lte=LEVELS_OFFERED)
    found = [
        (pair.below, pair.depth)
        for pair in pairs.filter(below__closed_on=None).select_related("below")
    ]
    if not found:
        return []
    if chosen and chosen not in [unit for unit, _depth in found]:
        found.append((chosen, LEVELS_OFFERED))
    return _as_tree(found)


def _as_tree(found: list[tuple[OrgUnit, int]]) -> list[tuple[OrgUnit, int]]:
    """Each unit behind its parent, siblings by name."""
    below: dict[int | None, list[tuple[OrgUnit, int]]] = {}
    for unit, depth in sorted(found, key=lambda pair: pair[0].name):
        below.setdefault(unit.parent_id, []).append((unit, depth))
    ordered: list[tuple[OrgUnit, int]] = []

    def walk(parent: int | None) -> None:
        for unit, depth in below.pop(parent, []):
            ordered.append((unit, depth))
            walk(unit.pk)

    walk(None)
    return ordered + [pair for rest in below.values() for pair in rest]
