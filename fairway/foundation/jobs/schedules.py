"""Schedules: what recurs at a wall time, in a person's own zone or the organisation's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from fairway.foundation.models import Schedule
from fairway.foundation.organisation import organisation_zone
from fairway.foundation.presence import Away, days_away
from fairway.foundation.times import Recurrence, day_of

AT_ONCE = 500
MOST_DAYS_SKIPPED = 800
PERIODS = {"FREQ=DAILY": timedelta(days=1), "FREQ=WEEKLY": timedelta(weeks=1)}


@dataclass(frozen=True)
class House:
    """A schedule that the code declares, rather than a person."""

    task: Task
    rule: str
    at: time
    zone: str


_house: dict[str, House] = {}


def recurring(rule: str, *, at: time, zone: str = "") -> Callable[[Task], Task]:
    """Run a task again and again; without a zone, by the organisation's clock::

    @recurring("FREQ=DAILY", at=time(2, 30))
    @task()
    def settle() -> None: ...
    """
    # A rule that never comes, or cannot be read, stops the house from starting, not its ticker.
    Recurrence(rule, datetime.combine(date(2000, 1, 1), at), zone or "UTC")

    def declare(task: Task) -> Task:
        _house[task.module_path] = House(task, rule, at, zone)
        return task

    return declare


def house_tasks() -> list[Task]:
    """What the house does by itself, again and again."""
    return [one.task for one in _house.values()]


@transaction.atomic
def set_schedule(
    key: str,
    task: Task,
    *,
    rule: str,
    at: time,
    starts_on: date | None = None,
    person: Any = None,
    zone: str = "",
    skips_away: bool = True,
    **args: Any,
) -> Schedule:
    """Make or change the schedule of this key: `task(**args)` at `at`, by the rule.

    Without a zone it follows the person's, wherever they move, or the organisation's. While the
    person is away nothing falls due, unless `skips_away` is false.
    """
    schedule = Schedule.objects.filter(key=key).first() or Schedule(key=key, active=False)
    before = _timing(schedule)
    schedule.task, schedule.args = task.module_path, args
    schedule.rule, schedule.wall_time, schedule.fixed_zone = rule, at, zone
    schedule.person, schedule.skips_away, schedule.active = person, skips_away, True
    schedule.zone = effective_zone(schedule)
    now = timezone.now()
    schedule.starts_on = starts_on or schedule.starts_on or day_of(now, schedule.zone)
    if _timing(schedule) != before:  # else keep what is overdue
        schedule.due_at = next_due(schedule, now, days_away([person], now) if person else None)
    schedule.save()
    return schedule


def _timing(schedule: Schedule) -> tuple[Any, ...]:
    return (
        schedule.rule,
        schedule.wall_time,
        schedule.zone,
        schedule.starts_on,
        schedule.person_id,
        schedule.skips_away,
        schedule.active,
    )


def drop_schedule(key: str) -> None:
    Schedule.objects.filter(key=key).update(active=False, due_at=None)


def follow_person(person: Any) -> int:
    """Reckon a person's schedules anew: they moved to another zone, or their leave changed."""
    return reckon(Schedule.objects.filter(person=person, active=True))


def follow_organisation() -> int:
    """Reckon what goes by the organisation's clock anew."""
    return reckon(Schedule.objects.filter(person=None, fixed_zone="", active=True))


def reckon(schedules: Any = None) -> int:
    """Give each schedule the zone it now follows and its next instant; all of them, unless told.

    Runs whenever a ticker starts and every night, so that a new zone database counts, too.
    """
    if schedules is None:
        schedules = Schedule.objects.filter(active=True)
    count, last = 0, 0
    rows = schedules.select_related("person__assignment__location").order_by("pk")
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        last = some[-1].pk
        count += len(some)
        _reckon(some)
    return count


def _reckon(schedules: list[Schedule]) -> None:
    now = timezone.now()
    away = days_away([schedule.person for schedule in schedules if schedule.person], now)
    changed = []
    for schedule in schedules:
        before = (schedule.zone, schedule.due_at)
        overdue = schedule.due_at is not None and schedule.due_at <= now
        schedule.zone = effective_zone(schedule)
        if not overdue:
            schedule.due_at = next_due(schedule, now, away)
        if (schedule.zone, schedule.due_at) != before:
            changed.append(schedule)
    Schedule.objects.bulk_update(changed, ["zone", "due_at"])


def next_due(schedule: Schedule, after: datetime, away: Away | None = None) -> datetime | None:
    """The next instant strictly after this one, on a day when the person is there."""
    recurrence = Recurrence(schedule.rule, _near(schedule, after), schedule.zone)
    due = recurrence.next_after(after)
    if away is None or not schedule.skips_away or schedule.person_id is None:
        return due
    for _day in range(MOST_DAYS_SKIPPED):
        if due is None or not away.on(schedule.person_id, day_of(due, schedule.zone)):
            return due
        due = recurrence.next_after(due)
    return due


def _near(schedule: Schedule, after: datetime) -> datetime:
    """A start near `after` with the same days to come, so that years need not be walked through."""
    starts = datetime.combine(schedule.starts_on, schedule.wall_time)
    parts = dict(part.partition("=")[::2] for part in schedule.rule.upper().split(";"))
    period = PERIODS.get(f"FREQ={parts.get('FREQ', '')}")
    if period is None or "COUNT" in parts:
        return starts
    period *= int(parts.get("INTERVAL", "1"))
    behind = after.replace(tzinfo=None) - timedelta(days=7) - period - starts
    return starts + max(behind // period, 0) * period


def effective_zone(schedule: Schedule) -> str:
    if schedule.fixed_zone:
        return schedule.fixed_zone
    return schedule.person.zone if schedule.person else organisation_zone()


@transaction.atomic
def set_house_schedules() -> None:
    """Write down what the code declares; what it no longer declares stops."""
    for key, house in _house.items():
        set_schedule(f"house:{key}", house.task, rule=house.rule, at=house.at, zone=house.zone)
    gone = Schedule.objects.filter(key__startswith="house:", active=True)
    gone.exclude(key__in=[f"house:{key}" for key in _house]).update(active=False, due_at=None)


def house_schedules() -> Iterable[House]:
    return _house.values()
