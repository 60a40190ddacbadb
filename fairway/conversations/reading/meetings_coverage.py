"""How far 1:1s are had, by unit, for HR: cadence and dates as counts, and never who or what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.conversations.actions.meetings_counting import by_unit, with_a_manager
from fairway.conversations.models import OneOnOneCoverage
from fairway.conversations.models.meetings_coverage import FEWEST
from fairway.foundation.paging import Page, page_of
from fairway.people.models import Appointment, Person, ReportingChain
from fairway.people.relations import excluded, roles_of, units_in_scope

Role = Appointment.Role
COUNTS = ("people", "weekly", "biweekly", "monthly", "lately")
BY_NAME = ("name", "pk")


@dataclass(frozen=True)
class Group:
    """Units counted together, or a single one under its own name."""

    units: int
    name: str
    people: int
    weekly: int
    biweekly: int
    monthly: int
    lately: int

    @property
    def called(self) -> str:
        if self.units > 1:
            return _("Other units together")
        return self.name or _("Without a unit")

    @property
    def without(self) -> int:
        return self.people - self.weekly - self.biweekly - self.monthly


@dataclass(frozen=True)
class Coverage:
    """Some units by name, and behind the last of them what is counted together."""

    units: Page[OneOnOneCoverage]
    together: Group | None = None
    counted_on: date | None = None

    @property
    def rows(self) -> Sequence[OneOnOneCoverage | Group]:
        last = [self.together] if self.together and not self.units.after else []
        return [*self.units, *last]


def coverage_for(viewer: Person, *, after: str = "", before: str = "") -> Coverage:
    """Of the units an HR partner looks after, of all for a people lead; nothing for others.

    Units too small to speak of are counted together, and with them those in which the viewer and
    whoever stands above them work: these are counted while one looks, without them. Where that is
    still too few, the smallest of the others joins. So no number speaks of fewer than FEWEST, and
    none is left to be found by subtraction.
    """
    held = roles_of(viewer) & {Role.HR_PARTNER, Role.PEOPLE_LEAD}
    if not held:
        return Coverage(Page([]))
    people = with_a_manager()
    if Role.PEOPLE_LEAD not in held:
        people = people.filter(assignment__unit__in=units_in_scope(viewer, Role.HR_PARTNER))
    own = _units_of_own_line(viewer)
    others = OneOnOneCoverage.objects.allowed(viewer).exclude(_in(own, "unit"))
    small, counted_on = _small(others)
    theirs = people.exclude(excluded(viewer, "pk")).filter(_in(own, "assignment__unit"))
    together, apart = _sum([small, *_counted(theirs)]), others.speaking()
    if 0 < together.people < FEWEST:
        smallest = apart.order_by("people", "pk").first()
        if smallest is not None:
            together, apart = _sum([together, _alone(smallest)]), apart.exclude(pk=smallest.pk)
    page = page_of(apart, order=BY_NAME, after=after, before=before)
    return Coverage(
        page,
        together if together.people >= FEWEST else None,
        page.rows[0].counted_on if page.rows else counted_on,
    )


def _units_of_own_line(viewer: Person) -> list[int | None]:
    """Of the viewer and everybody above them."""
    line = ReportingChain.objects.filter(below=viewer).order_by()
    own = viewer.assignment.unit_id if viewer.assignment else None
    return [*{own, *line.values_list("above__assignment__unit", flat=True)}]


def _in(units: Sequence[int | None], field: str) -> Q:
    known = Q(**{f"{field}__in": [one for one in units if one is not None]})
    return known | Q(**{field: None}) if None in units else known


def _small(rows: QuerySet[OneOnOneCoverage]) -> tuple[Group, date | None]:
    sums = {f"all_{name}": Sum(name, default=0) for name in COUNTS}
    found = rows.filter(people__lt=FEWEST).aggregate(
        units=Count("pk"), of=Max("name"), on=Max("counted_on"), **sums
    )
    counts = [found[f"all_{name}"] for name in COUNTS]
    return Group(found["units"], found["of"] or "", *counts), found["on"]


def _counted(people: QuerySet[Person]) -> Iterator[Group]:
    for _unit, name, *counts in by_unit(people, timezone.now()):
        yield Group(1, name or "", *counts)


def _alone(row: OneOnOneCoverage) -> Group:
    return Group(1, row.name, *_numbers(row))


def _sum(groups: Iterable[Group]) -> Group:
    there = [one for one in groups if one.people]
    counts = [sum(each) for each in zip(*map(_numbers, there), strict=True)] or [0] * len(COUNTS)
    names = {one.name for one in there}
    return Group(sum(one.units for one in there), names.pop() if len(names) == 1 else "", *counts)


def _numbers(row: Any) -> list[int]:
    return [getattr(row, name) for name in COUNTS]
