"""What people count of themselves for KPIs, and whom a unit's figures are counted of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import FigureSource, Share
from fairway.people.models import Person, UnitChain


def people_of(unit: int | None) -> QuerySet[Person]:
    """Who works in the unit or below it; with None, everybody who works here."""
    people = Person.objects.active()
    if unit is None:
        return people
    below = UnitChain.objects.filter(above=unit).values("below")
    return people.filter(assignment__unit__in=below)


def with_a_manager(units: Iterable[int | None], day: date) -> dict[int | None, Share]:
    """Of those who report to anybody, the share who report to somebody who is still here."""
    shares = {}
    for unit in units:
        people = people_of(unit).exclude(assignment__manager=None).order_by()
        of = people.count()
        shares[unit] = Share(people.filter(assignment__manager__active=True).count(), of, of)
    return shares


WITH_A_MANAGER = FigureSource(
    "people_managed",
    _("People whose manager is here"),
    _("Of those who report to a manager, the share whose manager has not left."),
    with_a_manager,
)
