"""Who can do something with an object: by role, named where few, counted where many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, ExpressionWrapper, Model, Q, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.access import permitted
from fairway.foundation.remembering import remembered_meanwhile
from fairway.people import relations
from fairway.people.audience.around import candidates, people_of, standings
from fairway.people.models import Employer, Person
from fairway.people.relations import Relation, clauses_of
from fairway.ui.parts import Seer

FEW = 6
# A key that no row has: a colleague with no other relation to anything.
STRANGER = -1
# In this order a person who holds several relations is named once, by the nearest.
NEAREST = (
    relations.SELF,
    relations.AUTHOR,
    relations.MANAGER,
    relations.ABOVE,
    relations.DOTTED,
    relations.LEADER,
    relations.DEPUTY,
    relations.HR_PARTNER,
    relations.PEOPLE_LEAD,
    relations.EXECUTIVE,
    relations.AUDITOR,
    relations.FAIRNESS,
    relations.PAY_PARTNER,
    relations.FORMER,
)


@dataclass(frozen=True)
class Group:
    """Those who are let in by one relation."""

    relation: Relation
    people: tuple[Person, ...]
    count: int

    @property
    def named(self) -> bool:
        return self.count <= FEW


@dataclass(frozen=True)
class Audience:
    groups: tuple[Group, ...]
    everybody: Any = ""  # "Everybody here", when no relation is needed

    def seers(self) -> list[Seer]:
        """For the "who can see this?" panel."""
        rows = [Seer(str(self.everybody), "", "everybody")] if self.everybody else []
        for group in self.groups:
            if group.named:
                rows += [
                    Seer(one.name, group.relation.label, one.public_id) for one in group.people
                ]
            else:
                rows.append(Seer(_count(group.count), group.relation.label, group.relation.key))
        return rows

    @property
    def people(self) -> set[Person]:
        return {person for group in self.groups for person in group.people}


def who_can(
    obj: Model, verb: str = "view", *, also: Iterable[Person] = (), about: Model | None = None
) -> Audience:
    """Everybody whom the rule of this verb lets in.

    `also` names people whom a room's own tables tie to the object, beside its foreign keys: rows of
    them are looked up with all others. `about` is the record that says whom it is about, where the
    object says only who made it.
    """
    with remembered_meanwhile():
        return _who_can(obj, verb, also, about)


def _who_can(obj: Model, verb: str, also: Iterable[Person], about: Model | None) -> Audience:
    objects = [obj] if about is None else [obj, about]
    stands = standings(*objects)
    alike: dict[Any, list[Person]] = defaultdict(list)
    person: Any
    for person in candidates(objects, stands, _rows(also)):
        alone = person.pk if person.is_also else None  # the others' ways are not theirs
        key = (stands.get(person.pk), alone, person.is_under, person.employer_id)
        alike[key].append(person)
    here, names = _strangers(obj)
    asked = [*here.values(), *(members[0] for members in alike.values())]
    answers = _ask(obj, verb, asked)
    covered = [key for key, letting in zip(here, answers, strict=False) if letting]
    groups: dict[Relation, list[Person]] = defaultdict(list)
    for members, letting in zip(alike.values(), answers[len(here) :], strict=True):
        if letting:
            groups[letting] += members
    return Audience(_ordered(groups), _everybody(here, covered, names))


def _rows(also: Iterable[Person]) -> QuerySet[Person]:
    if isinstance(also, QuerySet):
        return also
    return Person.objects.filter(pk__in=[one.pk for one in also])


def _ask(obj: Model, verb: str, viewers: list[Person]) -> list[Relation | None]:
    """For each viewer the nearest relation that lets them in; all of them in one query."""
    model = type(obj)
    asked: dict[str, Any] = {}
    clauses: dict[str, Relation] = {}
    for n, rule in enumerate(_rules(model, verb, viewers)):
        asked[f"viewer_{n}"] = _boolean(rule)
        for k, clause in enumerate(clauses_of(rule)):
            clauses[f"viewer_{n}_{k}"] = clause.relation
            asked[f"viewer_{n}_{k}"] = _boolean(clause.q)
    rows = model._default_manager.filter(pk=obj.pk).annotate(**asked)
    answers = rows.values(*asked).first() or {}
    return [
        _nearest(
            relation
            for key, relation in clauses.items()
            if key.startswith(f"viewer_{n}_") and answers[key]
        )
        if answers.get(f"viewer_{n}")
        else None
        for n, _viewer in enumerate(viewers)
    ]


def _rules(model: type[Model], verb: str, viewers: list[Person]) -> list[Q]:
    relations.look_up_roles(viewers)
    return [permitted(model, viewer, verb) for viewer in viewers]


def _nearest(granting: Iterable[Relation]) -> Relation:
    """A rule without readable clauses lets people in as colleagues."""
    order = {relation: place for place, relation in enumerate(NEAREST)}
    return min(granting, key=lambda one: order.get(one, len(order)), default=relations.COLLEAGUE)


def _boolean(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _strangers(obj: Model) -> tuple[dict[int | None, Person], dict[int | None, str]]:
    """A colleague with no other relation, once for each employer that could make a difference:
    none, each franchisee concerned, and another franchisee. And what those are called."""
    concerned = {person.employer_id for person in people_of(obj).values()} - {None}
    mine = Case(When(pk__in=concerned, then=0), default=1)
    franchisees = Employer.objects.filter(kind=Employer.Kind.FRANCHISEE).annotate(far=mine)
    names: dict[int | None, str] = {}
    here: dict[int | None, Person] = {None: Person(pk=STRANGER)}
    for one in franchisees.order_by("far", "pk")[: len(concerned) + 1]:
        if not one.far or all(key in concerned for key in names):
            names[one.pk] = one.name
            here[one.pk] = Person(pk=STRANGER, employer=one)
    return here, names


def _everybody(
    here: dict[int | None, Person], covered: list[int | None], names: dict[int | None, str]
) -> str:
    if None in covered and len(covered) == len(here):
        return _("Everybody here")
    places = [_("Everybody at %(name)s") % {"name": names[key]} for key in covered if key]
    if None in covered:
        places.insert(0, _("Everybody here but the people of franchisees"))
    return ", ".join(places)


def _ordered(groups: dict[Relation, list[Person]]) -> tuple[Group, ...]:
    rooms_own = (one for one in groups if one not in NEAREST and one != relations.COLLEAGUE)
    order = [*NEAREST, *rooms_own, relations.COLLEAGUE]
    found = []
    for relation in order:
        members = sorted(groups.get(relation, ()), key=lambda one: one.sort_name)
        if members:
            found.append(Group(relation, tuple(members), len(members)))
    return tuple(found)


def _count(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}
