"""Grow the tree: regions into shops, sites into teams, departments into desks, to the wished size."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from datetime import date

from fairway.config.demo import places
from fairway.config.demo.branches import BRANCHES, TOP_UNITS, Branch
from fairway.config.demo.cast import BY_KEY, MEMBERS, ZOE, Member
from fairway.config.demo.names import NameMaker
from fairway.config.demo.places import Place
from fairway.config.demo.plan import Life, Plan, Posting, Reign, Team

SPAN = 10
# Every third of a team works in another way, so that the way is not the team.
MIXED = {"hybrid": "remote", "remote": "hybrid"}
FEWEST, MOST = 120, 500_000


class Grower:
    """Fills a plan from the top down, so that a manager stands before their people."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rng = plan.rng
        taken = {str(member.name) for member in MEMBERS} | {str(ZOE)}
        self.names = NameMaker(plan.rng, taken)

    def grow(self, people: int) -> None:
        self._plant()
        later = [member for member in MEMBERS if member.unit not in self.plan.teams]
        for branch, size in shares(people - len(MEMBERS)):
            self._branch(branch, size)
        for member in later:
            self._cast(member)

    def _plant(self) -> None:
        units = {key: (name, parent, leader) for key, name, parent, leader in TOP_UNITS}
        for key, (name, parent, leader) in units.items():
            place = BY_KEY[leader].place
            self.plan.teams[key] = Team(key, name, parent, place)
        leads = {leader: key for key, (_name, _parent, leader) in units.items()}
        for member in MEMBERS:
            if member.unit not in units:
                continue
            life = self._cast(member)
            if member.key in leads:
                self.lead(self.plan.teams[leads[member.key]], life)

    def _cast(self, member: Member) -> Life:
        joined = self.plan.ago(round(member.years * 365.25))
        boss = member.boss
        line = next(
            (key for key, _name, _parent, leader in TOP_UNITS if leader == boss), boss or None
        )
        life = self.person(member.job, member.unit, line, member.place, joined)
        life.name, life.key = member.name, member.key
        life.hours, life.mode = member.hours, member.mode
        life.mail, life.pronouns = not member.by_number, member.pronouns
        life.time_zone = member.time_zone
        return life

    def _branch(self, branch: Branch, size: int) -> None:
        teams, between = shape(branch, size)
        members = size - teams - between
        if not teams:
            self._members(branch, self.plan.teams[branch.unit], members)
            return
        sizes = even(members, teams)
        for number, team in enumerate(self._teams(branch, range(teams), branch.unit)):
            self._members(branch, team, sizes[number])

    def _teams(self, branch: Branch, numbers: range, parent: str) -> Iterator[Team]:
        """The teams of these numbers below a parent, with layers between when they are many."""
        if len(numbers) <= SPAN:
            for number in numbers:
                name, place = branch.team(number)
                if branch.unit == "stock":
                    name = name.replace("shop", "stockroom")
                yield self._team(f"{branch.unit}/{number + 1}", name, parent, place, branch.lead)
            return
        job, pattern = branch.middle
        for number, part in enumerate(parts(numbers), start=1):
            name = pattern.format(name=self.plan.teams[parent].name, number=number)
            _name, place = branch.team(part.start)
            middle = self._team(f"{parent}~{number}", name, parent, place, job)
            yield from self._teams(branch, part, middle.key)

    def _team(self, key: str, name: str, parent: str, place: Place, job: str) -> Team:
        team = self.plan.teams[key] = Team(key, name, parent, place)
        years = 2.2 + self.rng.expovariate(0.4)
        life = self.person(job, key, parent, place, self.plan.ago(int(years * 365)))
        life.mode = "remote" if place.remote else "on_site"
        self.lead(team, life)
        return team

    def _members(self, branch: Branch, team: Team, count: int) -> None:
        [*jobs], [*hours] = branch.jobs, branch.hours
        for number in range(count):
            [job] = self.rng.choices(jobs, list(branch.jobs.values()))
            place = self.rng.choice(places.REMOTE) if branch.mode == "remote" else team.place
            life = self.person(job, team.key, team.key, place, self._joined())
            [life.hours] = self.rng.choices(hours, list(branch.hours.values()))
            life.mode = MIXED.get(branch.mode, branch.mode) if number % 3 == 0 else branch.mode
            life.mail = branch.mailed == 1 or self.rng.random() < branch.mailed

    def _joined(self) -> date:
        """Two in five came in the last two years."""
        return self.plan.ago(20 + int(self.rng.expovariate(1 / 1350)))

    def person(self, job: str, unit: str, line: str | None, place: Place, joined: date) -> Life:
        number = len(self.plan.lives)
        name = self.names.make(place.cultures)
        life = Life(number, name, "office", "hybrid", True, joined)
        since = max(joined, self.plan.begin)
        life.postings.append(Posting(unit, line, job, place, since))
        self.plan.lives.append(life)
        return life

    def lead(self, team: Team, life: Life) -> None:
        team.led.append(Reign(life, self.plan.begin))


def shares(people: int) -> Iterator[tuple[Branch, int]]:
    """Each branch with its part of the people; what rounding leaves goes to the first."""
    whole = sum(branch.share for branch in BRANCHES)
    sizes = [int(people * branch.share / whole) for branch in BRANCHES]
    sizes[0] += people - sum(sizes)
    yield from zip(BRANCHES, sizes, strict=True)


def shape(branch: Branch, size: int) -> tuple[int, int]:
    """How many teams, and how many managers between them and the head of the branch."""
    teams = max(1, round(size / branch.team_size))
    if teams == 1 and not branch.always_teams:
        return 0, 0
    while teams > 1 and teams + layers(teams) > size // 2:
        teams -= 1
    return teams, layers(teams)


def layers(teams: int) -> int:
    if teams <= SPAN:
        return 0
    return sum(1 + layers(len(part)) for part in parts(range(teams)))


def parts(numbers: range) -> list[range]:
    """At most SPAN even parts, none larger than it must be."""
    count = min(SPAN, math.ceil(len(numbers) / SPAN))
    edges = [numbers.start + round(len(numbers) * edge / count) for edge in range(count + 1)]
    return [range(one, two) for one, two in itertools.pairwise(edges)]


def even(whole: int, into: int) -> list[int]:
    return [whole // into + (number < whole % into) for number in range(into)]
