"""The desk at which a review is written: whose, its questions with what stands there, how far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.foundation.ports import evidence_sources
from fairway.reviews.actions.submitting import writers_zone
from fairway.reviews.checks import is_to_answer
from fairway.reviews.models import (
    Answer,
    AnswerVersion,
    Citation,
    CriticalStatement,
    Question,
    Review,
    Said,
)
from fairway.reviews.models.writing import (
    POINTING,
    SPOKEN_OF,
    asked_in,
    held_by,
    is_confidential,
    unsealed,
)
from fairway.reviews.reading.audience import readers_of
from fairway.reviews.reading.desk import (
    ANSWERS,
    BOTH,
    POINTERS,
    REVIEW,
    STATEMENTS,
    sent_self_reviews,
)
from fairway.reviews.reading.goals import GoalsSeen, goals_beside
from fairway.reviews.reading.raised import raised
from fairway.reviews.reading.scales import Point, point_at, point_of
from fairway.reviews.reading.weighing import Weighed, weighed

Kind = Review.Kind


def find_review(viewer: Any, public_id: str, verb: str = "view") -> Any:
    """One that the viewer may read, or know of, with all that its page has a button for."""
    found = REVIEW.find(viewer, public_id, given=(verb,))
    if not found:
        raise Http404
    return found[0]


@dataclass(frozen=True)
class Pointer:
    """Something pointed to, by kind and day. Its words stand where it lies, for who may read them
    there."""

    citation: Citation

    @property
    def label(self) -> Any:
        kind = self.citation.source
        if kind not in evidence_sources:
            return kind
        source = evidence_sources[kind]
        return source.one or source.label


@dataclass(frozen=True)
class Asked:
    """A question with what stands beside it. `own_view` is what the person wrote to the same,
    `readers` says who will read the answer, `before` is the question ahead of it."""

    question: Question
    number: int
    of: int
    answer: Answer | None
    pointers: Sequence[Pointer] = ()
    statements: Sequence[CriticalStatement] = ()
    own_view: Answer | None = None
    readers: str = ""
    before: Question | None = None

    @property
    def numbered(self) -> str:
        return _("Question %(number)s of %(of)s") % {"number": self.number, "of": self.of}

    @property
    def begins_section(self) -> bool:
        return self.before is None or self.before.section_id != self.question.section_id

    @property
    def begins_each(self) -> bool:
        """Whether it is the first about a skill, of those that one question asks about."""
        of = self.question.of_id
        return of is not None and (self.before is None or self.before.of_id != of)

    @property
    def said(self) -> Said:
        return self.answer.said if self.answer else Said()

    @property
    def value(self) -> int | None:
        return self.answer.value if self.answer else None

    @property
    def point(self) -> Point | None:
        return point_of(self.question, self.answer)

    @property
    def own_point(self) -> Point | None:
        return point_of(self.question, self.own_view)

    @property
    def expected(self) -> Point | None:
        """The level at which the person's role expects the skill, on a scale that has it."""
        if not self.question.is_of_levels or self.question.expected is None:
            return None
        return point_at(self.question, self.question.expected)


@dataclass(frozen=True)
class Left:
    """How many questions need an answer before it can be sent, and how many others have none."""

    to_answer: int
    optional: int


def left_of(answers: Iterable[tuple[Question, Said]]) -> Left:
    to_answer = optional = 0
    for question, said in answers:
        if is_to_answer(question, said):
            to_answer += 1
        elif not said:
            optional += 1
    return Left(to_answer, optional)


@dataclass(frozen=True)
class Desk:
    """A review with everything on its page."""

    review: Any
    asked: Sequence[Asked]
    goals: GoalsSeen | None = None  # where a question asks what became of them

    @property
    def is_confidential(self) -> bool:
        return is_confidential(self.review)

    @property
    def may_point(self) -> bool:
        return self.review.kind in POINTING

    @property
    def is_spoken_of(self) -> bool:
        return self.review.kind in SPOKEN_OF

    @property
    def opening(self) -> str:
        """What is read before the first question."""
        return str(self.asked[0].question.opening) if self.asked else ""

    @property
    def due_at(self) -> Any:
        return self.review.due_at(writers_zone(self.review))

    @property
    def is_over(self) -> bool:
        return self.due_at <= timezone.now()

    @property
    def weighed(self) -> Weighed | None:
        return weighed((one.question, one.value) for one in self.asked)

    @property
    def statements(self) -> list[CriticalStatement]:
        return [statement for one in self.asked for statement in one.statements]

    @property
    def told_before(self) -> int:
        return sum(1 for one in self.statements if one.said_before_id)

    @property
    def new(self) -> int:
        return sum(1 for one in self.statements if one.is_new)

    @property
    def raised(self) -> str:
        return raised(self.told_before, self.new)

    @property
    def undecided(self) -> int:
        return sum(1 for one in self.statements if not one.is_settled)


