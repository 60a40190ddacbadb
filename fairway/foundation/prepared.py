"""Queries that every page asks: put together once, then asked with other values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet

Value = int | str | date
NO_ROW = 0  # as a key
KEEP_FROM = 2  # the time that PostgreSQL is asked the same


def padded(keys: Sequence[int], places: Sequence[Value]) -> list[int]:
    """Keys for as many places as a query has stand-ins for them; what is left over finds nothing."""
    return [*keys, *[NO_ROW] * (len(places) - len(keys))]


class Written(NamedTuple):
    """A query as SQL, and what knows how to read its answer."""

    compiler: Any
    sql: str
    given: tuple[Any, ...]


class Prepared:
    """`build` makes the query from stand-ins; `ask` sends it with values in their places.

    Django takes ten times longer to turn such a query into SQL than the database takes to answer.
    A stand-in must be unlike any other value in the query.

        HELD = Prepared(lambda person: Role.objects.filter(person=person).values_list("role"), -41)
        HELD.ask(ana.pk)
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *stand_ins: Value) -> None:
        self._build, self._stand_ins = build, stand_ins
        self._written: dict[str, Written | None] = {}

    def write(self) -> None:
        """At once; else it is written when first asked."""
        self._statement()

    def ask(self, *values: Value) -> list[tuple[Any, ...]]:
        """Rows as the database gives them."""
        written = self._statement()
        if written is None:
            return []
        with _planned_once(), connection.cursor() as cursor:
            cursor.execute(written.sql, self._filled(written, values))
            return cursor.fetchall()

    def find(self, *values: Value) -> list[Any]:
        """The objects, with all that the query selects beside them."""
        compiler = self._answering(values)
        if compiler is None:
            return []
        query = copy(compiler.query)
        query.get_compiler = lambda *_args, **_options: compiler
        with _planned_once():
            return list(QuerySet(query.model, query))

    def rows(self, *values: Value) -> list[tuple[Any, ...]]:
        """As `ask`, with days and instants as Python knows them, whichever database it is."""
        compiler = self._answering(values)
        if compiler is None:
            return []
        with _planned_once():
            return list(compiler.results_iter(tuple_expected=True))

    def _answering(self, values: tuple[Value, ...]) -> Any:
        """Django reads the answer as it would have, but is handed the SQL instead of writing it."""
        written = self._statement()
        if written is None:
            return None
        filled = self._filled(written, values)
        compiler = copy(written.compiler)
        # The connection itself: asked through Django's stand-in for it, for each column of an
        # answer, whose thread's it is costs a thirtieth of a page.
        compiler.using = DEFAULT_DB_ALIAS
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_args, **_options: (written.sql, filled)
        return compiler

    def _statement(self) -> Written | None:
        """Nothing, where no row could ever be meant: such a query has no SQL."""
        if connection.vendor not in self._written:
            query = self._build(*self._stand_ins).query
            compiler = query.get_compiler(connection=connection)
            try:
                self._written[connection.vendor] = Written(compiler, *compiler.as_sql())
            except EmptyResultSet:
                self._written[connection.vendor] = None
            else:
                _read_alike(compiler)
        return self._written[connection.vendor]

    def _filled(self, written: Written, values: tuple[Value, ...]) -> list[Any]:
        place = {
            _sent(one): _sent(value) for one, value in zip(self._stand_ins, values, strict=True)
        }
        return [place.get(one, one) for one in written.given]


def _read_alike(compiler: Any) -> None:
    """Which columns must be turned into what Python knows is the same for every answer."""
    converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    compiler.get_converters = lambda _columns: converters


@contextmanager
def _planned_once() -> Iterator[None]:
    """PostgreSQL takes ten times longer to plan such a query than to answer it. It keeps the plan
    of a text that returns, if values are sent beside the text and not written into it."""
    if connection.vendor != "postgresql":
        yield
        return
    from fairway.foundation.planned_cursor import PlannedCursor

    connection.ensure_connection()
    server: Any = connection.connection
    before = server.cursor_factory, server.prepare_threshold
    server.cursor_factory, server.prepare_threshold = PlannedCursor, KEEP_FROM
    try:
        yield
    finally:
        server.cursor_factory, server.prepare_threshold = before


def _sent(value: Value) -> Any:
    """As the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
