"""Queries that every page asks: put together once, then asked with other values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """`build` makes the query from stand-ins; `ask` sends it with values in their places.

    Django takes ten times longer to turn such a query into SQL than the database takes to answer.
    A stand-in must be unlike any other value in the query.

        HELD = Prepared(lambda person: Role.objects.filter(person=person).values_list("role"), -41)
        HELD.ask(ana.pk)
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *stand_ins: int | date) -> None:
        self._build, self._stand_ins = build, stand_ins
        self._written: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def ask(self, *values: int | date) -> list[tuple[Any, ...]]:
        sql, given = self._statement()
        place = {
            _sent(one): _sent(value) for one, value in zip(self._stand_ins, values, strict=True)
        }
        with connection.cursor() as cursor:
            cursor.execute(sql, [place.get(one, one) for one in given])
            return cursor.fetchall()

    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        if connection.vendor not in self._written:
            query = self._build(*self._stand_ins).query
            self._written[connection.vendor] = query.get_compiler(connection=connection).as_sql()
        return self._written[connection.vendor]


def _sent(value: int | date) -> Any:
    """As the database takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
