"""How far 1:1s are had, by unit, for HR: cadence and dates as counts, and never who or what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.conversations.models import OneOnOne, OneOnOneSeries
from fairway.people.models import Appointment, Person
from fairway.people.relations import excluded, roles_of, units_in_scope

FEWEST = 5  # people of whom a count may speak
LATELY = timedelta(days=35)
Role = Appointment.Role
Cadence = OneOnOneSeries.Cadence


@dataclass(frozen=True)
class UnitCoverage:
    """Of people with a manager: how many have 1:1s, how often, and met within five weeks."""

    name: str
    people: int
    weekly: int
    biweekly: int
    monthly: int
    lately: int

    @property
    def without(self) -> int:
        return self.people - self.weekly - self.biweekly - self.monthly


COUNTS = ("people", "weekly", "biweekly", "monthly", "lately")


def coverage_for(viewer: Person, now: datetime | None = None) -> list[UnitCoverage]:
    """Of the units an HR partner looks after, of all for a people lead; nothing for others."""
    held = roles_of(viewer) & {Role.HR_PARTNER, Role.PEOPLE_LEAD}
    if not held:
        return []
    people = Person.objects.filter(active=True).exclude(assignment__manager=None)
    people = people.exclude(excluded(viewer, "pk"))
    if Role.PEOPLE_LEAD not in held:
        reach = units_in_scope(viewer, Role.HR_PARTNER)
        people = people.filter(assignment__unit__in=reach)
    return protected([_row(one) for one in _counted(people, now or timezone.now())])


def _counted(people: QuerySet[Person], now: datetime) -> Iterable[tuple[Any, ...]]:
    running = OneOnOneSeries.objects.open().filter(
        employee=OuterRef("pk"), manager=OuterRef("assignment__manager")
    )
    met = OneOnOne.objects.filter(
        employee=OuterRef("pk"),
        manager=OuterRef("assignment__manager"),
        starts_at__range=(now - LATELY, now),
    ).exclude(closed_at=None)
    known = people.annotate(
        is_weekly=Exists(running.filter(cadence=Cadence.WEEKLY)),
        is_biweekly=Exists(running.filter(cadence=Cadence.BIWEEKLY)),
        is_monthly=Exists(running.filter(cadence=Cadence.MONTHLY)),
        has_met=Exists(met.order_by()),
    )
    return (
        known.order_by()
        .values_list("assignment__unit__name")
        .annotate(
            people=Count("pk"),
            weekly=Count("pk", filter=Q(is_weekly=True)),
            biweekly=Count("pk", filter=Q(is_biweekly=True)),
            monthly=Count("pk", filter=Q(is_monthly=True)),
            lately=Count("pk", filter=Q(has_met=True)),
        )
        .order_by("assignment__unit")
    )


def _row(counted: tuple[Any, ...]) -> UnitCoverage:
    name, *counts = counted
    return UnitCoverage(name or _("Without a unit"), *counts)


def protected(units: Sequence[UnitCoverage]) -> list[UnitCoverage]:
    """Small units are counted together, with the smallest of the others where they are still too
    few: no sum tells of fewer than FEWEST, and none is left to be found by subtraction."""
    ordered = sorted(units, key=lambda one: one.people)
    together: list[UnitCoverage] = []
    while ordered and (ordered[0].people < FEWEST or 0 < _people(together) < FEWEST):
        together.append(ordered.pop(0))
    apart = sorted(ordered, key=lambda one: one.name.casefold())
    if _people(together) < FEWEST:
        return apart
    return [*apart, _sum(together)]


def _people(units: Iterable[UnitCoverage]) -> int:
    return sum(one.people for one in units)


def _sum(units: Sequence[UnitCoverage]) -> UnitCoverage:
    if len(units) == 1:
        return units[0]
    counts = [sum(getattr(one, name) for one in units) for name in COUNTS]
    return UnitCoverage(_("Small units together"), *counts)
