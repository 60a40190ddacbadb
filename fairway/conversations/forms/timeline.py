"""What of a timeline is shown: read from the address, so that a view of it can be kept and sent."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.evidence import Asked, shown_sources
from fairway.strategy.models import Period

MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
MOST_MONTHS = 36


class TimelineForm(forms.Form):
    """Which period, which kind, and whether only what a review can cite."""

    period = forms.ChoiceField(label=_("Period"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    cited = forms.BooleanField(label=_("Only what a review can cite"), required=False)
    month = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, wanted: Wanted, periods: Sequence[Period]) -> None:
        super().__init__(
            initial={
                "period": wanted.period.public_id if wanted.period else "",
                "kind": wanted.whole.kind,
                "cited": wanted.whole.citable,
                "month": f"{wanted.month:%Y-%m}" if wanted.month else "",
            }
        )
        fields: Any = self.fields
        fields["period"].choices = [
            ("", _("The last twelve months")),
            *((one.public_id, one.name) for one in periods),
        ]
        kinds = [(source.kind, source.label) for source in shown_sources()]
        fields["kind"].choices = [("", _("Everything")), *kinds]


@dataclass(frozen=True)
class Wanted:
    """`whole` are all days of the period, `asked` those of the chosen month and kind."""

    whole: Asked
    asked: Asked
    period: Period | None
    month: date | None

    @property
    def months(self) -> list[date]:
        return months_between(self.whole.start, self.whole.end)


def read(typed: Mapping[str, str], periods: Sequence[Period], today: date) -> Wanted:
    """What is no choice is left out, as if it had not been asked for."""
    period = next((one for one in periods if one.public_id == typed.get("period")), None)
    start, end = _days_of(period, today)
    kinds = {source.kind for source in shown_sources()}
    kind = typed.get("kind", "")
    whole = Asked(start, end, kind if kind in kinds else "", bool(typed.get("cited")))
    month = _month(typed.get("month", ""))
    if month is None or month not in months_between(start, end):
        return Wanted(whole, whole, period, None)
    return Wanted(whole, whole.within(month, next_month(month)), period, month)


def months_between(start: date, end: date) -> list[date]:
    """The first days of all months that have a day in it."""
    months: list[date] = []
    month = start.replace(day=1)
    while month < end and len(months) < MOST_MONTHS:
        months.append(month)
        month = next_month(month)
    return months


def next_month(month: date) -> date:
    return month + timedelta(days=monthrange(month.year, month.month)[1])


def _days_of(period: Period | None, today: date) -> tuple[date, date]:
    """Of a long period its last three years; without one, this month and the eleven before it."""
    if period is None:
        a_year_ago = date(today.year - 1, today.month, 1)
        return next_month(a_year_ago), today + timedelta(days=1)
    first = date(max(period.until_on.year - 3, 1), period.until_on.month, 1)
    return max(period.starts_on, first), period.until_on


def _month(typed: str) -> date | None:
    found = MONTH.fullmatch(typed)
    if not found or found[1] == "0000":
        return None
    return date(int(found[1]), int(found[2]), 1)
