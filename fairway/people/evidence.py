"""Facts about one person from every room, as one list: what a viewer may see of a period.

facts(viewer, person, asked)         # a page of them, the latest first
coverage(viewer, person, asked)      # how many of each kind on each day
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from fairway.foundation.evidence import (
    PAGE,
    Asked,
    Cursor,
    Fact,
    Page,
    Tally,
    cursor_of,
    page_of,
    shown_sources,
    tallies_of,
)
from fairway.foundation.organisation import organisation_zone
from fairway.foundation.times import midnight
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

PERSON = -45
START, END, AT = date(1901, 2, 3), date(1902, 3, 4), (date(1903, 4, 5), "another fact")


def facts(
    viewer: Any, person: Any, asked: Asked, *, after: str = "", before: str = "", size: int = PAGE
) -> Page:
    """The facts behind the cursor `after`, or those ahead of `before`; the latest first."""
    newer = bool(before) and not after
    cursor = cursor_of(before if newer else after)
    if not shown_sources():
        return Page([])
    known = _known(person, asked)
    given = (asked.kind, asked.citable, newer, size)
    query = _page(organisation_zone(), behind=cursor is not None)
    found = [Fact(*row) for row in query.rows(viewer, *known, *(cursor or ()), given=given)]
    more, found = len(found) > size, found[:size]
    if newer:
        found.reverse()
    if not found:
        return Page([])
    behind, ahead = (True, more) if newer else (more, cursor is not None)
    return Page(
        found, after=found[-1].cursor if behind else "", before=found[0].cursor if ahead else ""
    )


def coverage(viewer: Any, person: Any, asked: Asked) -> list[Tally]:
    """How many facts there are of each kind on each day."""
    if not shown_sources():
        return []
    query = _tallies(organisation_zone())
    rows = query.rows(viewer, *_known(person, asked), given=(asked.kind, asked.citable))
    return [Tally(*row) for row in rows]


def _known(person: Any, asked: Asked) -> tuple[int, date, date, datetime, datetime]:
    """Days, and when they begin: rooms ask for the one or the other."""
    zone = organisation_zone()
    begins = (midnight(asked.start, zone), midnight(asked.end, zone))
    return (person.pk, asked.start, asked.end, *begins)


@lru_cache(maxsize=4)
def _page(zone: str, *, behind: bool) -> PreparedForViewers:
    """The days of an instant are written into it as they are in the organisation's zone."""

    def build(viewer: Person, *told: Any) -> QuerySet[Any, Any]:
        key, start, end, _from, _until, *rest = told
        cursor: Cursor | None = (rest.pop(0), rest.pop(0)) if behind else None
        kind, citable, newer, size = rest
        asked = Asked(start, end, kind, citable)
        return page_of(viewer, _stand_in(key), asked, cursor, newer=newer, size=size)

    return PreparedForViewers(build, *_places(zone), *(AT if behind else ()))


@lru_cache(maxsize=4)
def _tallies(zone: str) -> PreparedForViewers:
    def build(viewer: Person, *told: Any) -> QuerySet[Any, Any]:
        key, start, end, _from, _until, kind, citable = told
        return tallies_of(viewer, _stand_in(key), Asked(start, end, kind, citable))

    return PreparedForViewers(build, *_places(zone))


def _places(zone: str) -> tuple[int, date, date, datetime, datetime]:
    return (PERSON, START, END, midnight(START, zone), midnight(END, zone))


def _stand_in(key: int) -> Person:
    return Person.from_db(None, ["id"], [key])
