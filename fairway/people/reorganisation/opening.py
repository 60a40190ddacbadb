"""What a relation opens, read from the rules themselves."""

from __future__ import annotations

from typing import Any

from fairway.foundation.access import rules
from fairway.people.models import Person
from fairway.people.relations import clauses_of

NOBODY = Person(pk=-1)


def opened_by() -> dict[str, list[Any]]:
    """By relation: the names of what whoever holds it may see."""
    opened: dict[str, list[Any]] = {}
    for (model, verb), build in rules().items():
        if not verb.startswith("view"):
            continue
        for clause in clauses_of(build(NOBODY)):
            names = opened.setdefault(clause.relation.key, [])
            name = model._meta.verbose_name_plural
            if name not in names:
                names.append(name)
    return opened
