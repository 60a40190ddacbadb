"""A check-in as its page shows it, what the next one starts from, and what waits to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from fairway.conversations.models import (
    Blocker,
    CheckIn,
    CheckInAnswer,
    CheckInPriority,
    CheckInQuestion,
    PassedPoint,
    Wellbeing,
)
from fairway.goals.models import Goal, KeyResult, ProgressUpdate
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.people.relations import direct_reports

Kind = CheckInQuestion.Kind
MOST_GOALS, MOST_WAITING = 5, 50
BY_HAND = KeyResult.Source.MANUAL
TYPED = (KeyResult.Kind.METRIC, KeyResult.Kind.RANGE, KeyResult.Kind.YES_NO)
VERBS = ("write", "read", "reply", "pass_up")


def find_check_ins(viewer: Any) -> Any:
    """With every right that the page has a button for, and the one before each."""
    before = CheckIn.objects.sent().filter(
        person=OuterRef("person"), week_on__lt=OuterRef("week_on")
    )
    rows = CheckIn.objects.allowed(viewer).for_display()
    rows = rows.annotate(before=Subquery(before.order_by("-week_on").values("pk")[:1]))
    return rows.with_may(viewer, *VERBS)


@dataclass(frozen=True)
class Started:
    """All that the form of a check-in is made of; `goals` with those key results that one types."""

    check_in: Any
    questions: Sequence[CheckInQuestion]
    answers: dict[int, CheckInAnswer]
    wellbeing: Wellbeing | None
    priorities: Sequence[CheckInPriority]
    earlier: Sequence[CheckInPriority]
    blocker: Blocker | None
    standing: Sequence[Blocker]
    goals: Sequence[tuple[Goal, Sequence[KeyResult]]]

    def asks(self, kind: str) -> CheckInQuestion | None:
        return next((one for one in self.questions if one.kind == kind), None)


def start(check_in: Any, *, in_mail: bool = False) -> Started:
    """What is known of it by now. In a mail nothing that was written stands, nor a private goal."""
    questions = list(CheckInQuestion.objects.asked_in(check_in))
    answers = {} if in_mail else {one.question_id: one for one in check_in.answers.all()}
    priorities, blockers = ([], []) if in_mail else (_priorities(check_in), _blockers(check_in))
    asks_goals = any(one.kind == Kind.GOALS for one in questions)
    return Started(
        check_in,
        questions,
        answers,
        None if in_mail else Wellbeing.objects.filter(check_in=check_in).first(),
        [one for one in priorities if one.check_in_id == check_in.pk],
        [one for one in priorities if one.check_in_id != check_in.pk],
        next((one for one in blockers if one.raised_in_id == check_in.pk), None),
        [one for one in blockers if one.raised_in_id != check_in.pk],
        goals_of(check_in.person, open_to_all=in_mail) if asks_goals else [],
    )


def _priorities(check_in: Any) -> list[CheckInPriority]:
    """Its own, and those of the one before."""
    both = [check_in.pk, *([check_in.before] if check_in.before else [])]
    return list(CheckInPriority.objects.filter(check_in__in=both))


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
class Spoken:
    """A question with what was said to it."""

    question: CheckInQuestion
    answer: CheckInAnswer | None = None
    wellbeing: Wellbeing | None = None
    priorities: Sequence[CheckInPriority] = ()
    done: Sequence[CheckInPriority] = ()
    blockers: Sequence[Any] = ()
    updates: Sequence[ProgressUpdate] = ()

    @property
    def is_said(self) -> bool:
        parts = (self.answer, self.wellbeing, self.priorities, self.done)
        return any((*parts, self.blockers, self.updates))


@dataclass(frozen=True)
class Sheet:
    """A check-in that is read: only what was said, as far as the reader may see it."""

    check_in: Any
    spoken: Sequence[Spoken]
    replies: Sequence[Any]
    passed: Sequence[PassedPoint]


def sheet_of(check_in: Any, viewer: Any) -> Sheet:
    started = start(check_in)
    wellbeing = Wellbeing.objects.allowed(viewer).filter(check_in=check_in).first()
    blockers = _read_blockers(check_in, viewer)
    done = [one for one in started.earlier if one.done]
    updates = _updates(check_in, viewer)
    parts = {
        Kind.WELLBEING: {"wellbeing": wellbeing},
        Kind.PRIORITIES: {"priorities": started.priorities, "done": done},
        Kind.BLOCKERS: {"blockers": blockers},
        Kind.GOALS: {"updates": updates},
    }
    spoken = [
        Spoken(one, started.answers.get(one.pk), **parts.get(Kind(one.kind), {}))  # type: ignore[arg-type]
        for one in started.questions
    ]
    passed = PassedPoint.objects.allowed(viewer).filter(check_in=check_in)
    return Sheet(
        check_in,
        [one for one in spoken if one.is_said],
        list(check_in.replies.select_related("by")),
        list(passed.select_related("by", "to")),
    )


def _read_blockers(check_in: Any, viewer: Any) -> list[Any]:
    """Those that stood in it: named in it, or named before and not cleared by then."""
    then = check_in.sent_at or check_in.opened_at
    before = Q(raised_in__week_on__lt=check_in.week_on)
    stood = Q(cleared_at=None) | Q(cleared_at__gt=then)
    rows = Blocker.objects.allowed(viewer).filter(
        Q(raised_in=check_in) | (before & stood), person=check_in.person_id
    )
    rows = rows.select_related("taken_up_by").with_may(viewer, "take_up", "clear")
    return list(rows.order_by("raised_in", "pk"))


def _updates(check_in: Any, viewer: Any) -> list[ProgressUpdate]:
    """What was told of goals with it, of goals that the reader may see."""
    if check_in.begun_at is None:
        return []
    rows = ProgressUpdate.objects.standing().filter(
        by=check_in.person_id,
        at__gte=check_in.begun_at,
        at__lte=check_in.sent_at or check_in.begun_at,
        via__in=(ProgressUpdate.Via.CHECK_IN, ProgressUpdate.Via.MAIL),
        goal__in=Goal.objects.allowed(viewer).filter(owner=check_in.person_id),
    )
    rows = rows.select_related("goal", "result").order_by("goal", "result__rank", "pk")
    return list(rows[:MOST_WAITING])


@dataclass(frozen=True)
class Queue:
    """What waits to be read, the longest wait first, and how many of the team have written."""

    waiting: Sequence[CheckIn]
    written: int
    asked: int
    points: Sequence[PassedPoint]


def queue_of(viewer: Person) -> Queue:
    """Of the team only how many: who has not written yet is nobody's list."""
    waiting = CheckIn.objects.allowed(viewer).unread().filter(sent_to=viewer).for_display()
    points = PassedPoint.objects.allowed(viewer, "answer").filter(answered_at=None)
    written, asked = written_of_team(viewer)
    return Queue(
        list(waiting.order_by("sent_at", "pk")[:MOST_WAITING]),
        written,
        asked,
        list(points.select_related("by", "check_in__person").order_by("at", "pk")[:MOST_WAITING]),
    )


def written_of_team(viewer: Person) -> tuple[int, int]:
    """Of the check-ins of one's people that are open or were sent in this week of theirs."""
    rows = CheckIn.objects.filter(person__in=direct_reports(viewer), due_at__gt=timezone.now())
    found = rows.order_by().aggregate(
        written=Count("pk", filter=Q(sent_at__isnull=False)), asked=Count("pk")
    )
    return found["written"], found["asked"]
