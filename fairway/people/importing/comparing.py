"""Old and new, field by field: what a line would change about somebody who is here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from fairway.people.importing.books import Books
from fairway.people.importing.directory import Member
from fairway.people.importing.organisation import Held, Known
from fairway.people.importing.plan import Change, Planned
from fairway.people.importing.rows import Row

_NOWHERE = Held(0, date.min, None, None, None, None, None, "", None)


def person_changes(one: Planned, row: Row, known: Known, books: Books) -> Iterator[Change]:
    """An empty cell changes nothing."""
    pairs = (
        ("employee_number", known.number, row.number or known.number),
        ("name", known.name, row.name),
        ("preferred_name", known.preferred, row.preferred or known.preferred),
        ("email", known.email, row.email or known.email),
        ("joined_on", known.joined_on, row.joined_on or known.joined_on),
        ("left_on", known.left_on, one.left_on),
        ("time_zone", known.time_zone, one.time_zone),
    )
    yield from _differing(pairs)
    if one.employer != known.employer:
        name_of = books.employers.name_of
        yield "employer", name_of(known.employer), name_of(one.employer)


def place_changes(
    one: Planned, row: Row, held: Held | None, manager: Member | None, books: Books
) -> Iterator[Change]:
    """`manager` is the one until now."""
    old = held or _NOWHERE
    if one.unit != old.unit:
        yield "unit", books.units.name_of(old.unit), books.units.name_of(one.unit)
    if one.profile != old.profile:
        before, after = (books.jobs.words_of(ref) for ref in (old.profile, one.profile))
        yield "job_title", " ".join(before).strip(), " ".join(after).strip()
    if one.location != old.location:
        name_of = books.places.name_of
        yield "location", name_of(old.location), name_of(one.location)
    if one.manager is not manager:
        yield "manager", manager.name if manager else "", one.manager.name if one.manager else ""
    pairs = (
        ("work_mode", old.work_mode, row.work_mode or old.work_mode),
        (
            "weekly_hours",
            _hours(old.weekly_minutes),
            _hours(row.weekly_minutes or old.weekly_minutes),
        ),
    )
    yield from _differing(pairs)


def _differing(pairs: Iterable[tuple[str, Any, Any]]) -> Iterator[Change]:
    for name, old, new in pairs:
        if old != new:
            yield name, _text(old), _text(new)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _hours(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes / 60:g}"
