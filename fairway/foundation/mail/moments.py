"""When a mail may reach somebody: by their own clock, around their nights and their leave."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from fairway.foundation import policy
from fairway.foundation.presence import Away, days_away, pattern_of
from fairway.foundation.times import Pattern, day_of, instant, midnight, wall

FRIDAY = 4
MOST_DAYS = 800
WEEK = timedelta(days=7)
WINDOW = timedelta(hours=8)  # a digest later than this after its moment waits for the next


def mail_may_go(person: Any, at: datetime) -> datetime:
    """This instant, or the first after it that is neither at night nor in their leave.

    Who works at night by their own hours gets mail at night.
    """
    away, pattern = days_away([person], at), pattern_of(person)
    for _step in range(2 * MOST_DAYS):
        local = wall(at, person.zone)
        if away.on(person.pk, local.date()):
            at = midnight(local.date() + timedelta(days=1), person.zone)
        elif _quiet(local.time()) and not _works(pattern, at):
            at = _end_of_quiet(local, person.zone)
        else:
            break
    return at


def next_digest(person: Any, after: datetime, *, weekly: bool = False) -> datetime:
    """When their next working day begins, or `weekly` the first one of a week of their calendar."""
    moment = _next_working_day(person, after)
    if not weekly:
        return moment
    day = day_of(moment, person.zone)
    monday = day - timedelta(days=day.weekday())
    if _next_working_day(person, _just_before(monday, person.zone)) >= moment:
        return moment
    return _next_working_day(person, _just_before(monday + WEEK, person.zone))


def _just_before(day: date, zone: str) -> datetime:
    return midnight(day, zone) - timedelta(seconds=1)


def _next_working_day(person: Any, after: datetime) -> datetime:
    """When it begins; without known hours, at the policy's time on a weekday."""
    away, pattern = days_away([person], after), pattern_of(person)
    if pattern is not None:
        start = pattern.next_start(after, away.of(person.pk))
        if start is not None:
            return start
    return _next_weekday(person, after, away)


def digest_is_due(person: Any, now: datetime, *, weekly: bool = False) -> bool:
    """Whether a digest that goes out now still comes with their working day, or week."""
    away = days_away([person], now)
    if away.on(person.pk, day_of(now, person.zone)):
        return False
    return next_digest(person, now - WINDOW, weekly=weekly) <= now


def _next_weekday(person: Any, after: datetime, away: Away) -> datetime:
    at = policy.get("notifications.digest_at")
    today = day_of(after, person.zone)
    for offset in range(MOST_DAYS):
        day = today + timedelta(days=offset)
        if day.weekday() > FRIDAY or away.on(person.pk, day):
            continue
        moment = instant(datetime.combine(day, at), person.zone)
        if moment > after:
            return moment
    return after + timedelta(days=MOST_DAYS)


def _quiet(at: time) -> bool:
    start, end = policy.get("notifications.quiet_from"), policy.get("notifications.quiet_until")
    if start <= end:
        return start <= at < end
    return at >= start or at < end


def _end_of_quiet(local: datetime, zone: str) -> datetime:
    end = policy.get("notifications.quiet_until")
    day = local.date() if local.time() < end else local.date() + timedelta(days=1)
    return instant(datetime.combine(day, end), zone)


def _works(pattern: Pattern | None, at: datetime) -> bool:
    return pattern is not None and pattern.next_working_instant(at) == at
