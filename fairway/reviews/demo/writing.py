"""What Saltmarsh wrote in its reviews, with stories that can be found again.

Four managers are not like the others: one rates a point lower, one a point higher, one gives one
impression throughout, and one cites the last weeks alone. Who works from home is rated lower by a
known amount. All else is chance. What colleagues answer is sealed, never twice the same, and so it
is not invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, cast

from django.db.models import Count

from fairway.foundation.bulk import insert_objects
from fairway.foundation.demo import DemoCompany
from fairway.foundation.ids import ids_from
from fairway.people.models import Assignment
from fairway.reviews.demo.levels import say_levels
from fairway.reviews.evidence import Piece, period_of, pieces_of
from fairway.reviews.models import (
    Answer,
    Citation,
    CriticalStatement,
    Question,
    Review,
    ReviewCycle,
    Said,
)
from fairway.reviews.models.writing import CONFIDENTIAL, asked_in

SEVERE, LENIENT = -1.0, 1.0
REMOTE_GAP = -0.4
LEAST_REVIEWS = 4  # of a manager whose habit can be seen
MOST_CITED, AT_ONCE = 8, 500
SAID = (
    "Results came on time, and where one would not, it was said early enough to change the plan.",
    "The work with the shops went well in spring. In summer two hand-overs were late.",
    "Took on the rota for the holidays and kept it without gaps, which helped the whole team.",
    "Knows the process well. Next comes to let others do more of it and to review instead.",
)
SEEN_BOTH = 2  # of them in one answer: patterns are more than one
HELPED = "What helped were clear goals; what hindered were labels that came late for five weeks."
WHOSE = ("participant__person", "reviewer")
OF_ANA = (
    "Through all of the half-year Ana answered customers calmly and told us early when a date would "
    "not hold. She asked the warehouse before promising a day, and showed Lee how to read the queue."
)
LATE = "Two of the hand-overs to the night shift were late, in June and in September."
NEXT = "Next: lead one project from start to end, with an hour a week set aside to talk it through."


@dataclass
class Story:
    """Which managers are not like the others, by their keys."""

    severe: int | None = None
    lenient: int | None = None
    one_impression: int | None = None
    last_weeks: int | None = None
    remote: frozenset[int] = field(default_factory=frozenset)

    def shift(self, review: Review) -> float:
        """What this manager adds to what was there to see; nothing of others."""
        if review.kind != Review.Kind.MANAGER:
            return 0.0
        moved = {self.severe: SEVERE, self.lenient: LENIENT}.get(review.reviewer_id, 0.0)
        return moved + (REMOTE_GAP if review.participant.person_id in self.remote else 0.0)


def make_answers(company: DemoCompany) -> None:
    story = story_of(one.pk for one in company.cast.values())
    for cycle in ReviewCycle.objects.exclude(state=ReviewCycle.State.DRAFT).order_by("pk"):
        dice = company.random(f"answers {cycle.name}")
        rows = Review.objects.filter(cycle=cycle, submitted_at__isnull=False).order_by("pk")
        rows = rows.exclude(kind__in=CONFIDENTIAL)
        rows = rows.select_related("cycle", "participant__person", "reviewer")
        asked: dict[str, Sequence[Question]] = {}
        left = rows.iterator(chunk_size=AT_ONCE)
        while batch := list(islice(left, AT_ONCE)):  # on Python 3.11 there is no `batched`
            _write(batch, asked, story, dice)
        _cite(cycle, story)
        say_levels(company, cycle)
    _begin(company)


def story_of(known_by_name: Iterable[int] = ()) -> Story:
    """The four managers with most reviews of their own people, so that each can be found."""
    written = Review.objects.filter(kind=Review.Kind.MANAGER, submitted_at__isnull=False)
    written = written.exclude(reviewer__in=list(known_by_name))
    counted = written.values("reviewer").annotate(n=Count("pk")).filter(n__gte=LEAST_REVIEWS)
    found = list(counted.order_by("-n", "reviewer").values_list("reviewer", flat=True)[:4])
    known: list[int | None] = [*found, *[None] * (4 - len(found))]
    severe, lenient, one_impression, last_weeks = known
    remote = Assignment.objects.filter(work_mode=Assignment.WorkMode.REMOTE)
    away = frozenset(remote.values_list("person", flat=True))
    return Story(severe, lenient, one_impression, last_weeks, away)


def _write(
    reviews: Sequence[Review], asked: dict[str, Sequence[Question]], story: Story, dice: Any
) -> None:
    answers = []
    for review in reviews:
        if review.kind not in asked:
            asked[review.kind] = [one for one in asked_in(review) if not one.of_id]
        seen = dice.gauss(3.2, 0.6) + story.shift(review)
        texts = [one for one in asked[review.kind] if one.kind not in one.WITH_SCALE]
        for question in asked[review.kind]:
            place = texts.index(question) if question in texts else 0
            said = _said(question, place, review, seen, story, dice)
            answer = Answer(
                review=review,
                question=question,
                subject_id=review.participant.person_id,
                at=_sent(review),
            )
            answer.hold(said, confidential=False)
            answers.append(answer)
    insert_objects(answers)


def _sent(review: Review) -> datetime:
    return cast(datetime, review.submitted_at)  # of those that were sent


def _said(
    question: Question, place: int, review: Review, seen: float, story: Story, dice: Any
) -> Said:
    """`place`: which of the texts it is; the first asks for patterns, the last for what is next."""
    points = sorted(question.values)
    if question.kind in question.WITH_SCALE and points:
        alike = review.kind == Review.Kind.MANAGER and review.reviewer_id == story.one_impression
        told = seen if alike else seen + dice.gauss(0, 0.7)
        middle = (points[0] + points[-1]) / 2
        return Said(min(points, key=lambda one: abs(one - (middle + told - 3))))
    opening = (" ".join(dice.sample(SAID, SEEN_BOTH)), HELPED, NEXT)
    return Said(None, opening[min(place, len(opening) - 1)])


def _begin(company: DemoCompany) -> None:
    """Bo has begun what he writes about Ana: patterns, a rating below the middle, and one piece of
    evidence; whether she has heard of what is critical before, he has yet to say."""
    about, by = company.cast.get("ana"), company.cast.get("bo")
    rows = Review.objects.to_write().filter(kind=Review.Kind.MANAGER, reviewer=by)
    review = rows.filter(participant__person=about).select_related("cycle", *WHOSE).first()
    if review is None:
        return
    questions = asked_in(review)
    text = next(one for one in questions if one.kind not in one.WITH_SCALE)
    ratings = [one for one in questions if one.has_points]
    at = company.moment(1, 15)
    for question, said in (
        (text, Said(None, OF_ANA)),
        (ratings[0], Said(3, "Four of five goals, and the fifth was moved with my word.")),
        (ratings[1], Said(2, LATE)),
    ):
        answer = Answer(review=review, question=question, subject=about, at=at)
        answer.hold(said, confidential=False)
        answer.save()
    CriticalStatement.objects.create(review=review, question=ratings[1])
    dated = [one for one in _evidence_of(review) if one.day]
    for piece in dated[:1]:
        Citation.objects.create(
            review=review, question=text, source=piece.source, key=piece.key, day=piece.day, at=at
        )


def _cite(cycle: ReviewCycle, story: Story) -> None:
    """Of the four alone: to look at what everybody could have cited would take minutes."""
    four = {story.severe, story.lenient, story.one_impression, story.last_weeks} - {None}
    rows = Review.objects.filter(
        cycle=cycle, kind=Review.Kind.MANAGER, reviewer__in=four, submitted_at__isnull=False
    )
    citations = []
    for review in rows.select_related("cycle", "participant__person", "reviewer"):
        answer = review.answers.order_by("question__section__rank", "question__rank").first()
        pieces = _evidence_of(review)
        late = review.reviewer_id == story.last_weeks
        if answer is not None:
            citations += [
                Citation(
                    review=review,
                    question_id=answer.question_id,
                    source=piece.source,
                    key=piece.key,
                    day=piece.day,
                    at=_sent(review),
                )
                for piece in _chosen(pieces, last_weeks=late)
            ]
    Citation.objects.bulk_create(citations)


def _evidence_of(review: Review) -> list[Piece]:
    """As its writer reads it. Asking for the first time may draw ids: those of rows stay as they
    are in every making."""
    with ids_from("asked"):
        return pieces_of(review.reviewer, review.participant.person, *period_of(review))


def _chosen(pieces: Sequence[Piece], *, last_weeks: bool) -> list[Piece]:
    """The latest, or every so many of what there is."""
    dated = [one for one in pieces if one.day is not None]
    if last_weeks:
        return dated[-MOST_CITED:]
    step = max(len(dated) // MOST_CITED, 1)
    return dated[::step][:MOST_CITED]
