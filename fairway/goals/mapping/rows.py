"""The goals that a map shows: the first few of each branch, and those on the way to one goal.

What it opens with is put together once for all who stand alike: to write these queries out takes
longer than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from fairway.foundation.lookups import Counted, in_each_way
from fairway.foundation.prepared import Prepared, padded
from fairway.goals.actions.contributing import MOST_LEVELS
from fairway.goals.mapping.asked import ALL_UNITS, Part
from fairway.goals.models import Goal, KeyResult
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

AT_TOP, BELOW = 5, 3
LOOSE, ELSEWHERE = 0, -1
# What stands in the queries for the keys that they are asked with.
UNIT, GOAL = -51, -52
PATH = tuple(range(-100 - MOST_LEVELS, -99))
TOPS, PARENTS = tuple(range(-160, -120)), tuple(range(-260, -200))


class Top(NamedTuple):
    """A goal right below a priority, and how many stand there."""

    key: int
    column: int
    beside: int


def at_top(part: Part, chosen: Sequence[int], path: Sequence[int]) -> list[Top]:
    """The first few below each priority, and those on the path."""
    if not (part.within and chosen):
        return []
    given = (part.within, bool(part.unit), tuple(chosen))
    found = TOP.ask(part.viewer, part.unit, *padded(path, PATH), given=given)
    return [Top(*row) for row in found]


def opened(part: Part, tops: Collection[int], path: Sequence[int]) -> list[Any]:
    """These, the first few that contribute to each, and on along the path; with their counts."""
    if not tops:
        return []
    parents = {*tops, *path}
    if len(parents) > len(PARENTS):
        return list(_opened(part, tops, parents, path))
    keys = (
        *padded(path, PATH), *padded(sorted(tops), TOPS), *padded(sorted(parents), PARENTS)
    )  # fmt: skip
    given = (part.within, bool(part.unit))
    return OPENED.find(part.viewer, part.unit, *keys, given=given)


def beside_them(part: Part, chosen: Sequence[int]) -> dict[int, int]:
    """How many contribute to nothing, and how many to something that is not among these."""
    if not part.within:
        return {}
    given = (part.within, bool(part.unit), tuple(chosen))
    return dict(BESIDE.ask(part.viewer, part.unit, given=given))


def way_to(key: int) -> list[int]:
    """The keys from the uppermost goal down to this one, in one query however deep."""
    return _downward(WAY.ask(key))


def way_to_own(part: Part) -> list[int]:
    """The same down to the first of the viewer's own that contributes to anything."""
    if not part.within:
        return []
    return _downward(OWN_WAY.ask(part.viewer, part.unit, given=(part.within, bool(part.unit))))


def uppermost(part: Part, chosen: Sequence[int]) -> QuerySet[Any]:
    """Goals below no other one of those asked for, each with the column it stands in."""
    column = Case(
        When(priority__in=chosen, then=F("priority")),
        When(parent=None, priority=None, then=Value(LOOSE)),
        default=Value(ELSEWHERE),
        output_field=IntegerField(),
    )
    rows = part.goals().filter(Q(parent=None) | ~part.of_parent())
    return rows.annotate(column=column)


def with_counts(part: Part, goals: Any) -> Any:
    """Each with how many key results it has and how many goals contribute to it."""
    contributing = part.one_by_one().filter(parent=OuterRef("pk")).values("pk")
    return _with_results(goals).annotate(deeper=Counted(contributing))


def _with_results(goals: Any) -> Any:
    results = KeyResult.objects.in_use().filter(goal=OuterRef("pk")).order_by().values("pk")
    return goals.annotate(parts=Counted(results))


def _opened(
    part: Part, tops: Collection[int], parents: Collection[int], path: Sequence[int]
) -> QuerySet[Any]:
    """Places are told apart by keys alone: what a card says is read of the few that are shown."""
    near = in_each_way(Goal.objects.all(), Q(pk__in=tops), Q(parent__in=parents))
    rows = part.goals().filter(near).order_by()
    placed = rows.annotate(place=_place("parent"))
    shown = placed.filter(Q(place__lte=BELOW) | Q(pk__in=[*tops, *path])).values("pk")
    cards: Any = with_counts(part, Goal.objects.filter(pk__in=shown))
    return cards.for_rows().order_by("pk")


def _place(group: str) -> Window:
    return Window(RowNumber(), partition_by=[F(group)], order_by=F("pk").asc())


def _way(goals: Any) -> QuerySet[Any, Any]:
    steps = ["__".join(["parent"] * level + ["pk"]) for level in range(1, MOST_LEVELS + 1)]
    found: QuerySet[Any, Any] = goals.order_by("pk").values_list("pk", *steps)[:1]
    return found


def _downward(found: list[tuple[Any, ...]]) -> list[int]:
    return [key for row in found for key in reversed(row) if key is not None]


# Built from stand-ins: who looks, the unit, the keys; then what makes a query of its own.


def _top_of(viewer: Person, unit: int, *more: Any) -> QuerySet[Any, Any]:
    *path, within, in_unit, chosen = more
    part = Part(viewer, within, unit if in_unit else ALL_UNITS)
    rows = uppermost(part, chosen).filter(priority__in=chosen).order_by()
    beside = Window(Count("pk"), partition_by=[F("priority")])
    rows = rows.annotate(place=_place("priority"), beside=beside)
    rows = rows.filter(Q(place__lte=AT_TOP) | Q(pk__in=path))
    return rows.values_list("pk", "column", "beside")


def _under(viewer: Person, unit: int, *more: Any) -> QuerySet[Any]:
    *keys, within, in_unit = more
    part = Part(viewer, within, unit if in_unit else ALL_UNITS)
    path, keys = keys[: len(PATH)], keys[len(PATH) :]
    return _opened(part, keys[: len(TOPS)], keys[len(TOPS) :], path)


def _beside(
    viewer: Person, unit: int, within: Any, in_unit: bool, chosen: Any
) -> QuerySet[Any, Any]:
    part = Part(viewer, within, unit if in_unit else ALL_UNITS)
    rows: Any = uppermost(part, chosen).filter(column__in=(LOOSE, ELSEWHERE)).order_by()
    found: QuerySet[Any, Any] = rows.values_list("column").annotate(n=Count("pk"))
    return found


def _own_way(viewer: Person, unit: int, within: Any, in_unit: bool) -> QuerySet[Any, Any]:
    part = Part(viewer, within, unit if in_unit else ALL_UNITS)
    return _way(part.goals().filter(owner=viewer, parent__isnull=False))


TOP = PreparedForViewers(_top_of, UNIT, *PATH)
OPENED = PreparedForViewers(_under, UNIT, *PATH, *TOPS, *PARENTS)
BESIDE = PreparedForViewers(_beside, UNIT)
OWN_WAY = PreparedForViewers(_own_way, UNIT)
WAY = Prepared(lambda key: _way(Goal.objects.filter(pk=key)), GOAL)
