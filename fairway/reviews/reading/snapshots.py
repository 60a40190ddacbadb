"""A review as it is given out: who says what, the rating that came of it, and the reason for it.

Words in several languages stay so, for the page and the document are read in the reader's own.
What was promised to be the manager's alone, and the rating that was first proposed, are not in it.
Nor is the self-review: managers further up read what was given out, and not that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fairway.foundation.sealing import with_keys
from fairway.reviews.models import (
    Answer,
    CriticalStatement,
    CycleKind,
    Dispute,
    Participant,
    Question,
    Review,
)
from fairway.reviews.models.writing import SPOKEN_OF, place_of, unsealed
from fairway.reviews.reading.expected_levels import Levels, levels_expected
from fairway.reviews.reading.standing import Settled, settled

Kind = CycleKind.Kind
State = Review.State
WRITTEN = (State.SUBMITTED, State.CALIBRATED, State.SHARED, State.SIGNED, State.DISPUTED)
FORMAT = 1


@dataclass(frozen=True)
class Snapshot:
    content: dict[str, Any]
    rating: int | None


@dataclass(frozen=True)
class Gathered:
    """What was found of several participants: by participant, or by review."""

    reviews: dict[int, list[Review]]
    answers: dict[int, list[Answer]]
    settled: dict[int, Settled]
    decided: dict[int, Any]
    statements: dict[int, list[CriticalStatement]]
    levels: Levels


def snapshots(participants: Sequence[Participant]) -> dict[int, Snapshot]:
    """In as many queries for one as for a hundred; of whom nothing was written there is none."""
    found = _gather(participants)
    return {one.pk: _snapshot(one, found) for one in participants if found.reviews.get(one.pk)}


def snapshot_of(participant: Participant) -> Snapshot | None:
    return snapshots([participant]).get(participant.pk)


def _gather(participants: Sequence[Participant]) -> Gathered:
    keys = [one.pk for one in participants]
    rows = Review.objects.filter(participant__in=keys, kind__in=SPOKEN_OF, state__in=WRITTEN)
    reviews = list(rows.select_related("reviewer", "co_author"))
    said = Answer.objects.filter(review__in=reviews).select_related("question__section")
    changed = Dispute.objects.filter(
        participant__in=keys, decision=Dispute.Decision.CHANGED
    ).order_by("decided_at")
    critical = CriticalStatement.objects.filter(review__in=reviews).select_related("question")
    return Gathered(
        _grouped(reviews, "participant_id"),
        _grouped(unsealed(said), "review_id"),
        settled(keys),
        {one.participant_id: one for one in with_keys(changed, "reason")},
        _grouped(critical, "review_id"),
        levels_expected(one.edition_id for one in participants),
    )


def _grouped(rows: Iterable[Any], key: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _snapshot(participant: Participant, found: Gathered) -> Snapshot:
    reviews = sorted(found.reviews[participant.pk], key=_place)
    proposed, rating = _overall(reviews, found), _rating(participant, reviews, found)
    is_moved = bool(proposed and rating and proposed.value != rating["value"])
    cycle, author = participant.cycle, participant.author
    expects = {
        skill: at
        for (edition, skill), at in found.levels.items()
        if edition == participant.edition_id
    }
    critical = [
        one
        for review in reviews
        for one in found.statements.get(review.pk, ())
        if not _is_kept_back(one.question, is_moved=is_moved)
    ]
    content = {
        "format": FORMAT,
        "participant": participant.public_id,
        "cycle": cycle.name,
        "period": [cycle.period_from.isoformat(), cycle.period_until.isoformat()],
        "person": participant.person.name,
        "author": author.name if author else "",
        "parts": [
            _part(one, found.answers.get(one.pk, []), expects, is_moved=is_moved) for one in reviews
        ],
        "rating": rating,
        "told_before": sum(not one.is_new for one in critical),
        "new": sum(one.is_new for one in critical),
    }
    return Snapshot(content, rating["value"] if rating else None)


def _is_kept_back(question: Question, *, is_moved: bool) -> bool:
    """What is the manager's alone. Where the rating became another one, what argued for the first
    goes with it: by its words, or by being counted as critical, one could tell which it was."""
    return question.private_to_manager or (question.overall and is_moved)


def _place(review: Review) -> tuple[int, int]:
    """The manager's first, then those of others, in the order they were asked."""
    return [str(kind) for kind in SPOKEN_OF].index(str(review.kind)), review.pk


def _part(
    review: Review, answers: list[Answer], expects: Mapping[int | None, int], *, is_moved: bool
) -> dict[str, Any]:
    sections: dict[int, dict[str, Any]] = {}
    for answer in answers:
        answer.question.expected = expects.get(answer.question.skill_id)
    for answer in sorted(answers, key=lambda one: place_of(one.question)):
        question = answer.question
        if _is_kept_back(question, is_moved=is_moved):
            continue
        said = _answer(question, answer)
        if said["value"] is None and not said["words"].strip():
            continue  # nothing, or the proposed rating without a word to it
        section = sections.setdefault(
            question.section_id, {"title": dict(question.section.title), "answers": []}
        )
        section["answers"].append(said)
    return {
        "kind": review.kind,
        "by": review.reviewer.name if review.reviewer else "",
        **({"with": review.co_author.name} if review.co_author else {}),
        "number": review.number,
        "sections": list(sections.values()),
    }


def _answer(question: Question, answer: Answer) -> dict[str, Any]:
    value = None if question.overall else answer.value
    return {
        "question": question.public_id,
        "text": dict(question.text),
        "value": value,
        **_point(question, value),
        "words": answer.text,
        **_expected(question),
    }


def _expected(question: Question) -> dict[str, Any]:
    """What the role expected, beside what was chosen; nothing where it expected nothing."""
    if question.expected is None or not question.is_of_levels:
        return {}
    return {"expected": _point(question, question.expected)["label"]}


def _rating(
    participant: Participant, reviews: list[Review], found: Gathered
) -> dict[str, Any] | None:
    """What was decided in a second look, else what a session settled, else what its author gave."""
    if not participant.cycle.overall_rating:
        return None
    given, compared = _overall(reviews, found), found.settled.get(participant.pk)
    decided = found.decided.get(participant.pk)
    question, value, reason = (given.question, given.value, "") if given else (None, None, "")
    if compared is not None:
        question, value, reason = compared.question, compared.rating, compared.reason
    if decided is not None:
        value, reason = decided.rating, decided.read_reason() or ""
    if value is None or question is None:
        return None
    return rating_of(question, value, reason)


def rating_of(question: Question, value: int, reason: str) -> dict[str, Any]:
    return {"value": value, **_point(question, value), "reason": reason}


def _overall(reviews: list[Review], found: Gathered) -> Answer | None:
    for review in reviews:
        if review.kind == Kind.MANAGER:
            for answer in found.answers.get(review.pk, ()):
                if answer.question.overall and answer.value is not None:
                    return answer
    return None


def _point(question: Question, value: int | None) -> dict[str, Any]:
    """The words of a point of the scale."""
    for point in question.scale if value is not None else ():
        if int(point["value"]) == value:
            return {"label": point.get("label", ""), "anchor": point.get("anchor", "")}
    return {"label": "", "anchor": ""}
