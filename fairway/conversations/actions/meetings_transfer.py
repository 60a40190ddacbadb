"""When the line between two people ends: what moves to the new manager, and what does not.

The rhythm goes on with the new manager: how often, at which hour, for how long, in which way. What
was said does not: neither agendas nor notes nor outcomes, and the room of the video call stays the
former manager's. The employee's open actions stay theirs; they bring along what they like. The
former manager's are dropped. Private notes stay with whoever wrote them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from fairway.conversations.actions.meetings import close_series
from fairway.conversations.actions.meetings_planning import plan
from fairway.conversations.models import ActionItem, OneOnOneSeries
from fairway.foundation.access import lock
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.people.availability.hours import known_zone
from fairway.people.days import organisation_day
from fairway.people.models import DottedLine, Person, ReportingChain

FORMER_READS = timedelta(days=90)
LEAVERS_READ = timedelta(days=30)
AT_ONCE = 200
Ending = OneOnOneSeries.Ending


def settle_lines() -> int:
    """1:1s of pairs whose line has ended, each in a transaction of its own. Gives how many."""
    today, last, settled = organisation_day(), 0, 0
    while some := list(_without_line(today).filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        for one in some:
            settled += settle_line(one, today=today)
        last = some[-1].pk
    return settled


@transaction.atomic
def settle_line(series: OneOnOneSeries, *, today: date) -> bool:
    """False where somebody else has settled it meanwhile, or the line is there again."""
    series = lock(series)
    if not _without_line(today).filter(pk=series.pk).exists():
        return False
    _part_and_go_on(series, today)
    return True


@transaction.atomic
def part_with(leaver: Person) -> int:
    """Somebody left, be it in the middle of a week: nothing is planned with them any more, and
    nobody waits for what they had promised."""
    today, parted = organisation_day(), 0
    rows = OneOnOneSeries.objects.of(leaver).filter(reads_until=None)
    for series in rows.order_by("pk"):
        _part_and_go_on(lock(series), today)
        parted += 1
    return parted


def _part_and_go_on(series: OneOnOneSeries, today: date) -> None:
    """The rhythm of a direct manager goes on with the next one. What one of the two had ended
    before stays ended, and what went along another line ends with it."""
    goes_on = series.is_open and series.solid and series.employee.active
    _part(series, today)
    new = _manager_of(series.employee) if goes_on else None
    if new is not None and new.pk != series.manager_id:
        _go_on(series, new, today)


def _part(series: OneOnOneSeries, today: date) -> None:
    """Whoever led reads for a while; of somebody who left, as long as the rest of their record."""
    left = not (series.employee.active and series.manager.active)
    until = today + (LEAVERS_READ if left else FORMER_READS)
    if series.is_open:
        ending = Ending.LEFT if left else Ending.MANAGER
        close_series(series, actor=SYSTEM, ending=ending, ended_on=today, reads_until=until)
    else:
        series.reads_until = until
        series.save(update_fields=["reads_until"])
    between = ActionItem.objects.filter(employee=series.employee, manager=series.manager)
    gone = Q(owner=series.manager)
    if not series.employee.active:
        gone |= Q(owner=series.employee)
    between.open().filter(gone).update(dropped_at=timezone.now(), version=F("version") + 1)
    between.update(manager_reads=False)


def _go_on(series: OneOnOneSeries, manager: Person, today: date) -> None:
    """With the new manager, unless the two have 1:1s already. It asks nobody whether the hour
    suits: both are told, and either of them changes it."""
    employee = series.employee
    there = OneOnOneSeries.objects.open()
    if not manager.active or there.of_pair(employee, manager).exists():
        return
    follows = employee if series.follows_id == employee.pk else manager
    alike = ("cadence", "starts_on", "at", "minutes", "way", "days", "form")
    after = OneOnOneSeries.objects.create(
        employee=employee,
        manager=manager,
        follows=follows,
        zone=known_zone(follows),
        created_at=timezone.now(),
        before=series,
        **{name: getattr(series, name) for name in alike},
    )
    plan([after], today=today)
    record(
        "conversations.series_handed_over",
        actor=SYSTEM,
        subject=after,
        about=employee,
        cadence=after.cadence,
    )


def _manager_of(employee: Person) -> Person | None:
    row = ReportingChain.objects.filter(below=employee, depth=1).select_related("above").first()
    return row.above if row else None


def _without_line(today: date) -> QuerySet[OneOnOneSeries]:
    """Running, or read on, of two of whom none leads the other any more. Who used to be somebody's
    manager and now stands further above them still leads: the two may go on, or end it."""
    chain = ReportingChain.objects.filter(above=OuterRef("manager"), below=OuterRef("employee"))
    matrix = DottedLine.objects.on(today).filter(
        manager=OuterRef("manager"), person=OuterRef("employee")
    )
    held: Any = Exists(chain.filter(depth__gt=0).order_by()) | Exists(matrix.order_by())
    return OneOnOneSeries.objects.filter(reads_until=None).exclude(held)
