"""From wall time to instants and back."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal
from fairway.foundation.times.zones import zone

FRIDAY = 4
FIRST_YEAR, LAST_YEAR = 1900, 2200


class OutOfReach(Refusal):
    code = "out_of_reach"

    def __init__(self, year: int) -> None:
        super().__init__(
            _("The year %(year)s is outside %(first)s to %(last)s."),
            year=year,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )


def instant(at: datetime, zone_name: str) -> datetime:
    """The instant (in UTC) at which clocks in that zone first show this wall time.

    When they never show it, because they jump over it, it is the first instant after the jump.
    """
    if at.tzinfo is not None:
        raise TypeError("a wall time has no zone of its own")
    _reach(at.year)
    there = at.replace(tzinfo=zone(zone_name), fold=0)
    earlier = there.astimezone(UTC)
    before, after = there.utcoffset(), there.replace(fold=1).utcoffset()
    assert before is not None
    assert after is not None
    if before < after:
        return _jump(earlier - (after - before), earlier, zone_name)
    return earlier


def wall(at: datetime, zone_name: str) -> datetime:
    """What clocks in that zone show at this instant."""
    _aware(at)
    return at.astimezone(zone(zone_name)).replace(tzinfo=None)


def day_of(at: datetime, zone_name: str) -> date:
    return wall(at, zone_name).date()


def midnight(day: date, zone_name: str) -> datetime:
    """The instant the day begins there: later than 00:00 where clocks jump over midnight."""
    _reach(day.year)
    return instant(datetime.combine(day, time.min), zone_name)


def end_of(day: date, zone_name: str) -> datetime:
    """A deadline on that day where you are: the next midnight, itself too late."""
    _reach(day.year)
    return midnight(day + timedelta(days=1), zone_name)


def deadline_after(at: datetime, zone_name: str, days: int = 0) -> datetime:
    """The end of the local day of this instant, or of a day so many days later."""
    return end_of(day_of(at, zone_name) + timedelta(days=days), zone_name)


def end_of_week(day: date, zone_name: str, weekday: int = FRIDAY) -> datetime:
    """The end of that week's Friday (or another weekday), or of the next when it has passed."""
    _reach(day.year)
    return end_of(day + timedelta(days=(weekday - day.weekday()) % 7), zone_name)


def clock_ahead(theirs: str, yours: str, at: datetime) -> timedelta:
    """How far their clock is ahead of yours at this instant (negative: behind)."""
    return wall(at, theirs) - wall(at, yours)


def _jump(before: datetime, after: datetime, zone_name: str) -> datetime:
    """The instant between these two at which clocks there jump ahead, to the second."""
    there = zone(zone_name)
    old = before.astimezone(there).utcoffset()
    low = before.replace(microsecond=0)
    high = after.replace(microsecond=0) + timedelta(seconds=1)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
        if middle.astimezone(there).utcoffset() == old:
            low = middle
        else:
            high = middle
    return high


def _reach(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfReach(year)


def _aware(at: datetime) -> None:
    if at.tzinfo is None:
        raise TypeError("an instant needs a zone")
