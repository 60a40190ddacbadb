"""What somebody's clock shows now, and whether it is their working time: free or busy, no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fairway.foundation.times import Pattern, day_of, wall
from fairway.foundation.times.working import Days
from fairway.people.availability.away import back_on, is_away
from fairway.people.availability.hours import known_zone
from fairway.people.models import Person
from fairway.ui.moments import say


@dataclass(frozen=True)
class Status:
    """Their time in words: `tone` is "go" at work, "" off work, "watch" away."""

    zone: str
    words: Any
    tone: str = ""
    back_on: date | None = None


def status_of(
    person: Person,
    at: datetime,
    pattern: Pattern | None,
    absent: Sequence[Days] = (),
    off: Sequence[Days] = (),
) -> Status:
    """`absent` are agreed absences, `off` all days without work, holidays among them.

    With no hours given it says only when they are away.
    """
    zone = known_zone(person)
    today = day_of(at, zone)
    if is_away(absent, today):
        back = back_on(absent, today)
        return Status(zone, _("away, back %(day)s") % {"day": say(back, at)}, "watch", back)
    if pattern is None:
        return Status(zone, "")
    hours = next(pattern.hours_from(at, [*absent, *off]), None)
    if hours is None:
        return Status(zone, _("no working hours in sight"))
    if hours.start <= at:
        until = wall(hours.until, zone)
        return Status(zone, _("at work until %(time)s") % {"time": f"{until:%H:%M}"}, "go")
    return Status(zone, _begins(wall(hours.start, zone), today))


def _begins(start: datetime, today: date) -> str:
    time = f"{start:%H:%M}"
    if start.date() == today:
        return _("at work from %(time)s") % {"time": time}
    if start.date() == today + timedelta(days=1):
        return _("at work again tomorrow at %(time)s") % {"time": time}
    return _("at work again %(day)s at %(time)s") % {
        "day": date_format(start, "l") if (start.date() - today).days < 7 else date_format(start, "j M"),
        "time": time,
    }  # fmt: skip
