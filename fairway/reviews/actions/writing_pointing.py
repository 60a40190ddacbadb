"""Point from an answer to what happened; say of what is critical where it was said before."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import lock
from fairway.reviews.actions.words import worded
from fairway.reviews.actions.writing import claimed_to_write
from fairway.reviews.actions.writing_refused import (
    NotThere,
    NotToldBefore,
    PointsNowhere,
    TooManyStatements,
)
from fairway.reviews.evidence import (
    TELLS_THE_PERSON,
    Piece,
    find_piece,
    period_of,
    until_now,
)
from fairway.reviews.models import Citation, CriticalStatement, Question, Review
from fairway.reviews.models.writing import LONGEST_STATEMENT, POINTING, SPOKEN_OF, asked_in

MOST_STATEMENTS = 12  # on one question


@transaction.atomic
def cite(review: Review, question: Question, *, actor: Any, source: str, key: str) -> Citation:
    """Something of the period that the writer may read; pointed to twice, it is there once."""
    review = _pointing(review, actor)
    question = _asked(review, question)
    piece = find_piece(review, source, key, viewer=actor, within=period_of(review))
    if piece is None:
        raise NotThere
    return _keep(review, question, piece)


@transaction.atomic
def uncite(citation: Citation, *, actor: Any) -> None:
    """What rested on it as said before is open again."""
    claimed_to_write(citation.review, actor=actor)
    Citation.objects.filter(pk=citation.pk).delete()


@transaction.atomic
def add_statement(
    review: Review, question: Question, *, actor: Any, text: str
) -> CriticalStatement:
    """Something critical that the answer says, to be told of before or marked as new."""
    review = _spoken_of(review, actor)
    question = _asked(review, question)
    said = worded(text, "statement", LONGEST_STATEMENT)
    here = CriticalStatement.objects.filter(review=review, question=question)
    known = here.filter(text=said).first()
    if known is None and here.count() >= MOST_STATEMENTS:
        raise TooManyStatements(MOST_STATEMENTS)
    return known or CriticalStatement.objects.create(review=review, question=question, text=said)


@transaction.atomic
def say_where_before(
    statement: CriticalStatement, *, actor: Any, source: str, key: str
) -> CriticalStatement:
    """Earlier feedback or a 1:1, until today: to say it now and then send is no surprise either.

    It has to be something that the person has read or heard. That is asked in their own name.
    """
    review = _spoken_of(statement.review, actor)
    piece = find_piece(review, source, key, viewer=actor, within=until_now(review))
    if piece is None:
        raise NotThere
    person = review.participant.person
    known = source in TELLS_THE_PERSON and find_piece(
        review, source, key, viewer=person, within=until_now(review)
    )
    if not known:
        raise NotToldBefore(person.called)
    statement = lock(statement)
    statement.said_before = _keep(review, statement.question, piece)
    statement.is_new = False
    statement.save(update_fields=["said_before", "is_new"])
    return statement


@transaction.atomic
def say_it_is_new(statement: CriticalStatement, *, actor: Any) -> CriticalStatement:
    """It is counted, and the person will see that it is."""
    _spoken_of(statement.review, actor)
    statement = lock(statement)
    statement.said_before, statement.is_new = None, True
    statement.save(update_fields=["said_before", "is_new"])
    return statement


@transaction.atomic
def drop_statement(statement: CriticalStatement, *, actor: Any) -> None:
    """Not critical after all. That of a low rating goes with the rating alone."""
    _spoken_of(statement.review, actor)
    CriticalStatement.objects.filter(pk=statement.pk).exclude(text="").delete()


def _pointing(review: Review, actor: Any) -> Review:
    review = claimed_to_write(review, actor=actor)
    if review.kind not in POINTING:
        raise PointsNowhere
    return review


def _spoken_of(review: Review, actor: Any) -> Review:
    """Reviews that the person reads word by word."""
    review = claimed_to_write(review, actor=actor)
    if review.kind not in SPOKEN_OF:
        raise PointsNowhere
    return review


def _asked(review: Review, question: Question) -> Question:
    for one in asked_in(review):
        if one.pk == question.pk:
            return one
    raise NotThere


def _keep(review: Review, question: Question, piece: Piece) -> Citation:
    citation, _new = Citation.objects.get_or_create(
        review=review,
        question=question,
        source=piece.source,
        key=piece.key,
        defaults={"day": piece.day, "at": timezone.now()},
    )
    return citation
