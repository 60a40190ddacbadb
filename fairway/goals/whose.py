"""Whose goals are these? One way to say it in a form, kept as a short word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fairway.goals.rules import kept_units, may_add_for_all
from fairway.goals.setting import may_set_for, people_to_set_for
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


def meant_by(word: str, viewer: Any) -> Whose | None:
    """None where it says nothing, or somebody the viewer may bring no goals."""
    kind, _sign, public_id = word.partition(":")
    whose = None
    if word == ME and isinstance(viewer, Person):
        whose = Whose(f"person:{viewer.public_id}", viewer)
    elif word == ALL:
        whose = Whose(ALL)
    elif kind == "unit":
        unit = OrgUnit.objects.filter(public_id=public_id, closed_on=None).first()
        whose = Whose(word, unit=unit) if unit else None
    elif kind == "person":
        person = Person.objects.filter(public_id=public_id, active=True).first()
        whose = Whose(word, person) if person else None
    if whose is None or not may_set_for(viewer, owner=whose.owner, unit=whose.unit):
        return None
    return whose


def word_for(one: Person | OrgUnit) -> str:
    return f"{'person' if isinstance(one, Person) else 'unit'}:{one.public_id}"


def choices_of(viewer: Any) -> list[tuple[str, str]]:
    """What can be chosen; of very many units or people the first ones."""
    found = [("", _("Leave out")), (ME, _("Me"))]
    if may_add_for_all(viewer):
        found.append((ALL, _("The organisation")))
    units = kept_units(viewer).order_by("name", "pk")[:MOST]
    people = people_to_set_for(viewer).order_by("sort_name", "pk")[:MOST]
    found += [(word_for(unit), unit.name) for unit in units]
    return found + [(word_for(person), person.name) for person in people]


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
