"""1:1s are planned some weeks ahead, each once, on days when both are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fairway.conversations.actions.meetings_agenda import carry_over
from fairway.conversations.meetings_rhythm import Occurrence, occurrences, until_of
from fairway.conversations.models import OneOnOne, OneOnOneSeries
from fairway.foundation.access import lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.foundation.times import day_of
from fairway.foundation.times.working import Days
from fairway.people.availability import days_away, is_away
from fairway.people.availability.hours import known_zone
from fairway.people.days import organisation_day
from fairway.people.models import Person

AHEAD, AT_LEAST = timedelta(days=49), timedelta(days=42)  # a month's next one is always there
AT_ONCE = 500
Off = Mapping[int, Sequence[Days]]


def plan_ahead() -> int:
    """Every series that is not planned far enough, in short transactions. Gives how many 1:1s."""
    today, last, made = organisation_day(), 0, 0
    behind = OneOnOneSeries.objects.open().exclude(planned_until__gte=today + AT_LEAST)
    rows = behind.select_related("employee__assignment__location", "manager__assignment__location")
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        with transaction.atomic():
            # As they are now: somebody may have changed one since it was listed.
            held = rows.filter(pk__in=[one.pk for one in some]).order_by("pk")
            made += plan(list(held.select_for_update(of=("self",))), today=today)
        last = some[-1].pk
    return made


def plan(series: Sequence[OneOnOneSeries], *, today: date) -> int:
    """Up to the horizon; again and again makes nothing twice, whoever does so at the same time."""
    until = today + AHEAD
    off = days_away({key for one in series for key in one.pair}, today, until)
    now, made = timezone.now(), list[OneOnOne]()
    for one in series:
        since = max(one.planned_until or one.starts_on, one.starts_on, today)
        for due in occurrences(one, since, until) if since < until else ():
            if due.starts_at > now and not someone_away(one, due.starts_at, off):
                made.append(_meeting(one, due, now))
        one.planned_until = until
    OneOnOne.objects.bulk_create(made, ignore_conflicts=True)
    OneOnOneSeries.objects.bulk_update(series, ["planned_until"])
    for key in sorted({one.series_id for one in made}):
        carry_over(key)
    return len(made)


def replan(series: OneOnOneSeries, *, today: date) -> None:
    """After the rhythm changed: what is on one of its new days is moved to its new hour, the others
    to the days still free, with their agendas; what is left over is called off."""
    now, until = timezone.now(), today + AHEAD
    off = days_away(series.pair, today, until)
    days = {
        one.day: one
        for one in occurrences(series, max(series.starts_on, today), until)
        if one.starts_at > now and not someone_away(series, one.starts_at, off)
    }
    waits = Q(called_off_at=None) | Q(why=OneOnOne.Why.CHANGED)
    there = series.meetings.filter(waits, closed_at=None, moved=False, starts_at__gt=now)
    meetings = list(there.order_by("called_off_at", "starts_at"))
    taken = set(series.meetings.values_list("planned_for", flat=True))
    free = iter([one for day, one in days.items() if day not in taken])
    for meeting in meetings:
        _move(meeting, series, days.get(meeting.planned_for) or next(free, None), now)
    plan([series], today=today)
    carry_over(series.pk)


def follow_clock(person: Person) -> int:
    """Their 1:1s keep their hour on the clock they went by, wherever that clock is now."""
    zone, moved = known_zone(person), 0
    for series in OneOnOneSeries.objects.open().filter(follows=person).exclude(zone=zone):
        with transaction.atomic():
            moved += _follow(lock(series), zone)
    return moved


def _follow(series: OneOnOneSeries, zone: str) -> bool:
    if not series.is_open or series.zone == zone:
        return False
    series.zone, series.planned_until = zone, None
    series.version += 1
    series.save(update_fields=["zone", "planned_until", "version"])
    replan(series, today=organisation_day())
    record(
        "conversations.series_changed",
        actor=SYSTEM,
        subject=series,
        about=series.employee,
        cadence=series.cadence,
        moved=True,
    )
    return True


@transaction.atomic
def go_by_leave(person: Person) -> int:
    """What lies in days on which one of the two is away now is called off, with its agenda carried
    over; what was called off for a leave that is no more is on again."""
    now, today = timezone.now(), organisation_day()
    begins = now, now + AHEAD
    rows = OneOnOne.objects.of(person).filter(closed_at=None, starts_at__range=begins)
    meetings = list(rows.select_related("series", "employee", "manager"))
    people = {key for one in meetings for key in one.series.pair}
    off, changed = days_away(people, today, today + AHEAD), 0
    for meeting in meetings:
        away = someone_away(meeting.series, meeting.starts_at, off)
        if meeting.is_open and away:
            call_off_for(meeting, OneOnOne.Why.AWAY, now)
            changed += 1
        elif meeting.why == OneOnOne.Why.AWAY and not away and meeting.series.is_open:
            meeting.called_off_at, meeting.why, meeting.changed_at = None, "", now
            meeting.version += 1
            meeting.save()
            changed += 1
    for key in sorted({one.series_id for one in meetings}):
        carry_over(key)
    return changed


def call_off_for(meeting: OneOnOne, why: str, now: datetime) -> None:
    """By no decision of anybody's."""
    meeting.called_off_at, meeting.why, meeting.changed_at = now, OneOnOne.Why(why).value, now
    meeting.version += 1
    meeting.save(update_fields=["called_off_at", "why", "changed_at", "version"])
    record(
        "conversations.one_on_one_called_off",
        actor=SYSTEM,
        subject=meeting,
        about=meeting.employee,
        why=meeting.why,
    )


def someone_away(series: OneOnOneSeries, at: datetime, off: Off) -> bool:
    """One of the two is away that day, as each one's own calendar has it."""
    return any(is_away(off.get(one.pk, ()), day_of(at, known_zone(one))) for one in _pair(series))


def _pair(series: OneOnOneSeries) -> Iterator[Person]:
    yield series.employee
    yield series.manager


def _meeting(series: OneOnOneSeries, due: Occurrence, now: datetime) -> OneOnOne:
    return OneOnOne(
        series=series,
        employee_id=series.employee_id,
        manager_id=series.manager_id,
        planned_for=due.day,
        form=series.form,
        changed_at=now,
        **timing(series, due.starts_at),
    )


def timing(series: OneOnOneSeries, starts_at: datetime) -> dict[str, Any]:
    over = until_of(series.way, starts_at, series.minutes, series.days, series.zone)
    return {"starts_at": starts_at, "until_at": over, "way": series.way}


def _move(meeting: OneOnOne, series: OneOnOneSeries, to: Occurrence | None, now: datetime) -> None:
    """One that an earlier change had called off is on again where there is a day for it."""
    if to is None:
        if meeting.is_open:
            call_off_for(meeting, OneOnOne.Why.CHANGED, now)
        return
    meeting.planned_for, meeting.changed_at = to.day, now
    meeting.called_off_at, meeting.why = None, ""
    for name, value in timing(series, to.starts_at).items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.save()
