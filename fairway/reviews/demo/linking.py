"""A second look at the same people, so that it can be told who rates strictly: in one cycle each
manager's own manager has written about their people as well, and saw them without the habit that
the manager has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from fairway.foundation.bulk import insert_objects, reserve_ids
from fairway.foundation.demo import DemoCompany
from fairway.reviews.demo.writing import SAID, Story, story_of
from fairway.reviews.models import Answer, CycleKind, Question, Review, ReviewCycle, Said
from fairway.reviews.models.writing import asked_in

Kind = CycleKind.Kind
APART = 0.5  # how far two who look at the same work differ, in points


def write_second_looks(company: DemoCompany, cycle: ReviewCycle) -> None:
    used = CycleKind.objects.filter(cycle=cycle, kind=Kind.MANAGER).first()
    first = _first_looks(cycle)
    if used is None or not first:
        return
    CycleKind.objects.create(
        cycle=cycle,
        kind=Kind.SKIP,
        template_version=used.template_version,
        minutes=used.minutes,
    )
    keys = reserve_ids(Review, len(first))
    second = [_review(key, one) for key, one in zip(keys, first, strict=True)]
    insert_objects(second)
    story = story_of(one.pk for one in company.cast.values())
    given = _given(first)
    dice = company.random("second looks")
    questions = [one for one in asked_in(second[0]) if not one.of_id]
    insert_objects(
        [
            answer
            for before, after in zip(first, second, strict=True)
            for answer in _answers(before, after, questions, given[before.pk], story, dice)
        ]
    )


def _first_looks(cycle: ReviewCycle) -> list[Review]:
    rows = Review.objects.filter(cycle=cycle, kind=Kind.MANAGER, submitted_at__isnull=False)
    rows = rows.filter(reviewer__assignment__manager__isnull=False)
    rows = rows.select_related("cycle", "participant__person", "reviewer__assignment")
    return list(rows.order_by("pk"))


def _review(key: int, first: Review) -> Review:
    at: Any = first.reviewer.assignment if first.reviewer is not None else None
    return Review(
        pk=key,
        cycle=first.cycle,
        participant=first.participant,
        kind=Kind.SKIP,
        reviewer_id=at.manager_id,
        state=first.state,
        opened_at=first.opened_at,
        submitted_at=first.submitted_at,
        due_on=first.due_on,
    )


def _given(first: Sequence[Review]) -> dict[int, dict[int, int]]:
    """Points by review and question."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Answer.objects.filter(review__in=first, value__isnull=False)
    points: Iterable[tuple[int, int, Any]] = rows.values_list("review", "question", "value")
    for review, question, value in points:
        found[review][question] = value
    return found


def _answers(
    before: Review,
    after: Review,
    questions: Sequence[Question],
    given: Mapping[int, int],
    story: Story,
    dice: Any,
) -> list[Answer]:
    """To the questions that both were asked, and to the first that asks for words."""
    answers, said_anything = [], False
    for question in questions:
        if question.pk in given and question.has_points:
            seen = given[question.pk] - story.shift(before) + dice.gauss(0, APART)
            said = Said(min(sorted(question.values), key=lambda one: abs(one - seen)))
        elif question.kind == Question.Kind.TEXT and not said_anything:
            said, said_anything = Said(None, dice.choice(SAID)), True
        else:
            continue
        answer = Answer(
            review=after,
            question=question,
            subject_id=before.participant.person_id,
            at=cast(datetime, before.submitted_at),  # of those that were sent
        )
        answer.hold(said, confidential=False)
        answers.append(answer)
    return answers
