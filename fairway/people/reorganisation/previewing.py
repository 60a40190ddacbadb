"""Compare who reaches whom by line and by role, as it is and as it would be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fairway.people import relations
from fairway.people.actions.chains import ReportingCycle
from fairway.people.actions.units import UnitCycle
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, OrgUnit, Person, ReportingChain, UnitChain
from fairway.people.relations import Relation
from fairway.people.reorganisation.proposing import UNCHANGED, Proposal

EVERYWHERE = 0  # no unit has this key
BY_ROLE = {
    "people_lead": relations.PEOPLE_LEAD,
    "hr_partner": relations.HR_PARTNER,
    "executive": relations.EXECUTIVE,
    "auditor": relations.AUDITOR,
    "fairness": relations.FAIRNESS,
    "pay_partner": relations.PAY_PARTNER,
}
Reach = dict[tuple[int, Relation], set[int]]  # (viewer, by which relation): whom


@dataclass(frozen=True)
class Shift:
    """One viewer who gains or loses a relation to some people."""

    viewer: Person
    relation: Relation
    people: tuple[Person, ...]
    count: int


@dataclass(frozen=True)
class Preview:
    affected: int
    gains: tuple[Shift, ...]
    losses: tuple[Shift, ...]


NAMED = 5


def preview(proposal: Proposal) -> Preview:
    """Raises ReportingCycle when the proposal hangs somebody below themselves."""
    now = Picture(proposal)
    then = now.changed(proposal)
    watched = now.watched() | then.watched()
    lines = any(move.manager is not UNCHANGED for move in proposal.moves)
    before, after = now.reach(watched, lines=lines), then.reach(watched, lines=lines)
    gains = _difference(after, before)
    losses = _difference(before, after)
    people = Person.objects.in_bulk(_everybody(gains) | _everybody(losses))
    return Preview(len(now.affected), _shifts(gains, people), _shifts(losses, people))


class Picture:
    """Managers, units and roles around the people concerned; today's, or as they would be."""

    def __init__(self, proposal: Proposal) -> None:
        moved = [move.person.pk for move in proposal.moves]
        self.affected = _affected(moved, proposal.units)
        around = _around(self.affected, proposal)
        self.managers = _managers(around)
        self.units = _units_of(around)
        self.parents = dict(OrgUnit.objects.values_list("pk", "parent_id"))
        self.roles = _roles()
        self.barred: dict[int, set[int]] = {}

    def changed(self, proposal: Proposal) -> Picture:
        then = object.__new__(Picture)
        then.affected, then.roles, then.barred = self.affected, self.roles, {}
        then.managers, then.units = dict(self.managers), dict(self.units)
        then.parents = self.parents | {unit.pk: to.pk for unit, to in proposal.units.items()}
        for move in proposal.moves:
            if move.manager is not UNCHANGED:
                to = move.manager
                then.managers[move.person.pk] = to.pk if isinstance(to, Person) else None
            if move.unit is not UNCHANGED:
                unit_then = move.unit
                then.units[move.person.pk] = (
                    unit_then.pk if isinstance(unit_then, OrgUnit) else None
                )
        for move in proposal.moves:
            then._refuse_circle(move.person, move.manager)
        for unit, parent in proposal.units.items():
            if unit.pk in then._units_from(parent.pk):
                raise UnitCycle(unit, parent)
        return then

    def watched(self) -> set[int]:
        """Whom the change may open or close: those concerned, and the lines above those of them
        who hold a role, because no role reaches up its own line."""
        holders = {viewer for held in self.roles.values() for viewer, _role in held}
        lines = (self.line(one) for one in holders & self.affected)
        return self.affected.union(*lines)

    def reach(self, watched: set[int], *, lines: bool) -> Reach:
        """Those with the same manager in the same unit are reached by the same viewers."""
        alike: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
        for person in watched:
            alike[self.managers.get(person), self.units.get(person)].add(person)
        found: Reach = defaultdict(set)
        for (manager, unit), people in alike.items():
            for depth, above in enumerate(self._line_from(manager) if lines else ()):
                relation = relations.ABOVE if depth else relations.MANAGER
                found[above, relation] |= people - {above}
            for one in (EVERYWHERE, *self._units_from(unit)):
                for viewer, role in self.roles.get(one, ()):
                    found[viewer, BY_ROLE[role]] |= people - self._never(viewer)
        return found

    def _never(self, viewer: int) -> set[int]:
        """Whom no role of theirs reaches: themselves, and their own line."""
        if viewer not in self.barred:
            self.barred[viewer] = {viewer, *self.line(viewer)}
        return self.barred[viewer]

    def line(self, person: int) -> tuple[int, ...]:
        """Managers above, nearest first; a circle ends where it closes."""
        return tuple(one for one in self._line_from(self.managers.get(person)) if one != person)

    def _line_from(self, manager: int | None) -> tuple[int, ...]:
        line: list[int] = []
        while manager is not None and manager not in line:
            line.append(manager)
            manager = self.managers.get(manager)
        return tuple(line)

    def _units_from(self, unit: int | None) -> tuple[int, ...]:
        """The unit and those above it; a circle ends where it closes."""
        way: list[int] = []
        while unit is not None and unit not in way:
            way.append(unit)
            unit = self.parents.get(unit)
        return tuple(way)

    def _refuse_circle(self, person: Person, manager: object) -> None:
        if not isinstance(manager, Person):
            return
        if person.pk == manager.pk or person.pk in self.line(manager.pk):
            raise ReportingCycle(person, manager)


