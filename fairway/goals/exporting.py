"""Goals as rows of a table that the import reads again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from fairway.goals.importing.table import COLUMNS
from fairway.goals.models import Goal, KeyResult
from fairway.goals.reading.grouping import PARENT, with_groups
from fairway.goals.whose import word_for

HEADER = COLUMNS
AT_ONCE = 500


def rows_of(goals: QuerySet[Goal], viewer: Any) -> Iterator[tuple[Any, ...]]:
    """A row for each key result; for a goal without, one of its own. A goal above that the viewer
    may not see is left out like one that is not there."""
    results = Prefetch("results", KeyResult.objects.in_use(), to_attr="listed")
    listed = with_groups(goals, viewer, PARENT).prefetch_related(results).order_by("pk")
    for goal in listed.iterator(chunk_size=AT_ONCE):
        shared = (goal.public_id, goal.title, _whose(goal), _parent(goal), goal.why)
        told = [_told(one) for one in goal.listed] or [_told(None)]
        yield from ((*shared, *cells) for cells in told)


def _whose(goal: Goal) -> str:
    owner = goal.owner or goal.unit
    return word_for(owner) if owner else "all"


def _parent(goal: Any) -> str:
    return goal.parent.public_id if goal.parent_seen else ""


def _told(one: KeyResult | None) -> tuple[str, ...]:
    if one is None:
        return ("", "", "", "", "")
    done = "" if one.done is None else "yes" if one.done else "no"
    if one.kind != KeyResult.Kind.METRIC or one.baseline is None or one.target is None:
        return (one.title, "", "", "", done)
    return (one.title, _plain(one, one.baseline), _plain(one, one.target), one.unit_words, done)


def _plain(one: KeyResult, units: int) -> str:
    """With a point and no thousands, whoever reads it."""
    sign, digits = "-" if units < 0 else "", str(abs(units)).rjust(one.decimals + 1, "0")
    if not one.decimals:
        return f"{sign}{digits}"
    return f"{sign}{digits[: -one.decimals]}.{digits[-one.decimals :]}"
