"""What the whole organisation goes by."""

from __future__ import annotations

import time
from datetime import date, datetime

from django.utils import timezone

from fairway.foundation import policy
from fairway.foundation.times import day_of

REMEMBER_SECONDS = 5  # every rule asks for the day; the zone changes once in a company's life
NEVER = float("-inf")

_remembered: tuple[float, str] = (NEVER, "")


def organisation_zone() -> str:
    global _remembered  # noqa: PLW0603 one value, replaced as a whole
    since, zone = _remembered
    if time.monotonic() - since > REMEMBER_SECONDS:
        zone = policy.get("organisation.time_zone")
        _remembered = (time.monotonic(), zone)
    return zone


def forget_zone() -> None:
    """For whoever has just changed it."""
    global _remembered  # noqa: PLW0603
    _remembered = (NEVER, "")


def organisation_day(at: datetime | None = None) -> date:
    """The organisation's own day: what begins today begins there, wherever the server stands."""
    return day_of(at or timezone.now(), organisation_zone())
