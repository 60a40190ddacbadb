"""Years, halves, quarters, and whatever else goals are set for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.locks import hold
from fairway.foundation.refusal import Refusal
from fairway.foundation.versions import next_version
from fairway.strategy.calendar import FiscalCalendar
from fairway.strategy.models import Period
from fairway.strategy.rules import claim_new_periods

LONGEST_DAYS = 3 * 366


class EndsBeforeItStarts(Refusal):
    code = "ends_before_it_starts"
    field = "last_day"

    def __init__(self) -> None:
        super().__init__(_("The last day comes before the first. Choose a later one."))


class TooLong(Refusal):
    code = "too_long"
    field = "last_day"

    def __init__(self) -> None:
        super().__init__(_("A period lasts three years at most."))


class Overlaps(Refusal):
    code = "overlaps"

    def __init__(self, other: Period) -> None:
        super().__init__(
            _(
                "This would overlap %(name)s, from %(first)s to %(last)s. Two periods of one kind "
                "cannot share a day: change the days, or make it a custom period."
            ),
            name=other.name,
            first=date_format(other.starts_on),
            last=date_format(other.last_day),
        )


@transaction.atomic
def add_period(kind: str, name: str, *, actor: Any, starts_on: date, last_day: date) -> Period:
    claim_new_periods(actor)
    return _add(kind, name, starts_on, last_day + timedelta(days=1), actor)


@transaction.atomic
def add_year(
    year: int,
    *,
    actor: Any,
    calendar: FiscalCalendar,
    halves: bool = True,
    quarters: bool = True,
) -> list[Period]:
    """A fiscal year with what it is divided into, all of it or nothing."""
    claim_new_periods(actor)
    return [
        _add(span.kind, span.name, span.starts_on, span.until_on, actor)
        for span in calendar.spans(year, halves=halves, quarters=quarters)
    ]


@transaction.atomic
def edit_period(
    period: Period,
    *,
    actor: Any,
    kind: str,
    name: str,
    starts_on: date,
    last_day: date,
    version: int | None = None,
) -> Period:
    period = claim(period, actor=actor, verb="edit")
    next_version(period, version)
    period.kind, period.name = kind, name
    period.starts_on, period.until_on = starts_on, last_day + timedelta(days=1)
    _refuse_unfit(period)
    period.save()
    record("strategy.period_edited", actor=actor, subject=period)
    return period


@transaction.atomic
def open_period(period: Period, *, actor: Any) -> Period:
    """Goals can be set in it from now on; also what was closed can be opened again."""
    period = claim(period, actor=actor, verb="open")
    period.opened_at, period.closed_at = timezone.now(), None
    return _write_state(period, "strategy.period_opened", actor)


@transaction.atomic
def close_period(period: Period, *, actor: Any) -> Period:
    """It stays as it was from now on."""
    period = claim(period, actor=actor, verb="close")
    period.closed_at = timezone.now()
    return _write_state(period, "strategy.period_closed", actor)


@transaction.atomic
def archive_period(period: Period, *, actor: Any) -> Period:
    """For one that was a mistake: it makes room for another on the same days."""
    period = claim(period, actor=actor, verb="archive")
    period.archived_at = timezone.now()
    return _write_state(period, "strategy.period_archived", actor)


@transaction.atomic
def restore_period(period: Period, *, actor: Any) -> Period:
    period = claim(period, actor=actor, verb="restore")
    period.archived_at = None
    _refuse_unfit(period)
    return _write_state(period, "strategy.period_restored", actor)


def _add(kind: str, name: str, starts_on: date, until_on: date, actor: Any) -> Period:
    period = Period(kind=kind, name=name, starts_on=starts_on, until_on=until_on)
    _refuse_unfit(period)
    period.save()
    record("strategy.period_added", actor=actor, subject=period, period_kind=kind)
    return period


def _refuse_unfit(period: Period) -> None:
    if period.until_on <= period.starts_on:
        raise EndsBeforeItStarts
    if period.days > LONGEST_DAYS:
        raise TooLong
    if period.kind == Period.Kind.CUSTOM:
        return
    hold("periods")  # two that are added at once could overlap without either seeing it
    others = Period.objects.overlapping(period.starts_on, period.until_on)
    other = others.filter(kind=period.kind).exclude(pk=period.pk).first()
    if other:
        raise Overlaps(other)


def _write_state(period: Period, kind: str, actor: Any) -> Period:
    period.version += 1
    period.save(update_fields=["opened_at", "closed_at", "archived_at", "version"])
    record(kind, actor=actor, subject=period)
    return period
