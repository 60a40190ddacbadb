"""Recurring wall times: an iCalendar rule evaluated in one zone, right through changes of the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from dateutil.rrule import rrule, rrulestr
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.foundation.times.instants import instant, wall

HORIZON = timedelta(days=366 * 20)
WIDEST_JUMP = timedelta(days=2)
EVERYWHERE = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
# What goes with what, so that looking for a day that never comes stays a matter of milliseconds.
PARTS = {
    "DAILY": EVERYWHERE,
    "WEEKLY": EVERYWHERE | {"BYDAY"},
    "MONTHLY": EVERYWHERE | {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
    "YEARLY": EVERYWHERE | {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
}


class BadRule(Refusal):
    code = "bad_rule"

    def __init__(self, rule: str) -> None:
        super().__init__(
            _(
                "“%(rule)s” is not a rule for repeating. Use daily, weekly, monthly or yearly, such as FREQ=WEEKLY;BYDAY=TU."
            ),
            rule=rule[:120],
        )


class NeverComes(BadRule):
    code = "never_comes"

    def __init__(self, rule: str) -> None:
        Refusal.__init__(self, _("No day ever fits the rule “%(rule)s”."), rule=rule[:120])


@dataclass(frozen=True)
class Recurrence:
    """“Every other Tuesday at 10:00 in Lisbon”: a rule (RRULE), its first wall time, and a zone."""

    rule: str
    starts: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.starts.tzinfo is not None:
            raise TypeError("a schedule starts at a wall time, with no zone of its own")
        instant(self.starts, self.zone)
        if next(self._wall_times(self.starts + HORIZON), None) is None:
            raise NeverComes(self.rule)

    def next_after(self, at: datetime) -> datetime | None:
        """The next due instant strictly after this one; None when there is none within 20 years."""
        here = wall(at, self.zone)
        return next(
            (
                due
                for moment in self._wall_times(max(here, self.starts) + HORIZON)
                if moment > here - WIDEST_JUMP and (due := instant(moment, self.zone)) > at
            ),
            None,
        )

    def between(self, start: datetime, until: datetime) -> list[datetime]:
        """Every due instant from `start` until `until`, the latter excluded; each once."""
        last = wall(until, self.zone) + WIDEST_JUMP
        dues = (instant(moment, self.zone) for moment in self._wall_times(last))
        return sorted({due for due in dues if start <= due < until})

    def _wall_times(self, last: datetime) -> Iterator[datetime]:
        """Bounded, because a rule such as 30 February would be searched for until the year 9999."""
        parts = self._parts()
        count = parts.pop("COUNT", None)
        end = self._end(parts.pop("UNTIL", None), last)
        text = ";".join(f"{key}={value}" for key, value in parts.items())
        try:
            found = rrulestr(text, dtstart=self.starts)
            limit = int(count) if count else None
        except (ValueError, KeyError, TypeError) as error:
            raise BadRule(self.rule) from error
        if not isinstance(found, rrule):
            raise BadRule(self.rule)
        return islice(found.replace(until=end), limit)

    def _parts(self) -> dict[str, str]:
        text = self.rule.upper().removeprefix("RRULE:")
        parts = dict(re.findall(r"([A-Z]+)=([A-Z0-9,+-]+)(?:;|$)", text))
        whole = ";".join(f"{key}={value}" for key, value in parts.items())
        interval = parts.get("INTERVAL", "1")
        if (
            whole != text.rstrip(";")
            or not parts.keys() <= PARTS.get(parts.get("FREQ", ""), set())
            or not re.fullmatch(r"[1-9]\d{0,3}", interval)
            or not re.fullmatch(r"[1-9]\d{0,4}", parts.get("COUNT", "1"))
        ):
            raise BadRule(self.rule)
        return parts

    def _end(self, until: str | None, last: datetime) -> datetime:
        if until is None:
            return last
        for form in ("%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y%m%d"):
            try:
                end = datetime.strptime(until, form)  # noqa: DTZ007 (a wall time, or made aware below)
            except ValueError:
                continue
            if form.endswith("Z"):
                return min(last, wall(end.replace(tzinfo=UTC), self.zone))
            return min(last, end if "T" in form else end.replace(hour=23, minute=59, second=59))
        raise BadRule(self.rule)
