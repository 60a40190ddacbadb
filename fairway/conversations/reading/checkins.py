"""A check-in as its page shows it, what the next one starts from, and what waits to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q
from django.utils import timezone

from fairway.conversations.models import (
    Blocker,
    CheckIn,
    CheckInAnswer,
    CheckInPriority,
    CheckInQuestion,
    PassedPoint,
    Promise,
)
from fairway.conversations.reading.checkins_asking import (
    BLOCKERS,
    FOUND,
    POINTS,
    UPDATES,
    WAITING,
)
from fairway.goals.models import Goal, KeyResult, ProgressUpdate
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.people.relations import ABOVE, MANAGER, direct_reports, standing_of

Kind = CheckInQuestion.Kind
MOST_GOALS = 5
LONGEST_WEEK = timedelta(days=9)  # from a Monday in the east to the end of its Sunday in the west
BY_HAND = KeyResult.Source.MANUAL
TYPED = (KeyResult.Kind.METRIC, KeyResult.Kind.RANGE, KeyResult.Kind.YES_NO)


def find_check_in(viewer: Person, public_id: str) -> Any | None:
    found = FOUND.find(viewer, public_id)
    return found[0] if found else None


@dataclass(frozen=True)
class Started:
    """All that the form of a check-in is made of; `goals` with those key results that one types."""

    check_in: Any
    questions: Sequence[CheckInQuestion]
    answers: dict[int, CheckInAnswer]
    felt: int | None
    priorities: Sequence[CheckInPriority]
    earlier: Sequence[CheckInPriority]
    blocker: Blocker | None
    standing: Sequence[Blocker]
    goals: Sequence[tuple[Goal, Sequence[KeyResult]]]

    def asks(self, kind: str) -> CheckInQuestion | None:
        return next((one for one in self.questions if one.kind == kind), None)


def start(check_in: Any, *, in_mail: bool = False) -> Started:
    """What is known of it by now, for a row of `find_check_ins`.

    In a mail, for any row: nothing that was written stands there, nor a private goal.
    """
    questions, known = _asked(check_in)
    answers = {} if in_mail else known
    priorities, blockers = ([], []) if in_mail else (_priorities(check_in), _blockers(check_in))
    asks_goals = any(one.kind == Kind.GOALS for one in questions)
    return Started(
        check_in,
        questions,
        answers,
        None if in_mail else check_in.felt,
        [one for one in priorities if one.check_in_id == check_in.pk],
        [one for one in priorities if one.check_in_id != check_in.pk],
        next((one for one in blockers if one.raised_in_id == check_in.pk), None),
        [one for one in blockers if one.raised_in_id != check_in.pk],
        goals_of(check_in.person, open_to_all=in_mail) if asks_goals else [],
    )


def _asked(check_in: Any) -> tuple[list[Any], dict[int, CheckInAnswer]]:
    """Its questions, and what was answered by the question's key: in one query."""
    here = FilteredRelation("answers", condition=Q(answers__check_in=check_in.pk))
    parts = ("words", "number", "chosen")
    rows = CheckInQuestion.objects.asked_in(check_in).annotate(given=here)
    rows = rows.annotate(
        given_id=F("given__pk"), **{f"given_{part}": F(f"given__{part}") for part in parts}
    )
    questions: list[Any] = list(rows)
    answers = {
        one.pk: CheckInAnswer(
            pk=one.given_id,
            check_in_id=check_in.pk,
            question_id=one.pk,
            **{part: getattr(one, f"given_{part}") for part in parts},
        )
        for one in questions
        if one.given_id
    }
    return questions, answers


def _priorities(check_in: Any) -> list[CheckInPriority]:
    """Its own, and those of the one before."""
    both = [check_in.pk, *([check_in.before] if check_in.before else [])]
    return list(CheckInPriority.objects.filter(check_in__in=both).select_related("check_in"))


def _blockers(check_in: Any) -> list[Blocker]:
    """Its own, and what was in the way before and still is."""
    told = Q(cleared_at=None, raised_in__sent_at__isnull=False)
    rows = Blocker.objects.filter(Q(raised_in=check_in) | told, person=check_in.person_id)
    return list(rows.order_by("raised_in", "pk"))


def goals_of(
    person: Person, *, open_to_all: bool = False
) -> list[tuple[Goal, Sequence[KeyResult]]]:
    """Agreed goals that run, the one first whose update is owed first."""
    today = organisation_day()
    rows = Goal.objects.agreed().filter(owner=person, starts_on__lte=today, until_on__gt=today)
    if open_to_all:
        rows = rows.filter(visibility=Goal.Visibility.COMPANY)
    goals = list(rows.order_by("next_update_on", "pk")[:MOST_GOALS])
    results: dict[int, list[KeyResult]] = {}
    typed = KeyResult.objects.in_use().filter(goal__in=goals, source=BY_HAND, kind__in=TYPED)
    for one in typed.order_by("goal", "rank", "pk"):
        results.setdefault(one.goal_id, []).append(one)
    return [(goal, results.get(goal.pk, [])) for goal in goals]


