"""Whom people of Saltmarsh have named in the running cycle: two in three have, two days before
naming ends. Most names are agreed to, some wait for a manager, and one was declined.

Of the cast, whose days are told elsewhere, only Ana has: one whom Bo has agreed to, one who waits
for him, and a customer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random

from fairway.foundation.bulk import insert_objects
from fairway.foundation.demo import DemoCompany
from fairway.reviews.demo.outside import name_a_customer
from fairway.reviews.models import CycleKind, Nomination, Participant, Review, ReviewCycle

State = Nomination.State
HAVE, AGREED = 2 / 3, 3 / 4  # of those who name; of the lists that managers have looked at
EARLIEST, DECIDED = 10, (1, 2)  # days ago that the first was named; days until a manager agreed
WHY_NOT = "They moved to another team in spring, and saw little of these months."


def whom_they_named(
    company: DemoCompany, cycle: ReviewCycle, made: Sequence[Participant], due_on: date
) -> None:
    _names_of_ana(company, cycle, due_on)
    chance = company.random("review names")
    cast = {one.pk for one in company.cast.values()}
    naming = [one for one in made if one.person_id not in cast and one.author_id is not None]
    asked: Counter[int] = Counter()
    names: list[Nomination] = []
    for one in naming:
        if chance.random() < HAVE:
            names += _list_of(company, one, _peers(one, naming, asked, chance), cast, chance)
    _decline_one(names)
    insert_objects(names)
    insert_objects([_asked(one, due_on) for one in names if one.state == State.APPROVED])


def _peers(
    one: Participant, others: Sequence[Participant], asked: Counter[int], chance: Random
) -> list[int]:
    """As many as the cycle asks for at least: of their own team first, and nobody who is asked as
    often as the cycle lets them be, or who writes about them anyway."""
    cycle = one.cycle
    free = [
        each
        for each in others
        if each.person_id not in (one.person_id, one.author_id)
        and each.author_id != one.person_id
        and asked[each.person_id] < cycle.most_for_one
    ]
    chance.shuffle(free)
    free.sort(key=lambda each: each.author_id != one.author_id)  # which keeps how they lie else
    found = [each.person_id for each in free[: cycle.peers_least]]
    asked.update(found)
    return found


def _list_of(
    company: DemoCompany, one: Participant, peers: Sequence[int], cast: set[int], chance: Random
) -> list[Nomination]:
    """Named on one day, and agreed to on one, where the manager has come to it; whoever is of the
    cast has."""
    ago, took = chance.randint(max(DECIDED) + 1, EARLIEST), chance.choice(DECIDED)
    is_agreed = chance.random() < AGREED or one.author_id in cast
    at, decided = company.moment(ago, 8, 5), company.moment(ago - took, 14, 35)
    return [
        Nomination(
            participant=one,
            reviewer_id=peer,
            proposed_by_id=one.person_id,
            proposed_at=at,
            state=State.APPROVED if is_agreed else State.PROPOSED,
            decided_by_id=one.author_id if is_agreed else None,
            decided_at=decided if is_agreed else None,
        )
        for peer in peers
    ]


def _decline_one(names: Sequence[Nomination]) -> None:
    """Of the first list that was agreed to, so that somebody else is to be named."""
    first = next((one for one in names if one.state == State.APPROVED), None)
    if first is not None:
        first.state, first.reason = State.DECLINED, WHY_NOT


def _asked(name: Nomination, due_on: date) -> Review:
    return Review(
        cycle=name.participant.cycle,
        participant=name.participant,
        kind=CycleKind.Kind.PEER,
        reviewer_id=name.reviewer_id,
        opened_at=name.decided_at,
        due_on=due_on,
    )


def _names_of_ana(company: DemoCompany, cycle: ReviewCycle, due_on: date) -> None:
    ana, bo = company.cast["ana"], company.cast["bo"]
    about = Participant.objects.filter(cycle=cycle, person=ana).first()
    named = [company.cast[key] for key in ("cy", "tomas") if key in company.cast]
    if about is None or len(named) < 2:
        return
    asked, waiting = named
    agreed = Nomination.objects.create(
        participant=about,
        reviewer=asked,
        proposed_by=ana,
        proposed_at=company.moment(9, 10, 12),
        state=State.APPROVED,
        decided_by=bo,
        decided_at=company.moment(8, 7, 40),
    )
    _asked(agreed, due_on).save(force_insert=True)
    Nomination.objects.create(
        participant=about,
        reviewer=waiting,
        proposed_by=ana,
        proposed_at=company.moment(2, 15, 3),
    )
    name_a_customer(company, about, due_on)
