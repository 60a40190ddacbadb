"""The organisation's own day: what begins today begins there, wherever the server stands."""

from __future__ import annotations

import time
from datetime import date, datetime

from django.utils import timezone

from fairway.foundation.times import day_of

ZONE_POLICY = "organisation.time_zone"
OF_THE_HOUSE = "UTC"
REMEMBER_SECONDS = 5  # every rule asks for the day; the zone changes once in a company's life

_remembered: tuple[float, str] = (float("-inf"), OF_THE_HOUSE)


def organisation_zone() -> str:
    global _remembered  # noqa: PLW0603 one value, replaced as a whole
    since, zone = _remembered
    if time.monotonic() - since > REMEMBER_SECONDS:
        zone = _chosen_zone()
        _remembered = (time.monotonic(), zone)
    return zone


def forget_zone() -> None:
    """For whoever has just changed it."""
    global _remembered  # noqa: PLW0603
    _remembered = (float("-inf"), OF_THE_HOUSE)


def organisation_day(at: datetime | None = None) -> date:
    return day_of(at or timezone.now(), organisation_zone())


def _chosen_zone() -> str:
    from fairway.foundation.models import PolicyValue

    chosen = PolicyValue.objects.filter(key=ZONE_POLICY, scope="").values_list("value", flat=True)
    return chosen.first() or OF_THE_HOUSE
