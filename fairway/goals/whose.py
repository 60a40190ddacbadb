"""Whose goals are these? One way to say it in a form, kept as a short word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fairway.goals.rules import kept_units, may_add_for_all, people_to_set_for
from fairway.people.models import OrgUnit, Person

ME, ALL = "me", "all"
MOST = 100


@dataclass(frozen=True)
class Whose:
    """A person, a unit, or with neither the organisation."""

    word: str
    owner: Person | None = None
    unit: OrgUnit | None = None

    @property
    def name(self) -> str:
        return str(self.owner or self.unit or _("The organisation"))


def meant_by(
    words: Iterable[str], viewer: Any, known: Mapping[str, Whose] | None = None
) -> dict[str, Whose]:
    """Each word with whose goals it says; without those that say nothing, or somebody the viewer
    may bring no goals. As many queries for one word as for very many, none for those `known`."""
    found = {word: known[word] for word in words if word in known} if known else {}
    wanted = set(words) - set(found)
    found |= _said(wanted, "unit", kept_units(viewer))
    found |= _said(wanted, "person", people_to_set_for(viewer))
    if isinstance(viewer, Person):
        own = Whose(f"person:{viewer.public_id}", viewer)
        found |= {word: own for word in wanted if word in (ME, own.word)}
    if ALL in wanted and may_add_for_all(viewer):
        found[ALL] = Whose(ALL)
    return found


def _said(words: set[str], kind: str, rows: QuerySet[Any]) -> dict[str, Whose]:
    ids = [word.partition(":")[2] for word in words if word.startswith(f"{kind}:")]
    if not ids:
        return {}
    listed = rows.filter(public_id__in=ids)
    owner = "owner" if kind == "person" else "unit"
    return {word_for(one): Whose(word_for(one), **{owner: one}) for one in listed}


def word_for(one: Person | OrgUnit) -> str:
    return f"{'person' if isinstance(one, Person) else 'unit'}:{one.public_id}"


def whose_there_are(viewer: Any) -> dict[str, Whose]:
    """What can be chosen, by its word; of very many units or people the first ones."""
    found = meant_by([ME, ALL], viewer)
    units = kept_units(viewer).order_by("name", "pk")[:MOST]
    people = people_to_set_for(viewer).order_by("sort_name", "pk")[:MOST]
    found |= {word_for(unit): Whose(word_for(unit), unit=unit) for unit in units}
    return found | {word_for(person): Whose(word_for(person), person) for person in people}


def choices_of(known: Mapping[str, Whose]) -> list[tuple[str, str]]:
    named = [(word, _("Me") if word == ME else one.name) for word, one in known.items()]
    return [("", _("Leave out")), *named]


def guess_from(names: list[str], viewer: Any) -> dict[str, str]:
    """Sections called as a unit, its code, a person's number or address are that one's."""
    wanted = {name.strip().lower() for name in names if name.strip()}
    known: dict[str, set[str]] = {}
    # Names are compared as typed and in small letters, so that the index helps.
    spelt = {form for name in wanted for form in (name, name.upper(), name.title())} | set(names)
    units = kept_units(viewer).filter(name__in=spelt) | kept_units(viewer).filter(code__in=spelt)
    for unit in units[:MOST]:
        for said in (unit.name, unit.code):
            known.setdefault(said.lower(), set()).add(word_for(unit))
    people = people_to_set_for(viewer)
    for person in (people.filter(email__in=spelt) | people.filter(employee_number__in=spelt))[
        :MOST
    ]:
        for said in (person.email or "", person.employee_number or ""):
            known.setdefault(said.lower(), set()).add(word_for(person))
    return {
        name: next(iter(known[name.strip().lower()]))
        for name in names
        if len(known.get(name.strip().lower(), ())) == 1
    }
