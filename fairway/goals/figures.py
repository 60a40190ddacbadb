"""What goals count of themselves for KPIs: whether they are agreed, aligned and told of.

Only of people's own goals, added up over a unit; whose they are never leaves here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import FigureSource, Share, figure_sources
from fairway.goals.models import Goal
from fairway.people.figures import people_of

Units = Iterable[int | None]
Shares = dict[int | None, Share]


def told_in_time(units: Units, day: date) -> Shares:
    """Of agreed goals that run, those whose update is not overdue."""
    in_time = Q(next_update_on__isnull=True) | Q(next_update_on__gte=day)
    return {unit: _goals(unit, day, in_time) for unit in units}


def aligned(units: Units, day: date) -> Shares:
    """Of agreed goals that run, those that contribute to a goal or to a priority."""
    return {unit: _goals(unit, day, ~Q(parent=None, priority=None)) for unit in units}


def agreed(units: Units, day: date) -> Shares:
    """Of the people, those with an agreed goal that runs."""
    own = Goal.objects.agreed().filter(owner=OuterRef("pk"), starts_on__lte=day, until_on__gt=day)
    return {unit: _people(unit, Exists(own)) for unit in units}


def _goals(unit: int | None, day: date, having: Q) -> Share:
    goals = Goal.objects.agreed().filter(starts_on__lte=day, until_on__gt=day)
    goals = goals.filter(owner__in=people_of(unit)).order_by()
    found = goals.aggregate(
        having=Count("pk", filter=having), of=Count("pk"), people=Count("owner", distinct=True)
    )
    return Share(**found)


def _people(unit: int | None, having: Exists) -> Share:
    people = people_of(unit).order_by()
    of = people.count()
    return Share(people.filter(having).count(), of, of)


figure_sources.offer(
    FigureSource(
        "goals_told",
        _("Goals told of in time"),
        _("Of people’s agreed goals, the share whose update is not overdue."),
        told_in_time,
    ),
    FigureSource(
        "goals_agreed",
        _("People with an agreed goal"),
        _("Of the people, the share with at least one agreed goal."),
        agreed,
    ),
    FigureSource(
        "goals_aligned",
        _("Goals that contribute to something"),
        _("Of people’s agreed goals, the share that contribute to another goal or to a priority."),
        aligned,
    ),
)
