"""What a server knows of everybody's days before the first page is asked for."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.utils import timezone

from fairway.foundation.times import holidays
from fairway.people.models import Location

logger = logging.getLogger(__name__)

YEARS_BEHIND, YEARS_AHEAD = 1, 2


def look_up_holidays() -> None:
    """Of all places; without a database the pages look them up as they need them."""
    this = timezone.now().year
    try:
        places = list(Location.objects.values_list("country", "subdivision").distinct())
    except DatabaseError as error:
        logger.warning("holidays not looked up ahead: %s", type(error).__name__)
        return
    holidays.look_up(
        (country, subdivision, year)
        for country, subdivision in places
        for year in range(this - YEARS_BEHIND, this + YEARS_AHEAD + 1)
    )
