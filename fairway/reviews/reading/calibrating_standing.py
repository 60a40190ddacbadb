"""A session in numbers: how many there are, how each manager's ratings are spread, who stands in
which of the nine fields. Only rows that the reader may see are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from fairway.people.models import Person
from fairway.reviews.calibrating_fields import BANDS, field_of
from fairway.reviews.models import CalibrationSession
from fairway.reviews.reading.calibrating_asking import STANDING

DRAWN = 24  # managers, those of most people: of more nobody reads the bars
IN_A_FIELD = 8  # people drawn in one of the nine fields


class Stands(NamedTuple):
    """One row as bare columns: where somebody stands."""

    pk: int
    public_id: str
    name: str
    person: str
    rater: int
    rater_name: str
    rater_sort_name: str
    proposed: int | None
    rating: int | None
    growth: int | None
    is_explained: bool

    @property
    def is_changed(self) -> bool:
        return self.rating != self.proposed


class Rater(NamedTuple):
    pk: int
    name: str
    sort_name: str


@dataclass(frozen=True)
class Spread:
    """How one manager's ratings are spread, and of how many people; without one, everybody's."""

    rater: Rater | None
    counts: tuple[tuple[int, int], ...]

    @cached_property
    def n(self) -> int:
        return sum(count for _value, count in self.counts)


@dataclass(frozen=True)
class Field:
    """One of the nine: who stands there, the first few by name."""

    key: str
    label: str
    count: int
    people: tuple[Stands, ...] = ()

    @property
    def more(self) -> int:
        return self.count - len(self.people)


@dataclass(frozen=True)
class Standing:
    """The whole session in numbers, of what this reader sees."""

    people: int
    changed: int
    without_rating: int
    without_reason: int
    hidden: int = 0
    drawn: tuple[Spread, ...] = ()  # everybody's, and of managers with most people, by name
    undrawn: int = 0
    fields: tuple[tuple[Field, ...], ...] = ()
    no_place: int = 0


@dataclass
class _Seen:
    """The rows of a session, in one query of bare numbers."""

    ratings: dict[Rater, Counter[int]] = field(default_factory=dict)
    fields: Counter[str] = field(default_factory=Counter)
    drawn: dict[str, list[Stands]] = field(default_factory=dict)


def standing_of(session: Any, viewer: Person) -> Standing:
    """One query of bare columns, whatever the number of people.

    `session` comes from `find_sessions`.
    """
    found = [Stands(*one) for one in STANDING.ask(viewer, session.pk)]
    changed = [one for one in found if one.is_changed]
    seen = _gathered(session, found)
    known = {rater: counts for rater, counts in seen.ratings.items() if counts}
    return Standing(
        people=len(found),
        changed=len(changed),
        without_rating=sum(1 for one in found if one.rating is None),
        without_reason=sum(1 for one in changed if not one.is_explained),
        hidden=session.everybody - len(found),
        drawn=tuple(drawn_spreads(session.values, known)),
        undrawn=max(len(known) - DRAWN, 0),
        fields=_fields(session, seen) if session.uses_growth else (),
        no_place=seen.fields[""],
    )


def labels_of(session: CalibrationSession) -> dict[str, str]:
    """What the nine fields are called, from the top left to the bottom right."""
    own = session.labels if len(session.labels) == 9 else our_labels()
    keys = [f"{band}-{growth}" for band in BANDS for growth in (1, 2, 3)]
    return dict(zip(keys, own, strict=True))


def our_labels() -> list[str]:
    return [
        _("Deep strength"),
        _("Growing"),
        _("Ready for more"),
        _("Steady"),
        _("Solid"),
        _("Ready to stretch"),
        _("Look at the cause"),
        _("Finding a way"),
        _("New in role"),
    ]


def _gathered(session: CalibrationSession, found: Iterable[Stands]) -> _Seen:
    seen, values = _Seen(), session.values
    for one in found:
        rater = Rater(one.rater, one.rater_name, one.rater_sort_name)
        counts = seen.ratings.setdefault(rater, Counter())
        if one.rating is not None:
            counts[one.rating] += 1
        key = field_of(values, one.rating, one.growth)
        seen.fields[key] += 1
        if key and len(drawn := seen.drawn.setdefault(key, [])) < IN_A_FIELD:
            drawn.append(one)
    return seen


def drawn_spreads(values: Iterable[int], ratings: Mapping[Rater, Counter[int]]) -> list[Spread]:
    """Everybody's, and those of the managers who rated most people, by name."""
    by_most = sorted(ratings, key=lambda one: (-ratings[one].total(), one.sort_name, one.pk))
    named = sorted(by_most[:DRAWN], key=attrgetter("sort_name", "pk"))
    of_all = Counter[int]()
    for counts in ratings.values():
        of_all.update(counts)
    return [
        _spread(values, rater, counts)
        for rater, counts in [(None, of_all), *((one, ratings[one]) for one in named)]
        if counts
    ]


def _spread(values: Iterable[int], rater: Rater | None, counts: Counter[int]) -> Spread:
    return Spread(rater, tuple((value, counts[value]) for value in values))


def _fields(session: CalibrationSession, seen: _Seen) -> tuple[tuple[Field, ...], ...]:
    labels = labels_of(session)
    return tuple(
        tuple(
            Field(
                key=(key := f"{band}-{growth}"),
                label=labels[key],
                count=seen.fields[key],
                people=tuple(seen.drawn.get(key, ())),
            )
            for growth in (1, 2, 3)
        )
        for band in BANDS
    )