def _affected(moved: list[int], units: dict[OrgUnit, OrgUnit]) -> set[int]:
    """Who moves, everybody below them, and everybody in a unit that moves."""
    below = ReportingChain.objects.filter(above__in=moved).values_list("below_id", flat=True)
    inside = UnitChain.objects.filter(above__in=[unit.pk for unit in units]).values("below")
    there = Person.objects.filter(active=True, assignment__unit__in=inside)
    return {*moved, *below, *there.values_list("pk", flat=True)}


def _around(affected: set[int], proposal: Proposal) -> set[int]:
    """Everybody who could stand in a line that matters."""
    new = [one.manager.pk for one in proposal.moves if isinstance(one.manager, Person)]
    holders = Appointment.objects.on(organisation_day()).values_list("person_id", flat=True)
    concerned = {*new, *holders, *affected}
    above: set[int] = set()
    for some in _some(concerned):
        rows = ReportingChain.objects.filter(below__in=some)
        above.update(rows.values_list("above_id", flat=True))
    return concerned | above


def _managers(people: set[int]) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for some in _some(people):
        rows = ReportingChain.objects.filter(below__in=some, depth=1)
        found.update(rows.values_list("below_id", "above_id"))
    return found


def _some(people: set[int], most: int = 10_000) -> Iterator[list[int]]:
    """No more at once than any database takes in one list."""
    everybody = sorted(people)
    for start in range(0, len(everybody), most):
        yield everybody[start : start + most]


def _units_of(people: set[int]) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for some in _some(people):
        rows = Person.objects.filter(pk__in=some)
        found.update(rows.values_list("pk", "assignment__unit"))
    return found


def _roles() -> dict[int, list[tuple[int, str]]]:
    """Who holds a role, by unit; an executive reaches no further than a unit."""
    held = Appointment.objects.on(organisation_day()).filter(person__active=True)
    roles: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for unit, person, role in held.values_list("unit_id", "person_id", "role"):
        if unit or role != Appointment.Role.EXECUTIVE:
            roles[unit or EVERYWHERE].append((person, role))
    return roles


def _difference(one: Reach, other: Reach) -> Reach:
    found = {key: people - other.get(key, set()) for key, people in one.items()}
    return {key: people for key, people in found.items() if people}


def _everybody(reach: Reach) -> set[int]:
    """Viewers, and of those they reach the few that will be named."""
    return {
        one
        for (viewer, _relation), people in reach.items()
        for one in (viewer, *sorted(people)[:NAMED])
    }


def _shifts(reach: Reach, people: dict[int, Person]) -> tuple[Shift, ...]:
    rows = [
        Shift(
            people[viewer],
            relation,
            tuple(people[one] for one in sorted(reached)[:NAMED]),
            len(reached),
        )
        for (viewer, relation), reached in reach.items()
        if viewer in people
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.viewer.sort_name)))
