"""How far goal reviews are, by unit, for HR: counts, and never what anybody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.goals.models import GoalReview
from fairway.people.models import Appointment, Person
from fairway.people.relations import roles_of, units_in_scope

FEWEST = 5  # people of whom a count may speak
LATELY = timedelta(days=60)
Role = Appointment.Role


@dataclass(frozen=True)
class UnitProgress:
    name: str
    people: int
    written: int
    answered: int
    closed: int


@dataclass(frozen=True)
class Progress:
    """The reviews of one period and its middle or end."""

    period: str
    point: str
    units: Sequence[UnitProgress]


def progress_for(viewer: Person) -> list[Progress]:
    """Of the units an HR partner looks after, of all for a people lead; nothing for others."""
    held = roles_of(viewer) & {Role.HR_PARTNER, Role.PEOPLE_LEAD}
    if not held:
        return []
    reviews = GoalReview.objects.filter(
        person__active=True, opened_at__gte=timezone.now() - LATELY
    ).exclude(person=viewer)
    if Role.PEOPLE_LEAD not in held:
        reach = units_in_scope(viewer, Role.HR_PARTNER)
        reviews = reviews.filter(person__assignment__unit__in=reach)
    return _by_period(_counted(reviews))


def _counted(reviews: Any) -> Iterable[tuple[Any, ...]]:
    return (
        reviews.order_by()
        .values_list("period__name", "point", "person__assignment__unit__name")
        .annotate(
            people=Count("pk"),
            written=Count("pk", filter=Q(written_at__isnull=False)),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            closed=Count("pk", filter=Q(closed_at__isnull=False)),
        )
        .order_by("-period__starts_on", "period", "-point", "person__assignment__unit")
    )


def _by_period(rows: Iterable[tuple[Any, ...]]) -> list[Progress]:
    found: dict[tuple[str, str], list[UnitProgress]] = {}
    for period, point, name, *counts in rows:
        unit = UnitProgress(name or _("Without a unit"), *counts)
        found.setdefault((period, str(GoalReview.Point(point).label)), []).append(unit)
    shown = [Progress(*key, protected(units)) for key, units in found.items()]
    return [one for one in shown if one.units]


def protected(units: Sequence[UnitProgress]) -> list[UnitProgress]:
    """Small units are counted together, with the smallest of the others where they are still too
    few: no sum tells of fewer than FEWEST, and none is left to be found by subtraction."""
    ordered = sorted(units, key=lambda one: one.people)
    together: list[UnitProgress] = []
    while ordered and (ordered[0].people < FEWEST or 0 < _people(together) < FEWEST):
        together.append(ordered.pop(0))
    apart = sorted(ordered, key=lambda one: one.name.casefold())
    if _people(together) < FEWEST:
        return apart
    return [*apart, _sum(together)]


def _people(units: Iterable[UnitProgress]) -> int:
    return sum(one.people for one in units)


def _sum(units: Sequence[UnitProgress]) -> UnitProgress:
    if len(units) == 1:
        return units[0]
    fields = ("people", "written", "answered", "closed")
    counts = [sum(getattr(one, field) for one in units) for field in fields]
    return UnitProgress(_("Small units together"), *counts)
