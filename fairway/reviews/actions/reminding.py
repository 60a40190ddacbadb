"""Remind people of what they owe: by themselves at −3, 0 and +1 working days, or by a message.

Each is reminded once for each mark of a day, however often the clock comes by; a job that was
killed goes on with whom it had not reached.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.mail.sending import post_each
from fairway.foundation.times import day_of
from fairway.people.availability.hours import known_zone
from fairway.people.models import Person
from fairway.reviews.actions.refusals import NobodyToRemind
from fairway.reviews.actions.words import worded
from fairway.reviews.clock import AFTER, BEFORE, mark_of
from fairway.reviews.days import Calendars, people_with_places
from fairway.reviews.models import Nudge, Reminder, Review, ReviewCycle

REMINDER, MESSAGE = "reviews.reminder", "reviews.nudge"
AT_ONCE = 300  # people in one transaction
SPAN = timedelta(days=21)  # of days around today, within which three working days lie
MARKS = {
    BEFORE: Reminder.Mark.THREE_BEFORE,
    0: Reminder.Mark.ON_THE_DAY,
    AFTER: Reminder.Mark.ONE_AFTER,
}
MESSAGED = Reminder.Mark.MESSAGE
APART = timedelta(hours=20)  # between two messages to one person in one cycle


@stepwise(queue="default")
def remind_everybody(context: JobContext) -> int:
    """Whose day it is now, wherever they are; comes twice a day, so that no zone is missed."""
    reminded = 0
    while some := _people_after(context.cursor or 0):
        due = _due(some)
        with context.step(cursor=some[-1]):
            reminded += _remind(due)
    return reminded


@transaction.atomic
def nudge(cycle: ReviewCycle, *, actor: Person, words: str, only: Iterable[int] = ()) -> Nudge:
    """A message in the sender's words to those who have not written yet: to one, or to all."""
    cycle = claim(cycle, actor=actor, verb="remind")
    said = worded(words, "words", 2000)
    people = list(whom_to_nudge(cycle, actor, only))
    if not people:
        raise NobodyToRemind
    sent = Nudge.objects.create(
        cycle=cycle, by=actor, at=timezone.now(), words=said, people=len(people)
    )
    today = sent.at.date()
    mark = MESSAGED  # one a day at most, also where the button is pressed twice
    Reminder.objects.bulk_create(
        Reminder(cycle=cycle, person_id=one, mark=mark, due_on=today, at=sent.at) for one in people
    )
    record("reviews.nudged", actor=actor, subject=cycle, people=len(people))
    enqueue(send_nudge, key=f"cycle-nudge:{sent.pk}", owner=actor, nudge=sent.pk, people=people)
    return sent


@stepwise(queue="default")
def send_nudge(context: JobContext, nudge: int, people: list[int]) -> int:
    start = context.cursor or 0
    while some := people[start : start + AT_ONCE]:
        with context.step(cursor=start + len(some), done=start + len(some), of=len(people)):
            post_each(MESSAGE, people=some, nudge=nudge)
        start += len(some)
    return len(people)


def whom_to_nudge(
    cycle: ReviewCycle, actor: Person, only: Iterable[int] = ()
) -> QuerySet[Review, int]:
    """Keys of who owes a review about the sender's people, and was not written to today."""
    now = timezone.now()
    owed = not_written_to(actor, cycle.pk, now - APART, now.date())
    if chosen := list(only):
        owed = owed.filter(reviewer__in=chosen)
    return owed.order_by("reviewer").values_list("reviewer", flat=True).distinct()


def not_written_to(actor: Person, cycle: int, since: datetime, today: date) -> QuerySet[Review]:
    """What is owed about the sender's people by whoever was not reminded since."""
    owed = Review.objects.allowed(actor, "oversee").to_write().filter(cycle=cycle)
    lately = Reminder.objects.filter(Q(at__gt=since) | Q(due_on=today, mark=MESSAGED))
    reminded = lately.filter(cycle=cycle).values("person")
    return owed.filter(reviewer__active=True).exclude(reviewer__in=reminded)


def _people_after(last: int) -> list[int]:
    """Who owes anything around these days; most people owe nothing most of the time."""
    today = timezone.now().date()
    rows = Review.objects.to_write().filter(
        reviewer__gt=last, due_on__gt=today - 3 * SPAN, due_on__lt=today + SPAN
    )
    late = Review.objects.to_write().filter(
        reviewer__gt=last, extended_until__gt=today - SPAN, extended_until__lt=today + SPAN
    )
    found = rows.order_by("reviewer").values_list("reviewer", flat=True).distinct()[:AT_ONCE]
    more = late.order_by("reviewer").values_list("reviewer", flat=True).distinct()[:AT_ONCE]
    return sorted({*found, *more})[:AT_ONCE]


def _due(people: list[int]) -> list[Reminder]:
    """One for each person, cycle and mark whose day is today."""
    now, by_person = timezone.now(), defaultdict(set)
    rows = Review.objects.to_write().filter(reviewer__in=people)
    for review in rows.only("reviewer", "cycle", "due_on", "extended_until"):
        by_person[review.reviewer_id].add((review.cycle_id, review.last_day))
    listed = people_with_places(by_person)
    today = now.date()
    calendars = Calendars(listed, today - SPAN, today + SPAN)
    return [
        Reminder(cycle_id=cycle, person=person, mark=MARKS[mark], due_on=last, at=now)
        for person in listed
        for cycle, last in sorted(by_person[person.pk])
        if (mark := _mark(person, last, calendars)) is not None
    ]


def _mark(person: Person, last: date, calendars: Calendars) -> int | None:
    today = day_of(timezone.now(), known_zone(person))
    return mark_of(today, last, calendars.there(person.pk))


def _remind(due: list[Reminder]) -> int:
    """In the caller's transaction: who has it already is left out."""
    known = set(
        Reminder.objects.filter(person__in=[one.person_id for one in due]).values_list(
            "cycle", "person", "mark", "due_on"
        )
    )
    fresh = [one for one in due if (one.cycle_id, one.person_id, one.mark, one.due_on) not in known]
    Reminder.objects.bulk_create(fresh)
    by_cycle: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one in fresh:
        by_cycle[one.cycle_id, one.mark].append(one.person_id)
    for (cycle, mark), people in by_cycle.items():
        post_each(REMINDER, people=sorted(set(people)), cycle=cycle, mark=str(mark))
    return len(fresh)
