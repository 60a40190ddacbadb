"""Ask those who took part in a cycle what they say of it, and lose on the way who said what.

That somebody has answered is one row, their answer another, and nothing joins the two: no key, no
time, no order and no event. Answers wait in a sealed pot until enough of them are put down together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.db.models import Q

from fairway.foundation.access import claim, lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.bulk import insert_objects
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.foundation.sealing import lend_keys, make_keys
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.surveying_refused import SurveyOver
from fairway.reviews.models import (
    CycleSurvey,
    Participant,
    Review,
    ReviewCycle,
    Statement,
    SurveyAnswer,
    SurveyInvitation,
    SurveyPot,
    SurveyUnit,
)
from fairway.reviews.models.surveys import FEWEST
from fairway.reviews.survey_results import POINTS, Given
from fairway.reviews.unit_tree import Tree

ONE = timedelta(days=1)  # some are a day behind the organisation
CHANCE = SystemRandom()


@transaction.atomic
def open_survey(cycle: ReviewCycle) -> CycleSurvey | None:
    """Once a cycle is closed; nobody is asked where too few took part for a promise to hold."""
    cycle = lock(cycle)
    known = CycleSurvey.objects.filter(cycle=cycle).first()
    people = who_took_part(cycle)
    if known is not None or cycle.state != ReviewCycle.State.CLOSED or len(people) < FEWEST:
        return known
    survey = begin_survey(cycle, people, organisation_day())
    record("reviews.survey_opened", actor=SYSTEM, subject=survey, people=len(people))
    return survey


def begin_survey(
    cycle: ReviewCycle, people: Sequence[tuple[int, int | None]], today: date
) -> CycleSurvey:
    """Settles who is asked and for which part each counts; `people` come with their units."""
    tree = Tree.of(unit for _person, unit in people)
    survey = CycleSurvey.objects.create(
        cycle=cycle,
        unit_id=tree.top,
        keeper_id=cycle.facilitator_id,
        asked=len(people),
        opened_on=today,
        closes_on=today + timedelta(days=get("reviews.survey_days")),
    )
    SurveyPot.objects.create(survey=survey, keeper_id=survey.keeper_id)
    units = sorted({unit for _person, unit in people if unit is not None})
    insert_objects([SurveyUnit(survey=survey, unit_id=unit) for unit in units])
    insert_objects(_invitations(survey, people, tree))
    return survey


def who_took_part(cycle: ReviewCycle) -> list[tuple[int, int | None]]:
    """Whoever was reviewed or has written, and still works here; with their unit."""
    about = Participant.objects.in_it().filter(cycle=cycle).values("person")
    wrote = Review.objects.filter(cycle=cycle, submitted_at__isnull=False).values("reviewer")
    people = Person.objects.active().filter(Q(pk__in=about) | Q(pk__in=wrote.order_by()))
    return list(people.order_by("public_id").values_list("pk", "assignment__unit"))


def _invitations(
    survey: CycleSurvey, people: Sequence[tuple[int, int | None]], tree: Tree
) -> list[SurveyInvitation]:
    """A part with too few people in it is none: they count where nobody can tell them apart."""
    places = {person: tree.part_of(unit) for person, unit in people}
    sizes = Counter(places.values())
    return [
        SurveyInvitation(
            survey=survey,
            person_id=person,
            place_id=place if sizes[place] >= survey.threshold else tree.top,
        )
        for person, place in places.items()
    ]


@transaction.atomic
def answer_survey(
    invitation: SurveyInvitation, *, actor: Any, values: Mapping[str, int], words: str = ""
) -> bool:
    """Whether it counts: sent twice, it counts once. Nothing is recorded of it."""
    invitation = claim(invitation, actor=actor, verb="answer")
    survey = invitation.survey
    if survey.over_on is not None or survey.late_until < organisation_day() - ONE:
        raise SurveyOver
    if invitation.answered:
        return False
    invitation.answered = True
    invitation.save(update_fields=["answered"])
    said = {str(key): int(values[key]) for key in Statement.values}
    if not set(said.values()) <= set(POINTS):
        raise ValueError("a point outside the scale")
    given = Given(str(invitation.place_id or ""), said, words.strip())
    pot = lock(SurveyPot.objects.get(survey=survey))
    waiting = [*poured(pot), given]
    # After the results were made, answers wait to be told of together or not at all.
    if survey.told_on is None and len(waiting) >= survey.threshold:
        put_down(survey, waiting)
        waiting = []
    fill(pot, waiting)
    return True


def poured(pot: SurveyPot) -> list[Given]:
    """What waits in it."""
    return [Given(**one) for one in json.loads(pot.read_content() or "[]")]


def fill(pot: SurveyPot, waiting: Iterable[Given]) -> None:
    listed = [one.as_json() for one in waiting]
    CHANCE.shuffle(listed)
    pot.seal_content(json.dumps(listed))
    pot.save(update_fields=["content"])


def put_down(survey: CycleSurvey, given: Iterable[Given]) -> None:
    """Rows in an order that chance makes."""
    listed = list(given)
    CHANCE.shuffle(listed)
    keys = make_keys([survey.keeper_id])
    rows = [SurveyAnswer(survey=survey, keeper_id=survey.keeper_id) for _one in listed]
    lend_keys(rows, keys)
    for row, one in zip(rows, listed, strict=True):
        row.seal_content(json.dumps(one.as_json()))
    SurveyAnswer.objects.bulk_create(sorted(rows, key=lambda row: row.public_id))
