"""The next update is owed: whoever answers for the goal is reminded, once for each such day."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.foundation.models import Event
from fairway.goals.models import Goal
from fairway.people.days import organisation_day

MADE_UP = timedelta(days=3)  # what an outage of this length left out is made up for
AT_ONCE = 500


def due() -> QuerySet[Goal]:
    """Agreed, open and running, and its update is owed; a goal that is over is closed instead."""
    today = organisation_day()
    running = Q(starts_on__lte=today, until_on__gt=today, closed_at=None, agreed_at__isnull=False)
    return Goal.objects.filter(running, next_update_on__lte=today)


def is_due(goal: Goal) -> bool:
    return due().filter(pk=goal.pk).exists()


def remind() -> int:
    """Goals of the last days that nobody was reminded of; in short transactions. Gives how many."""
    since, last, told = organisation_day() - MADE_UP, 0, 0
    goals = due().filter(next_update_on__gt=since).select_related("owner").order_by("pk")
    while some := list(goals.filter(pk__gt=last)[:AT_ONCE]):
        told += _remind_of(some)
        last = some[-1].pk
    return told


@transaction.atomic
def _remind_of(goals: list[Goal]) -> int:
    known = Event.objects.filter(
        kind="goals.update_due", subject_id__in=[goal.pk for goal in goals]
    ).values_list("subject_id", "data__due")
    told, count = set(known), 0
    for goal in goals:
        day = f"{goal.next_update_on:%Y-%m-%d}"
        if (goal.pk, day) not in told:
            record("goals.update_due", actor=SYSTEM, subject=goal, about=goal.owner, due=day)
            count += 1
    return count
