"""A session in numbers: how many there are, how each manager's ratings are spread, who stands in
which of the nine fields. Only rows that the reader may see are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from fairway.foundation.lookups import Counted
from fairway.people.models import Person
from fairway.reviews.calibrating_fields import BANDS, field_of
from fairway.reviews.models import CalibrationSession, Move, Placement
from fairway.reviews.reading.calibrating import rows_for

DRAWN = 24  # managers, those of most people: of more nobody reads the bars
IN_A_FIELD = 8  # people drawn in one of the nine fields
NUMBERS = (
    "pk",
    "rater",
    "rater__name",
    "rater__sort_name",
    "proposed",
    "rating",
    "growth",
    "has_employee_reason",
)


class Rater(NamedTuple):
    pk: int
    name: str
    sort_name: str


@dataclass(frozen=True)
class Spread:
    """How one manager's ratings are spread, and of how many people; without one, everybody's."""

    rater: Rater | None
    counts: tuple[tuple[int, int], ...]

    @property
    def n(self) -> int:
        return sum(count for _value, count in self.counts)


@dataclass(frozen=True)
class Field:
    """One of the nine: who stands there, the first few by name."""

    key: str
    label: str
    count: int
    people: tuple[Any, ...] = ()

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
    spreads: tuple[Spread, ...] = ()
    fields: tuple[tuple[Field, ...], ...] = ()
    no_place: int = 0

    @property
    def drawn(self) -> list[Spread]:
        """Everybody's, and those of the managers with most people, by name."""
        known = [one for one in self.spreads if one.n]
        if len(known) <= DRAWN + 1:
            return known
        largest = sorted(known, key=lambda one: -one.n)[: DRAWN + 1]
        return [one for one in known if one in largest]

    @property
    def undrawn(self) -> int:
        return sum(1 for one in self.spreads if one.n) - len(self.drawn)


@dataclass
class _Seen:
    """The rows of a session, in one query of bare numbers."""

    ratings: dict[Rater, Counter[int]] = field(default_factory=dict)
    fields: Counter[str] = field(default_factory=Counter)
    keys: dict[str, list[int]] = field(default_factory=dict)


def find_sessions(viewer: Person) -> QuerySet[CalibrationSession]:
    """With how many there are in each, whether or not the reader sees all of them."""
    everybody = Placement.objects.filter(session=OuterRef("pk")).standing()
    rows = CalibrationSession.objects.allowed(viewer).for_display()
    return rows.annotate(everybody=Counted(everybody.order_by().values("pk")))


def with_changes(
    rows: QuerySet[CalibrationSession], viewer: Person
) -> QuerySet[CalibrationSession]:
    """With how much has happened, as `count_changes` counts it: of rows that the reader sees, as a
    count that rises by itself would tell them that they were moved."""
    seen = Move.objects.allowed(viewer).filter(session=OuterRef("pk")).order_by().values("pk")
    return rows.annotate(happened=Counted(seen) + Counted(seen.exclude(undone_at=None)))


def standing_of(session: Any, viewer: Person) -> Standing:
    """Two queries, whatever the number of people: bare numbers, and the few that are drawn.

    `session` comes from `find_sessions`.
    """
    numbers = rows_for(session, viewer).order_by("pk").values_list(*NUMBERS)
    found = list(numbers)
    changed = [one for one in found if one[5] != one[4]]
    seen = _gathered(session, found)
    everybody = sum(seen.ratings.values(), Counter())
    raters = sorted(seen.ratings, key=lambda one: (one.sort_name, one.pk))
    return Standing(
        people=len(found),
        changed=len(changed),
        without_rating=sum(1 for one in found if one[5] is None),
        without_reason=sum(1 for one in changed if not one[7]),
        hidden=session.everybody - len(found),
        spreads=(
            _spread(session, None, everybody),
            *(_spread(session, one, seen.ratings[one]) for one in raters),
        ),
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


def _gathered(session: CalibrationSession, found: Iterable[tuple[Any, ...]]) -> _Seen:
    seen, values = _Seen(), session.values
    for pk, rater, name, sort_name, _proposed, rating, growth, _explained in found:
        counts = seen.ratings.setdefault(Rater(rater, name, sort_name), Counter())
        if rating is not None:
            counts[rating] += 1
        key = field_of(values, rating, growth)
        seen.fields[key] += 1
        if key and len(drawn := seen.keys.setdefault(key, [])) < IN_A_FIELD:
            drawn.append(pk)
    return seen


def _spread(session: CalibrationSession, rater: Rater | None, counts: Counter[int]) -> Spread:
    return Spread(rater, tuple((value, counts[value]) for value in session.values))


def _fields(session: CalibrationSession, seen: _Seen) -> tuple[tuple[Field, ...], ...]:
    drawn = [pk for keys in seen.keys.values() for pk in keys]
    people = Placement.objects.select_related("person").in_bulk(drawn)
    labels = labels_of(session)
    return tuple(
        tuple(
            Field(
                key=(key := f"{band}-{growth}"),
                label=labels[key],
                count=seen.fields[key],
                people=tuple(people[pk] for pk in seen.keys.get(key, ())),
            )
            for growth in (1, 2, 3)
        )
        for band in BANDS
    )
