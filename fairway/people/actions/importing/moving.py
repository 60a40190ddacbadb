"""Units, jobs, places and managers of people who were here already, from today on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fairway.foundation.bulk import insert_objects, insert_rows, reserve_ids, update_rows
from fairway.people.actions.importing.making import key_of
from fairway.people.actions.importing.writing import Writing
from fairway.people.importing.organisation import Held
from fairway.people.importing.plan import Planned
from fairway.people.models import Assignment, PastEdge, Person

_PLACE = frozenset({"unit", "job_title", "location", "manager", "work_mode", "weekly_hours"})
_FILLED = ("unit", "job_profile", "location", "manager", "work_mode", "weekly_minutes")


@dataclass
class Moving:
    ending: list[tuple[Any, ...]] = field(default_factory=list)
    correcting: list[tuple[Any, ...]] = field(default_factory=list)
    beginning: list[tuple[Any, ...]] = field(default_factory=list)
    edges: list[PastEdge] = field(default_factory=list)


def prepare(writing: Writing, updated: list[Planned]) -> Moving:
    """What held until today ends; what began today, or is still to begin, is put right in place."""
    moving = Moving()
    moves = [one for one in updated if one.is_active(writing.today) and _is_moved(one)]
    fresh = [one for one in moves if _begins_anew(one, writing.today)]
    keys = dict(zip(fresh, reserve_ids(Assignment, len(fresh)), strict=True))
    for one in moves:
        held = _current(one, writing.today)
        if one in keys:
            moving.beginning.append(_next(writing, one, held, keys[one]))
            if held is not None:
                moving.ending.append((writing.today, held.pk))
        elif held is not None:
            moving.correcting.append((*_filled(writing, one), held.pk))
        _note(writing, moving, one, held)
    return moving


def write(moving: Moving) -> None:
    update_rows(Assignment, ("valid_until",), moving.ending)
    update_rows(Assignment, _FILLED, moving.correcting)
    columns = ("id", "person", "valid_from", "valid_until", *_FILLED)
    insert_rows(Assignment, columns, moving.beginning)
    update_rows(Person, ("assignment",), (row[:2] for row in moving.beginning))
    insert_objects(moving.edges)


def _is_moved(one: Planned) -> bool:
    came_back = one.known is not None and not one.known.active
    return came_back or any(name in _PLACE for name, _old, _new in one.changes)


def _begins_anew(one: Planned, today: date) -> bool:
    held = _current(one, today)
    return held is None or held.valid_from < today


def _current(one: Planned, today: date) -> Held | None:
    """What holds today or is still to come; not what is over."""
    held = one.known.held if one.known else None
    over = held is not None and held.valid_until is not None and held.valid_until <= today
    return None if over else held


def _next(writing: Writing, one: Planned, held: Held | None, pk: int) -> tuple[Any, ...]:
    row, known = one.row, one.known
    assert row
    assert known
    begins = writing.today
    if known.held is None and row.joined_on:
        begins = row.joined_on
    until = held.valid_until if held else one.left_on
    return (pk, known.pk, begins, until, *_filled(writing, one))


def _filled(writing: Writing, one: Planned) -> tuple[Any, ...]:
    row, held = one.row, one.known.held if one.known else None
    assert row
    return (
        key_of(one.unit) or key_of(writing.plan.root),
        key_of(one.profile),
        key_of(one.location),
        writing.pk_of(one.manager),
        row.work_mode or (held.work_mode if held else ""),
        row.weekly_minutes or (held.weekly_minutes if held else None),
    )


def _note(writing: Writing, moving: Moving, one: Planned, held: Held | None) -> None:
    """Events, and the line that ended: a former manager stops reading today."""
    assert one.known
    person = one.known.pk
    writing.note("people.assigned", person, valid_from=str(writing.today))
    before, after = held.manager if held else None, writing.pk_of(one.manager)
    if before == after:
        return
    writing.note("people.manager_changed", person, before=before, after=after)
    if held and before and held.valid_from < writing.today:
        moving.edges.append(
            PastEdge(
                actor_id=before,
                target_id=person,
                kind=PastEdge.Kind.MANAGER,
                valid_from=held.valid_from,
                valid_until=writing.today,
                reads_until=writing.today,
            )
        )
