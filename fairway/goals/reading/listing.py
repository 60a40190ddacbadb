"""Which goals a list shows: whose, of which days, in what state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from fairway.foundation.lookups import in_each_way
from fairway.foundation.paging import PAGE
from fairway.foundation.prepared import padded
from fairway.foundation.word_index import words_of
from fairway.goals.models import CoOwner, Goal
from fairway.goals.models.goal import TITLES, GoalQuerySet
from fairway.goals.models.progressing import Status
from fairway.people.models import OrgUnit, Person, UnitChain
from fairway.people.relations import MANAGER, PreparedForViewers, direct_reports, standing_of
from fairway.strategy.models import Period

MINE, TEAM, UNIT, COMPANY = "mine", "team", "unit", "company"
TABS = {
    MINE: gettext_lazy("My goals"),
    TEAM: gettext_lazy("My team’s"),
    UNIT: gettext_lazy("My unit’s"),
    COMPANY: gettext_lazy("Everybody’s"),
}
UNALIGNED, CLOSED, WAITING = "unaligned", "closed", "waiting"
STATES: dict[str, Any] = {
    "": gettext_lazy("All open goals"),
    Status.ON_TRACK: Status.ON_TRACK.label,
    Status.AT_RISK: Status.AT_RISK.label,
    Status.OFF_TRACK: Status.OFF_TRACK.label,
    "not_started": gettext_lazy("Not started"),
    WAITING: gettext_lazy("Not agreed yet"),
    UNALIGNED: gettext_lazy("Contributes to nothing"),
    CLOSED: gettext_lazy("Closed"),
}
VERBS = ("update", "agree")
ON_A_PAGE = tuple(range(-300 - PAGE, -300))  # what stands in a query for the keys of its rows


@dataclass(frozen=True)
class Asked:
    """What a list was asked for."""

    viewer: Person
    tab: str = MINE
    period: Period | None = None
    state: str = ""
    unit: OrgUnit | None = None
    words: str = ""
    by: str = ""

    @property
    def closed(self) -> bool:
        return self.state == CLOSED

    @property
    def order(self) -> tuple[str, str]:
        """What is due first comes first; of what is closed, the latest."""
        return order_of(self.state)


def order_of(state: str) -> tuple[str, str]:
    return ("-until_on", "-pk") if state == CLOSED else ("until_on", "pk")


def tabs_of(viewer: Person) -> list[str]:
    leads = MANAGER.key in standing_of(viewer)
    placed = viewer.assignment is not None and viewer.assignment.unit_id is not None
    return [MINE, *([TEAM] if leads else []), *([UNIT] if placed else []), COMPANY]


def listed(asked: Asked) -> GoalQuerySet:
    period = asked.period.pk if asked.period else 0
    rows = of_state_and_days(asked.viewer, asked.tab, asked.state, period, asked.unit)
    words = words_of(asked.words)
    return rows.filter(TITLES.has(words)) if words else rows


def of_state_and_days(
    viewer: Person, tab: str, state: str, period: int, unit: OrgUnit | None = None
) -> GoalQuerySet:
    rows: Any = Goal.objects.allowed(viewer)
    rows = rows.filter(_of_unit(unit.pk)) if unit else _whose(rows, viewer, tab)
    return _in_state(rows.filter(period=period) if period else rows, state)


def with_rights(page: Iterable[Goal], viewer: Person) -> list[Any]:
    """The goals of a page, each with what its row has a button for."""
    goals: list[Any] = list(page)
    keys = [goal.pk for goal in goals]
    rows = RIGHTS.ask(viewer, *padded(keys, ON_A_PAGE)) if keys else []
    rights = {key: held for key, *held in rows}
    for goal in goals:
        for verb, may in zip(VERBS, rights.get(goal.pk, [False] * len(VERBS)), strict=True):
            setattr(goal, f"may_{verb}", bool(may))
    return goals


def _rights(viewer: Person, *keys: int) -> QuerySet[Any, Any]:
    rows: Any = Goal.objects.filter(pk__in=keys).with_may(viewer, *VERBS).order_by()
    found: QuerySet[Any, Any] = rows.values_list("pk", *(f"may_{verb}" for verb in VERBS))
    return found


RIGHTS = PreparedForViewers(_rights, *ON_A_PAGE)


def _whose(rows: Any, viewer: Person, tab: str) -> Any:
    if tab == MINE:
        return rows.filter(in_each_way(Goal.objects.all(), *mine(viewer)))
    if tab == TEAM:
        return rows.filter(owner__in=direct_reports(viewer))
    if tab == UNIT:
        return rows.filter(_of_unit(viewer.assignment.unit_id if viewer.assignment else None))
    return rows


def mine(viewer: Person) -> tuple[Q, ...]:
    """In which ways a goal is theirs: their own, those owned together, and those of a unit that
    they report on."""
    shared = CoOwner.objects.filter(person=viewer).values("goal")
    return Q(owner=viewer), Q(responsible=viewer), Q(pk__in=shared)


def _of_unit(unit: int | None) -> Q:
    """The unit's own goals and those of its people, and of all units inside it."""
    inside = UnitChain.objects.filter(above=unit).values("below")
    return Q(unit__in=inside) | Q(owner__assignment__unit__in=inside)


def _in_state(rows: Any, state: str) -> Any:
    if state == CLOSED:
        return rows.exclude(closed_at=None)
    rows = rows.current()
    if state == WAITING:
        return rows.filter(agreed_at=None)
    if state == UNALIGNED:
        return rows.unaligned()
    if state == "not_started":
        return rows.filter(status="")
    return rows.filter(status=state) if state in Status.values else rows
