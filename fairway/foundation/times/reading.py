"""Instants in a reader's words: their zone, their language."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fairway.foundation.times.instants import wall


def for_reader(at: datetime, zone_name: str, *, with_zone: bool = True) -> str:
    """“Tue 3 Mar 2026, 10:00 (Berlin)”: an instant as its reader's clocks and calendar show it."""
    local = wall(at, zone_name)
    words = {
        "weekday": date_format(local, "D"),
        "day": date_format(local, "DATE_FORMAT"),
        "time": date_format(local, "H:i"),
        "place": place(zone_name),
    }
    if with_zone:
        return _("%(weekday)s %(day)s, %(time)s (%(place)s)") % words
    return _("%(weekday)s %(day)s, %(time)s") % words


def place(zone_name: str) -> str:
    """What people call a zone: its city."""
    return zone_name.rsplit("/", 1)[-1].replace("_", " ")
