"""Pages by key, not by number: page 1,000 costs what page 1 does.

The cursor is the public id of the last row shown: an address then tells nothing of the list's
contents, and a row that arrives meanwhile shifts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

M = TypeVar("M", bound=Model)
PAGE = 50
COUNT_UP_TO = 1000


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows of a list, and the cursors of what stands before and behind them."""

    rows: Sequence[M]
    after: str = ""
    before: str = ""

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(
    rows: QuerySet[M], *, order: Sequence[str], after: str = "", before: str = "", size: int = PAGE
) -> Page[M]:
    """The rows behind the cursor `after`, or those ahead of `before`.

    `order` names fields of the model's own table, all ascending or all descending ("-created_at",
    "-pk"), the last one unique. A cursor whose row has gone shows the first page.
    """
    backwards = bool(before) and not after
    falling = order[0].startswith("-")
    names = [name.lstrip("-") for name in order]
    cursor = _row_of(rows, before if backwards else after, names)
    wanted = rows
    if cursor is not None:
        wanted = wanted.filter(_beyond(names, cursor, backwards=backwards != falling))
    marks = [f"-{name}" for name in names] if backwards != falling else names
    found = list(wanted.order_by(*marks)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([])
    behind = more if not backwards else True
    ahead = (cursor is not None) if not backwards else more
    return Page(
        found,
        after=found[-1].public_id if behind else "",  # type: ignore[attr-defined]
        before=found[0].public_id if ahead else "",  # type: ignore[attr-defined]
    )


def page_from(found: Sequence[M], *, size: int = PAGE) -> Page[M]:
    """The first page, of rows that were asked for in order, one more than it shows."""
    rows = found[:size]
    return Page(rows, after=rows[-1].public_id if len(found) > size else "")  # type: ignore[attr-defined]


def count_of(rows: QuerySet) -> tuple[int, bool]:
    """How many, counted up to 1,000; True when there are more: say "1,000+"."""
    found = rows.order_by()[: COUNT_UP_TO + 1].count()
    return min(found, COUNT_UP_TO), found > COUNT_UP_TO


def _row_of(rows: QuerySet[M], cursor: str, order: Sequence[str]) -> dict[str, Any] | None:
    if not cursor:
        return None
    # Of all rows, not only of those the list shows: a row may have left the list meanwhile.
    return rows.model._default_manager.filter(public_id=cursor).values(*order).first()


def _beyond(order: Sequence[str], row: dict[str, Any], *, backwards: bool) -> Q:
    """(a, b) > (x, y), written so that the first field alone already bounds the index."""
    step = "lt" if backwards else "gt"
    beyond, same = Q(), Q()
    for name in order:
        beyond |= same & Q(**{f"{name}__{step}": row[name]})
        same &= Q(**{name: row[name]})
    return Q(**{f"{order[0]}__{step}e": row[order[0]]}) & beyond


def address(asked: QueryDict, **cursor: str) -> str:
    """The same question, from this cursor on; nothing where there is no such page."""
    if not any(cursor.values()):
        return ""
    question = asked.copy()
    for name in ("after", "before"):
        question.pop(name, None)
    question.update(cursor)
    return f"?{question.urlencode()}"
