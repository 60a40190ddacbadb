"""Wall time and instants: people live in zones, the database in UTC.

A time in a gap of the clock means the first instant after the gap; a repeated time means its first
occurrence; a deadline is the next local midnight, exclusive.
"""

from fairway.foundation.times.instants import (
    OutOfReach,
    clock_ahead,
    day_of,
    deadline_after,
    end_of,
    end_of_week,
    instant,
    midnight,
    wall,
)
from fairway.foundation.times.reading import for_reader
from fairway.foundation.times.recurrence import BadRule, NeverComes, Recurrence
from fairway.foundation.times.working import Interval, Pattern, Shift, shared_hours
from fairway.foundation.times.zones import UnknownZone, zone, zone_data_version, zone_names

__all__ = [
    "BadRule",
    "Interval",
    "NeverComes",
    "OutOfReach",
    "Pattern",
    "Recurrence",
    "Shift",
    "UnknownZone",
    "clock_ahead",
    "day_of",
    "deadline_after",
    "end_of",
    "end_of_week",
    "for_reader",
    "instant",
    "midnight",
    "shared_hours",
    "wall",
    "zone",
    "zone_data_version",
    "zone_names",
]
