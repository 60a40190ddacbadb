"""Two years in the company's life: who came, moved, rose, left, and the day two regions became three."""

from __future__ import annotations

from datetime import date, timedelta

from fairway.config.demo import places
from fairway.config.demo.cast import ZOE
from fairway.config.demo.names import NameMaker
from fairway.config.demo.plan import Life, Plan, Posting, Reign, Team
from fairway.config.demo.roles import BELOW

REORGANISED_DAYS_AGO = 290
SWAPPED_DAYS_AGO = 12
CLOSED = "returns"
SWAPPED = ("north/2", "north/3")
OF_LEADS = {"replaced": 0.15}
OF_MEMBERS = {"promoted": 0.14, "moved": 0.08, "leaving": 0.008, "moving": 0.006}
LEAVERS_PER_PERSON = 0.2
REHIRED_OF_JOINERS = 0.02


class Chronicler:
    """Gives the people of a plan their past, and some a known future."""

    def __init__(self, plan: Plan, names: NameMaker) -> None:
        self.plan = plan
        self.rng = plan.rng
        self.names = names
        self.leads = plan.leads()
        self.members = [
            life for life in plan.lives if not life.key and life.number not in self.leads
        ]

    def tell(self) -> None:
        people = len(self.plan.lives)
        self._replace_leads()
        self._promote_and_move()
        self._swap_two_leads()
        self._reorganise()
        self._look_ahead()
        self._zoe()
        self._leavers(round(people * LEAVERS_PER_PERSON))

    def _between(self, since: date, until: date) -> date:
        return since + timedelta(days=self.rng.randrange(max(1, (until - since).days)))

    def _replace_leads(self) -> None:
        """Some teams had another lead, who left; half of the new ones rose from the team."""
        for team in self.plan.teams.values():
            life = team.leader
            if life is None or life.key or team.key in SWAPPED:
                continue
            if self.rng.random() < OF_LEADS["replaced"]:
                self._replace(team, life)

    def _replace(self, team: Team, life: Life) -> None:
        day = self._between(self.plan.begin + timedelta(days=90), self.plan.ago(45))
        before = self._newcomer(life.post, self.plan.ago(3000 + self.rng.randrange(900)))
        before.post.until = before.left_on = day
        team.led[:] = [Reign(before, self.plan.begin, day), Reign(life, day)]
        lead = life.post
        if lead.job in BELOW and self.rng.random() < 0.5:
            life.postings.insert(
                0, Posting(team.key, team.key, BELOW[lead.job], lead.place, lead.since, day)
            )
        else:
            life.joined_on = day
        lead.since = day

    def _promote_and_move(self) -> None:
        for life in self.members:
            chance = self.rng.random()
            day = self._between(self.plan.begin + timedelta(days=60), self.plan.ago(20))
            if day - timedelta(days=60) < life.joined_on:
                continue
            post = life.post
            if chance < OF_MEMBERS["promoted"] and post.job in BELOW:
                self._split(life, day, job=BELOW[post.job])
            elif chance > 1 - OF_MEMBERS["moved"]:
                other = self._sibling(post.unit)
                if other:
                    self._split(life, day, unit=other.key, line=other.key, place=other.place)

    def _split(self, life: Life, day: date, **earlier: object) -> None:
        """Until `day` they had another post, alike but for what is given."""
        post = life.postings[0]
        kept = {"unit": post.unit, "line": post.line, "job": post.job, "place": post.place}
        life.postings.insert(0, Posting(**{**kept, **earlier, "since": post.since, "until": day}))  # type: ignore[arg-type]
        post.since = day

    def _sibling(self, unit: str) -> Team | None:
        """A team beside this one, by the number in its key."""
        stem, _slash, number = unit.rpartition("/")
        if not stem or not number.isdigit():
            return None
        beside = [f"{stem}/{int(number) + step}" for step in (1, -1, 2)]
        found = [self.plan.teams[key] for key in beside if key in self.plan.teams]
        return found[0] if found else None

    def _swap_two_leads(self) -> None:
        """Two shops exchanged managers a few days ago: both still read what they left."""
        day = self.plan.ago(SWAPPED_DAYS_AGO)
        one, two = (self.plan.teams[key] for key in SWAPPED)
        first, second = one.led[-1].leader, two.led[-1].leader
        for team, old, new in ((one, first, second), (two, second, first)):
            team.led[-1].until = day
            team.led.append(Reign(new, day))
            old.post.until = day
        for life, team in ((first, two), (second, one)):
            life.postings.append(
                Posting(team.key, team.parent, life.post.job, team.place, day, None)
            )

    def _reorganise(self) -> None:
        """The returns desk was folded into Support, and Sam, who led it, took the western shops."""
        day = self.plan.ago(REORGANISED_DAYS_AGO)
        cast = self.plan.cast()
        desk = Team(
            CLOSED, "Returns desk", "customer", places.LISBON, closed_on=day, merged_into="support"
        )
        desk.led.append(Reign(cast["sam"], self.plan.begin, day))
        self.plan.teams[desk.key] = desk
        west = self.plan.teams["west"]
        west.led[-1].since = day
        self._split(cast["sam"], day, unit=CLOSED, job="Support manager L6")
        for life in [cast["ana"], cast["tomas"], *self._first_of("support/lisbon", 8)]:
            if life.postings[0].since < day and len(life.postings) == 1:
                self._split(life, day, unit=CLOSED, line=CLOSED)
        for team in self.plan.teams.values():
            if team.parent == "west":
                self._under_north_before(team, day)

    def _under_north_before(self, team: Team, day: date) -> None:
        for reign in team.led:
            for post in list(reign.leader.postings):
                if post.line == "west" and post.since < day:
                    self._cut(reign.leader, post, day)

    def _cut(self, life: Life, post: Posting, day: date) -> None:
        """What of this post lies before `day` was in the line of Shops north."""
        at = life.postings.index(post)
        until = day if post.until is None or post.until > day else post.until
        before = Posting(post.unit, "north", post.job, post.place, post.since, until)
        if until == day:
            life.postings.insert(at, before)
            post.since = day
        else:
            life.postings[at] = before

    def _first_of(self, stem: str, count: int) -> list[Life]:
        there = [life for life in self.members if life.post.unit.startswith(stem)]
        return there[:count]

    def _look_ahead(self) -> None:
        """A few leave soon, a few will move: both are known, neither has happened."""
        for life in self.members:
            chance = self.rng.random()
            ahead = self.plan.today + timedelta(days=7 + self.rng.randrange(50))
            if chance < OF_MEMBERS["leaving"]:
                life.left_on = life.post.until = ahead
            elif chance > 1 - OF_MEMBERS["moving"]:
                other = self._sibling(life.post.unit)
                if other:
                    post = life.post
                    post.until = ahead
                    life.postings.append(
                        Posting(other.key, other.key, post.job, other.place, ahead)
                    )

    def _zoe(self) -> None:
        zoe = self._newcomer(
            Posting("support", "support", "Support specialist L2", places.LISBON, self.plan.begin),
            self.plan.ago(1060),
        )
        zoe.key, zoe.name = "zoe", ZOE
        zoe.left_on = zoe.post.until = self.plan.ago(60)

    def _leavers(self, count: int) -> None:
        """Each had the seat of somebody who is here now."""
        for _number in range(count):
            heir = self.rng.choice(self.members)
            seat = next(post for post in heir.postings if post.unit != CLOSED)
            latest = self.plan.ago(5)
            if heir.joined_on > self.plan.begin + timedelta(days=40):
                latest = heir.joined_on - timedelta(days=1)
            left = self._between(self.plan.begin + timedelta(days=10), latest)
            joined = left - timedelta(days=60 + int(self.rng.expovariate(1 / 700)))
            gone = self._newcomer(seat, joined)
            gone.hours, gone.mode, gone.mail = heir.hours, heir.mode, heir.mail
            gone.left_on = gone.post.until = left
            if left < heir.joined_on and self.rng.random() < REHIRED_OF_JOINERS:
                gone.name, heir.rehire_of = heir.name, gone

    def _newcomer(self, like: Posting, joined: date) -> Life:
        """Somebody else in a post like this one, from joining on."""
        name = self.names.make(like.place.cultures)
        life = Life(len(self.plan.lives), name, "office", "hybrid", True, joined)
        since = max(joined, self.plan.begin)
        life.postings.append(Posting(like.unit, like.line, like.job, like.place, since))
        self.plan.lives.append(life)
        return life
