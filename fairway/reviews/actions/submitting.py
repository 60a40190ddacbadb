"""Send a review: checked as a whole, locked, and kept as it was sent for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import lock
from fairway.foundation.events import record
from fairway.foundation.organisation import organisation_zone
from fairway.foundation.policy import get
from fairway.people.models import Person
from fairway.reviews.actions.writing import (
    claimed_to_write,
    cleaned,
    copy_of,
    keep_locked,
    locked_answers,
)
from fairway.reviews.actions.writing_refused import (
    AlreadySent,
    ChangedElsewhere,
    Reopened,
    WritingIsOver,
)
from fairway.reviews.checks import must_be_ready
from fairway.reviews.content import hash_of
from fairway.reviews.evidence import is_there_any
from fairway.reviews.models import (
    Answer,
    AnswerVersion,
    Citation,
    CriticalStatement,
    Question,
    Review,
    Said,
    WritingRequest,
)
from fairway.reviews.models.writing import (
    POINTING,
    SPOKEN_OF,
    asked_in,
    held_by,
    is_confidential,
)
from fairway.reviews.rules.writing import is_its_writer, may_still_send


@transaction.atomic
def submit(
    review: Review,
    *,
    actor: Any,
    version: int | None = None,
    said: Mapping[int, Said] | None = None,
    page: str = "",
    seen: Mapping[int, int] | None = None,
) -> Review:
    """Once, however often it is asked for: the same sent again is the same review.

    `version` is the review's `number` that the page was drawn with; `said` what stands on the page,
    kept first. Nothing is kept where it cannot be sent: a page keeps its answers before it sends.
    """
    now = lock(review)
    if now.is_written and is_its_writer(now, actor):
        _must_be_the_same(now, version, said)
        return now
    review = claimed_to_write(now, actor=actor)
    if version is not None and version != review.number:
        raise Reopened
    if said and keep_locked(review, said=said, page=page, seen=seen).elsewhere:
        raise ChangedElsewhere
    questions = asked_in(review)
    answers: dict[int, Answer] = held_by(locked_answers(review))
    _must_be_in_time(review)
    _must_be_ready(review, questions, answers, actor)
    return _lock_as_sent(review, questions, answers, actor)


@transaction.atomic
def look_over(review: Review, *, actor: Any) -> None:
    """Refused with whatever would keep it from being sent just now. Nothing is changed."""
    review = claimed_to_write(review, actor=actor)
    _must_be_in_time(review)
    _must_be_ready(review, asked_in(review), held_by(locked_answers(review)), actor)


def writers_zone(review: Review) -> str:
    """By whose clock it is due."""
    return review.reviewer.zone if review.reviewer else organisation_zone()


def _must_be_the_same(review: Review, version: int | None, said: Mapping[int, Said] | None) -> None:
    """A double click, or a second try on a bad line; what says something else is not lost by it."""
    if version is not None and version != review.number:
        raise AlreadySent
    if not said:
        return
    sent = {key: one.said for key, one in held_by(locked_answers(review)).items()}
    questions = held_by(asked_in(review), key="pk")
    for key, typed in said.items():
        if key in questions and cleaned(questions[key], typed) != sent.get(key, Said()):
            raise AlreadySent


def _must_be_in_time(review: Review) -> None:
    late = timedelta(days=get("reviews.late_days"))
    if not may_still_send(review, writers_zone(review), late):
        raise WritingIsOver(review.last_day)


def _must_be_ready(
    review: Review, questions: Sequence[Question], answers: Mapping[int, Answer], actor: Any
) -> None:
    """An example is asked for where there is any that its writer could point to."""
    points = review.kind in POINTING and isinstance(actor, Person)
    wanted = any(
        one.wants_example_at(answers[one.pk].said.value) for one in questions if one.pk in answers
    )
    undecided = CriticalStatement.objects.filter(review=review, is_new=False, said_before=None)
    asks = review.kind in SPOKEN_OF
    must_be_ready(
        questions,
        {key: one.said for key, one in answers.items()},
        cited=set(Citation.objects.filter(review=review).values_list("question", flat=True)),
        can_point=points and wanted and is_there_any(review, actor),
        undecided=set(undecided.values_list("question", flat=True)) if asks else (),
    )


def _lock_as_sent(
    review: Review, questions: Sequence[Question], answers: Mapping[int, Answer], actor: Any
) -> Review:
    now = timezone.now()
    said = {one.public_id: answers[one.pk].said for one in questions if one.pk in answers}
    review.state, review.submitted_at = Review.State.SUBMITTED, now
    review.content_hash = hash_of(review, said)
    review.version += 1
    review.save(update_fields=["state", "submitted_at", "content_hash", "version"])
    AnswerVersion.objects.bulk_create(
        copy_of(one, one.said, kept_at=now, sent_in=review.number) for one in answers.values()
    )
    _needs_no_more_time(review)
    new = CriticalStatement.objects.filter(review=review, is_new=True).count()
    record(
        "reviews.submitted",
        actor=actor,
        subject=review,
        about=None if is_confidential(review) else review.participant.person,
        kind_of_review=review.kind,
        number=review.number,
        late=now >= review.due_at(writers_zone(review)),
        surprises=new,
    )
    return review


def _needs_no_more_time(review: Review) -> None:
    """Who asked for more has sent it all the same: nobody needs to answer."""
    waiting = WritingRequest.objects.waiting().filter(review=review)
    waiting.filter(kind=WritingRequest.Kind.MORE_TIME).delete()
