"""At which levels Saltmarsh sees the skills that its roles expect.

Most people have what their role expects. Listening is what many lack: managers see two in five below
what the role expects, and people themselves one in four. All else is chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from random import Random
from typing import cast

from fairway.foundation.bulk import insert_objects
from fairway.foundation.demo import DemoCompany
from fairway.people.models import Person
from fairway.reviews.models import Answer, Question, Review, ReviewCycle, Said
from fairway.reviews.models.writing import asked_in
from fairway.skills.models import Edition, Level

LACKED = "Listening"
BELOW, ABOVE = 0.12, 0.16  # of a hundred levels so many are one lower, and one higher
LACKING: dict[str, float] = {Review.Kind.MANAGER: 0.4, Review.Kind.SELF: 0.25}


def editions_then(cycle: ReviewCycle, people: Iterable[Person]) -> dict[int, int]:
    """What each one's role expected when the cycle was launched."""
    rows = Edition.objects.filter(written_at__lte=cast(datetime, cycle.launched_at))
    latest = dict(rows.order_by("number").values_list("expectation__profile", "pk"))
    roles = {one.pk: one.assignment.job_profile_id for one in people if one.assignment}
    return {person: latest[role] for person, role in roles.items() if role in latest}


def say_levels(company: DemoCompany, cycle: ReviewCycle) -> None:
    """In what managers and people themselves have sent; with dice of its own, so that all other
    ratings stay what they are."""
    rows = Review.objects.filter(
        cycle=cycle,
        kind__in=LACKING,
        submitted_at__isnull=False,
        participant__edition__isnull=False,
    )
    dice = company.random(f"levels {cycle.name}")
    asked: dict[tuple[str, int | None], list[Question]] = {}
    answers = []
    for review in rows.select_related("cycle", "participant").order_by("pk"):
        role = (review.kind, review.participant.edition_id)
        if role not in asked:
            asked[role] = [one for one in asked_in(review) if one.of_id]
        answers += [_answer(review, one, dice) for one in asked[role]]
    insert_objects(answers)


def _answer(review: Review, question: Question, dice: Random) -> Answer:
    answer = Answer(
        review=review,
        question=question,
        subject_id=review.participant.person_id,
        at=cast(datetime, review.submitted_at),
    )
    lacked = LACKING[review.kind] if str(question.text) == LACKED else BELOW
    chance, level = dice.random(), question.expected or Level.AWARENESS
    level += -1 if chance < lacked else 1 if chance > 1 - ABOVE else 0
    answer.hold(Said(min(max(level, Level.AWARENESS), Level.EXPERT)), confidential=False)
    return answer
