"""Which answers are ratings: the overall one of a manager's review, and those that raters share."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from fairway.foundation.sealing import Erased, data_keys_for, lend_keys
from fairway.people.models import OrgUnit, Person, UnitChain
from fairway.reviews.models import (
    Answer,
    CycleKind,
    Participant,
    Placement,
    Question,
    Review,
    ReviewCycle,
)

Kind, State = CycleKind.Kind, Review.State
MANAGER = Kind.MANAGER
WRITTEN = (State.SUBMITTED, State.CALIBRATED, State.SHARED, State.SIGNED, State.DISPUTED)
AT_ONCE = 2000


def overall_question(cycle: ReviewCycle) -> Question | None:
    """The one rating of a manager's review, where the cycle has an overall one."""
    if not cycle.overall_rating:
        return None
    versions = CycleKind.objects.filter(cycle=cycle, kind=MANAGER).values("template_version")
    asked = Question.objects.filter(section__template_version__in=versions, overall=True)
    return asked.order_by("section__rank", "rank", "pk").first()


def reviews_in_part(cycle: ReviewCycle, unit: OrgUnit, level: str) -> QuerySet[Review]:
    """Manager's reviews of people of a unit and what lies below it; one for each person."""
    units = UnitChain.objects.filter(above=unit).values("below")
    rows = Review.objects.filter(
        cycle=cycle,
        kind=MANAGER,
        reviewer=F("participant__author"),
        participant__state=Participant.State.OPEN,
        participant__person__assignment__unit__in=units,
    )
    return rows.filter(participant__person__assignment__job_profile__level=level) if level else rows


def overall_of(reviews: Iterable[int], question: Question) -> dict[int, int]:
    """The rating in each of these reviews that has one, by the review's key."""
    answers = Answer.objects.filter(
        review__in=list(reviews), question=question, value__isnull=False
    )
    rows: Iterable[tuple[int, Any]] = answers.values_list("review", "value")
    return dict(rows)


def ratings_before(
    people: Iterable[Person], cycle: ReviewCycle, most: int = 2
) -> dict[int, list[int]]:
    """Final ratings of people in earlier cycles, the latest last; calibrated ones alone, as others
    never stood beside each other."""
    rows = Placement.objects.filter(
        person__in=[one.pk for one in people],
        final__isnull=False,
        session__cycle__period_until__lte=cycle.period_until,
    ).exclude(session__cycle=cycle)
    found: dict[int, list[int]] = {}
    ordered = rows.order_by("session__cycle__period_until", "pk")
    finals: Iterable[tuple[int, Any]] = ordered.values_list("person", "final")
    for person, final in finals:
        found[person] = [*found.get(person, []), final][-most:]
    return found


class Form(NamedTuple):
    """What one person wrote of another, and as what: manager, colleague …"""

    ratee: int
    rater: Hashable
    source: str


@dataclass(frozen=True)
class Given:
    """Ratings of people by others, each on one thing, as columns: of ten thousand people there are
    a hundred thousand, and an object for each would cost half as much as what is reckoned of them.
    """

    ratee: Sequence[int]
    rater: Sequence[Hashable]
    criterion: Sequence[Hashable]
    value: Sequence[int]
    source: Sequence[str]

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def forms(self) -> list[Form]:
        """Each once, in the order of the ratings."""
        found = dict.fromkeys(zip(self.ratee, self.rater, self.source, strict=True))
        return [Form(*one) for one in found]


NONE_GIVEN = Given((), (), (), (), ())


def ratings_given(cycle: ReviewCycle, question: Question) -> Given:
    """All ratings by others on scales like that of the overall one; each cell once.

    What colleagues said in confidence is unsealed here for the reckoning, row by row, and leaves as
    no more than what the model makes of all of it.
    """
    criteria = _criteria(cycle, _bounds(question))
    answers = Answer.objects.filter(
        question__in=list(criteria), review__cycle=cycle, review__state__in=WRITTEN
    ).exclude(review__kind=Kind.SELF)
    said = sorted([*_open(answers), *_unsealed(answers)], key=itemgetter(0, 1))
    first: dict[tuple[int, Hashable, Hashable], tuple[int, str]] = {}
    for review, asked, subject, value, reviewer, kind in said:
        cell = subject, reviewer or f"outside-{review}", criteria[asked]
        first.setdefault(cell, (value, kind))
    return Given(
        ratee=[cell[0] for cell in first],
        rater=[cell[1] for cell in first],
        criterion=[cell[2] for cell in first],
        value=[value for value, _kind in first.values()],
        source=[kind for _value, kind in first.values()],
    )


_Said = tuple[int, int, int, int, int | None, str]  # review, question, of whom, what, by whom, kind


def _open(answers: QuerySet[Answer]) -> Iterator[_Said]:
    """As bare columns: of ten thousand people there are a hundred thousand."""
    rows = answers.filter(sealed=None, value__isnull=False)
    columns = ("review", "question", "subject", "value", "review__reviewer", "review__kind")
    return rows.order_by().values_list(*columns).iterator(AT_ONCE)


def _unsealed(answers: QuerySet[Answer]) -> Iterator[_Said]:
    columns = ("subject", "value", "sealed", "public_id", "question", "review")
    rows = answers.exclude(sealed=None).select_related("review")
    ordered = rows.only(*columns, "review__reviewer", "review__kind").order_by("pk")
    left = ordered.iterator(AT_ONCE)
    while some := list(islice(left, AT_ONCE)):
        lend_keys(some, data_keys_for({one.subject_id for one in some}))
        for one in some:
            value = _value(one)
            if value is not None:
                by = one.review
                yield by.pk, one.question_id, one.subject_id, value, by.reviewer_id, by.kind


def work_modes(cycle: ReviewCycle) -> dict[int, str]:
    """From where people of a cycle work, by person."""
    rows = Participant.objects.filter(cycle=cycle).order_by("pk")
    found: Iterable[tuple[int, Any]] = rows.values_list("person", "person__assignment__work_mode")
    return {person: mode or "" for person, mode in found}


def _value(answer: Answer) -> int | None:
    """Of whoever was erased meanwhile there is none."""
    try:
        return answer.said.value
    except Erased:
        return None


def _criteria(cycle: ReviewCycle, bounds: tuple[int, int]) -> dict[int, Hashable]:
    """What is asked, by the question's key. The same thing asked of managers and of colleagues ties
    them together: a skill by itself, the overall rating as one, all else by its words. Levels of
    skills are of another kind: what a role expects lies anywhere between them."""
    versions = CycleKind.objects.filter(cycle=cycle).values("template_version")
    rated = Question.objects.written().filter(kind__in=Question.WITH_POINTS)
    asked = rated.filter(section__template_version__in=versions)
    return {
        one.pk: _thing(one)
        for one in asked
        if one.scale and _bounds(one) == bounds and not one.is_of_levels
    }


def _thing(question: Question) -> Hashable:
    if question.overall:
        return "overall"
    if question.skill_id is not None:
        return f"skill-{question.skill_id}"
    return " ".join(str(question).split()).casefold()


def _bounds(question: Question) -> tuple[int, int]:
    return min(question.values), max(question.values)
