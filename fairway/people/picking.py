"""Choose one of very many by typing: a person, a unit, a place, a role.

What is chosen stands in the field as words that name it and nothing else: "Ana Reyes (A-17)".
Whatever else was typed is looked up, and refused with the choices when it fits several.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.foundation.text import fold
from fairway.people.finding import named
from fairway.people.models import JobProfile, Location, OrgUnit, Person

BRACKETS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
MOST = 8


class NotFound(Refusal):
    code = "not_found"

    def __init__(self, typed: str) -> None:
        super().__init__(_("Nothing here is called “%(typed)s”."), typed=typed[:60])


class Ambiguous(Refusal):
    code = "ambiguous"

    def __init__(self, typed: str, choices: list[str]) -> None:
        super().__init__(
            _("“%(typed)s” fits several: %(choices)s."),
            typed=typed[:60],
            choices="; ".join(choices),
        )


class NoLongerHere(Refusal):
    code = "no_longer_here"

    def __init__(self, gone: Any) -> None:
        super().__init__(
            _("%(name)s is no longer here. Choose another."), name=getattr(gone, "name", str(gone))
        )


@dataclass(frozen=True)
class Kind:
    """How one kind of thing is written, listed and searched."""

    key: str
    rows: Callable[[Any], QuerySet[Any]]  # for a viewer
    find: Callable[[QuerySet[Any], str], QuerySet[Any]]  # by words
    exactly: Callable[[str], Q]  # what `words` wrote, or another unmistakable way to say it
    words: Callable[[Any], str] = str
    gone: Callable[[Any], QuerySet[Any]] | None = None  # who left, what closed, for a viewer

    def suggest(self, viewer: Any, typed: str) -> list[str]:
        return [self.words(one) for one in self.find(self.rows(viewer), typed)[:MOST]]

    def pick(self, viewer: Any, typed: str) -> Any:
        """The one that is meant; NotFound, NoLongerHere or Ambiguous otherwise."""
        rows, typed = self.rows(viewer), " ".join(typed.split())
        fitting = list(rows.filter(self.exactly(typed))[: MOST + 1])
        if not fitting:
            found = list(self.find(rows, typed)[: MOST + 1])
            fitting = [one for one in found if fold(str(one)) == fold(typed)] or found
        if not fitting:
            gone = self._gone(viewer, typed)
            raise NoLongerHere(gone) if gone else NotFound(typed)
        if len(fitting) > 1:
            raise Ambiguous(typed, [self.words(one) for one in fitting[:MOST]])
        return fitting[0]

    def _gone(self, viewer: Any, typed: str) -> Any | None:
        if self.gone is None:
            return None
        rows = self.gone(viewer)
        return rows.filter(self.exactly(typed)).first() or self.find(rows, typed).first()


def _people(viewer: Any, active: bool = True) -> QuerySet[Person]:
    return Person.objects.allowed(viewer).filter(active=active).order_by("sort_name", "pk")


def _units(viewer: Any) -> QuerySet[OrgUnit]:
    return OrgUnit.objects.allowed(viewer).select_related("parent")


def _person_words(person: Person) -> str:
    return f"{person.name} ({person.employee_number or person.email or person.public_id})"


def _this_person(typed: str) -> Q:
    """By number, address or public id: each by its own index, so never one condition with `or`."""
    key = found.group(2) if (found := BRACKETS.match(typed)) else typed
    if not key:
        return Q(pk__in=[])
    people = Person.objects.order_by()
    known = (
        people.filter(public_id=key)
        .values_list("pk")
        .union(
            people.filter(employee_number=key).values_list("pk"),
            people.alias(address=Lower("email")).filter(address=key.lower()).values_list("pk"),
        )
    )
    return Q(pk__in=[pk for (pk,) in known])


def _unit_words(unit: OrgUnit) -> str:
    return f"{unit.name} ({unit.parent.name})" if unit.parent else unit.name


def _this_unit(typed: str) -> Q:
    found = BRACKETS.match(typed)
    below = Q(name=found.group(1), parent__name=found.group(2)) if found else Q(pk__in=[])
    return below | Q(name__iexact=typed) | (Q(code__iexact=typed) & ~Q(code=""))


def _this_profile(typed: str) -> Q:
    """Title and level, wherever the one ends and the other begins."""
    words = typed.split()
    cuts = range(1, len(words) + 1)
    return Q(
        Q(pk__in=[]),
        *(Q(title__iexact=" ".join(words[:at]), level__iexact=" ".join(words[at:])) for at in cuts),
        _connector=Q.OR,
    )


def _by_name(field: str) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    """Beginnings of words in a name; accents count, because these lists are not folded."""

    def find(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        for word in typed.split()[:6]:
            starts = Q(**{f"{field}__istartswith": word}) | Q(**{f"{field}__icontains": f" {word}"})
            rows = rows.filter(starts)
        return rows.order_by(field, "pk")

    return find


PERSON = Kind(
    "person",
    _people,
    lambda rows, typed: rows.filter(named(typed)) if fold(typed) else rows.none(),
    _this_person,
    _person_words,
    lambda viewer: _people(viewer, active=False),
)
# For whoever may not look around: a number or an address, in full.
BY_KEY = Kind(
    "person",
    lambda viewer: Person.objects.filter(active=True),
    lambda rows, typed: rows.none(),
    _this_person,
    _person_words,
)
UNIT = Kind(
    "unit",
    lambda viewer: _units(viewer).filter(closed_on=None),
    _by_name("name"),
    _this_unit,
    _unit_words,
    lambda viewer: _units(viewer).exclude(closed_on=None),
)
LOCATION = Kind(
    "location",
    lambda viewer: Location.objects.allowed(viewer).filter(closed_on=None),
    _by_name("name"),
    lambda typed: Q(name__iexact=typed),
)
PROFILE = Kind(
    "profile",
    lambda viewer: JobProfile.objects.allowed(viewer).filter(closed_on=None),
    _by_name("title"),
    _this_profile,
)
KINDS = {kind.key: kind for kind in (PERSON, UNIT, LOCATION, PROFILE)}
