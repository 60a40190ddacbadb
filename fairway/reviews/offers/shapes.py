"""Shapes that all parts of this room offer in: an event, a day that something is due."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from fairway.foundation.ports import EventKind
from fairway.foundation.times import end_of
from fairway.people.models import Person
from fairway.reviews.offers.house import GROUP


def kind(key: str, label: Any, audience: str, icon: str, **more: Any) -> EventKind:
    return EventKind(f"reviews.{key}", label, audience, icon=icon, group=GROUP, **more)


def end_here(day: date | None) -> datetime | None:
    """The end of that day where the reader is: their clock is the active one."""
    return end_of(day, timezone.get_current_timezone_name()) if day else None


def is_somebody(viewer: Any) -> bool:
    return isinstance(viewer, Person)
