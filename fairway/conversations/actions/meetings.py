"""A rhythm of 1:1s: begun, changed, ended, by either of the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from fairway.conversations.actions.meetings_planning import plan, replan
from fairway.conversations.actions.meetings_refused import (
    AlreadyMeeting,
    HasLeft,
    LiesBehind,
    OutsideTheirDay,
    WithOneself,
)
from fairway.conversations.meetings_hours import outside, span_of
from fairway.conversations.meetings_rhythm import begins, occurrences
from fairway.conversations.models import Form, OneOnOne, OneOnOneSeries, Way
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.times import day_of
from fairway.foundation.versions import next_version
from fairway.people.availability import know
from fairway.people.availability.hours import known_zone
from fairway.people.days import organisation_day
from fairway.people.models import DottedLine, Person, ReportingChain

TIMING = ("cadence", "starts_on", "at", "follows_id", "minutes", "way", "days")


@dataclass(frozen=True)
class Rhythm:
    """What the two agree on; `follows` is the one by whose clock `at` goes."""

    cadence: str
    starts_on: date
    at: time
    follows: Person
    minutes: int = 30
    way: str = Way.LIVE
    days: int = 3
    form: str = Form.STANDARD
    video_url: str = ""


@transaction.atomic
def start_series(
    other: Person, *, actor: Person, rhythm: Rhythm, anyway: bool = False
) -> OneOnOneSeries:
    """Raises OutsideTheirDay once, where the hour suits not both; `anyway` says that it does."""
    if other.pk == actor.pk:
        raise WithOneself
    if not other.active:
        raise HasLeft(other.name)
    other = claim(other, actor=actor, verb="meet")
    employee, manager = sides(actor, other)
    if running := OneOnOneSeries.objects.open().of_pair(employee, manager).first():
        raise AlreadyMeeting(running)
    direct = ReportingChain.objects.filter(above=manager, below=employee, depth=1)
    series = OneOnOneSeries(
        employee=employee,
        manager=manager,
        solid=direct.exists(),
        created_at=timezone.now(),
        created_by=actor,
    )
    _take(series, rhythm, anyway=anyway)
    try:
        with transaction.atomic():
            series.save()
    except IntegrityError:  # the other one began at the same instant
        running = OneOnOneSeries.objects.open().of_pair(employee, manager).first()
        if running is None:
            raise
        raise AlreadyMeeting(running) from None
    plan([series], today=organisation_day())
    record(
        "conversations.series_started",
        actor=actor,
        subject=series,
        about=employee,
        cadence=series.cadence,
    )
    return series


@transaction.atomic
def change_series(
    series: OneOnOneSeries,
    *,
    actor: Person,
    rhythm: Rhythm,
    anyway: bool = False,
    version: int | None = None,
) -> OneOnOneSeries:
    """What is still to come moves along, with its agenda; what was moved by hand stays there."""
    series = claim(series, actor=actor, verb="edit")
    next_version(series, version)
    before, form = _timing(series), series.form
    _take(series, _in_step(series, rhythm), anyway=anyway)
    changed = _timing(series) != before
    if changed:
        series.planned_until = None
    series.save()
    if changed:
        replan(series, today=organisation_day())
    if series.form != form:  # else what was chosen for a single one stays
        series.meetings.to_come(timezone.now()).update(form=series.form)
    record(
        "conversations.series_changed",
        actor=actor,
        subject=series,
        about=series.employee,
        cadence=series.cadence,
        moved=changed,
    )
    return series


@transaction.atomic
def end_series(
    series: OneOnOneSeries, *, actor: Person, version: int | None = None
) -> OneOnOneSeries:
    """What both wrote stays, and so do open actions; what was still to come is called off."""
    series = claim(series, actor=actor, verb="end")
    next_version(series, version)
    return close_series(series, actor=actor, ending=OneOnOneSeries.Ending.ASKED)


def close_series(
    series: OneOnOneSeries,
    *,
    actor: Any,
    ending: str,
    ended_on: date | None = None,
    reads_until: date | None = None,
) -> OneOnOneSeries:
    """For whoever has locked it. One that has begun stays open, so that its outcome is written."""
    now, by = timezone.now(), actor if isinstance(actor, Person) else None
    series.ended_on, series.ended_by = ended_on or organisation_day(), by
    series.ending, series.reads_until = ending, reads_until
    series.save()
    series.meetings.to_come(now).update(
        called_off_at=now,
        called_off_by=by,
        why=OneOnOne.Why.ENDED,
        changed_at=now,
        version=F("version") + 1,  # calendars go by it
    )
    record(
        "conversations.series_ended",
        actor=actor,
        subject=series,
        about=series.employee,
        ending=series.ending,
    )
    return series


def sides(one: Person, other: Person) -> tuple[Person, Person]:
    """Employee and manager: whoever stands above the other leads, by the solid line first."""
    chain = ReportingChain.objects.filter(depth__gt=0)
    if chain.filter(above=one, below=other).exists():
        return other, one
    if chain.filter(above=other, below=one).exists():
        return one, other
    matrix = DottedLine.objects.on(organisation_day()).filter(manager=one, person=other)
    return (other, one) if matrix.exists() else (one, other)


def _take(series: OneOnOneSeries, rhythm: Rhythm, *, anyway: bool) -> None:
    """Check the first time it asks for, and keep it."""
    now, follows = timezone.now(), rhythm.follows
    zone = known_zone(follows)
    first, _jump = begins(rhythm.starts_on, rhythm.at, zone)
    unchanged = (series.starts_on, series.at, series.zone) == (rhythm.starts_on, rhythm.at, zone)
    if first <= now and not (series.pk and unchanged):
        raise LiesBehind
    if rhythm.way == Way.LIVE and not anyway:
        pair = people_of(series)
        known = know(pair, day_of(now, zone))
        if strained := outside(pair, known, span_of(first, rhythm.minutes), leave=False):
            raise OutsideTheirDay(strained)
    series.cadence, series.starts_on, series.at = rhythm.cadence, rhythm.starts_on, rhythm.at
    series.follows, series.zone, series.minutes = follows, zone, rhythm.minutes
    series.way, series.days, series.form = rhythm.way, rhythm.days, rhythm.form
    series.video_url = rhythm.video_url


def people_of(series: OneOnOneSeries) -> Sequence[Person]:
    """Both, with the place that says their zone and holidays."""
    rows = Person.objects.filter(pk__in=series.pair).select_related("assignment__location")
    return list(rows.order_by("pk"))


def _in_step(series: OneOnOneSeries, rhythm: Rhythm) -> Rhythm:
    """Whose first day is one of the days there are anyway changes nothing about the days."""
    alike = (series.cadence, series.at, series.zone) == (
        rhythm.cadence,
        rhythm.at,
        known_zone(rhythm.follows),
    )
    first = rhythm.starts_on
    if alike and occurrences(series, first, first + timedelta(days=1)):
        return replace(rhythm, starts_on=series.starts_on)
    return rhythm


def _timing(series: OneOnOneSeries) -> tuple[Any, ...]:
    return tuple(getattr(series, name) for name in (*TIMING, "zone"))
