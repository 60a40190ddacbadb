"""The goals that a map shows: the first few of each branch, and those on the way to one goal.

What it opens with is put together once for all who stand alike: to write these queries out takes
longer than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

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

from fairway.foundation.lookups import Counted
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
PARENTS = tuple(range(-260, -200))


def at_top(part: Part, chosen: Sequence[int], path: Sequence[int]) -> list[Any]:
    """The first few of each column, those on the path, and how many stand in the column."""
    if not part.within:
        return []
    given = (part.within, bool(part.unit), tuple(chosen))
    return TOP.find(part.viewer, part.unit, *padded(path, PATH), given=given)


def first_below(part: Part, parents: Collection[int], path: Sequence[int]) -> list[Any]:
    """The first few that contribute to each of these, those on the path, and how many they are."""
    if not (part.within and parents):
        return []
    if len(parents) > len(PARENTS):
        return list(_below(part, parents, path))
    given = (part.within, bool(part.unit))
    values = (*padded(path, PATH), *padded(sorted(parents), PARENTS))
    return UNDER.find(part.viewer, part.unit, *values, given=given)


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


def _below(part: Part, parents: Collection[int], path: Sequence[int]) -> QuerySet[Any]:
    rows = with_counts(part, part.goals().filter(parent__in=parents))
    return _first(rows, "parent", BELOW, path)


def _first(rows: Any, group: str, most: int, path: Sequence[int]) -> QuerySet[Any]:
    windows = {
        "place": Window(RowNumber(), partition_by=[F(group)], order_by=F("pk").asc()),
        "beside": Window(Count("pk"), partition_by=[F(group)]),
    }
    rows = rows.order_by().annotate(**windows)
    found = rows.filter(Q(place__lte=most) | Q(pk__in=list(path)))
    return found.for_rows().order_by("pk")


def _way(goals: Any) -> QuerySet[Any, Any]:
    steps = ["__".join(["parent"] * level + ["pk"]) for level in range(1, MOST_LEVELS + 1)]
    found: QuerySet[Any, Any] = goals.order_by("pk").values_list("pk", *steps)[:1]
    return found


def _downward(found: list[tuple[Any, ...]]) -> list[int]:
    return [key for row in found for key in reversed(row) if key is not None]


# Built from stand-ins: who looks, the unit, the keys; then what makes a query of its own.


def _top_of(viewer: Person, unit: int, *more: Any) -> QuerySet[Any]:
    *path, within, in_unit, chosen = more
    part = Part(viewer, within, unit if in_unit else ALL_UNITS)
    return _first(_with_results(uppermost(part, chosen)), "column", AT_TOP, path)


def _under(viewer: Person, unit: int, *more: Any) -> QuerySet[Any]:
    *keys, within, in_unit = more
    part = Part(viewer, within, unit if in_unit else ALL_UNITS)
    return _below(part, keys[len(PATH) :], keys[: len(PATH)])


def _own_way(viewer: Person, unit: int, within: Any, in_unit: bool) -> QuerySet[Any, Any]:
    part = Part(viewer, within, unit if in_unit else ALL_UNITS)
    return _way(part.goals().filter(owner=viewer, parent__isnull=False))


TOP = PreparedForViewers(_top_of, UNIT, *PATH)
UNDER = PreparedForViewers(_under, UNIT, *PATH, *PARENTS)
OWN_WAY = PreparedForViewers(_own_way, UNIT)
WAY = Prepared(lambda key: _way(Goal.objects.filter(pk=key)), GOAL)