@dataclass(frozen=True)
class Felt:
    """How somebody said they were, and who was promised to read it."""

    value: int
    promise: str

    @property
    def promised(self) -> Any:
        return Promise(self.promise).label


@dataclass(frozen=True)
class Spoken:
    """A question with what was said to it."""

    question: CheckInQuestion
    answer: CheckInAnswer | None = None
    felt: Felt | None = None
    priorities: Sequence[CheckInPriority] = ()
    done: Sequence[CheckInPriority] = ()
    blockers: Sequence[Any] = ()
    updates: Sequence[ProgressUpdate] = ()

    @property
    def is_said(self) -> bool:
        parts = (self.answer, self.felt, self.priorities, self.done)
        return any((*parts, self.blockers, self.updates))


@dataclass(frozen=True)
class Sheet:
    """A check-in that is read: only what was said, as far as the reader may see it."""

    check_in: Any
    spoken: Sequence[Spoken]
    replies: Sequence[Any]
    passed: Sequence[PassedPoint]


def sheet_of(check_in: Any, viewer: Any) -> Sheet:
    """Of a row of `find_check_ins`; what was not asked is not looked up."""
    questions, answers = _asked(check_in)
    spoken = [
        Spoken(one, answers.get(one.pk), **_beside(one, check_in, viewer)) for one in questions
    ]
    passed = PassedPoint.objects.allowed(viewer).filter(check_in=check_in)
    return Sheet(
        check_in,
        [one for one in spoken if one.is_said],
        list(check_in.replies.select_related("by")) if check_in.has_replies else [],
        list(passed.select_related("by", "to")) if check_in.has_passed else [],
    )


def _beside(question: CheckInQuestion, check_in: Any, viewer: Any) -> dict[str, Any]:
    """What is said to it in other ways than by an answer."""
    if question.kind == Kind.WELLBEING and check_in.felt:
        return {"felt": Felt(check_in.felt, check_in.felt_promise)}
    if question.kind == Kind.PRIORITIES:
        both = [one for one in _priorities(check_in) if _may_read(one, check_in, viewer)]
        own = [one for one in both if one.check_in_id == check_in.pk]
        return {"priorities": own, "done": [one for one in both if one.done and one not in own]}
    if question.kind == Kind.BLOCKERS:
        return {"blockers": _read_blockers(check_in, viewer)}
    if question.kind == Kind.GOALS:
        return {"updates": _updates(check_in, viewer)}
    return {}


def _may_read(one: CheckInPriority, check_in: Any, viewer: Any) -> bool:
    """What was set out to an earlier manager stays between those two."""
    if check_in.person_id == viewer.pk:
        return True
    return one.check_in.sent_to_id == check_in.sent_to_id


def _read_blockers(check_in: Any, viewer: Any) -> list[Any]:
    then = check_in.sent_at or check_in.opened_at
    return BLOCKERS.find(viewer, check_in.pk, check_in.person_id, check_in.week_on, then)


def _updates(check_in: Any, viewer: Any) -> list[ProgressUpdate]:
    if check_in.begun_at is None:
        return []
    until = check_in.sent_at or check_in.begun_at
    return UPDATES.find(viewer, check_in.person_id, check_in.begun_at, until)


@dataclass(frozen=True)
class Queue:
    """What waits to be read, the longest wait first, and how many of the team have written."""

    waiting: Sequence[Any]
    written: int
    asked: int
    points: Sequence[PassedPoint]


def queue_of(viewer: Person) -> Queue:
    """Of the team only how many: who has not written yet is nobody's list."""
    standing = standing_of(viewer)
    written, asked = written_of_team(viewer) if MANAGER.key in standing else (0, 0)
    return Queue(
        WAITING.find(viewer) if MANAGER.key in standing else [],
        written,
        asked,
        POINTS.find(viewer) if ABOVE.key in standing else [],
    )


def written_of_team(viewer: Person) -> tuple[int, int]:
    """Of the check-ins of one's people whose week has not gone, how many were sent."""
    now = timezone.now()
    team = CheckIn.objects.filter(person__in=direct_reports(viewer), due_at__gt=now)
    rows = team.filter(week_on__gte=(now - LONGEST_WEEK).date()).order_by()
    found = rows.aggregate(written=Count("pk", filter=Q(sent_at__isnull=False)), asked=Count("pk"))
    return found["written"], found["asked"]
