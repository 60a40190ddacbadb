"""Until when each of several people has time for what they owe, in a few queries for all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from fairway.foundation.times.working import Days, Pattern
from fairway.people.availability.away import days_away
from fairway.people.availability.hours import patterns_of
from fairway.people.models import Person
from fairway.reviews.clock import IsThere, last_day, there

BEYOND = timedelta(days=120)


class Calendars:
    """When people are there, from a day on: asked once for all of them."""

    def __init__(self, people: Iterable[Person], since: date, until: date) -> None:
        """`people` come with their assignment's location loaded, which says their zone."""
        listed = list(people)
        self._patterns: dict[int, Pattern] = patterns_of(listed, since)
        keys = [one.pk for one in listed]
        self._away: dict[int, list[Days]] = days_away(keys, since, until + BEYOND, by_rota=True)
        self._last: dict[tuple[int, date, date], date] = {}
        self._alike: dict[tuple[Any, ...], date] = {}

    def there(self, person: int) -> IsThere:
        return there(self._patterns.get(person), self._away.get(person, ()))

    def last_day(self, person: int, opens_on: date, due_on: date) -> date:
        """The day at whose end it is due for them; worked out once for each."""
        key = (person, opens_on, due_on)
        if key not in self._last:
            self._last[key] = self._worked_out(person, opens_on, due_on)
        return self._last[key]

    def _worked_out(self, person: int, opens_on: date, due_on: date) -> date:
        """Once for all who are there on the same days: most know of the same holidays alone."""
        away = tuple(self._away.get(person, ()))
        alike = (self._patterns.get(person), away, opens_on, due_on)
        if alike not in self._alike:
            self._alike[alike] = last_day(opens_on, due_on, self.there(person), away)
        return self._alike[alike]


def people_with_places(keys: Iterable[int]) -> list[Person]:
    """With as much of each as says their zone: a launch asks this of everybody."""
    rows = Person.objects.filter(pk__in=set(keys)).select_related("assignment__location")
    return list(rows.only("time_zone", "assignment__location__time_zone").order_by())
