"""Opening check-ins: a job for each moment at which somebody's is due, in short transactions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connections, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.conversations.actions.checkins_planning import (
    AT_ONCE,
    Standing,
    people_for,
    reckon,
    set_next,
    standings,
)
from fairway.conversations.checkins_clock import due_at, first_of_its_month
from fairway.conversations.models import CheckIn, CheckInTurn
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import event_of, record_many
from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.mail.sending import post
from fairway.foundation.notifications.preferring import Channel, chosen_of
from fairway.foundation.notifications.telling import notify
from fairway.people.figures import people_of
from fairway.people.models import Person

OPENED = "conversations.check_in_opened"
LETTER = "conversations.check_in"
RECKONED = 2000  # people in one step


@stepwise(queue="default")
def open_check_ins(context: JobContext) -> int:
    """What is due by now, wherever it was left: a second worker takes what the first has not."""
    opened = 0
    while due().exists():
        with context.step(cursor=None):
            turns = list(_locked(due())[:AT_ONCE])
            opened += open_some(turns)
        if not turns:  # the other one has them in hand
            break
    return opened


@stepwise(queue="default")
def plan_check_ins(context: JobContext, unit: int | None = None) -> int:
    """Reckon everybody, or everybody in a unit and below it, anew."""
    count = 0
    while some := list(_people_in(unit, context.cursor or 0)[:RECKONED]):
        follow(some)
        count += len(some)
        with context.step(cursor=some[-1]):
            pass  # done twice after a kill, it comes to the same
    return count


def follow(people: Iterable[int]) -> None:
    """Their zone, leave, unit or hour has changed: their next check-in opens by what holds now."""
    keys = sorted(set(people))
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            ask_for(reckon(keys[start : start + AT_ONCE]))


def ask_for(moments: Iterable[datetime]) -> None:
    """One job for each moment; what is overdue has one at once."""
    now = timezone.now()
    coming = {max(one, now) for one in moments}
    for moment in sorted(coming):
        key = f"check-ins:{moment:%Y%m%dT%H%M%S%f}"
        enqueue(open_check_ins, key=key, run_at=moment)


def due() -> QuerySet[CheckInTurn]:
    return CheckInTurn.objects.filter(opens_at__lte=timezone.now()).order_by("opens_at", "pk")


@transaction.atomic
def open_some(turns: list[CheckInTurn]) -> int:
    """For turns that are locked: whether each is due is asked now, whatever was reckoned before."""
    now = timezone.now()
    people = {one.pk: one for one in people_for(turn.person_id for turn in turns)}
    known = standings(list(people.values()), now)
    made = [
        check_in
        for turn in turns
        if (check_in := _opened(turn, people.get(turn.person_id), known.get(turn.person_id), now))
    ]
    made = _not_there_yet(made)
    CheckIn.objects.bulk_create(made)
    record_many(
        [
            event_of(OPENED, at=now, actor=SYSTEM, subject=one, about=people[one.person_id])
            for one in made
        ]
    )
    _write_to(made, people)
    for turn in turns:
        turn.opens_at = turn.opens_at if turn.opens_at and turn.opens_at > now else None
        set_next(turn, known.get(turn.person_id), now)
    CheckInTurn.objects.bulk_update(turns, ["opens_at", "last_week_on"])
    ask_for({turn.opens_at for turn in turns if turn.opens_at})
    return len(made)


def _opened(
    turn: CheckInTurn, person: Person | None, standing: Standing | None, now: datetime
) -> CheckIn | None:
    opening = standing.due(now, turn.last_week_on) if standing else None
    if person is None or standing is None or opening is None:
        return None
    monthly = first_of_its_month(opening.week_on, turn.last_week_on)
    turn.last_week_on = opening.week_on
    return CheckIn(
        person=person,
        template_id=standing.template,
        week_on=opening.week_on,
        opened_at=now,
        due_at=due_at(opening.week_on, standing.plan.zone),
        asks_monthly=monthly,
    )


def _not_there_yet(made: list[CheckIn]) -> list[CheckIn]:
    """A turn that has forgotten its last week, of whoever was brought over, keeps up nobody else."""
    people, weeks = {one.person_id for one in made}, {one.week_on for one in made}
    there = set(
        CheckIn.objects.filter(person__in=people, week_on__in=weeks)
        .order_by()
        .values_list("person", "week_on")
    )
    return [one for one in made if (one.person_id, one.week_on) not in there]


def _write_to(made: list[CheckIn], people: dict[int, Person]) -> None:
    """A letter each, which waits through their night; who chose to hear of it otherwise is told
    so, and who wants to hear nothing of it is not."""
    chosen = chosen_of([one.person_id for one in made], OPENED)
    for one in made:
        person, channel = people[one.person_id], chosen.get(one.person_id, Channel.NOW)
        if channel == Channel.NOW:
            post(LETTER, person=person, check_in=one.pk)
        elif channel != Channel.OFF:
            notify(person, OPENED, title=_("Your check-in is open"), url=one.get_absolute_url())


def _locked(rows: QuerySet[CheckInTurn]) -> QuerySet[CheckInTurn]:
    if connections[rows.db].features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True)
    return rows


def _people_in(unit: int | None, last: int) -> QuerySet:
    return people_of(unit).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
