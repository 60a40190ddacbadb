"""What waits for somebody in every room, told in rows alike, so that Home asks for it in one query.

A room gives `rows(viewer, now)` to its TodoSource, made with `waits`, and turns what came of them
into words with `tell`. The query is written once for all who stand alike: what it asks of the time
it asks of `now`, as it is given.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, DateTimeField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

COLUMNS = (
    "waits_as",
    "waits_at",
    "waits_number",
    "waits_whose",
    "waits_which",
    "waits_day",
    "waits_until",
    "waits_since",
)
NO_DAY = Cast(Value(None), DateField())
NO_MOMENT = Cast(Value(None), DateTimeField())
EMPTY = Value("", output_field=CharField())


class Waiting(NamedTuple):
    """`kind` is the room's own word for it, `key` leads to it; the rest is what its words need:
    `moment` when it is due, `since` when it begins where both are told."""

    kind: str
    key: str
    number: int
    whose: str
    which: str
    day: date | None
    moment: datetime | None
    since: datetime | None = None


def waits(
    rows: QuerySet[Any, Any],
    source: str,
    kind: str,
    *,
    key: Any = EMPTY,
    number: Any = None,
    whose: Any = EMPTY,
    which: Any = EMPTY,
    day: Any = NO_DAY,
    moment: Any = NO_MOMENT,
    since: Any = NO_MOMENT,
) -> QuerySet[Any, Any]:
    """Rows for the union; in it nothing can be put in order or cut off."""
    one = Value(1, output_field=IntegerField())
    kind_of = Value(f"{source}:{kind}", output_field=CharField())
    said = (kind_of, key, one if number is None else number, whose, which, day, moment, since)
    named = rows.order_by().annotate(**dict(zip(COLUMNS, said, strict=True)))
    return named.values_list(*COLUMNS)


def united(parts: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    first, *others = parts
    return first.union(*others, all=True) if others else first


def by_source(rows: list[tuple[Any, ...]]) -> dict[str, list[Waiting]]:
    """As the database gave them: SQLite gives days as they are written, and moments without zone."""
    found: dict[str, list[Waiting]] = {}
    for kind, key, number, whose, which, day, *moments in rows:
        source, _colon, own = kind.partition(":")
        one = Waiting(own, key, number, whose, which, _day(day), *map(_moment, moments))
        found.setdefault(source, []).append(one)
    return found


def _day(given: Any) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) else given


def _moment(given: Any) -> datetime | None:
    at = datetime.fromisoformat(given) if isinstance(given, str) else given
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
