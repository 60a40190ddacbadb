"""Whom somebody means who types a manager's name while looking through an import."""

from __future__ import annotations

from dataclasses import dataclass

from fairway.people.directory import for_rows
from fairway.people.importing.plan import CREATED
from fairway.people.models import ImportBatch, ImportRow, Person
from fairway.people.picking import PERSON

MOST = 8


@dataclass(frozen=True)
class Found:
    """Somebody who could be meant: a person here, or a line of the file."""

    key: str
    label: str


def find_people(batch: ImportBatch, words: str, *, viewer: Person) -> list[Found]:
    """People who are here, then people whom this import brings."""
    words = " ".join(words.split())[:100]
    if not words:
        return []
    people = for_rows(PERSON.rows(viewer))
    here = list(people.filter(PERSON.exactly(words))[:MOST])
    here = here or list(PERSON.find(people, words)[:MOST])
    found = [Found(f"person:{one.public_id}", _about(one)) for one in here]
    rows = ImportRow.objects.filter(batch=batch, action=CREATED)
    for word in words.replace(",", " ").split():
        rows = rows.filter(name__icontains=word)
    return found + [Found(f"line:{row.line}", _from_line(row)) for row in rows[:MOST]]


def member_keys(batch: ImportBatch, tokens: set[str], *, viewer: Person) -> dict[str, str]:
    """How the plan calls those whom a form names; what names nobody is left out."""
    public_ids = [one.removeprefix("person:") for one in tokens if one.startswith("person:")]
    people = Person.objects.allowed(viewer).filter(public_id__in=public_ids)
    keys = {f"person:{key}": f"p{pk}" for key, pk in people.values_list("public_id", "pk")}
    asked = {one.removeprefix("line:") for one in tokens if one.startswith("line:")}
    numbers = [int(one) for one in asked if one.isdecimal() and len(one) < 9]
    rows = ImportRow.objects.filter(batch=batch, action=CREATED, line__in=numbers)
    return keys | {f"line:{line}": f"l{line}" for line in rows.values_list("line", flat=True)}


def _about(person: Person) -> str:
    at = person.assignment
    details = [str(one) for one in (at.job_profile, at.unit) if one] if at else []
    return ", ".join([person.name, *details])


def _from_line(row: ImportRow) -> str:
    said = {key: new for key, _old, new in row.about}
    details = [said[key] for key in ("job_title", "unit") if said.get(key)]
    return ", ".join([row.name, *details])
