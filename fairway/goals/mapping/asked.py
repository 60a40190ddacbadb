"""What a picture of many goals was asked for: the days, and the part of the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import permitted
from fairway.foundation.lookups import row_by_row
from fairway.goals.models import Goal
from fairway.people.days import organisation_day
from fairway.people.directory import units_to_choose
from fairway.people.models import OrgUnit, Person, UnitChain
from fairway.strategy.models import Period

MOST_PERIODS = 24
ALL_UNITS = 0


@dataclass(frozen=True)
class Part:
    """What is asked for by keys alone, so that a query can be put together from stand-ins."""

    viewer: Person
    within: tuple[int, ...]
    unit: int = ALL_UNITS

    def goals(self) -> Any:
        """Those that the viewer may see, proposed or agreed on; a map is shown around."""
        return self._of(Goal.objects.allowed(self.viewer))

    def one_by_one(self) -> QuerySet[Goal]:
        """The same goals, for a condition that is asked of few rows of another query."""
        with row_by_row():
            seen = permitted(Goal, self.viewer, "view")
        rows: QuerySet[Goal] = self._of(Goal.objects.filter(seen)).order_by()
        return rows

    def of_parent(self) -> Q:
        """The goal above is one of these. Most are a unit's, which everybody here may see: only of
        a person's is it asked one by one."""
        persons = self.one_by_one().filter(scope=Goal.Scope.PERSON, pk=OuterRef("parent"))
        shared = Q(parent__period__in=self.within, parent__proposed_at__isnull=False)
        shared &= ~Q(parent__scope=Goal.Scope.PERSON)
        if self.unit:
            shared &= Q(parent__unit__in=_inside(self.unit))
        return shared | Q(Q(parent__scope=Goal.Scope.PERSON), Exists(persons))

    def _of(self, rows: Any) -> Any:
        rows = rows.shown_around().filter(period__in=self.within).exclude(proposed_at=None)
        return rows.filter(_in_unit(self.unit)) if self.unit else rows


@dataclass(frozen=True)
class Asked:
    viewer: Person
    period: Period | None
    periods: tuple[Period, ...] = ()
    unit: OrgUnit | None = None

    @property
    def within(self) -> list[int]:
        """The period, those it lies in and those in it: their goals are worked on in its days."""
        if (now := self.period) is None:
            return []
        return [
            one.pk
            for one in self.periods
            if one.starts_on < now.until_on and one.until_on > now.starts_on
        ]

    @property
    def question(self) -> str:
        """The same days and unit, for an address."""
        chosen = {"period": self.period, "unit": self.unit}
        return urlencode({name: one.public_id for name, one in chosen.items() if one})

    @property
    def part(self) -> Part:
        return Part(self.viewer, tuple(self.within), self.unit.pk if self.unit else ALL_UNITS)

    def goals(self) -> Any:
        return self.part.goals()


class MapForm(forms.Form):
    """Without a word about the period, the shortest one that runs today."""

    period = forms.ChoiceField(label=_("Period"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, asked: Any, *, viewer: Person, around: Goal | None = None) -> None:
        """`around`: a goal to be on the map, whose days it shows where no others are asked for."""
        super().__init__(asked)
        self.viewer = viewer
        offered = Period.objects.allowed(viewer).in_use().order_by("-starts_on", "until_on")
        self.periods = list(offered[:MOST_PERIODS])
        usual = around.period.public_id if around else ""
        self.chosen_period = _period(self.periods, asked.get("period", "") or usual)
        fields: Any = self.fields
        fields["period"].choices = [(one.public_id, one.name) for one in self.periods]
        fields["period"].initial = self.chosen_period.public_id if self.chosen_period else ""
        units, self.chosen_unit = _units(asked.get("unit", ""))
        fields["unit"].choices = [("", _("All units"))] + [
            (unit.public_id, "\u2007\u2007" * (depth - 1) + unit.name)
            for unit, depth in units
            if depth
        ]
        chosen = {
            "period": fields["period"].initial,
            "unit": self.chosen_unit.public_id if self.chosen_unit else "",
        }
        self.data = {**asked.dict(), **chosen}

    @property
    def asked(self) -> Asked:
        return Asked(self.viewer, self.chosen_period, tuple(self.periods), self.chosen_unit)


def _inside(unit: int) -> Any:
    return UnitChain.objects.filter(above=unit).values("below")


def _in_unit(unit: int) -> Q:
    inside = _inside(unit)
    return Q(unit__in=inside) | Q(owner__assignment__unit__in=inside)


def _units(public_id: str) -> tuple[list[tuple[OrgUnit, int]], OrgUnit | None]:
    """The units to choose from with their depth, and the chosen one, which may lie deeper."""
    units = units_to_choose(None)
    chosen = next((unit for unit, _depth in units if unit.public_id == public_id), None)
    if public_id and chosen is None:
        chosen = OrgUnit.objects.filter(public_id=public_id).first()
        units += [(chosen, 1)] if chosen else []
    return units, chosen


def _period(periods: list[Period], public_id: str) -> Period | None:
    today = organisation_day()
    asked = next((one for one in periods if one.public_id == public_id), None)
    running = [one for one in periods if one.starts_on <= today < one.until_on]
    return (
        asked or min(running, key=lambda one: one.days, default=None) or next(iter(periods), None)
    )
