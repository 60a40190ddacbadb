"""Shifts from an iCalendar file, such as a rota system exports for one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.times import BadRule, Recurrence, instant
from fairway.people.rota.shifts import MOST_BYTES, MOST_SHIFTS, BadRota, Planned, fit

AHEAD = timedelta(days=400)


def read_calendar(content: bytes, *, zone_name: str, since: datetime) -> list[Planned]:
    """The shifts that end after `since`, in order, each once.

    Times with no zone are read in `zone_name`. Whole-day and cancelled entries are no shifts.
    """
    from icalendar import Calendar

    if len(content) > MOST_BYTES:
        raise BadRota(_("The file is larger than 2 MB. Export fewer months."))
    try:
        events = list(Calendar.from_ical(content).walk("VEVENT"))
    except (ValueError, IndexError, KeyError) as error:
        raise BadRota(_("This is not a calendar file that can be read.")) from error
    shifts: set[Planned] = set()
    for event in events:
        shifts |= {one for one in _shifts(event, zone_name, since) if one.ends_at > since}
        if len(shifts) > MOST_SHIFTS:
            raise BadRota(_("There are more than 20,000 shifts. Export fewer months."))
    return sorted(shifts)


def _shifts(event: Any, zone_name: str, since: datetime) -> Iterator[Planned]:
    if event.errors:
        raise BadRota(_("An entry of this calendar cannot be read."))
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or "DTSTART" not in event:
        return
    start = event.decoded("DTSTART")
    if not isinstance(start, datetime):
        return
    length = _length(event, start)
    if "RRULE" not in event:
        first = _instant(start, zone_name)
        yield fit(Planned(first, first + length))
        return
    left_out = set(_left_out(event, zone_name))
    for begins in _repeats(event, start, zone_name, since):
        if begins not in left_out:
            yield fit(Planned(begins, begins + length))


def _length(event: Any, start: datetime) -> timedelta:
    if "DTEND" in event:
        end = event.decoded("DTEND")
        if not isinstance(end, datetime) or (end.tzinfo is None) != (start.tzinfo is None):
            raise BadRota(
                _("An entry on %(day)s begins and ends in different ways."), day=start.date()
            )
        return end - start
    if "DURATION" in event:
        return event.decoded("DURATION")
    raise BadRota(_("An entry on %(day)s has no end."), day=start.date())


def _repeats(event: Any, start: datetime, zone_name: str, since: datetime) -> list[datetime]:
    named = getattr(start.tzinfo, "key", None) or (zone_name if start.tzinfo is None else None)
    wall = start.replace(tzinfo=None) if named else start.astimezone(UTC).replace(tzinfo=None)
    rule = event["RRULE"].to_ical().decode()
    try:
        times = Recurrence(rule, wall, named or "UTC")
        return times.between(since - timedelta(days=2), since + AHEAD)
    except BadRule as error:
        raise BadRota(
            _("An entry on %(day)s repeats in a way that cannot be read."), day=start.date()
        ) from error


def _left_out(event: Any, zone_name: str) -> Iterator[datetime]:
    lists = event.get("EXDATE", [])
    for one in lists if isinstance(lists, list) else [lists]:
        for moment in one.dts:
            if isinstance(moment.dt, datetime):
                yield _instant(moment.dt, zone_name)


def _instant(at: datetime | date, zone_name: str) -> datetime:
    assert isinstance(at, datetime)
    return at.astimezone(UTC) if at.tzinfo else instant(at, zone_name)
