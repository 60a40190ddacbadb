"""Ways to say a condition that leave a database's planner no room to guess wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.lookups import In
from django.db.models.sql import Query

_row_by_row: ContextVar[bool] = ContextVar("row_by_row", default=False)


@contextmanager
def row_by_row() -> Iterator[None]:
    """Conditions built within are asked of few rows, one by one."""
    token = _row_by_row.set(True)
    try:
        yield
    finally:
        _row_by_row.reset(token)


def is_row_by_row() -> bool:
    return _row_by_row.get()


def among(field: str, rows: QuerySet[Any], column: str) -> Q:
    """The field is one of what the rows have in this column.

    For a list they are gathered once. That may be everybody below the head of the organisation:
    whoever asks about one row has it looked up instead.
    """
    if is_row_by_row():
        return Q(Exists(rows.filter(**{column: OuterRef(field)})))
    return Q(**{f"{field}__in": rows.values(column)})


def where(first: Q, then: Q) -> Q:
    """`then` is asked of those rows alone of which `first` is so. Joined by "and", SQLite would work
    out both for each row that it gives."""
    asked = ExpressionWrapper(then, output_field=BooleanField())
    return Q(Case(When(first, then=asked), default=Value(False)))


class InFew(In):
    """In a subquery that gives few rows, where PostgreSQL would expect very many of them and
    read the whole table."""

    prepare_rhs = False

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        if connection.vendor == "postgresql" and isinstance(self.rhs, Query):
            return f"= ANY(ARRAY{rhs})"
        return super().get_rhs_op(connection, rhs)


def in_few(field: str, rows: Any) -> Q:
    return Q(InFew(F(field), rows))


def in_each_way(rows: QuerySet[Any], *ways: Q) -> Q:
    """Few rows, found in each of these ways by itself: as one condition with "or", a database
    would look through all of them."""
    first, *others = (rows.filter(way).order_by().values("pk") for way in ways)
    return in_few("pk", first.union(*others))


def checked_in(expression: Any, rows: Any) -> Q:
    """In these rows, as a check of rows that are read in their order anyway: a database that
    started from the many that fit would have to sort them all."""
    return Q(In(ExpressionWrapper(expression + 0, output_field=BigIntegerField()), rows))


class Counted(Subquery):
    """How many rows there are, as one value among others that a query asks for."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
