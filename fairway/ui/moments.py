"""Instants and days in words, in the reader's zone (the one Django has activated)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def say(at: datetime | date, now: datetime | None = None) -> str:
    """ "Today, 10:04", "Yesterday, 17:00", "Fri 13 Nov", with the year when it is another."""
    today = timezone.localtime(now).date()
    local = timezone.localtime(at) if isinstance(at, datetime) else None
    day = local.date() if local else at
    near = {0: _("Today"), -1: _("Yesterday"), 1: _("Tomorrow")}.get((day - today).days)
    clock = f", {date_format(local, 'H:i')}" if local and near else ""
    return f"{near or _day(day, today)}{clock}"


def say_due(at: datetime, now: datetime | None = None) -> tuple[str, str]:
    """Tone and words of a deadline. One at midnight means the end of the day before."""
    now = timezone.localtime(now)
    local = timezone.localtime(at)
    whole_day = local.time() == time.min
    day = (local - timedelta(days=1)).date() if whole_day else local.date()
    if local <= now:
        return "stop", _late(now - local)
    clock = "" if whole_day else f", {date_format(local, 'H:i')}"
    if day == now.date():
        return "watch", _("Today") + clock
    if day == now.date() + timedelta(days=1):
        return "", _("Tomorrow") + clock
    return "", _day(day, now.date()) + clock


def _late(by: timedelta) -> str:
    if by.days:
        return ngettext("Overdue by %(n)s day", "Overdue by %(n)s days", by.days) % {"n": by.days}
    hours = by.seconds // 3600
    if not hours:
        return _("Overdue")
    return ngettext("Overdue by %(n)s hour", "Overdue by %(n)s hours", hours) % {"n": hours}


def _day(day: date, today: date) -> str:
    return date_format(day, "D j M" if day.year == today.year else "j M Y")
