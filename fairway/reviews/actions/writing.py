"""Writing a review: kept as it is typed, each answer by itself, with what stood there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import lock
from fairway.foundation.sealing import with_keys
from fairway.foundation.text import clean_text
from fairway.reviews.actions.writing_refused import (
    AlreadySent,
    AnswerTooLong,
    CycleOver,
    NotOnTheScale,
    SetAside,
)
from fairway.reviews.checks import is_critical
from fairway.reviews.history import MOST, is_worth_keeping
from fairway.reviews.models import (
    Answer,
    AnswerVersion,
    CriticalStatement,
    Participant,
    Question,
    Review,
    ReviewCycle,
    Said,
)
from fairway.reviews.models.writing import (
    LONGEST,
    SPOKEN_OF,
    asked_in,
    held_by,
    is_confidential,
)
from fairway.reviews.rules.writing import claim_to_write, is_its_writer


@dataclass(frozen=True)
class Kept:
    """What is there now, by the questions' keys.

    `elsewhere` are answers that were changed from another page since this one was drawn. They stand
    as they were changed there, and nothing was overwritten.
    """

    review: Review
    answers: Mapping[int, Answer]
    elsewhere: Mapping[int, Answer] = field(default_factory=dict)


@transaction.atomic
def keep_answers(
    review: Review,
    *,
    actor: Any,
    said: Mapping[int, Said],
    page: str = "",
    seen: Mapping[int, int] | None = None,
) -> Kept:
    """Some of the answers, or all, by the questions' keys.

    `page` is the drawn page that they were typed on and `seen` the versions it was drawn from: what
    was last kept from the same page is never somebody else's, though its answer got lost on a bad
    line. Without `seen` nothing was drawn, as at an import.
    """
    review = claimed_to_write(review, actor=actor)
    return keep_locked(review, said=said, page=page, seen=seen)


def claimed_to_write(review: Review, *, actor: Any) -> Review:
    """Locked and theirs to write. A writer is told why not; to others there is nothing."""
    now = lock(review)
    if is_its_writer(now, actor):
        if now.is_written:
            raise AlreadySent
        is_in_it = now.participant.state == Participant.State.OPEN
        if now.state != Review.State.OPEN or not is_in_it:
            raise SetAside
        if now.cycle.state != ReviewCycle.State.LAUNCHED:
            raise CycleOver
    return claim_to_write(now, actor=actor)


def keep_locked(
    review: Review,
    *,
    said: Mapping[int, Said],
    page: str = "",
    seen: Mapping[int, int] | None = None,
) -> Kept:
    """For an action that holds the review."""
    questions = held_by(asked_in(review), key="pk")
    answers: dict[int, Answer] = held_by(locked_answers(review))
    elsewhere = {}
    for key, typed in said.items():
        if key not in questions:
            continue  # of another review, or made up
        content, known = cleaned(questions[key], typed), answers.get(key)
        if known is None and not content:
            continue
        if known is not None and _is_elsewhere(known, content, page, seen):
            elsewhere[key] = known
            continue
        answers[key] = _keep(review, questions[key], known, content, page)
    return Kept(review, answers, elsewhere)


def locked_answers(review: Review) -> list[Answer]:
    rows = Answer.objects.filter(review=review).select_for_update()
    return with_keys(rows, "sealed") if is_confidential(review) else list(rows)


def cleaned(question: Question, said: Said) -> Said:
    # Measured first: to clean what is far too long takes time that nobody gains from.
    if len(said.text) > LONGEST:
        raise AnswerTooLong(LONGEST, len(said.text))
    value = said.value if question.kind in question.WITH_SCALE else None
    if value is not None and value not in question.values:
        raise NotOnTheScale
    return Said(value, clean_text(said.text))


def _is_elsewhere(known: Answer, said: Said, page: str, seen: Mapping[int, int] | None) -> bool:
    if seen is None or (page and known.page == page):
        return False
    return known.version != seen.get(known.question_id, 0) and known.said != said


def _keep(
    review: Review, question: Question, known: Answer | None, said: Said, page: str
) -> Answer:
    answer = known or Answer(
        review=review, question=question, subject_id=review.participant.person_id, version=0
    )
    before = answer.said if known else Said()
    if known and before == said:
        return answer
    if known:
        _keep_version(answer, before, said)
    return _put(review, question, answer, said, page)


def _put(review: Review, question: Question, answer: Answer, said: Said, page: str) -> Answer:
    answer.hold(said, confidential=is_confidential(review))
    answer.at, answer.page = timezone.now(), page
    answer.version += 1
    answer.save()
    _note_low_rating(review, question, said)
    return answer


def _keep_version(answer: Answer, before: Said, after: Said) -> None:
    now = timezone.now()
    past = AnswerVersion.objects.filter(answer=answer, sent_in=None)
    last = past.order_by("-kept_at", "-pk").values_list("kept_at", flat=True).first()
    if not is_worth_keeping(before, after, last_kept_at=last, now=now):
        return
    copy_of(answer, before, kept_at=now).save()
    beyond = past.order_by("-kept_at", "-pk").values_list("pk", flat=True)[MOST:]
    AnswerVersion.objects.filter(pk__in=list(beyond)).delete()


def copy_of(
    answer: Answer, said: Said, *, kept_at: Any, sent_in: int | None = None
) -> AnswerVersion:
    version = AnswerVersion(
        answer=answer, subject_id=answer.subject_id, at=answer.at, kept_at=kept_at, sent_in=sent_in
    )
    version.hold(said, confidential=answer.is_sealed)
    return version


def _note_low_rating(review: Review, question: Question, said: Said) -> None:
    """A low rating says something critical without a word, so it asks to be told of before."""
    if review.kind not in SPOKEN_OF:
        return
    of_rating = CriticalStatement.objects.filter(review=review, question=question, text="")
    if not is_critical(question, said.value):
        of_rating.delete()
    elif not of_rating.exists():
        CriticalStatement.objects.create(review=review, question=question)


@transaction.atomic
def bring_back(version: AnswerVersion, *, actor: Any, page: str = "") -> Answer:
    """What stood there before stands there again; what stands there now is kept in its turn."""
    review = claimed_to_write(version.answer.review, actor=actor)
    answer = lock(version.answer)
    content, before = version.said, answer.said
    if before and before != content:
        copy_of(answer, before, kept_at=timezone.now()).save()
    return _put(review, answer.question, answer, content, page)
