"""Goals of units and people, quarter by quarter, each a translation of the one above."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from fairway.foundation.demo import DemoCompany
from fairway.goals.demo.nodes import Node, agree, at, goal_of, under
from fairway.goals.demo.saying import REFLECTIONS
from fairway.goals.demo.telling import tell_past, tell_so_far
from fairway.goals.demo.values import give_results, own_results
from fairway.goals.demo.words import COMPANY, COMPANY_RESULTS, WORDS, Theme
from fairway.goals.models import Goal
from fairway.people.models import OrgUnit, Person
from fairway.strategy.models import Period, StrategicPriority

SHOPS = ("north", "south", "west", "aegean")
TOPS = ("support", *SHOPS, "stock", "people", "finance", "technology", "brand", "range")
UNALIGNED = "brand"
KEEPERS = ("mia", "farah", "noor")
ADOPTION = (0.05, 0.07, 0.1, 0.13, 0.16, 0.2, 0.25)  # of the quarters behind, the oldest first
Given = dict[tuple[str, int], Node]


class Roster:
    """Who works where, and which unit lies in which."""

    def __init__(self, company: DemoCompany) -> None:
        self.units: dict[str, OrgUnit] = {
            key: unit for key, unit in company.units.items() if unit.closed_on is None
        }
        keys = {unit.pk: key for key, unit in self.units.items()}
        self.below: dict[str, list[str]] = defaultdict(list)
        for key, unit in self.units.items():
            if unit.parent_id:
                self.below[keys[unit.parent_id]].append(key)
        self.members: dict[str, list[Person]] = defaultdict(list)
        people = Person.objects.active().select_related("assignment").order_by("pk")
        for person in people:
            if person.assignment is not None and person.assignment.unit_id in keys:
                self.members[keys[person.assignment.unit_id]].append(person)


@dataclass
class Grower:
    company: DemoCompany
    roster: Roster
    rng: random.Random
    known: set[int] = field(default_factory=set)  # people of the stories: they have their goals

    def year(self, year: Period) -> list[Node]:
        """What the whole company wants of each priority, over the year."""
        nodes = []
        chosen = StrategicPriority.objects.filter(period=year).order_by("rank")
        for rank, priority in enumerate(chosen[:3]):
            goal = goal_of(
                year,
                COMPANY[rank],
                priority=priority,
                responsible=self.company.cast[KEEPERS[rank]],
                roll_up=Goal.RollUp.BOTH,
                cadence_days=28,
            )
            node = Node(goal)
            give_results(node, COMPANY_RESULTS[rank])
            self._settle(node, year)
            nodes.append(node)
        return nodes

    def quarter(self, quarter: Period, tops: list[Node], given: Given, ago: int) -> Iterator[Node]:
        """All goals of a quarter; `ago` says how many quarters back it lies."""
        for number, key in enumerate(TOPS):
            if key in self.roster.units:
                yield from self._unit(key, quarter, dict(enumerate(tops)), given, ago, number)

    def _unit(
        self,
        key: str,
        quarter: Period,
        above: dict[int, Node],
        given: Given,
        ago: int,
        number: int,
    ) -> Iterator[Node]:
        parts = self.roster.below[key]
        here: dict[int, Node] = {}
        for which, theme in self._themes(key, bool(parts), number + ago, ago):
            known = given.get((key, which))
            node = known or self._goal_of_unit(key, theme, quarter, above.get(which), bool(parts))
            here[which] = node
            if known is None:
                yield node
        for person in self.roster.members[key]:
            yield from self._goals_of_person(person, key, quarter, here, ago)
        for place, part in enumerate(parts):
            yield from self._unit(part, quarter, {**above, **here}, given, ago, place)

    def _themes(self, key: str, in_parts: bool, turn: int, ago: int) -> Iterator[tuple[int, Theme]]:
        """What has parts translates every priority; a team takes up one at a time."""
        themes = [(i, theme) for i, theme in enumerate(WORDS[kind_of(key)]) if theme is not None]
        if in_parts or "/" not in key:
            yield from themes
        elif not ago or self.rng.random() < 2 * ADOPTION[-min(ago, len(ADOPTION))]:
            yield themes[turn % len(themes)]

    def _goal_of_unit(
        self, key: str, theme: Theme, quarter: Period, above: Node | None, in_parts: bool
    ) -> Node:
        unit = self.roster.units[key]
        title = theme.top if key in TOPS else theme.middle if in_parts else ""
        title = title or self.rng.choice(theme.teams)
        goal = goal_of(
            quarter,
            title.format(unit=unit.name),
            unit=unit,
            responsible_id=unit.leader_id,
            roll_up=Goal.RollUp.BOTH if in_parts and self.rng.random() < 0.3 else Goal.RollUp.OWN,
        )
        node = Node(goal)
        if key != UNALIGNED:
            under(above, node, how=self.rng.choice(theme.how))
        give_results(node, theme.results)
        self._settle(node, quarter)
        return node

    def _goals_of_person(
        self, person: Person, key: str, quarter: Period, here: dict[int, Node], ago: int
    ) -> Iterator[Node]:
        if person.joined_on and person.joined_on > quarter.starts_on + timedelta(days=30):
            return
        if ago:
            often = ADOPTION[-min(ago, len(ADOPTION))]
            count = int(person.pk in self.known or self.rng.random() < often)
        else:
            [count] = self.rng.choices((0, 1, 2, 3), (2, 4, 4, 1))
            count = 0 if person.pk in self.known else count
        for _number in range(count):
            yield self._goal_of_person(person, key, quarter, here)

    def _goal_of_person(
        self, person: Person, key: str, quarter: Period, here: dict[int, Node]
    ) -> Node:
        which = self.rng.choice(list(here)) if here else None
        theme = WORDS[kind_of(key)][which] if which is not None else None
        theme = theme or next(one for one in WORDS[kind_of(key)] if one is not None)
        title, how = self.rng.choice(theme.people)
        [visibility] = self.rng.choices(("company", "unit", "line"), (94, 3, 3))
        [framework] = self.rng.choices(("okr", "smart", "agreed"), (5, 3, 2))
        goal = goal_of(
            quarter, title, owner_id=person.pk, visibility=visibility, framework=framework
        )
        node = Node(goal)
        aligned = key != UNALIGNED and which is not None and self.rng.random() < 0.93
        under(
            here[which] if aligned and which is not None else None, node, how=how if aligned else ""
        )
        own_results(node, theme.own, self.rng, dense=self.company.dense)
        manager = person.assignment.manager_id if person.assignment else None
        self._settle(node, quarter, agreed_by=manager)
        return node

    def _settle(self, node: Node, period: Period, agreed_by: int | None = None) -> None:
        """Agreed, told of, and closed, as far as its period has come."""
        goal, rng, today = node.goal, self.rng, self.company.today
        over = period.until_on <= today
        if not over and goal.owner_id and rng.random() < 0.08:
            if rng.random() < 0.6:
                goal.proposed_by_id, goal.proposed_at = goal.owner_id, at(period.starts_on, 10)
            return
        agree(goal, period.starts_on - timedelta(days=rng.randrange(1, 9)), agreed_by)
        if not over:
            tell_so_far(node, self.company, rng)
            return
        tell_past(node, self.company, rng)
        close(node, min(today, period.until_on + timedelta(days=rng.randrange(7))), rng)


def close(node: Node, day: date, rng: random.Random) -> None:
    share, goal = node.share or 0, node.goal
    goal.outcome = "achieved" if share >= 0.92 else "partly" if share >= 0.55 else "missed"
    if goal.owner_id and not node.below and rng.random() < 0.04:
        goal.outcome = "dropped"
    goal.reflection = rng.choice(REFLECTIONS[goal.outcome])
    goal.closed_at = at(day, 8, 20)


def kind_of(key: str) -> str:
    top = key.split("/", maxsplit=1)[0].split("~", maxsplit=1)[0]
    return "shops" if top in SHOPS else top
