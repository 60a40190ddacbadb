"""1:1s as iCalendar: one as a file, or somebody's as a feed.

It is read by programs elsewhere, so it says who meets whom and when, and where to join; nothing of
what they talk about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from fairway.conversations.models import OneOnOne
from fairway.foundation.times import day_of
from fairway.people.models import Person

MADE_BY = "-//Fairway//1:1s//EN"
BEHIND, AHEAD, MOST = timedelta(days=60), timedelta(days=120), 400


def meetings_for(person: Person, now: datetime) -> Iterable[OneOnOne]:
    """Theirs of some weeks around now, also what was called off: a calendar takes it out."""
    rows = OneOnOne.objects.allowed(person).for_display()
    around = rows.filter(starts_at__range=(now - BEHIND, now + AHEAD))
    return around.order_by("starts_at", "pk")[:MOST]


def calendar_of(person: Person, meetings: Iterable[OneOnOne]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    for name, value in _head():
        calendar.add(name, value)
    for meeting in meetings:
        calendar.add_component(_event(person, meeting))
    return bytes(calendar.to_ical())


def _head() -> Iterator[tuple[str, Any]]:
    yield "prodid", MADE_BY
    yield "version", "2.0"
    yield "method", "PUBLISH"
    yield "x-wr-calname", _("1:1s")


def _event(person: Person, meeting: OneOnOne) -> Any:
    from icalendar import Event

    event, series = Event(), meeting.series
    name = meeting.other(person).name
    page = f"{settings.BASE_URL}{meeting.get_absolute_url()}"
    event.add("uid", f"{meeting.public_id}@fairway")
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    event.add("sequence", meeting.version)
    event.add("url", page)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if meeting.is_called_off else "CONFIRMED")
    if meeting.is_live:
        event.add("summary", _("1:1 with %(name)s") % {"name": name})
        event.add("dtstart", meeting.starts_at.astimezone(UTC))
        event.add("dtend", meeting.until_at.astimezone(UTC))
        if series.video_url:
            event.add("location", series.video_url)
        return event
    event.add("summary", _("1:1 with %(name)s, in writing") % {"name": name})
    event.add("dtstart", day_of(meeting.starts_at, series.zone))
    event.add("dtend", day_of(meeting.until_at, series.zone))
    event.add("transp", "TRANSPARENT")
    return event
