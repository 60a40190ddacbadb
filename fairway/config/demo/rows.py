"""Write the planned company, table by table, in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from fairway.config.demo.cast import ADMINISTRATOR_EMAIL, NIA
from fairway.config.demo.mails import Mails
from fairway.config.demo.places import FIRMS, Place, firm_in
from fairway.config.demo.plan import Life, Plan, Team
from fairway.config.demo.roles import JOBS
from fairway.foundation.bulk import insert_objects, reserve_ids
from fairway.foundation.demo import DemoCompany
from fairway.foundation.events import SYSTEM
from fairway.people.models import (
    Account,
    Employer,
    JobFamily,
    JobProfile,
    Location,
    OrgUnit,
    Person,
    UnitChain,
)
from fairway.people.search_index import indexed_at_the_end
from fairway.people.spelling import search_text, sort_name

FIRST_NUMBER = 10001
MANY = 5000


def write_all(model: type[Model], rows: Iterable[Any]) -> list[Any]:
    """In bulk, with the keys they got; what a save would fill in by itself must be there."""
    written = list(rows)
    for row, key in zip(written, reserve_ids(model, len(written)), strict=True):
        row.pk, row._state.adding, row._state.db = key, False, DEFAULT_DB_ALIAS
    insert_objects(written)
    return written


class Writer:
    """From plan to rows; what it has written is there by key."""

    def __init__(self, plan: Plan, company: DemoCompany) -> None:
        self.plan = plan
        self.company = company
        self.units: dict[str, OrgUnit] = {}
        self.places: dict[str, Location] = {}
        self.jobs: dict[str, JobProfile] = {}
        self.firms: dict[str, Employer] = {}
        self.people: dict[int, Person] = {}

    def write(self) -> Iterator[tuple[str, int]]:
        """Does one part after another and says how many rows each has made."""
        yield "places and jobs", self.write_surroundings()
        yield "units", self.write_units()
        yield "people", self.write_people()
        self.name_leaders()
        self.company.units = self.units

    def write_surroundings(self) -> int:
        self.firms = {
            firm.name: row
            for firm, row in zip(
                FIRMS.values(), write_all(Employer, map(_firm, FIRMS.values())), strict=True
            )
        }
        found: dict[str, Place] = {}
        for life in self.plan.lives:
            for posting in life.postings:
                found.setdefault(posting.place.name, posting.place)
        self.places = dict(
            zip(found, write_all(Location, map(_location, found.values())), strict=True)
        )
        families = {job.family: JobFamily(name=job.family) for job in JOBS.values()}
        write_all(JobFamily, families.values())
        profiles = [
            JobProfile(family=families[job.family], title=job.title, level=job.level)
            for job in JOBS.values()
        ]
        self.jobs = dict(zip(JOBS, write_all(JobProfile, profiles), strict=True))
        return len(found) + len(profiles)

    def write_units(self) -> int:
        """Level by level, because a unit needs its parent's key."""
        level = [team for team in self.plan.teams.values() if team.parent is None]
        below: dict[str | None, list[Team]] = {}
        for team in self.plan.teams.values():
            below.setdefault(team.parent, []).append(team)
        while level:
            rows = [
                OrgUnit(
                    name=team.name,
                    code=team.key.replace("/", "-").replace("~", "-a").upper(),
                    parent=self.units[team.parent] if team.parent else None,
                    closed_on=team.closed_on,
                )
                for team in level
            ]
            for team, row in zip(level, write_all(OrgUnit, rows), strict=True):
                self.units[team.key] = row
            level = [child for team in level for child in below.get(team.key, ())]
        write_all(UnitChain, self._unit_chains())
        return len(self.units)

    def _unit_chains(self) -> Iterator[UnitChain]:
        for key, unit in self.units.items():
            above: str | None = key
            depth = 0
            while above is not None:
                yield UnitChain(above=self.units[above], below=unit, depth=depth)
                above, depth = self.plan.teams[above].parent, depth + 1

    def write_people(self) -> int:
        accounts = self._accounts()
        rows = [self._person(life, accounts.get(life.number)) for life in self.plan.lives]
        with indexed_at_the_end(many=len(rows) > MANY):
            write_all(Person, rows)
        self.people = {life.number: row for life, row in zip(self.plan.lives, rows, strict=True)}
        again = [life for life in self.plan.lives if life.rehire_of]
        for life in again:
            assert life.rehire_of is not None
            self.people[life.number].rehire_of = self.people[life.rehire_of.number]
        Person.objects.bulk_update([self.people[life.number] for life in again], ["rehire_of"])
        for life in self.plan.lives:
            self._remember_life(life)
        return len(rows)

    def _accounts(self) -> dict[int, Account]:
        """One for everybody who is here, by e-mail or by staff number, with no password to guess."""
        mails = Mails()
        self.mails = {life.number: mails.make(life) for life in self.plan.lives if life.mail}
        here = [life for life in self.plan.lives if life.here_on(self.plan.today) or life.key]
        rows = [
            Account(
                email=self.mails.get(life.number),
                staff_number=None if life.mail else self._number(life),
                password="!",  # noqa: S106 an unusable password, the same at each making
                is_active=life.here_on(self.plan.today),
                created_at=at_nine(max(life.joined_on, self.plan.begin)),
            )
            for life in here
        ]
        write_all(Account, rows)
        write_all(
            Account,
            [
                Account(
                    email=ADMINISTRATOR_EMAIL,
                    password="!",  # noqa: S106
                    is_administrator=True,
                    created_at=at_nine(self.plan.begin),
                )
            ],
        )
        return {life.number: row for life, row in zip(here, rows, strict=True)}

    def _number(self, life: Life) -> str:
        return NIA if life.key == "nia" else str(FIRST_NUMBER + life.number)

    def _person(self, life: Life, account: Account | None) -> Person:
        mail, number, name = self.mails.get(life.number, ""), self._number(life), str(life.name)
        return Person(
            account=account,
            employee_number=number,
            name=name,
            sort_name=sort_name(name),
            search_text=search_text(name, mail, number),
            pronouns=life.pronouns,
            email=mail,
            time_zone=life.time_zone,
            employer=self.firms[firm_in(life.post.place.country).name],
            joined_on=life.joined_on,
            left_on=life.left_on,
            active=life.left_on is None or life.left_on > self.plan.today,
        )

    def name_leaders(self) -> None:
        """What units could not know before there were people and other units."""
        led = [
            (self.units[team.key], team.leader)
            for team in self.plan.teams.values()
            if team.leader and team.closed_on is None
        ]
        for team in self.plan.teams.values():
            if team.merged_into:
                unit = self.units[team.key]
                unit.merged_into = self.units[team.merged_into]
                unit.save(update_fields=["merged_into"])
        for unit, leader in led:
            unit.leader = self.people[leader.number]
        OrgUnit.objects.bulk_update([unit for unit, _leader in led], ["leader"], batch_size=500)

    def _remember_life(self, life: Life) -> None:
        """What the record would hold had Fairway been there: joining, moving, leaving."""
        person = self.people[life.number]
        if life.joined_on >= self.plan.begin:
            self.company.remember(
                "people.joined", at_nine(life.joined_on), actor=SYSTEM, subject=person
            )
        for posting in life.postings[1:]:
            if posting.since <= self.plan.today:
                self.company.remember(
                    "people.assigned", at_nine(posting.since), actor=SYSTEM, subject=person
                )
        if life.left_on and life.left_on <= self.plan.today:
            self.company.remember(
                "people.left",
                at_nine(life.left_on),
                actor=SYSTEM,
                subject=person,
                left_on=str(life.left_on),
            )


def at_nine(day: Any) -> datetime:
    return datetime.combine(day, time(9), UTC)


def _firm(firm: Any) -> Employer:
    kind = Employer.Kind.FRANCHISEE if firm.franchisee else Employer.Kind.LEGAL_ENTITY
    return Employer(name=firm.name, kind=kind, country=firm.country)


def _location(place: Place) -> Location:
    return Location(
        name=place.name,
        country=place.country,
        subdivision=place.subdivision,
        time_zone=place.time_zone,
        is_remote=place.remote,
    )
