"""Which stretch of days a value stands for, in the organisation's calendar."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairway.foundation import policy

MONTHS_IN_A_QUARTER = 3


class Cadence(models.TextChoices):
    DAILY = "daily", _("Daily")
    WEEKLY = "weekly", _("Weekly")
    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")

    def start_of(self, day: date) -> date:
        """Weeks begin on Monday; quarters where the fiscal year has them."""
        if self is Cadence.DAILY:
            return day
        if self is Cadence.WEEKLY:
            return day - timedelta(days=day.weekday())
        first = day.replace(day=1)
        return first if self is Cadence.MONTHLY else _quarter(first)

    def next(self, start: date) -> date:
        """The first day of the stretch after the one that begins here."""
        if self is Cadence.DAILY:
            return start + timedelta(days=1)
        if self is Cadence.WEEKLY:
            return start + timedelta(weeks=1)
        return _later(start, 1 if self is Cadence.MONTHLY else MONTHS_IN_A_QUARTER)

    def steps(self, start: date, end: date) -> int:
        """How many stretches from one first day to another."""
        if self is Cadence.DAILY:
            return (end - start).days
        if self is Cadence.WEEKLY:
            return (end - start).days // 7
        months = (end.year - start.year) * 12 + end.month - start.month
        return months if self is Cadence.MONTHLY else months // MONTHS_IN_A_QUARTER

    @property
    def season(self) -> int:
        """Points in one cycle: days of a week, and otherwise a year."""
        return {"daily": 7, "weekly": 52, "monthly": 12, "quarterly": 4}[self.value]


def _quarter(first: date) -> date:
    begins = int(policy.get("organisation.fiscal_year_start"))
    return _later(first, -((first.month - begins) % MONTHS_IN_A_QUARTER))


def _later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
