"""Remind people of what they owe: by themselves at −3, 0 and +1 working days, or by a message.

Each is reminded once for each mark of a day, however often the clock comes by, of all that waits in
one letter; a job that was killed goes on with whom it had not reached.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.mail.sending import post_each
from fairway.foundation.notifications.preferring import Channel, chosen_of, who_takes_mail
from fairway.foundation.notifications.telling import notify
from fairway.foundation.times import day_of
from fairway.people.availability.hours import known_zone
from fairway.people.models import Person
from fairway.reviews.actions.launching import ASKED
from fairway.reviews.actions.refusals import NobodyToRemind
from fairway.reviews.actions.words import worded
from fairway.reviews.clock import AFTER, BEFORE, mark_of
from fairway.reviews.days import Calendars, people_with_places
from fairway.reviews.models import Nudge, OwnDay, Phase, Reminder, Review, ReviewCycle
from fairway.reviews.reading.steps import STEPS, Step

REMINDER, MESSAGE = "reviews.reminder", "reviews.nudge"
REMINDED = "reviews.reminded"  # the kind by which people choose how they hear of it
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
def nudge(
    cycle: ReviewCycle, *, actor: Person, words: str, only: Iterable[int] = (), kind: str = ""
) -> Nudge:
    """A message in the sender's words to those who have not written yet: to one, to all, or to
    those who owe a review of one kind."""
    cycle = claim(cycle, actor=actor, verb="remind")
    said = worded(words, "words", 2000)
    people = list(whom_to_nudge(cycle, actor, only, kind))
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
            takers = who_takes_mail(some, ASKED)
            post_each(MESSAGE, people=takers, nudge=nudge)
            _tell_in_app(set(some) - set(takers), ASKED)
        start += len(some)
    return len(people)


def whom_to_nudge(
    cycle: ReviewCycle, actor: Person, only: Iterable[int] = (), kind: str = ""
) -> QuerySet[Review, int]:
    """Keys of who owes a review about the sender's people, and was not written to today."""
    now = timezone.now()
    owed = not_written_to(actor, cycle.pk, now - APART, now.date(), kind)
    if chosen := list(only):
        owed = owed.filter(reviewer__in=chosen)
    return owed.order_by("reviewer").values_list("reviewer", flat=True).distinct()


def not_written_to(
    actor: Person, cycle: int, since: datetime, today: date, kind: str = ""
) -> QuerySet[Review]:
    """What is owed about the sender's people by whoever was not reminded since."""
    owed = Review.objects.allowed(actor, "oversee").to_write().filter(cycle=cycle)
    if kind:
        owed = owed.filter(kind=kind)
    lately = Reminder.objects.filter(Q(at__gt=since) | Q(due_on=today, mark=MESSAGED))
    reminded = lately.filter(cycle=cycle).values("person")
    return owed.filter(reviewer__active=True).exclude(reviewer__in=reminded)


def _people_after(last: int) -> list[int]:
    """Who owes anything around these days; most people owe nothing most of the time."""
    today = timezone.now().date()
    rows = Review.objects.to_write().filter(reviewer__gt=last)
    late = rows.filter(extended_until__gt=today - SPAN, extended_until__lt=today + SPAN)
    rows = rows.filter(due_on__gt=today - 3 * SPAN, due_on__lt=today + SPAN)
    parts = [(rows, "reviewer"), (late, "reviewer")]
    for step, near in _steps_near(today):
        parts.append((near.filter(**{f"{step.who}__gt": last}), step.who))
    found: set[int] = set()
    for waiting, who in parts:
        some = waiting.order_by(who).values_list(who, flat=True).distinct()
        found.update(some[:AT_ONCE])
    return sorted(found)[:AT_ONCE]


def _steps_near(today: date) -> list[tuple[Step, QuerySet[Any, Any]]]:
    """Steps of which a day lies around these, with what waits in those cycles."""
    around = {"due_on__gt": today - SPAN, "due_on__lt": today + SPAN}
    own = OwnDay.objects.filter(Q(**around) | Q(extended_until__gt=today - SPAN))
    phases = Phase.objects.filter(**around).order_by()
    near: dict[str, set[int]] = defaultdict(set)
    for rows in (phases, own.order_by()):
        running = rows.filter(cycle__state=ReviewCycle.State.LAUNCHED)
        for cycle, kind in running.values_list("cycle", "kind").distinct():
            near[kind].add(cycle)
    return [
        (step, step.waiting().filter(**{f"{step.cycle}__in": near[step.phase]}))
        for step in STEPS
        if near[step.phase]
    ]


def _due(people: list[int]) -> list[Reminder]:
    """One for each person, cycle and day whose mark is today, of whoever was not told today yet."""
    now = timezone.now()
    by_person = _days_of(people, now.date())
    listed = people_with_places(by_person)
    today = now.date()
    calendars = Calendars(listed, today - SPAN, today + SPAN)
    told = _told_today(listed, now)
    return [
        Reminder(cycle_id=cycle, person=person, mark=MARKS[mark], due_on=last, at=now)
        for person in listed
        if person.pk not in told
        for cycle, last in sorted(by_person[person.pk])
        if (mark := _mark(person, last, calendars)) is not None
    ]


def _days_of(people: list[int], today: date) -> dict[int, set[tuple[int, date]]]:
    """In which cycle each has something to do until which day."""
    found: dict[int, set[tuple[int, date]]] = defaultdict(set)
    rows = Review.objects.to_write().filter(reviewer__in=people)
    for review in rows.only("reviewer", "cycle", "due_on", "extended_until"):
        found[review.reviewer_id].add((review.cycle_id, review.last_day))
    for step, near in _steps_near(today):
        theirs = near.filter(**{f"{step.who}__in": people}, until__isnull=False)
        for person, cycle, until in theirs.values_list(step.who, step.cycle, "until").distinct():
            found[person].add((cycle, until))
    return found


def _told_today(people: list[Person], now: datetime) -> set[int]:
    """A letter a day at most: what comes up later on the same day stands on Home."""
    zones = {one.pk: known_zone(one) for one in people}
    rows = Reminder.objects.filter(person__in=zones, at__gt=now - 2 * APART).exclude(mark=MESSAGED)
    return {
        person
        for person, at in rows.values_list("person", "at")
        if day_of(at, zones[person]) == day_of(now, zones[person])
    }


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
    people = sorted({one.person_id for one in fresh})
    otherwise = chosen_of(people, REMINDED)
    by_letter = [one for one in people if otherwise.get(one, Channel.NOW) == Channel.NOW]
    if by_letter:
        post_each(REMINDER, people=by_letter, at=fresh[0].at.isoformat())
    _tell_in_app(set(people) - set(by_letter), REMINDED)
    return len(fresh)


def _tell_in_app(people: Iterable[int], kind: str) -> None:
    """Those who want no letter; whoever wants to hear nothing of the kind does not."""
    for one in Person.objects.filter(pk__in=people).order_by("pk"):
        notify(one, kind, title=_("Something in reviews waits for you"), url="/")
