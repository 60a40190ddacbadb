"""Rows made ready before they are written, so that nobody waits while they are put together.

On SQLite only one can write at a time. What takes long, making very many rows, is done beside the
database, in temporary tables that nobody else sees; within the transaction they are only copied.
PostgreSQL lets others write meanwhile: there the rows are kept as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from django.db import connection, models

from fairway.foundation.bulk import (
    Values,
    as_stored,
    columns_of,
    insert_rows,
    require_transaction,
)

_numbers = count(1)


@dataclass(frozen=True)
class Ready:
    """New rows of one model. `table` names the temporary table; without one they are in `rows`."""

    model: type[models.Model]
    names: Sequence[str]
    number: int
    order: Sequence[str] = ()
    later: Sequence[str] = ()
    table: str = ""
    rows: Sequence[Values] = ()

    def write(self) -> None:
        """Into their table, in an order that suits its indexes."""
        require_transaction()
        if not self.table:
            insert_rows(self.model, self.names, self.rows)
            return
        now = [name for name in self.names if name not in self.later]
        columns = ", ".join(columns_of(self.model, now))
        order = ", ".join(columns_of(self.model, self.order)) or "rowid"
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self._into} ({columns}) "  # noqa: S608 names of our fields
                f"SELECT {columns} FROM temp.{self.table} ORDER BY {order}"
            )

    def complete(self) -> None:
        """Once the rows are there that these point at."""
        if not (self.table and self.later):
            return
        keys = f"SELECT id FROM temp.{self.table}"  # noqa: S608 names of our own
        with connection.cursor() as cursor:
            for column in columns_of(self.model, self.later):
                value = f"SELECT ready.{column} FROM temp.{self.table} ready"  # noqa: S608
                cursor.execute(
                    f"UPDATE {self._into} SET {column} = "  # noqa: S608
                    f"({value} WHERE ready.id = {self._into}.id) WHERE id IN ({keys})"
                )

    @property
    def _into(self) -> str:
        return connection.ops.quote_name(self.model._meta.db_table)


@dataclass
class Making:
    tables: list[str] = field(default_factory=list)

    def keep(
        self,
        model: type[models.Model],
        names: Sequence[str],
        rows: Iterable[Values],
        *,
        order: Sequence[str] = (),
        later: Sequence[str] = (),
    ) -> Ready:
        """Rows of plain values, as `insert_rows` takes them.

        `order`: fields of an index that they do not come in the order of. `later`: fields that
        may be empty and point at rows written after these; then say `complete`. As long as
        anything points nowhere, SQLite looks through every table that may point at a new row.
        """
        ready = Ready(model, names, 0, order, later)
        if connection.vendor != "sqlite":
            kept = list(rows)
            return replace(ready, number=len(kept), rows=kept)
        ready = replace(ready, table=f"ready_{next(_numbers)}")
        self.tables.append(ready.table)
        return replace(ready, number=_put_beside(ready, rows))


@contextmanager
def making_ready() -> Iterator[Making]:
    """For the rows of one writing; whether or not they were written, they are gone afterwards."""
    making = Making()
    try:
        yield making
    finally:
        if not connection.needs_rollback:  # which they are part of
            with connection.cursor() as cursor:
                for table in making.tables:
                    cursor.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _put_beside(ready: Ready, rows: Iterable[Values]) -> int:
    """Into the temporary table, which this makes; gives how many they are."""
    columns = ", ".join(columns_of(ready.model, ready.names))
    like = connection.ops.quote_name(ready.model._meta.db_table)
    places = ", ".join(["%s"] * len(ready.names))
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE {ready.table} AS SELECT {columns} FROM {like} LIMIT 0"  # noqa: S608
        )
        values: Any = as_stored(ready.model, ready.names, rows)
        cursor.executemany(
            f"INSERT INTO temp.{ready.table} VALUES ({places})",  # noqa: S608 our own name
            values,
        )
        if ready.later:
            cursor.execute(f"CREATE UNIQUE INDEX temp.{ready.table}_key ON {ready.table} (id)")
        cursor.execute(f"SELECT COUNT(*) FROM temp.{ready.table}")  # noqa: S608 our own name
        return int(cursor.fetchone()[0])
