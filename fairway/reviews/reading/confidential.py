"""Answers given in confidence, read for one purpose: to compose the report in which nobody is found.

No page, export or search asks for them; only the action that makes the report does.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db.models import QuerySet

from fairway.reviews.models import (
    Answer,
    CycleKind,
    Participant,
    Question,
    Review,
)
from fairway.reviews.models.writing import CONFIDENTIAL, place_of, unsealed
from fairway.reviews.reading.snapshots import WRITTEN
from fairway.reviews.report_360 import Asked, Rated, Report, Said, compose

WIDEST = 1 << 62
Kind = CycleKind.Kind


def confidential_kinds(participant: Participant) -> list[str]:
    """Those in this cycle whose writers are shown together with others or not at all."""
    asked = participant.cycle.kinds.filter(kind__in=CONFIDENTIAL)
    return list(asked.values_list("kind", flat=True))


def asked_in_confidence(participant: Participant) -> QuerySet[Review]:
    return Review.objects.filter(participant=participant, kind__in=CONFIDENTIAL)


def report_on(participant: Participant) -> Report:
    written = asked_in_confidence(participant).filter(state__in=WRITTEN)
    answers = unsealed(_answers(written))
    questions = _in_order([one.question for one in answers])
    return compose(
        [_asked(one) for one in questions],
        [
            Rated(one.question.public_id, one.review.kind, one.review_id, one.value)
            for one in answers
            if one.value is not None and one.question.has_points
        ],
        [_said(one) for one in answers if one.text.strip()],
        _own(participant),
        k=participant.cycle.threshold,
        seed=lambda: secrets.randbelow(WIDEST),
    )


def _answers(reviews: QuerySet[Review]) -> QuerySet[Answer]:
    """What is for the manager's eyes alone goes into no report."""
    rows = Answer.objects.filter(review__in=reviews, question__private_to_manager=False)
    return rows.select_related("review", "question__section")


def _in_order(questions: Sequence[Question]) -> list[Question]:
    once = {one.pk: one for one in questions}
    return sorted(once.values(), key=place_of)


def _asked(question: Question) -> Asked:
    points = tuple(sorted(question.values)) if question.has_points else ()
    return Asked(question.public_id, dict(question.text), points)


def _said(answer: Answer) -> Said:
    """Without their own spacing, by which some people can be told."""
    words = " ".join(answer.text.split())
    return Said(answer.question.public_id, answer.review.kind, answer.review_id, words)


def _own(participant: Participant) -> dict[str, int]:
    mine = Review.objects.filter(participant=participant, kind=Kind.SELF, state__in=WRITTEN)
    rows = Answer.objects.filter(review__in=mine, value__isnull=False).select_related("question")
    return {
        one.question.public_id: one.value
        for one in rows
        if one.question.has_points and one.value is not None
    }
