"""Gaps between groups in one session, of the rows that the reader sees: from where and how long
people work. Protected attributes are none of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from fairway.people.models import Assignment, Person
from fairway.reviews.calibrating_comparing import Gap, Rated, compare, from_json, judged
from fairway.reviews.models import CalibrationSession, GapRelease, Placement, ReviewCycle
from fairway.reviews.reading.calibrating import LATEST, rows_for

Mode = Assignment.WorkMode
COLUMNS = (
    "person",
    "rating",
    "rater",
    "person__assignment__job_profile__level",
    "person__assignment__work_mode",
    "person__assignment__location__name",
    "person__assignment__weekly_minutes",
)


@dataclass(frozen=True)
class Comparison:
    """One way to divide the session's people, and its gaps."""

    heading: str
    gaps: tuple[Any, ...]
    reference: str
    notes: tuple[str, ...] = ()  # what the data warn of


def cycles_to_tell(viewer: Person) -> list[ReviewCycle]:
    """For fairness analysts: the latest cycles in which ratings were compared."""
    compared = CalibrationSession.objects.filter(cycle=OuterRef("pk"))
    rows = ReviewCycle.objects.allowed(viewer, "reckon_gaps").filter(Exists(compared))
    return list(rows.order_by("-period_until", "-pk")[:LATEST])


def gaps_of(session: CalibrationSession, viewer: Person) -> list[Comparison]:
    """One query; a way of dividing that puts all on one side is left out. What is worth a look is
    judged of all of them together."""
    rows = rows_for(session, viewer).filter(rating__isnull=False)
    found = list(rows.order_by("pk").values_list(*COLUMNS))
    usual = _usual(minutes for *_rest, minutes in found if minutes)
    ways: list[tuple[str, str, Callable[[str, str, int], str]]] = [
        (_("Where they work"), str(Mode.ON_SITE.label), lambda mode, _place, _min: _mode(mode)),
        (_("Location"), "", lambda _mode, place, _min: place or ""),
        (
            _("Contracted hours"),
            _("Full time"),
            lambda _mode, _place, minutes: _hours(minutes, usual),
        ),
    ]
    told = [one for heading, by, way in ways if (one := _compared(found, heading, by, way))]
    gaps = judged([one.gaps for one in told])
    return [replace(one, gaps=tuple(some)) for one, some in zip(told, gaps, strict=True)]


def released_gaps(release: GapRelease) -> Iterator[Comparison]:
    """As they were told, one way of dividing after the other."""
    for told in release.content:
        gaps = tuple(told["gaps"])
        notes = _notes(one["cautions"] for one in gaps)
        against = next((one["reference"] for one in gaps if one["reference"]), "")
        yield Comparison(told["kind"], gaps, against, notes)


def _compared(
    found: list[tuple[Any, ...]], heading: str, by: str, way: Callable[[str, str, int], str]
) -> Comparison | None:
    rows = [
        Rated(person, rating, rater, level or "", group)
        for person, rating, rater, level, mode, place, minutes in found
        if (group := way(mode or "", place or "", minutes or 0))
    ]
    if len({one.group for one in rows}) < 2:
        return None
    gaps = compare(rows, reference=by)
    shown: list[Gap] = [one for one in gaps if not one.hidden]
    notes = _notes(one.cautions for one in gaps)
    return Comparison(heading, tuple(gaps), shown[0].reference if shown else "", notes)


def _notes(cautions: Iterable[Iterable[dict[str, Any]]]) -> tuple[str, ...]:
    """Each once, in the reader's language."""
    said = (from_json(one).in_words(_) for some in cautions for one in some)
    return tuple(dict.fromkeys(said))


def _mode(mode: str) -> str:
    return str(Mode(mode).label) if mode else ""


def _usual(minutes: Iterator[int]) -> int:
    """What most are contracted for; of several such, the longest."""
    counted = Counter(minutes)
    return max(counted, key=lambda one: (counted[one], one), default=0)


def _hours(minutes: int, usual: int) -> str:
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
