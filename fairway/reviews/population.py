"""Who a cycle is about, as rules that are asked anew: at the preview, at the launch, every night.

Kept as JSON with the cycle: keys of units, places and people. What is left empty does not narrow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from fairway.people.models import Person, UnitChain


@dataclass(frozen=True)
class Population:
    units: tuple[int, ...] = ()  # each with all below it
    units_out: tuple[int, ...] = ()  # likewise
    locations: tuple[int, ...] = ()
    work_modes: tuple[str, ...] = ()
    least_days: int | None = None  # here for at least so long, on the day it is asked
    hired_from: date | None = None
    hired_until: date | None = None
    hire_days: int | None = None  # each joins the cycle so many days after they were hired
    left_out: tuple[int, ...] = ()
    as_well: tuple[int, ...] = ()

    @classmethod
    def of(cls, stored: dict[str, Any] | None) -> Population:
        """As it was kept; what a later version has added is not there yet."""
        stored = stored or {}
        known = {one.name for one in fields(cls)}
        values = {name: _read(name, value) for name, value in stored.items() if name in known}
        return cls(**values)

    def stored(self) -> dict[str, Any]:
        return {
            name: _kept(value) for name, value in asdict(self).items() if value not in ((), None)
        }

    @property
    def follows_hires(self) -> bool:
        return self.hire_days is not None

    def rows(self, actor: Any, today: date, *, whole: bool = False) -> QuerySet[Person]:
        """Who fits, of those whom the actor may count in; `whole` leaves that to who asked before.

        Where people join as their time comes, only whose time has come.
        """
        people = Person.objects.active()
        if not whole:
            people = Person.objects.allowed(actor, "include_in_cycle")
        chosen = self._narrowed(today)
        if self.as_well and chosen:  # what narrows nothing has everybody already
            chosen |= Q(pk__in=self.as_well)
        return people.filter(chosen).exclude(pk__in=self.left_out)

    def _narrowed(self, today: date) -> Q:
        fits = Q()
        if self.units:
            fits &= Q(assignment__unit__in=_with_all_below(self.units))
        if self.units_out:
            fits &= ~Q(assignment__unit__in=_with_all_below(self.units_out))
        if self.locations:
            fits &= Q(assignment__location__in=self.locations)
        if self.work_modes:
            fits &= Q(assignment__work_mode__in=self.work_modes)
        return fits & self._by_hiring(today)

    def _by_hiring(self, today: date) -> Q:
        fits = Q()
        if self.least_days is not None:
            fits &= Q(joined_on__lte=today - timedelta(days=self.least_days))
        if self.hired_from is not None:
            fits &= Q(joined_on__gte=self.hired_from)
        if self.hired_until is not None:
            fits &= Q(joined_on__lt=self.hired_until)
        if self.hire_days is not None:
            fits &= Q(joined_on__lte=today - timedelta(days=self.hire_days))
        return fits


def _with_all_below(units: tuple[int, ...]) -> Any:
    return UnitChain.objects.filter(above__in=units).order_by().values("below")


DATES = ("hired_from", "hired_until")


def _read(name: str, value: Any) -> Any:
    if name in DATES:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _kept(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value
