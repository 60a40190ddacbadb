"""Days on which people are not there: agreed absences, public holidays, days off by rota."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from fairway.foundation.times.holidays import between
from fairway.foundation.times.working import Days
from fairway.people.availability.rota import days_off
from fairway.people.models import Absence, Person

AHEAD = timedelta(days=120)
ONE = timedelta(days=1)


def days_away(
    people: Iterable[int], since: date, until: date | None = None, *, by_rota: bool = False
) -> dict[int, list[Days]]:
    """By person; dates only, never a reason.

    `by_rota` is for deadlines alone. A rota knows better than the calendar: where it plans, its
    days off count, not the holidays.
    """
    ids, until = list(people), until or since + AHEAD
    away: dict[int, list[Days]] = defaultdict(list)
    for person, days in absences(ids, since, until).items():
        away[person] += days
    planned = days_off(ids, since, until) if by_rota else {}
    for person, covered in planned.items():
        away[person] += [Days(day, day + ONE) for day in covered.off]
    for person, day in _holidays(ids, since, until):
        if person not in planned or not planned[person].covers(day):
            away[person].append(Days(day, day + ONE))
    return dict(away)


def absences(people: Iterable[int], since: date, until: date) -> dict[int, list[Days]]:
    """What was agreed, by person."""
    agreed = Absence.objects.filter(
        person__in=list(people),
        state=Absence.State.AGREED,
        until_on__gt=since,
        from_on__lt=until,
    )
    found: dict[int, list[Days]] = defaultdict(list)
    for person, start, end in agreed.values_list("person", "from_on", "until_on"):
        found[person].append(Days(start, end))
    return dict(found)


def is_away(days: Iterable[Days], day: date) -> Days | None:
    """The absence that this day lies in, the longest where several do."""
    found = [one for one in days if day in one]
    return max(found, key=lambda one: one.until_on - one.start_on, default=None)


def back_on(days: Iterable[Days], day: date) -> date:
    """The first day from this one on that no absence covers."""
    spans = list(days)
    while away := is_away(spans, day):
        day = away.until_on
    return day


def _holidays(ids: list[int], since: date, until: date) -> Iterable[tuple[int, date]]:
    places = Person.objects.filter(pk__in=ids, assignment__location__isnull=False).values_list(
        "pk", "assignment__location__country", "assignment__location__subdivision"
    )
    for person, country, subdivision in places:
        for day in between(country, subdivision, since, until):
            yield person, day
