"""Match, resolve, compare: from rows to a plan."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from fairway.people.importing.books import Books
from fairway.people.importing.cells import Bad
from fairway.people.importing.comparing import person_changes, place_changes
from fairway.people.importing.directory import Directory, Member
from fairway.people.importing.fields import MANAGERS, PLACES, UNITS
from fairway.people.importing.managers import Resolver, circles
from fairway.people.importing.matching import Matching
from fairway.people.importing.organisation import Held, Known, New, Ref
from fairway.people.importing.plan import COUNTS, UNCHANGED, UPDATED, Plan, Planned, Setting
from fairway.people.importing.problems import Problem, shorten
from fairway.people.importing.rows import Findings, Row

MOST_NAMED = 8


def make_plan(rows: list[Row], setting: Setting, findings: Findings) -> Plan:
    """Lines with errors are left out, and named in the plan's findings."""
    findings = Findings(list(findings.errors), list(findings.warnings))
    return _Planner(setting, findings).plan(rows)


class _Planner:
    def __init__(self, setting: Setting, findings: Findings) -> None:
        self.setting = setting
        self.findings = findings
        self.today = setting.today

    def plan(self, rows: list[Row]) -> Plan:
        people = self.setting.organisation.people
        matching = Matching(rows, people, self.setting.headers, self.findings, self.today)
        name = self.setting.root_name
        said = self.setting.choices.units
        self.books = Books(self.setting.organisation, matching.rows, name, said)
        found = [self._found(row, matching) for row in matching.rows]
        planned = [one for one in found if one is not None]
        resolver = self._resolve(planned)
        planned = self._without_circles(planned)
        for one in planned:
            self._compare(one)
        self._warn_of_the_whole(resolver)
        self.findings.errors.sort(key=lambda problem: problem.line)
        self.findings.warnings.sort(key=lambda problem: problem.line)
        return Plan(
            planned,
            self.findings,
            resolver.open_names(with_suggestions=True),
            resolver.how,
            self.books.used({ref for one in planned for ref in _refs(one) if isinstance(ref, New)}),
            self._counts(planned),
            resolver.settled,
            self.books.units.root,
            self.books.units.spelt(),
            self.books.units.alike(),
            self.books.units.respelt(),
        )

    def _found(self, row: Row, matching: Matching) -> Planned | None:
        """The line with unit, location, job and employer found."""
        known = matching.found.get(row.line)
        held = known.held if known else None
        one = Planned(row=row, known=known, rehire_of=matching.rehires.get(row.line))
        try:
            one.unit = self.books.units.find(row.units) or (held.unit if held else None)
        except Bad as bad:
            self._wrong(row, UNITS, bad.code, **bad.params)
            return None
        one.location = self.books.places.find(row) or (held.location if held else None)
        one.profile = self._profile(row, held)
        one.employer = self.books.employers.find(row.employer) or (
            known.employer if known else None
        )
        one.time_zone = self._own_zone(row, one)
        one.left_on = self._leaving(row, known)
        return one

    def _profile(self, row: Row, held: Held | None) -> Ref:
        """A file that says the title alone leaves the level as it is."""
        current = held.profile if held else None
        if not row.title and not row.level:
            return current
        title, level = self.books.jobs.words_of(current)
        return self.books.jobs.find(row.title or title, row.level or level) or current

    def _own_zone(self, row: Row, one: Planned) -> str:
        """Empty where the location says it already."""
        current = one.known.time_zone if one.known else ""
        if not row.time_zone:
            return current
        return "" if self.books.places.zone_of(one.location) == row.time_zone else row.time_zone

    def _leaving(self, row: Row, known: Known | None) -> date | None:
        """An empty cell brings nobody back; the status "active" does."""
        before = known.left_on if known else None
        if row.left_on:
            return before if row.undated and before else row.left_on
        if before is None or row.status == "active":
            return None
        if before <= self.today:
            self._warn(row, ("left_on", "last_day"), "still_left_here", left=before)
        return before

    def _resolve(self, planned: list[Planned]) -> Resolver:
        people = self.setting.organisation.people
        matched = {one.known.pk for one in planned if one.known}
        self.others = {one.pk: Member(known=one) for one in people if one.pk not in matched}
        self.by_pk: dict[int, Member] = dict(self.others)
        self.by_pk |= {one.known.pk: one for one in planned if one.known}
        choices, aliases = self.setting.choices.managers, self.setting.organisation.aliases
        directory = Directory([*planned, *self.others.values()])
        resolver = Resolver(directory, self.today, aliases, choices)
        rows = [one.row for one in planned if one.row]
        resolver.learn_order({row.manager_name for row in rows if row.manager_name})
        mapped = any(key in self.setting.headers for key in MANAGERS)
        for one, row in zip(planned, rows, strict=True):
            one.manager = self._manager_until_now(one)
            if mapped:
                self._manage(one, row, resolver)
        return resolver

    def _manager_until_now(self, one: Planned) -> Member | None:
        held = one.known.held if one.known else None
        return self.by_pk.get(held.manager) if held and held.manager else None

    def _manage(self, one: Planned, row: Row, resolver: Resolver) -> None:
        """An empty cell means nobody; a name that stays open changes nothing."""
        found: Member | None = None
        if row.names_a_manager:
            found, settled = resolver.manager_of(one)
            if not settled:
                return
        if one.known and one.known.pk == self.setting.own and found is not one.manager:
            self._warn(row, MANAGERS, "own_manager")
        elif found is not one:
            one.manager = found

    def _without_circles(self, planned: list[Planned]) -> list[Planned]:
        """Nobody above themselves, with whoever is not in the file counted in."""
        managers: dict[Member, Member | None] = {
            one: one.manager for one in planned if one.is_active(self.today)
        }
        for other in self.others.values():
            held = other.known.held if other.known and other.known.active else None
            if held and held.manager:
                managers[other] = self.by_pk.get(held.manager)
        out: set[Member] = set()
        for circle in circles(managers):
            some = [*circle[:MOST_NAMED], circle[0]]
            names = " → ".join(shorten(one.name, 40) for one in some)
            for one in circle:
                if one.row:
                    self._wrong(one.row, MANAGERS, "circle", names=names)
                    out.add(one)
        return [one for one in planned if one not in out] if out else planned

    def _compare(self, one: Planned) -> None:
        known, row = one.known, one.row
        if known is None or row is None:
            return
        changes = list(person_changes(one, row, known, self.books))
        if one.is_active(self.today):
            manager = self._manager_until_now(one)
            changes += place_changes(one, row, known.held, manager, self.books)
        one.changes = changes
        one.action = UPDATED if changes else UNCHANGED

    def _warn_of_the_whole(self, resolver: Resolver) -> None:
        warnings = self.findings.warnings
        if resolver.disagreeing:
            params: dict[str, Any] = {"count": resolver.disagreeing}
            header = self.setting.header("manager_number", "manager_email")
            warnings.append(Problem("ids_disagree", 0, header, params))
        for place in self.books.places.new:
            if not place.time_zone:
                params = {"value": shorten(place.name)}
                warnings.append(
                    Problem("place_without_zone", 0, self.setting.header(*PLACES), params)
                )

    def _counts(self, planned: list[Planned]) -> dict[str, int]:
        counts: Counter[str] = Counter(dict.fromkeys(COUNTS, 0))
        for one in planned:
            counts[one.action] += 1
            counts["left"] += one.left_on is not None
            counts["active"] += one.is_active(self.today)
        return dict(counts)

    def _wrong(self, row: Row, keys: tuple[str, ...], code: str, **params: Any) -> None:
        header = self.setting.header(*keys)
        self.findings.errors.append(Problem(code, row.line, header, params))

    def _warn(self, row: Row, keys: tuple[str, ...], code: str, **params: Any) -> None:
        header = self.setting.header(*keys)
        self.findings.warnings.append(Problem(code, row.line, header, params))


def _refs(one: Planned) -> tuple[Ref, ...]:
    return one.unit, one.location, one.profile, one.employer
