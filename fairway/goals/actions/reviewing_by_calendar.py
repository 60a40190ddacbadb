"""Near the middle and the end of a period its goals are looked at: the calendar opens reviews."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from fairway.foundation.actors import SYSTEM
from fairway.foundation.policy import get
from fairway.goals.actions.reviewing import AHEAD, begin, who_is_asked
from fairway.goals.models import Goal, GoalReview
from fairway.people.availability import days_away, is_away
from fairway.people.days import organisation_day
from fairway.people.models import OrgUnit, Person
from fairway.strategy.models import Period

BOTH, END_ALONE, BY_HAND = "both", "end", "by_hand"
LONG_ENOUGH = 4  # times the days of a review: shorter periods are looked at when they end
AT_ONCE = 500
Point = GoalReview.Point


def open_due() -> int:
    """Reviews of whoever has agreed goals and is there today; in short transactions. How many."""
    if get("goals.reviews") == BY_HAND:
        return 0
    today, opened = organisation_day(), 0
    span = timedelta(days=get("goals.review_days"))
    around = Period.objects.open().filter(starts_on__lte=today, until_on__gt=today - span)
    for period in around.order_by("pk"):
        point = point_at(period, today)
        if point is not None:
            for waiting in (without(period, point), units_without(period, point)):
                opened += _open_for(waiting, period, point, today)
    return opened


def point_at(period: Period, today: date) -> GoalReview.Point | None:
    """Which of the two this day is near: so many days before and after it.

    Those who were away when others began are still asked in the days after it.
    """
    days = get("goals.review_days")
    span = timedelta(days=days)
    middle = period.starts_on + timedelta(days=period.days // 2)
    if period.until_on - span <= today < period.until_on + span:
        return Point.END
    if get("goals.reviews") != BOTH or period.days < LONG_ENOUGH * days:
        return None
    return Point.MIDDLE if middle - span <= today < middle + span else None


def without(period: Period, point: str) -> QuerySet[Person]:
    """People with agreed goals of the period, whose review was not opened yet."""
    goals = Goal.objects.agreed().filter(period=period, scope=Goal.Scope.PERSON)
    there = GoalReview.objects.filter(person=OuterRef("pk"), period=period, point=point)
    people = Person.objects.filter(active=True, pk__in=goals.order_by().values("owner"))
    return people.exclude(Exists(there))


def units_without(period: Period, point: str) -> QuerySet[OrgUnit]:
    """Units that somebody leads, with agreed goals of their own that were not looked at yet."""
    goals = Goal.objects.agreed().filter(period=period, scope=Goal.Scope.UNIT)
    there = GoalReview.objects.filter(unit=OuterRef("pk"), period=period, point=point)
    units = OrgUnit.objects.filter(closed_on=None, leader__active=True)
    return units.filter(pk__in=goals.order_by().values("unit")).exclude(Exists(there))


def _open_for(waiting: QuerySet[Any], period: Period, point: GoalReview.Point, today: date) -> int:
    last, opened = 0, 0
    keys = waiting.order_by("pk").values_list("pk", flat=True)
    while some := list(keys.filter(pk__gt=last)[:AT_ONCE]):
        opened += _open_some(waiting.model, some, period, point, today)
        last = some[-1]
    return opened


@transaction.atomic
def _open_some(
    model: Any, some: list[int], period: Period, point: GoalReview.Point, today: date
) -> int:
    """They are locked, as when a review is opened by hand: neither opens a second one."""
    field = "person" if model is Person else "unit"
    rows = list(model.objects.select_for_update().filter(pk__in=some).order_by("pk"))
    known = GoalReview.objects.filter(**{f"{field}__in": some}, period=period, point=point)
    had = set(known.values_list(field, flat=True))
    asked = {row.pk: who_is_asked(row) or 0 for row in rows}
    away = days_away(list(asked.values()), today, today + AHEAD)
    opened = 0
    for row in rows:
        days = away.get(asked[row.pk], [])
        if row.pk in had or is_away(days, today):
            continue
        review = GoalReview(**{field: row}, period=period, point=point)
        begin(review, actor=SYSTEM, today=today, away=days)
        opened += 1
    return opened
