"""Several counts in one query: each as a subquery of its own beside one row."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Subquery, When


def number_of(rows: QuerySet[Any, Any]) -> Subquery:
    """How many rows there are, as an expression."""
    found = rows.order_by().annotate(how_many=Func(F("pk"), function="COUNT"))
    return Subquery(found.values("how_many"), output_field=IntegerField())


def counted(what: str, given: Q | None = None) -> Func:
    """How many different ones of it a query goes through, of all its rows at once."""
    one = Case(When(given, then=F(what))) if given else F(what)
    return Func(one, template="COUNT(DISTINCT %(expressions)s)", output_field=IntegerField())


def numbers_at(row: Any, **rows: QuerySet[Any, Any]) -> dict[str, int]:
    """By name how many of each, asked of this row, which is there already."""
    asked = [number_of(one) for one in rows.values()]
    found = type(row)._default_manager.filter(pk=row.pk).values_list(*asked).get()
    return dict(zip(rows, found, strict=True))
