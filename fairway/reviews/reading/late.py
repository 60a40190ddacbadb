"""Who is late: past the end of the day where each person is, as the deadline itself is.

Asked of ten thousand rows at once: at any moment a place has the day of UTC, the one before or the
one after, so that two lists of zones say it of everybody.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from fairway.foundation.times import day_of, zone_names
from fairway.people.days import organisation_zone
from fairway.people.models import Person

ONE = timedelta(days=1)
QUARTER = 15  # minutes: wherever it is, a day begins with one


class Clocks(NamedTuple):
    """The day by UTC, and the zones in which it is another."""

    day: date
    behind: tuple[str, ...]
    ahead: tuple[str, ...]


def clocks_now() -> Clocks:
    now = timezone.now()
    return _clocks(now.replace(minute=now.minute - now.minute % QUARTER, second=0, microsecond=0))


def is_over(last: str, who: str, clocks: Clocks) -> Q:
    """The end of the day in the column `last` has come where `who` is. Nobody: somebody outside,
    who goes by the organisation's clock."""
    here = organisation_zone()
    before, on_it = {last: clocks.day - ONE}, {last: clocks.day}
    still = Q(**{f"{who}__in": _people_in(clocks.behind)})
    over = Q(**{f"{who}__in": _people_in(clocks.ahead)})
    outside = Q(**{who: None})
    if here in clocks.behind:
        still |= outside
    if here in clocks.ahead:
        over |= outside
    return Q(**{f"{last}__lt": clocks.day - ONE}) | Q(**before) & ~still | Q(**on_it) & over


@lru_cache(maxsize=4)
def _clocks(at: datetime) -> Clocks:
    days = {zone: day_of(at, zone) for zone in sorted(zone_names())}
    today = at.date()
    return Clocks(
        today,
        tuple(zone for zone, day in days.items() if day < today),
        tuple(zone for zone, day in days.items() if day > today),
    )


def _people_in(zones: tuple[str, ...]) -> QuerySet[Any, Any]:
    """By the zone that `Person.zone` gives; who has none, or one that nobody knows, has UTC's day."""
    zone = Coalesce(NullIf(F("time_zone"), Value("")), F("assignment__location__time_zone"))
    return Person.objects.alias(where=zone).filter(where__in=zones).order_by().values_list("pk")
