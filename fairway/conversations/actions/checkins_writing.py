"""Writing a check-in: kept as it is typed, sent when it is ready, changed until it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from fairway.conversations.actions.checkins_refused import (
    AlreadySent,
    NobodyReads,
    NothingSaid,
    WasRead,
)
from fairway.conversations.models import (
    Blocker,
    CheckIn,
    CheckInAnswer,
    CheckInPriority,
    CheckInQuestion,
    Support,
    Wellbeing,
)
from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.text import clean_name, clean_text
from fairway.foundation.versions import next_version
from fairway.goals.actions.updating import Told, tell_progress
from fairway.goals.models import Goal, KeyResult, ProgressUpdate
from fairway.people.models import Person

MOST_PRIORITIES = 10
Via = ProgressUpdate.Via
Kind = CheckInQuestion.Kind


@dataclass(frozen=True)
class Answered:
    """To one question: words, a number of a scale, or what would help."""

    words: str = ""
    number: int | None = None
    chosen: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.number or self.chosen)


@dataclass(frozen=True)
class Said:
    """All that a check-in says, by keys of questions. What is None was not asked, and stays.

    `done` are earlier priorities that are; `still` the earlier blockers that still stand: what is
    left out of it is no longer in the way.
    """

    answers: Mapping[int, Answered] = field(default_factory=dict)
    wellbeing: int | None = None
    asks_wellbeing: bool = False
    priorities: Sequence[str] | None = None
    done: frozenset[int] | None = None
    blocker: str | None = None
    for_meeting: bool = False
    still: frozenset[int] | None = None


@dataclass(frozen=True)
class GoalTold:
    results: Mapping[KeyResult, Told] = field(default_factory=dict)
    status: str = ""


@transaction.atomic
def keep_check_in(
    check_in: CheckIn,
    *,
    actor: Person,
    said: Said,
    version: int | None = None,
    while_typing: bool = False,
) -> CheckIn:
    """What is typed by now. Nobody else reads it before it is sent.

    Kept `while_typing` it counts no version up: what is sent a moment later, from the same page,
    is not stale for it.
    """
    check_in = _claimed(check_in, actor)
    if check_in.is_sent:
        raise AlreadySent
    next_version(check_in, version)
    if while_typing:
        check_in.version -= 1
    _keep(check_in, said)
    check_in.begun_at = check_in.begun_at or timezone.now()
    check_in.save(update_fields=["begun_at", "version"])
    return check_in


@transaction.atomic
def send_check_in(
    check_in: CheckIn,
    *,
    actor: Person,
    said: Said,
    goals: Mapping[Goal, GoalTold] | None = None,
    version: int | None = None,
) -> CheckIn:
    """To whoever is their manager now. Sent once more, it says what it says by then."""
    check_in = _claimed(check_in, actor)
    next_version(check_in, version)
    reader, again, now = _reader_of(check_in), check_in.is_sent, timezone.now()
    _keep(check_in, said)
    told = {goal: one for goal, one in (goals or {}).items() if one.results or one.status}
    if not told and not says_anything(check_in):
        raise NothingSaid
    for goal, one in told.items():
        tell_progress(
            goal, actor=actor, results=one.results, status=one.status, via=Via.CHECK_IN, at=now
        )
    check_in.begun_at = check_in.begun_at or now
    check_in.sent_at, check_in.sent_to = now, reader
    check_in.save(update_fields=["begun_at", "sent_at", "sent_to", "version"])
    _carry_blockers(check_in, said.still)
    _mark_done(check_in, said.done)
    record(
        "conversations.check_in_sent",
        actor=actor,
        subject=check_in,
        about=check_in.person,
        to=reader.pk,
        again=again,
    )
    _raise_blocker(check_in, actor)
    return check_in


def says_anything(check_in: CheckIn) -> bool:
    return (
        check_in.answers.exists()
        or check_in.priorities.exists()
        or Wellbeing.objects.filter(check_in=check_in).exists()
        or Blocker.objects.filter(raised_in=check_in).exists()
    )


def last_sent_before(check_in: CheckIn) -> CheckIn | None:
    """The one that this starts from."""
    rows = CheckIn.objects.sent().filter(person=check_in.person_id, week_on__lt=check_in.week_on)
    return rows.order_by("-week_on").first()


def earlier_blockers(check_in: CheckIn) -> QuerySet[Blocker]:
    """What was in the way in check-ins before this one, and still is as far as anybody said."""
    rows = Blocker.objects.standing().told().filter(person=check_in.person_id)
    return rows.exclude(raised_in=check_in).order_by("raised_in", "pk")


def _claimed(check_in: CheckIn, actor: Any) -> CheckIn:
    """Whoever writes while the other one reads is told so, and keeps what they typed."""
    now = lock(check_in)
    if now.is_read and now.person_id == getattr(actor, "pk", None):
        raise WasRead(now)
    return claim(now, actor=actor, verb="write")


def _reader_of(check_in: CheckIn) -> Person:
    manager = check_in.person.assignment.manager if check_in.person.assignment else None
    if manager is None or not manager.active:
        raise NobodyReads
    return manager


def _keep(check_in: CheckIn, said: Said) -> None:
    questions = {one.pk: one for one in asked(check_in)}
    for key, answered in said.answers.items():
        if key in questions:
            _answer(check_in, questions[key], answered)
    if said.asks_wellbeing:
        _keep_wellbeing(check_in, said.wellbeing, list(questions.values()))
    if said.priorities is not None:
        _keep_priorities(check_in, said.priorities)
    if said.blocker is not None:
        _keep_blocker(check_in, said.blocker, said.for_meeting)


def asked(check_in: CheckIn) -> QuerySet[CheckInQuestion]:
    return CheckInQuestion.objects.asked_in(check_in)


def _answer(check_in: CheckIn, question: CheckInQuestion, answered: Answered) -> None:
    here = CheckInAnswer.objects.filter(check_in=check_in, question=question)
    if not answered:
        here.delete()
        return
    CheckInAnswer.objects.update_or_create(
        check_in=check_in,
        question=question,
        defaults={
            "words": clean_text(answered.words),
            "number": answered.number if question.kind == Kind.SCALE else None,
            "chosen": [one for one in answered.chosen if one in Support.values],
        },
    )


def _keep_wellbeing(
    check_in: CheckIn, value: int | None, questions: Sequence[CheckInQuestion]
) -> None:
    question = next((one for one in questions if one.kind == Kind.WELLBEING), None)
    if question is None or value is None:
        Wellbeing.objects.filter(check_in=check_in).delete()
        return
    Wellbeing.objects.update_or_create(
        check_in=check_in, defaults={"value": value, "promise": question.promise}
    )


def _keep_priorities(check_in: CheckIn, lines: Sequence[str]) -> None:
    """What stood in the last one already has been carried since."""
    last = last_sent_before(check_in)
    known = {one.words: one.carried + 1 for one in last.priorities.all()} if last else {}
    words = dict.fromkeys(clean_name(line)[:300] for line in lines if line.strip())
    check_in.priorities.all().delete()
    CheckInPriority.objects.bulk_create(
        CheckInPriority(check_in=check_in, rank=rank, words=one, carried=known.get(one, 0))
        for rank, one in enumerate(list(words)[:MOST_PRIORITIES])
    )


def _keep_blocker(check_in: CheckIn, words: str, for_meeting: bool) -> None:
    """The one that this check-in names itself, and whether the next 1:1 is to begin with it."""
    said = clean_text(words)
    own = Blocker.objects.filter(raised_in=check_in)
    if not said:
        own.delete()
    elif not own.update(words=said, for_meeting=for_meeting):
        Blocker.objects.create(
            person=check_in.person,
            raised_in=check_in,
            last_in=check_in,
            words=said,
            for_meeting=for_meeting,
        )


def _carry_blockers(check_in: CheckIn, still: frozenset[int] | None) -> None:
    """Sent twice, a check-in carries each of them once.

    Where nobody was asked what still stands, only what this reader knows already is carried.
    """
    earlier = earlier_blockers(check_in)
    if still is None:
        earlier = earlier.filter(last_in__sent_to=check_in.sent_to)
    else:
        earlier.exclude(pk__in=still).update(cleared_at=timezone.now())
    carried = list(earlier.exclude(last_in=check_in).values_list("pk", flat=True))
    Blocker.objects.filter(pk__in=carried).update(weeks=F("weeks") + 1, last_in=check_in)


def _mark_done(check_in: CheckIn, done: frozenset[int] | None) -> None:
    last = last_sent_before(check_in)
    if last is None or done is None:
        return
    last.priorities.filter(pk__in=done).update(done=True)
    last.priorities.exclude(pk__in=done).update(done=False)


def _raise_blocker(check_in: CheckIn, actor: Person) -> None:
    """Told once, so that whoever listens brings it onto one agenda; also where it was wanted in a
    draft, and the rest was sent from a letter that says nothing of it."""
    wanted = Blocker.objects.filter(raised_in=check_in, for_meeting=True, taken_up="").first()
    if wanted is not None:
        take_to_agenda(wanted, actor=actor)


def take_to_agenda(blocker: Blocker, *, actor: Any) -> None:
    """For whoever holds the check-in that it stands in: the next 1:1 of the two begins with it."""
    blocker.taken_up = Blocker.TakenUp.AGENDA
    blocker.taken_up_at, blocker.taken_up_by = timezone.now(), actor
    blocker.save(update_fields=["taken_up", "taken_up_at", "taken_up_by"])
    record(
        "conversations.blocker_for_agenda",
        actor=actor,
        subject=blocker,
        about=blocker.person,
        manager=blocker.last_in.sent_to_id,
    )
