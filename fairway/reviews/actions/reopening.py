"""Ask to write once more what was sent, or for more time; HR of the person's unit says yes or no."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.people.models import Person
from fairway.reviews.actions.keeping import extend_review, reopen_review
from fairway.reviews.actions.words import cleaned, worded
from fairway.reviews.actions.writing_refused import (
    AlreadyDecided,
    AskedAlready,
    NoLongerNeeded,
)
from fairway.reviews.models import Review, WritingRequest
from fairway.reviews.models.reopening import LONGEST_REASON
from fairway.reviews.models.writing import is_confidential

Kind = WritingRequest.Kind
VERBS = {Kind.REOPEN: "ask_to_reopen", Kind.MORE_TIME: "ask_for_time"}


@transaction.atomic
def ask_to_write_again(review: Review, *, actor: Person, reason: str) -> WritingRequest:
    return _ask(review, Kind.REOPEN, actor, reason)


@transaction.atomic
def ask_for_more_time(review: Review, *, actor: Person, reason: str) -> WritingRequest:
    return _ask(review, Kind.MORE_TIME, actor, reason)


def _ask(review: Review, kind: str, actor: Person, reason: str) -> WritingRequest:
    review = claim(review, actor=actor, verb=VERBS[Kind(kind)])
    said = worded(reason, "reason", LONGEST_REASON)
    if WritingRequest.objects.waiting().filter(review=review, kind=kind).exists():
        raise AskedAlready
    request = WritingRequest.objects.create(
        review=review, kind=kind, by=actor, at=timezone.now(), reason=said
    )
    record("reviews.writing_asked", actor=actor, subject=request, about=_about(review), what=kind)
    return request


@transaction.atomic
def grant(request: WritingRequest, *, actor: Any, until: date, answer: str = "") -> WritingRequest:
    """Until the end of that day, where the writer is. What was sent stays in the versions of its
    answers; what was said to be new stays so until its writer says otherwise."""
    request = _claimed(request, actor)
    review = lock(request.review)
    if review.is_awaited:
        extend_review(review, actor=actor, until=until)
    elif request.kind == Kind.REOPEN and review.is_written:
        reopen_review(review, actor=actor, until=until)
    else:  # sent meanwhile, or nobody is asked for it any more
        raise NoLongerNeeded
    return _decide(request, actor, answer, granted=True)


@transaction.atomic
def refuse(request: WritingRequest, *, actor: Any, answer: str) -> WritingRequest:
    request = _claimed(request, actor)
    worded(answer, "answer", LONGEST_REASON)
    return _decide(request, actor, answer, granted=False)


@transaction.atomic
def take_back(request: WritingRequest, *, actor: Person) -> None:
    request = claim(request, actor=actor, verb="withdraw")
    record("reviews.writing_ask_withdrawn", actor=actor, subject=request.review)
    request.delete()


def _claimed(request: WritingRequest, actor: Any) -> WritingRequest:
    now = lock(request)
    if not now.is_open:
        raise AlreadyDecided
    return claim(now, actor=actor, verb="decide")


def _decide(request: WritingRequest, actor: Any, answer: str, *, granted: bool) -> WritingRequest:
    request.decided_by, request.decided_at = actor, timezone.now()
    request.granted, request.answer = granted, cleaned(answer, "answer", LONGEST_REASON)
    request.save()
    about = _about(request.review)
    if granted:
        record("reviews.writing_granted", actor=actor, subject=request, about=about)
    else:
        record("reviews.writing_refused", actor=actor, subject=request, about=about)
    return request


def _about(review: Review) -> Person | None:
    """In whose timeline it stands; of a confidential one in nobody's."""
    return None if is_confidential(review) else review.participant.person
