"""People who were here already: what the file says differently about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F

from fairway.foundation.bulk import update_rows
from fairway.people.actions.importing.making import key_of
from fairway.people.actions.importing.writing import Writing
from fairway.people.actions.leaving import depart
from fairway.people.importing.plan import Planned
from fairway.people.models import Assignment, Person
from fairway.people.spelling import folded_sort_name, search_text

_PERSON = (
    "employee_number", "name", "preferred_name", "sort_name", "email", "time_zone", "employer",
    "joined_on", "left_on", "active",
)  # fmt: skip
_SEARCHED = {"employee_number", "name", "preferred_name", "email"}
_UNIQUE = ("employee_number", "email")
_RECORD = {"employee_number", "email", "employer", "joined_on", "left_on"}
_AT_ONCE = 5000


@dataclass
class Changing:
    people: list[tuple[Any, ...]] = field(default_factory=list)
    searched: list[tuple[Any, ...]] = field(default_factory=list)
    letting_go: list[tuple[Any, ...]] = field(default_factory=list)
    leaving: list[int] = field(default_factory=list)
    first_days: dict[int, tuple[date, date]] = field(default_factory=dict)
    last_days: list[tuple[Any, ...]] = field(default_factory=list)


def prepare(writing: Writing, updated: list[Planned]) -> Changing:
    changing = Changing()
    for one in updated:
        known = one.known
        assert known
        fields = {name for name, _old, _new in one.changes}
        leaves = known.active and not one.is_active(writing.today)
        if leaves:
            changing.leaving.append(known.pk)
        if fields & set(_UNIQUE):
            changing.letting_go.append(("", "", known.pk))
        # Who leaves with this import is still here when departing begins, which ends the rest.
        changing.people.append(_person(one, active=leaves or one.is_active(writing.today)))
        if fields & _SEARCHED:
            number, name, preferred, _sort, email, *_rest = changing.people[-1]
            changing.searched.append((search_text(name, preferred, email, number), known.pk))
        _note(writing, one, fields, leaves=leaves)
        _days(changing, one, fields, writing.today)
    return changing


def write(writing: Writing, changing: Changing) -> None:
    """Two people may exchange addresses or numbers: both let go before either takes."""
    update_rows(Person, _UNIQUE, changing.letting_go)
    update_rows(Person, _PERSON, changing.people)
    update_rows(Person, ("search_text",), changing.searched)
    keys = [row[-1] for row in changing.people]
    for at in range(0, len(keys), _AT_ONCE):
        Person.objects.filter(pk__in=keys[at : at + _AT_ONCE]).update(version=F("version") + 1)
    _move_first_days(changing.first_days)
    update_rows(Assignment, ("valid_until",), changing.last_days)
    for person in Person.objects.filter(pk__in=changing.leaving).iterator(chunk_size=500):
        depart(person, actor=writing.actor)


def _person(one: Planned, *, active: bool) -> tuple[Any, ...]:
    row, known = one.row, one.known
    assert row
    assert known
    number, email = row.number or known.number, row.email or known.email
    preferred = row.preferred or known.preferred
    same_name = row.name == known.name
    return (
        number,
        row.name,
        preferred,
        known.sort_name if same_name else folded_sort_name(row.sort_name),
        email,
        one.time_zone,
        key_of(one.employer),
        row.joined_on or known.joined_on,
        one.left_on,
        active,
        known.pk,
    )


def _note(writing: Writing, one: Planned, fields: set[str], *, leaves: bool) -> None:
    assert one.known
    person = one.known.pk
    if "name" in fields:
        writing.note("people.renamed", person)
    if fields & _RECORD:
        writing.note("people.record_edited", person, fields=sorted(fields & _RECORD))
    if "time_zone" in fields:
        writing.note("people.zone_changed", person)
    if one.left_on and not leaves and one.known.active and "left_on" in fields:
        writing.note("people.leaving_planned", person, left_on=str(one.left_on))


def _days(changing: Changing, one: Planned, fields: set[str], today: date) -> None:
    """Dates put right move the ends of assignments with them."""
    row, known = one.row, one.known
    assert row
    assert known
    if "joined_on" in fields and known.joined_on and row.joined_on:
        changing.first_days[known.pk] = (known.joined_on, row.joined_on)
    held = None if known.active else known.held
    if "left_on" in fields and held and one.left_on and held.valid_from < one.left_on <= today:
        changing.last_days.append((one.left_on, held.pk))


def _move_first_days(days: dict[int, tuple[date, date]]) -> None:
    """Where the first assignment is the only one and began on the old hire date."""
    several = Assignment.objects.filter(person__in=list(days)).values("person")
    only = several.annotate(many=Count("pk")).filter(many=1).values_list("person", flat=True)
    moved = []
    for first in Assignment.objects.filter(person__in=list(only)):
        before, begins = days[first.person_id]
        if first.valid_from == before and (first.valid_until or date.max) > begins:
            moved.append((begins, first.pk))
    update_rows(Assignment, ("valid_from",), moved)
