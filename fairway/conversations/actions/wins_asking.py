"""Once a month, towards its end: did something go well that you want to keep?

Each is asked on a working day of their own calendar while they are there, and not when they have
written down a win in that month. Days are spread, so that ten thousand people are not asked in one
night. Whoever does not want to be asked switches it off where they choose what they are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models import Win, WinPrompt
from fairway.foundation import notifications
from fairway.foundation.policy import get
from fairway.foundation.presence import Away, days_away
from fairway.foundation.times import day_of
from fairway.people.models import Person

PROMPT = "conversations.win_prompt"
WINDOW = 10  # days before the month ends
SPREAD = 5
FRIDAY = 4
AT_ONCE = 200


def ask_for_wins(now: datetime | None = None) -> int:
    """Ask whoever is due; gives how many."""
    now = now or timezone.now()
    if not get("conversations.ask_for_wins"):
        return 0
    return sum(_ask(people, now) for people in _in_portions())


def is_due(person: int, today: date, away: Away) -> bool:
    """Whether today, by their own calendar, is a day on which to ask this person.

    Who is away on their day is asked when they are back, in the same month or not at all.
    """
    first = _first_of_next(today) - timedelta(days=WINDOW - person % SPREAD)
    return today >= first and today.weekday() <= FRIDAY and not away.on(person, today)


def _first_of_next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _in_portions() -> Iterable[Sequence[Person]]:
    last = 0
    rows = Person.objects.filter(active=True).select_related("assignment__location")
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = some[-1].pk
        yield some


def _ask(people: Sequence[Person], now: datetime) -> int:
    away = days_away(people, now)
    due = {one.pk: day_of(now, one.zone).replace(day=1) for one in people if _due(one, now, away)}
    if not due:
        return 0
    months = set(due.values())
    asked = set(
        WinPrompt.objects.filter(person__in=due, month__in=months).values_list("person", "month")
    )
    wrote = {
        (person, day.replace(day=1))
        for person, day in Win.objects.filter(
            person__in=due, happened_on__gte=min(months)
        ).values_list("person", "happened_on")
    }
    left_alone = asked | wrote
    return sum(
        _ask_one(one, due[one.pk])
        for one in people
        if one.pk in due and (one.pk, due[one.pk]) not in left_alone
    )


def _due(person: Person, now: datetime, away: Away) -> bool:
    return is_due(person.pk, day_of(now, person.zone), away)


@transaction.atomic
def _ask_one(person: Person, month: date) -> bool:
    """In one transaction with the row that says so: killed in between, it begins anew."""
    _row, new = WinPrompt.objects.get_or_create(person=person, month=month)
    if not new:
        return False
    told: Any = notifications.notify(
        person,
        PROMPT,
        title=_("Did something go well this month that you want to keep?"),
        url=reverse("conversations:new_win"),
    )
    return told is not None
