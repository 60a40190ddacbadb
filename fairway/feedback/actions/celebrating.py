"""Days to be glad of. Each is written once, whoever counts, and however often."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from fairway.feedback.anniversaries import days_between, joined_on_one_of, years_on
from fairway.feedback.models import Celebration
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.policy import get
from fairway.goals.models import Goal
from fairway.people.days import organisation_day
from fairway.people.models import Person

Kind = Celebration.Kind
CATCH_UP = 14  # days: after a long outage nobody is congratulated on last spring
CHUNK = 500


def celebrate_years(today: date | None = None) -> int:
    """Those of today, and of the days since this last ran."""
    if not get("feedback.celebrations"):
        return 0
    today = today or organisation_day()
    return sum(celebrate_on(day) for day in days_between(_last_day(today), today, CATCH_UP))


def _last_day(today: date) -> date:
    """The day that was done last. Without any, today is the first."""
    done = Celebration.objects.filter(kind=Kind.YEARS, on_day__lt=today)
    return done.aggregate(day=Max("on_day"))["day"] or today - timedelta(days=1)


def celebrate_on(day: date) -> int:
    on_day = Q()
    for month, number in joined_on_one_of(day):
        on_day |= Q(joined_on__month=month, joined_on__day=number)
    people = Person.objects.filter(on_day, active=True, joined_on__lt=day)
    found = [
        Celebration(kind=Kind.YEARS, person_id=pk, on_day=day, years=years)
        for pk, joined in people.order_by("pk").values_list("pk", "joined_on")
        if joined is not None and (years := years_on(joined, day))
    ]
    for start in range(0, len(found), CHUNK):
        Celebration.objects.bulk_create(found[start : start + CHUNK], ignore_conflicts=True)
    return len(found)


@transaction.atomic
def celebrate_goal(goal: Goal) -> Celebration | None:
    """A person's own that everybody may read, once it was achieved; opened again, it waits."""
    if not get("feedback.celebrations"):
        return None
    is_open = goal.visibility == Goal.Visibility.COMPANY
    if goal.owner is None or not is_open or goal.outcome != Goal.Outcome.ACHIEVED:
        return None
    closed = goal.closed_at or timezone.now()
    found, _new = Celebration.objects.get_or_create(
        kind=Kind.GOAL,
        goal=goal,
        defaults={"person": goal.owner, "on_day": timezone.localdate(closed)},
    )
    return found


@transaction.atomic
def uncelebrate_goal(goal: int) -> int:
    return Celebration.objects.filter(kind=Kind.GOAL, goal=goal).delete()[0]


@transaction.atomic
def hide_celebration(celebration: Celebration, *, actor: Person, away: bool = True) -> Celebration:
    celebration = claim(celebration, actor=actor, verb="hide")
    if (celebration.hidden_at is not None) == away:
        return celebration
    celebration.hidden_at = timezone.now() if away else None
    celebration.save(update_fields=["hidden_at"])
    record("feedback.celebration_hidden", actor=actor, subject=celebration, about=actor, away=away)
    return celebration
