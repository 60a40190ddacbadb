"""Whom and which units a viewer reaches, as subqueries of keys, never joined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from fairway.people.days import organisation_day
from fairway.people.models import (
    Appointment,
    DelegatedVerb,
    Delegation,
    DottedLine,
    PastEdge,
    Person,
    ReportingChain,
    UnitChain,
)


def below(viewer: Person) -> QuerySet:
    """Everybody under the viewer, at any depth; not the viewer."""
    return ReportingChain.objects.filter(above=viewer, depth__gt=0).values("below")


def direct_reports(viewer: Person) -> QuerySet:
    return ReportingChain.objects.filter(above=viewer, depth=1).values("below")


def further_below(viewer: Person) -> QuerySet:
    return ReportingChain.objects.filter(above=viewer, depth__gt=1).values("below")


def own_line(viewer: Person) -> QuerySet:
    """The viewer and everybody above them."""
    return ReportingChain.objects.filter(below=viewer).values("above")


def dotted_reports(viewer: Person, day: date | None = None) -> QuerySet:
    return DottedLine.objects.on(day or organisation_day()).filter(manager=viewer).values("person")


def last_reports(viewer: Person, day: date | None = None) -> QuerySet:
    """Leavers whose last manager the viewer was, as long as the record stays open to them."""
    return PastEdge.objects.filter(
        actor=viewer,
        kind=PastEdge.Kind.MANAGER,
        reads_until__gt=day or organisation_day(),
        target__active=False,
    ).values("target")


def stands_in_for(viewer: Person, verb: str) -> QuerySet:
    """Who is away and has handed this verb to the viewer."""
    held = Delegation.objects.on(organisation_day()).filter(deputy=viewer)
    named = DelegatedVerb.objects.filter(verb=verb).values("delegation")
    return held.filter(pk__in=named).values("away")


def appointments(viewer: Person, *roles: str) -> QuerySet[Appointment]:
    return Appointment.objects.on(organisation_day()).filter(person=viewer, role__in=roles)


def units_in_scope(viewer: Person, *roles: str) -> QuerySet:
    """Units that the viewer's roles reach, with everything inside them."""
    held = appointments(viewer, *roles).filter(unit__isnull=False).values("unit")
    return UnitChain.objects.filter(above__in=held).values("below")


def led_units(viewer: Person) -> QuerySet:
    return UnitChain.objects.filter(above__leader=viewer).values("below")


def chain_of(person: Person) -> Iterator[Person]:
    """The managers above, nearest first."""
    rows = ReportingChain.objects.filter(below=person, depth__gt=0).order_by("depth")
    for row in rows.select_related("above"):
        yield row.above
