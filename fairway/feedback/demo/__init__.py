"""Two years of feedback and recognition at Saltmarsh.

Known stories: Ana has something that waits to be opened, and a question to answer; and one of
Bo's people who works remotely was never recognised by anybody.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from random import Random

from fairway.feedback.actions.celebrating import celebrate_goal, celebrate_on
from fairway.feedback.demo.words import PRAISE, SAID, THANKS
from fairway.feedback.models import (
    Feedback,
    FeedbackReply,
    FeedbackRequest,
    Reaction,
    Recognised,
    Recognition,
    Visibility,
)
from fairway.foundation.bulk import insert_objects
from fairway.foundation.demo import DemoCompany
from fairway.goals.models import Goal
from fairway.people.models import Assignment, Person
from fairway.strategy.models import Value

YEARS, LATELY = 720, 120  # days
EVERY, EVERY_DENSE, PRAISED_EVERY = 60, 14, 180
CHUNK = 5000
GLAD_FOR = 14
Teams = dict[int, list[Person]]


def make_feedback(company: DemoCompany) -> None:
    teams = _teams()
    overlooked = _overlooked(company, teams)
    chance = company.random("feedback")
    _feedback(company, teams, overlooked, chance)
    _praise(company, teams, overlooked, chance)
    _stories(company)
    for ago in range(GLAD_FOR, -1, -1):
        celebrate_on(company.day(ago))
    closed = Goal.objects.filter(
        outcome=Goal.Outcome.ACHIEVED,
        owner__active=True,
        closed_at__gte=company.moment(GLAD_FOR * 2),
    )
    for goal in closed.select_related("owner").order_by("pk")[:40]:
        celebrate_goal(goal)


def _teams() -> Teams:
    """Who is here, by their manager."""
    found: Teams = defaultdict(list)
    people = Person.objects.filter(active=True, assignment__manager__isnull=False)
    for person in people.select_related("assignment").order_by("pk"):
        assert person.assignment is not None
        found[person.assignment.manager_id].append(person)  # type: ignore[index]
    return found


def _overlooked(company: DemoCompany, teams: Teams) -> int:
    """The first of Bo's people who works remotely, and is not Ana."""
    remote = Assignment.WorkMode.REMOTE
    for person in teams[company.cast["bo"].pk]:
        known = person == company.cast["ana"]
        if not known and person.assignment and person.assignment.work_mode == remote:
            return int(person.pk)
    return 0


def _feedback(company: DemoCompany, teams: Teams, overlooked: int, chance: Random) -> None:
    begin = LATELY if company.very_large else YEARS
    every = EVERY_DENSE if company.dense else EVERY
    rows: list[Feedback] = []
    for manager, members in teams.items():
        for person in members:
            if person.pk == overlooked:
                continue
            for ago in range(chance.randint(2, every), begin, every):
                rows.append(_one(company, person, manager, members, ago, chance))
        if len(rows) >= CHUNK:
            insert_objects(rows)
            rows = []
    insert_objects(rows)


def _one(
    company: DemoCompany,
    person: Person,
    manager: int,
    members: list[Person],
    ago: int,
    chance: Random,
) -> Feedback:
    """From a colleague of the team, else from the manager; shared where the manager was it then."""
    others = [one for one in members if one != person]
    by = chance.choice(others).pk if others and chance.random() < 0.7 else manager
    was_manager = person.assignment is not None and person.assignment.valid_from < company.day(ago)
    shared = was_manager and (by == manager or chance.random() < 0.5)
    at = company.moment(ago, chance.randint(6, 17), chance.randint(0, 59))
    read = at + timedelta(hours=chance.randint(1, 40))
    situation, behaviour, impact, suggestion = chance.choice(SAID)
    return Feedback(
        recipient=person,
        author_id=by,
        manager_id=manager if shared else None,
        visibility=Visibility.SHARED if shared else Visibility.PRIVATE,
        situation=situation,
        behaviour=behaviour,
        impact=impact,
        suggestion=suggestion,
        given_at=at,
        read_at=read,
        manager_read_at=read if shared else None,
        thanked_at=read if chance.random() < 0.5 else None,
    )


def _praise(company: DemoCompany, teams: Teams, overlooked: int, chance: Random) -> None:
    values: list[Value | None] = [*Value.objects.in_use(), None]
    begin = LATELY if company.very_large else YEARS
    rows, named = [], []
    for members in teams.values():
        able = [one for one in members if one.pk != overlooked]
        for author, person in pairwise([*able, *able[:1]] if len(able) > 1 else []):
            for ago in range(chance.randint(1, PRAISED_EVERY), begin, PRAISED_EVERY):
                at = company.moment(ago, chance.randint(6, 17), chance.randint(0, 59))
                rows.append(
                    Recognition(
                        author=author,
                        value=chance.choice(values),
                        words=chance.choice(PRAISE),
                        shown=1,
                        given_at=at,
                    )
                )
                named.append(person)
    made = Recognition.objects.bulk_create(rows, batch_size=CHUNK)
    pairs = list(zip(made, named, strict=True))
    insert_objects(
        [Recognised(recognition=one, person=who, given_at=one.given_at) for one, who in pairs]
    )
    insert_objects(
        [
            Reaction(recognition=one, by=who, sign=Reaction.Sign.THANKS, at=one.given_at)
            for one, who in pairs
            if chance.random() < 0.4
        ]
    )


def _stories(company: DemoCompany) -> None:
    ana, bo, cy = (company.cast[key] for key in ("ana", "bo", "cy"))
    situation, behaviour, impact, suggestion = SAID[1]
    waiting = Feedback.objects.create(
        recipient=ana,
        author=cy,
        visibility=Visibility.PRIVATE,
        situation=situation,
        behaviour=behaviour,
        impact=impact,
        suggestion=suggestion,
        given_at=company.moment(1, 15, 20),
    )
    company.remember("feedback.given", waiting.given_at, actor=cy, subject=waiting, about=ana)
    read = Feedback.objects.create(
        recipient=ana,
        author=bo,
        manager=bo,
        visibility=Visibility.SHARED,
        situation=SAID[2][0],
        behaviour=SAID[2][1],
        impact=SAID[2][2],
        given_at=company.moment(9, 8, 5),
        read_at=company.moment(8, 2),
        manager_read_at=company.moment(9, 8, 5),
        thanked_at=company.moment(8, 2, 10),
    )
    FeedbackReply.objects.create(feedback=read, by=ana, at=company.moment(8, 2, 12), body=THANKS[0])
    company.remember("feedback.given", read.given_at, actor=bo, subject=read, about=ana)
    asked = FeedbackRequest.objects.create(
        asked_by=bo,
        about=bo,
        asked=ana,
        visibility=Visibility.PRIVATE,
        question="How clear is it to you what matters most this quarter? What would help?",
        asked_at=company.moment(2, 11),
        due_on=company.day(-3),
    )
    company.remember("feedback.asked", asked.asked_at, actor=bo, subject=asked, about=ana)
