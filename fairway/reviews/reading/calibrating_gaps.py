"""Gaps between groups in one session, of the rows that the reader sees: from where and how long
people work. Protected attributes are none of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairway.foundation.times import zone, zone_names
from fairway.people.models import Assignment, Person
from fairway.reviews.calibrating_comparing import (
    Gap,
    Rated,
    along_hours,
    compare,
    from_json,
    judged,
)
from fairway.reviews.models import CalibrationSession, GapRelease, Placement, ReviewCycle
from fairway.reviews.reading.calibrating_asking import LATEST, TO_COMPARE

Mode = Assignment.WorkMode


class Found(NamedTuple):
    """One rated person as the query finds them."""

    person: int
    rating: int
    rater: int
    level: str | None
    mode: str | None
    place: str | None
    minutes: int | None
    zone: str
    zone_there: str | None
    rater_zone: str
    rater_zone_there: str | None


@dataclass(frozen=True)
class Comparison:
    """One way to divide the session's people, and its gaps."""

    heading: str
    gaps: tuple[Gap, ...]
    reference: str
    notes: tuple[str, ...] = ()  # what the data warn of


def cycles_to_tell(viewer: Person) -> list[ReviewCycle]:
    """For fairness analysts: the latest cycles in which ratings were compared."""
    compared = CalibrationSession.objects.filter(cycle=OuterRef("pk"))
    rows = ReviewCycle.objects.allowed(viewer, "reckon_gaps").filter(Exists(compared))
    return list(rows.order_by("-period_until", "-pk")[:LATEST])


def gaps_of(session: CalibrationSession, viewer: Person) -> Sequence[Comparison]:
    """Of the rows that the reader sees as they are now."""
    rows = tuple(Found(*one) for one in TO_COMPARE.ask(viewer, session.pk))
    return reckoned_once(rows, session.cycle.period_until, get_language())


@lru_cache(maxsize=64)
def reckoned_once(
    rows: tuple[Found, ...], day: date, language: str | None
) -> tuple[Comparison, ...]:
    """Regression takes longer than all else on the page. It is known by the very rows it is made
    of: after any change, of ratings or of who may see whom, nothing that was reckoned fits any
    more, and nobody is shown what was reckoned of rows that they do not see. Groups are named in
    the language."""
    return tuple(reckoned(list(rows), day))


def reckoned(found: list[Found], day: date) -> list[Comparison]:
    """A way of dividing that puts all on one side is left out. What is worth a review is judged of
    all of them together."""
    usual = _usual(one.minutes for one in found if one.minutes)
    ways: list[tuple[str, str, Callable[[Found], str]]] = [
        (_("Where they work"), str(Mode.ON_SITE.label), lambda one: _mode(one.mode)),
        (_("Location"), "", lambda one: one.place or ""),
        (_("Contracted hours"), _("Full time"), lambda one: _hours(one.minutes, usual)),
    ]
    told = [one for heading, by, way in ways if (one := _compared(found, heading, by, way))]
    told += _along_clocks(found, day)
    gaps = judged([one.gaps for one in told])
    return [replace(one, gaps=tuple(some)) for one, some in zip(told, gaps, strict=True)]


def released_gaps(release: GapRelease) -> Iterator[Comparison]:
    """As they were told, one way of dividing after the other."""
    for told in release.content:
        gaps = tuple(Gap.from_json(one) for one in told["gaps"])
        notes = _notes(one.cautions for one in gaps)
        against = next((one.reference for one in gaps if one.reference), "")
        yield Comparison(told["kind"], gaps, against, notes)


def _compared(
    found: list[Found], heading: str, by: str, way: Callable[[Found], str]
) -> Comparison | None:
    rows = [
        Rated(one.person, one.rating, one.rater, one.level or "", group)
        for one in found
        if (group := way(one))
    ]
    if len({one.group for one in rows}) < 2:
        return None
    gaps = compare(rows, reference=by)
    shown: list[Gap] = [one for one in gaps if not one.hidden]
    notes = _notes(one.cautions for one in gaps)
    return Comparison(heading, tuple(gaps), shown[0].reference if shown else "", notes)


def _along_clocks(found: list[Found], day: date) -> list[Comparison]:
    """With each hour between the clock of a person and of who rates them, as it stood on that day."""
    clock = cache(partial(_behind_utc, day))
    rows = [
        Rated(one.person, one.rating, one.rater, one.level or "", one.mode or "", hours)
        for one in found
        for hours in [_apart(clock(_zone_of(one)), clock(_zone_of_rater(one)))]
    ]
    gap = along_hours(rows, _("One hour more"), _("the manager’s clock"))
    if gap is None:
        return []
    note = _("Where they work is held equal here too.")
    reference = "" if gap.hidden else gap.reference
    notes = (note, *_notes([gap.cautions]))
    return [Comparison(_("Hours between clocks"), (gap,), reference, notes)]


def _zone_of(one: Found) -> str:
    return one.zone or one.zone_there or ""


def _zone_of_rater(one: Found) -> str:
    return one.rater_zone or one.rater_zone_there or ""


def _behind_utc(day: date, name: str) -> float | None:
    """Hours; nothing where nobody has said where somebody is."""
    if name not in zone_names():
        return None
    offset = datetime.combine(day, time(12), tzinfo=zone(name)).utcoffset()
    return None if offset is None else offset.total_seconds() / 3600


def _apart(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else abs(one - other)


def _notes(cautions: Iterable[Iterable[dict[str, Any]]]) -> tuple[str, ...]:
    """Each once, in the reader's language."""
    known = {one["code"]: from_json(one) for some in cautions for one in some}
    return tuple(one.in_words(_) for one in known.values())


def _mode(mode: str | None) -> str:
    return str(Mode(mode).label) if mode else ""


def _usual(minutes: Iterator[int]) -> int:
    """What most are contracted for; of several such, the longest."""
    counted = Counter(minutes)
    return max(counted, key=lambda one: (counted[one], one), default=0)


def _hours(minutes: int | None, usual: int) -> str:
    if not minutes or not usual:
        return ""
    return _("Full time") if minutes >= usual else _("Part time")


def ratings_of_cycle(cycle_id: int) -> dict[int, tuple[int, int, str]]:
    """Final ratings of a cycle: rating, rater and level by person."""
    rows = Placement.objects.filter(session__cycle=cycle_id, final__isnull=False)
    columns = ("person", "final", "rater", "person__assignment__job_profile__level")
    return {
        person: (final, rater, level or "")
        for person, final, rater, level in rows.values_list(*columns)
    }
