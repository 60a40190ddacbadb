"""Who stands in the directory, narrowed by what one asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from fairway.foundation.lookups import checked_in, in_few
from fairway.foundation.paging import COUNT_UP_TO, PAGE, Page, count_of, page_from, page_of
from fairway.foundation.prepared import Prepared
from fairway.foundation.remembering import remember
from fairway.people.finding import named
from fairway.people.models import Location, OrgUnit, Person, UnitChain
from fairway.people.relations import PreparedForViewers, unit_of

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

    @property
    def chosen(self) -> dict[str, Any]:
        """What was picked from lists, by its key; nothing of what was typed."""
        unit = self.unit.pk if self.unit else None
        picked = {"unit": unit, "location": self.location, "mode": self.work_mode}
        return {key: one for key, one in {**picked, "employer": self.employer}.items() if one}

    @property
    def is_typed(self) -> bool:
        return bool(self.words or self.place)


class Places(NamedTuple):
    """What can be picked from lists, in a query; what is not picked has no part in it."""

    unit: int
    location: int
    mode: str
    employer: int


class Seen(NamedTuple):
    """One page of the directory, and how many there are as `count_of` says it."""

    number: int
    more: bool
    page: Page[Person]


def seen_by(viewer: Person, asked: Asked, *, after: str = "", before: str = "") -> Seen:
    if asked.is_typed or after or before:
        number, more = count_of(listed(viewer, asked))
        rows = for_rows(listed(viewer, asked, many=more))
        return Seen(number, more, page_of(rows, order=ORDER, after=after, before=before))
    chosen = asked.chosen
    values = STAND_INS._replace(**chosen)
    shape = (frozenset(chosen), asked.leavers)
    found = len(NUMBER.ask(viewer, *values, given=shape))
    more = found > COUNT_UP_TO
    page = page_from(FIRST.find(viewer, *values, given=(*shape, more)))
    return Seen(min(found, COUNT_UP_TO), more, page)


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
    if asked.place:
        places = Location.objects.filter(name__icontains=asked.place)
        people = people.filter(assignment__location__in=places)
    return _picked(people, many, **asked.chosen)


def _picked(
    people: QuerySet[Person],
    many: bool,
    unit: int = 0,
    location: int = 0,
    mode: str = "",
    employer: int = 0,
) -> QuerySet[Person]:
    if unit:
        people = people.filter(_inside(unit, many))
    if location:
        people = people.filter(assignment__location=location)
    if mode:
        people = people.filter(assignment__work_mode=mode)
    if employer:
        people = people.filter(employer=employer)
    return people


def _inside(unit: int, many: bool) -> Q:
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


def _those(
    viewer: Person,
    unit: int,
    location: int,
    mode: str,
    employer: int,
    picked: frozenset[str],
    leavers: bool,
    many: bool = False,
) -> QuerySet[Person]:
    """As `listed` has them, of whom the viewer may see."""
    places = Places(unit, location, mode, employer)._asdict()
    people = Person.objects.allowed(viewer).filter(active=not leavers)
    return _picked(people, many, **{key: places[key] for key in picked})


def _number(viewer: Person, *asked: Any) -> QuerySet[Any, Any]:
    return _those(viewer, *asked).order_by().values_list("pk")[: COUNT_UP_TO + 1]


def _first(viewer: Person, *asked: Any) -> QuerySet[Person]:
    return for_rows(_those(viewer, *asked)).order_by(*ORDER)[: PAGE + 1]


STAND_INS = Places(-71, -72, "of the mode", -73)
NUMBER = PreparedForViewers(_number, *STAND_INS)
FIRST = PreparedForViewers(_first, *STAND_INS)


def units_to_choose(chosen: OrgUnit | None) -> list[tuple[OrgUnit, int]]:
    """The upper levels of the tree in order, with depth; deeper ones are reached by their page."""
    found = [(pair.below, pair.depth) for pair in UPPER.find()]
    if not found:
        return []
    if chosen and chosen not in [unit for unit, _depth in found]:
        found.append((chosen, LEVELS_OFFERED))
    return _as_tree(found)


def _upper() -> QuerySet[UnitChain]:
    root = OrgUnit.objects.filter(parent=None, closed_on=None)[:1]
    pairs = UnitChain.objects.filter(above__in=root, depth__lte=LEVELS_OFFERED)
    return pairs.filter(below__closed_on=None).select_related("below")


UPPER = Prepared(_upper)


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
