"""How much one person would be asked to write in a cycle: all kinds together, before the launch.

Whom people name themselves is not known before they do; how often one person can be named at most
is the cycle's own number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Value

from fairway.people.days import organisation_day
from fairway.people.models import DottedLine, Person, ReportingChain
from fairway.reviews.models import CycleKind, ReviewCycle

Kind = CycleKind.Kind
MANY_FOR_ONE = 20
NAMED = 5
NEAR = 2 * NAMED  # about themselves and about their manager each writes one at most


@dataclass(frozen=True)
class Load:
    """What somebody would be asked for, by kind."""

    name: str
    reviews: Mapping[str, int]
    minutes: int

    @property
    def number(self) -> int:
        return sum(self.reviews.values())

    @property
    def hours(self) -> int:
        return round(self.minutes / 60)


def heaviest(
    cycle: ReviewCycle, kinds: Mapping[str, CycleKind], people: QuerySet[Person]
) -> list[Load]:
    """Who would write more than one person should, the most first; in two queries for all."""
    written = _by_managers(kinds, people)
    most = sorted(written, key=lambda one: (-written[one].total(), one))[:NEAR]
    found = [
        Load(name, asked, sum(kinds[kind].minutes * n for kind, n in asked.items()))
        for name, asked in _with_their_own(
            cycle, kinds, people, {one: written[one] for one in most}
        )
    ]
    many = [one for one in found if one.number > MANY_FOR_ONE]
    return sorted(many, key=lambda one: (-one.number, one.name))[:NAMED]


def asked_upward(
    cycle: ReviewCycle, confidential: bool, people: QuerySet[Person]
) -> QuerySet[ReportingChain]:
    """Whose reports are too few to stay unnamed is not asked about at all."""
    reports = ReportingChain.objects.filter(above__in=people.values("pk"), depth=1)
    if not confidential:
        return reports
    return reports.filter(above__in=leading(cycle.threshold))


def leading(least: int) -> QuerySet[Any, Any]:
    """To whom at least so many report."""
    of_each = ReportingChain.objects.filter(depth=1).order_by().values("above")
    return of_each.annotate(n=Count("pk")).filter(n__gte=least).values("above")


def _by_managers(
    kinds: Mapping[str, CycleKind], people: QuerySet[Person]
) -> dict[int, Counter[str]]:
    """What follows from the lines: by manager and kind, how many."""
    keys = people.order_by().values("pk")
    chain = ReportingChain.objects.filter(below__in=keys, above__active=True)
    solid = ReportingChain.objects.filter(
        below=OuterRef("person"), above=OuterRef("manager"), depth=1
    )
    lines = DottedLine.objects.on(organisation_day()).filter(person__in=keys, manager__active=True)
    asked: dict[str, tuple[QuerySet[Any, Any], str, str]] = {
        Kind.MANAGER: (chain.filter(depth=1), "above", "below"),
        Kind.SKIP: (chain.filter(depth=2), "above", "below"),
        Kind.DOTTED: (lines.filter(~Exists(solid)), "manager", "person"),
    }
    parts = [
        _counted(rows, kind, by, about)
        for kind, (rows, by, about) in asked.items()
        if kind in kinds
    ]
    found: dict[int, Counter[str]] = defaultdict(Counter)
    if parts:
        for person, kind, number in parts[0].union(*parts[1:], all=True):
            found[person][kind] += number
    return found


def _counted(rows: QuerySet[Any, Any], kind: str, by: str, about: str) -> QuerySet[Any, Any]:
    named = rows.order_by().values(by).annotate(what=Value(kind, output_field=CharField()))
    return named.annotate(n=Count(about, distinct=True)).values_list(by, "what", "n")


def _with_their_own(
    cycle: ReviewCycle,
    kinds: Mapping[str, CycleKind],
    people: QuerySet[Person],
    written: Mapping[int, Counter[str]],
) -> list[tuple[str, Counter[str]]]:
    """With the one about themselves and the one about their manager, where they are asked for."""
    upward = ReportingChain.objects.none()
    if Kind.UPWARD in kinds:
        upward = asked_upward(cycle, kinds[Kind.UPWARD].anonymous, people)
    rows = Person.objects.filter(pk__in=written).annotate(
        is_in=Exists(people.order_by().filter(pk=OuterRef("pk"))),
        answers=Exists(upward.filter(below=OuterRef("pk"))),
    )
    found = []
    for person, name, is_in, answers in rows.values_list("pk", "name", "is_in", "answers"):
        own = {Kind.SELF: int(is_in and Kind.SELF in kinds), Kind.UPWARD: int(answers)}
        found.append((name, written[person] + Counter(own)))
    return found
