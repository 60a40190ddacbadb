"""What the demo company will be, before a single row is written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from fairway.config.demo.names import Name
from fairway.config.demo.places import Place

YEARS_ON_RECORD = 2


@dataclass(slots=True)
class Reign:
    """Who led a team, from when until when."""

    leader: Life
    since: date
    until: date | None = None


@dataclass(slots=True)
class Team:
    """A unit, where it sits in the tree, and who has led it."""

    key: str
    name: str
    parent: str | None
    place: Place
    led: list[Reign] = field(default_factory=list)
    closed_on: date | None = None
    merged_into: str | None = None

    @property
    def leader(self) -> Life | None:
        return self.led[-1].leader if self.led else None


@dataclass(slots=True)
class Posting:
    """A time in one unit and job, in the line of the team whose leaders are the managers."""

    unit: str
    line: str | None
    job: str
    place: Place
    since: date
    until: date | None = None


@dataclass(slots=True, eq=False)
class Life:
    """One person's time with the company."""

    number: int
    name: Name
    hours: str
    mode: str
    mail: bool
    joined_on: date
    left_on: date | None = None
    key: str = ""
    pronouns: str = ""
    time_zone: str = ""
    postings: list[Posting] = field(default_factory=list)
    rehire_of: Life | None = None
    cultures: dict[str, int] = field(default_factory=dict)

    @property
    def post(self) -> Posting:
        return self.postings[-1]

    def here_on(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or self.left_on > day)


@dataclass(slots=True)
class Plan:
    """Teams from the top down, and everybody who is or was in them."""

    today: date
    rng: random.Random
    teams: dict[str, Team] = field(default_factory=dict)
    lives: list[Life] = field(default_factory=list)

    @property
    def begin(self) -> date:
        """The day the records begin: what was before is only known as a joining date."""
        return date(self.today.year - YEARS_ON_RECORD, self.today.month, 1)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def cast(self) -> dict[str, Life]:
        return {life.key: life for life in self.lives if life.key}

    def leads(self) -> set[int]:
        """The numbers of those who lead a team now."""
        return {team.leader.number for team in self.teams.values() if team.leader}

    def stretches(self, posting: Posting) -> Iterator[tuple[Life | None, date, date | None]]:
        """The posting cut where its manager changed."""
        if posting.line is None:
            yield None, posting.since, posting.until
            return
        for reign in self.teams[posting.line].led:
            since = max(posting.since, reign.since)
            until = earlier(posting.until, reign.until)
            if until is None or since < until:
                yield reign.leader, since, until


def earlier(one: date | None, other: date | None) -> date | None:
    """The first end of two, where None means never."""
    if one is None or other is None:
        return one or other
    return min(one, other)
