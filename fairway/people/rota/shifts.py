from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal

MOST_BYTES = 2 * 1024 * 1024
MOST_SHIFTS = 20_000
LONGEST = timedelta(hours=36)


class BadRota(Refusal):
    code = "bad_rota"


@dataclass(frozen=True, order=True)
class Planned:
    """One shift, as instants in UTC."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class TableRow:
    """One line of a rota for many: wall times, until it is known whose they are."""

    line: int
    person: str
    starts: datetime
    ends: datetime


def fit(shift: Planned) -> Planned:
    if shift.ends_at <= shift.starts_at:
        raise BadRota(_("The shift of %(day)s ends before it begins."), day=shift.starts_at.date())
    if shift.ends_at - shift.starts_at > LONGEST:
        raise BadRota(
            _("The shift of %(day)s is longer than 36 hours."), day=shift.starts_at.date()
        )
    return shift