def in_order(questions: Sequence[Question]) -> Iterator[tuple[int, Question | None, Question]]:
    """Each with its number and the one ahead of it."""
    before = None
    for number, one in enumerate(questions, 1):
        yield number, before, one
        before = one


def desk_of(review: Any, viewer: Any) -> Desk:
    """Of what `find_review` found: as far as the viewer may read each answer."""
    questions = asked_in(review)
    answers, own = _answers(review, viewer)
    pointers = _pointers(review, viewer)
    statements = _statements(review, viewer)
    by_skill = {one.question.skill_id: one for one in own.values() if one.question.of_id}
    shown = [one for one in questions if not _is_held_back(one, review, viewer)]
    return Desk(
        review,
        [
            Asked(
                question,
                number,
                len(shown),
                answers.get(question.pk),
                pointers.get(question.pk, ()),
                statements.get(question.pk, ()),
                own.get(question.pk)
                or (by_skill.get(question.skill_id) if question.of_id else None),
                readers_of(question, review),
                before,
            )
            for number, before, question in in_order(shown)
        ],
        goals_beside(review, viewer, shown),
    )


def desk_outside(review: Any) -> Desk:
    """For whoever has entered the code of this one review. What they have sent they read no more,
    and what a role expects is not told outside."""
    questions = asked_in(review)
    for one in questions:
        one.expected = None
    rows = Answer.objects.filter(review=review) if review.state == Review.State.OPEN else ()
    answers = held_by(unsealed(rows))
    asked = [
        Asked(one, number, len(questions), answers.get(one.pk), before=before)
        for number, before, one in in_order(questions)
    ]
    return Desk(review, asked)


def _is_held_back(question: Question, review: Review, viewer: Any) -> bool:
    """What is not shared with the person is not asked before their eyes either."""
    about_them = review.participant.person_id == getattr(viewer, "pk", None)
    kept = question.private_to_manager or question.overall
    return about_them and kept and review.kind != Kind.SELF


def _answers(review: Review, viewer: Any) -> tuple[dict[int, Answer], dict[int, Answer]]:
    """And, beside what the person reads, what they wrote themselves, once they have sent it and the
    viewer may read it. In a template of its own a self-review asks other questions, and stands on
    its own page; skills of their role may be asked about in a section of its own."""
    if review.kind in SPOKEN_OF:
        rows = BOTH.find(viewer, review.pk, review.participant_id)
        mine = [one for one in rows if one.review_id == review.pk]
        return held_by(mine), held_by(one for one in rows if one.review_id != review.pk)
    rows = ANSWERS.find(viewer, review.pk)
    return held_by(unsealed(rows) if is_confidential(review) else rows), {}


def _pointers(review: Review, viewer: Any) -> dict[int, list[Pointer]]:
    if review.kind not in POINTING:
        return {}
    found: dict[int, list[Pointer]] = {}
    for one in POINTERS.find(viewer, review.pk):
        found.setdefault(one.question_id, []).append(Pointer(one))
    return found


def _statements(review: Review, viewer: Any) -> dict[int, list[CriticalStatement]]:
    if review.kind not in SPOKEN_OF:
        return {}
    found: dict[int, list[CriticalStatement]] = {}
    for one in STATEMENTS.find(viewer, review.pk):
        found.setdefault(one.question_id, []).append(one)
    return found


def self_review_of(review: Review, viewer: Any) -> Any:
    """The self-review beside it, where there is one that the viewer may read."""
    rows = sent_self_reviews(viewer).filter(participant=review.participant_id)
    return rows.exclude(pk=review.pk).first()


def versions_of(answer: Answer) -> list[AnswerVersion]:
    """What stood there before, the latest first."""
    return unsealed(answer.versions.order_by("-kept_at", "-pk"))
