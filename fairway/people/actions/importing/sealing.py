"""Sensitive attributes that a people lead opted in: sealed, in a table of their own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from fairway.foundation.bulk import insert_objects, update_rows
from fairway.foundation.events import record
from fairway.foundation.sealing import lend_keys, make_keys
from fairway.people.actions.importing.writing import Writing
from fairway.people.models import Person, SensitiveAttribute, SensitiveOptIn

_AT_ONCE = 2000


def keep_sensitive(writing: Writing) -> None:
    """Write what is new or different; an event says that, not what."""
    said = (
        (pk, one.row.sensitive)
        for one in writing.plan.planned
        if one.row and one.row.sensitive and (pk := writing.pk_of(one))
    )
    while some := dict(islice(said, _AT_ONCE)):
        _opt_in(writing, {kind for kinds in some.values() for kind in kinds})
        _keep(some)


def _opt_in(writing: Writing, kinds: Iterable[str]) -> None:
    """The decision stands on record with whoever took it."""
    decided_by = writing.actor if isinstance(writing.actor, Person) else None
    for kind in sorted(kinds):
        opted, new = SensitiveOptIn.objects.get_or_create(
            kind=kind, defaults={"decided_by": decided_by}
        )
        if new:
            record("people.sensitive_opted_in", actor=writing.actor, subject=opted, attribute=kind)


def _keep(said: dict[int, dict[str, str]]) -> None:
    keys = make_keys(said)
    there = {
        (one.person_id, one.kind): one
        for one in SensitiveAttribute.objects.filter(person__in=list(said))
    }
    # Keys are lent one by one: a row that carried all of them would keep them in memory.
    new: list[Any] = []
    changed: list[Any] = []
    for person, kinds in said.items():
        if person not in keys:
            continue  # erased: nothing about them is kept again
        for kind, value in kinds.items():
            row: Any = there.get((person, kind))
            row = row or SensitiveAttribute(person_id=person, kind=kind)
            lend_keys([row], {person: keys[person]})
            if row.pk is not None and row.read_value() == value:
                continue
            (new if row.pk is None else changed).append(row)
            row.seal_value(value)
    insert_objects(new)
    update_rows(SensitiveAttribute, ("value",), [(row.value, row.pk) for row in changed])
