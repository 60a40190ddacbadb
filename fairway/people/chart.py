"""The organisation chart, a branch at a time: one query for the people, one for what is below."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from fairway.foundation.lookups import in_few
from fairway.people.directory import ORDER, for_rows
from fairway.people.models import Person, ReportingChain

MOST = 200


@dataclass(frozen=True)
class Branch:
    """Somebody, how many report to them, and how many stand below in all."""

    person: Person
    reports: int
    below: int


def tops(viewer: Person) -> list[Branch]:
    """Who reports to nobody, those with most people below first."""
    own = ReportingChain.objects.filter(at_top=True)
    number = own.filter(below=OuterRef("pk")).values("people_below")
    alone = Person.objects.allowed(viewer).filter(in_few("pk", own.values("below")), active=True)
    return branches(alone.annotate(number=Subquery(number)), "-number")


def reports(viewer: Person, person: Person) -> QuerySet[Person]:
    """Who reports to the person today, by name."""
    below = ReportingChain.objects.filter(above=person, depth=1).values("below")
    return Person.objects.allowed(viewer).filter(in_few("pk", below)).order_by(*ORDER)


def reports_of(viewer: Person, person: Person) -> list[Branch]:
    return branches(reports(viewer, person))


def branches(people: QuerySet[Person], *first: str) -> list[Branch]:
    found = list(for_rows(people).order_by(*first, *ORDER)[:MOST])
    counted = (
        ReportingChain.objects.filter(above__in=[person.pk for person in found], depth__lte=1)
        .values("above")
        .annotate(below=Max("people_below"), reports=Count("pk", filter=Q(depth=1)))
    )
    numbers = {row["above"]: (row["reports"], row["below"]) for row in counted}
    return [Branch(person, *numbers.get(person.pk, (0, 0))) for person in found]


def path_to(viewer: Person, person: Person) -> list[Person]:
    """From the top down to the person, so that a search can open the way there."""
    above = ReportingChain.objects.filter(below=person).order_by("-depth").values_list("above")
    found = {p.pk: p for p in for_rows(Person.objects.allowed(viewer).filter(pk__in=above))}
    order = [key for (key,) in above]
    return [found[key] for key in order if key in found]
