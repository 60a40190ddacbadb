"""Working hours: weekly, or over several weeks that take turns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.people.models import Person, WorkingPattern

Hours = tuple[int, int]  # minutes after local midnight; `until` may pass midnight
Weeks = Sequence[Sequence[Sequence[Hours]]]

DAY = 24 * 60
MOST_WEEKS, MOST_SHIFTS = 12, 4


class UnfitHours(Refusal):
    code = "unfit_hours"


@transaction.atomic
def set_hours(
    person: Person,
    *,
    actor: Any,
    weeks: Weeks,
    valid_from: date,
    first_week_on: date | None = None,
) -> WorkingPattern:
    """From that day on the person works these hours, in their own zone.

    `first_week_on` is any day of a week in which the first of several weeks is on.
    """
    person = claim(person, actor=actor, verb="set_hours")
    checked = checked_weeks(weeks)
    start = first_week_on or valid_from
    patterns = person.working_patterns
    following = patterns.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    patterns.filter(valid_from__lt=valid_from).on(valid_from).update(valid_until=valid_from)
    pattern, _new = WorkingPattern.objects.update_or_create(
        person=person,
        valid_from=valid_from,
        defaults={
            "weeks": checked,
            "starts_on": start - timedelta(days=start.weekday()),
            "valid_until": following.valid_from if following else None,
        },
    )
    record("people.hours_set", actor=actor, subject=person, valid_from=str(valid_from))
    return pattern


def checked_weeks(weeks: Weeks) -> list[list[list[list[int]]]]:
    """The same as plain lists, each day in order; refused with the day and the reason."""
    if not 1 <= len(weeks) <= MOST_WEEKS:
        raise UnfitHours(_("Hours repeat after 1 to %(most)s weeks."), most=MOST_WEEKS)
    checked = [[_checked_day(week, number) for number in range(7)] for week in weeks]
    days = [day for week in checked for day in week]
    if not any(days):
        raise UnfitHours(_("There are no hours in this pattern."))
    for day, following in zip(days, [*days[1:], days[0]], strict=True):
        if day and following and day[-1][1] - DAY > following[0][0]:
            raise UnfitHours(_("A night shift runs into the hours of the next day."))
    return checked


def _checked_day(week: Sequence[Sequence[Hours]], number: int) -> list[list[int]]:
    if len(week) != 7:
        raise UnfitHours(_("A week has seven days."))
    day = sorted([int(start), int(until)] for start, until in week[number])
    if len(day) > MOST_SHIFTS:
        raise UnfitHours(_("A day has at most %(most)s stretches of work."), most=MOST_SHIFTS)
    for start, until in day:
        if not (0 <= start < DAY and start < until <= start + DAY):
            raise UnfitHours(_("Work ends after it begins, at most 24 hours later."))
    for (_start, until), (start, _until) in pairwise(day):
        if until > start:
            raise UnfitHours(_("Two stretches of work on one day overlap."))
    return day
