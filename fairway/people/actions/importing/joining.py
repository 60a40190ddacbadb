"""New people with their first assignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fairway.foundation.bulk import insert_objects, reserve_ids
from fairway.foundation.ids import new_public_id
from fairway.foundation.ready_rows import Making, Ready
from fairway.people.actions.importing.making import key_of
from fairway.people.actions.importing.writing import Writing
from fairway.people.actions.leaving import LAST_MANAGER_READS
from fairway.people.importing.organisation import Known
from fairway.people.importing.plan import Planned
from fairway.people.models import Assignment, PastEdge, Person
from fairway.people.search_index import indexed_at_the_end
from fairway.people.spelling import folded_sort_name, search_text

MANY = 1000
_PERSON = (
    "id", "public_id", "employee_number", "name", "preferred_name", "sort_name", "search_text",
    "email", "time_zone", "employer", "assignment", "joined_on", "left_on", "active", "rehire_of",
    "pronouns", "pronunciation", "language", "version",
)  # fmt: skip
_ASSIGNMENT = (
    "id", "person", "valid_from", "valid_until", "unit", "job_profile", "location", "manager",
    "work_mode", "weekly_minutes",
)  # fmt: skip


@dataclass
class Joining:
    people: Ready
    assignments: Ready
    edges: list[PastEdge]


def prepare(writing: Writing, created: list[Planned], making: Making) -> Joining:
    """The rows, with keys of their own: somebody else's manager may be among them."""
    for one, pk in zip(created, reserve_ids(Person, len(created)), strict=True):
        one.pk = pk
        writing.note("people.imported", pk)
    lines = {one.row.line: one.pk for one in writing.plan.planned if one.row and one.pk}
    working = [one for one in created if _works(writing, one)]
    keys = dict(zip(working, reserve_ids(Assignment, len(working)), strict=True))
    return Joining(
        people=making.keep(
            Person,
            _PERSON,
            (_person(writing, one, keys.get(one), lines) for one in created),
            later=("assignment",),
        ),
        assignments=making.keep(
            Assignment, _ASSIGNMENT, (_assignment(writing, one, pk) for one, pk in keys.items())
        ),
        edges=_last_managers(writing, created),
    )


def write(joining: Joining) -> None:
    with indexed_at_the_end(many=joining.people.number > MANY):
        joining.people.write()
    joining.assignments.write()
    joining.people.complete()
    insert_objects(joining.edges)


def managers_of(writing: Writing, created: list[Planned]) -> dict[int, int | None]:
    """Who will be directly above each of them that is here today."""
    return {
        one.pk: writing.pk_of(one.manager) if _works(writing, one) else None
        for one in created
        if one.pk and one.is_active(writing.today)
    }


def _works(writing: Writing, one: Planned) -> bool:
    """Whether there is a day to put an assignment on: a leaver without a hire date has none."""
    assert one.row
    begins = one.row.joined_on or writing.today
    return one.left_on is None or one.left_on > begins


def _person(
    writing: Writing, one: Planned, assignment: int | None, lines: dict[int, int]
) -> tuple[Any, ...]:
    row, before = one.row, one.rehire_of
    assert row
    former = before.pk if isinstance(before, Known) else lines.get(before.line) if before else None
    return (
        one.pk,
        new_public_id(),
        row.number,
        row.name,
        row.preferred,
        folded_sort_name(row.sort_name),
        search_text(row.name, row.preferred, row.email, row.number),
        row.email,
        one.time_zone,
        key_of(one.employer),
        assignment,
        row.joined_on,
        one.left_on,
        one.is_active(writing.today),
        former,
        "",
        "",
        "",
        1,
    )


def _assignment(writing: Writing, one: Planned, pk: int) -> tuple[Any, ...]:
    """From the hire date on; where that is unknown, from today."""
    row = one.row
    assert row
    return (
        pk,
        one.pk,
        row.joined_on or writing.today,
        one.left_on,
        key_of(one.unit) or key_of(writing.plan.root),
        key_of(one.profile),
        key_of(one.location),
        writing.pk_of(one.manager),
        row.work_mode,
        row.weekly_minutes,
    )


def _last_managers(writing: Writing, created: list[Planned]) -> list[PastEdge]:
    """Whoever left within the last days stays readable to their last manager, as always."""
    edges = []
    for one in created:
        manager, left = writing.pk_of(one.manager), one.left_on
        if not manager or not left or not left <= writing.today < left + LAST_MANAGER_READS:
            continue
        assert one.row
        edges.append(
            PastEdge(
                actor_id=manager,
                target_id=one.pk,
                kind=PastEdge.Kind.MANAGER,
                valid_from=one.row.joined_on or left,
                valid_until=left,
                reads_until=left + LAST_MANAGER_READS,
            )
        )
    return edges
