"""Several counts in one query: each as a subquery of its own beside one row."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery


def number_of(rows: QuerySet[Any, Any]) -> Subquery:
    """How many rows there are, as an expression."""
    counted = rows.order_by().annotate(how_many=Func(F("pk"), function="COUNT"))
    return Subquery(counted.values("how_many"), output_field=IntegerField())


def numbers_at(row: Any, **rows: QuerySet[Any, Any]) -> dict[str, int]:
    """By name how many of each, asked of this row, which is there already."""
    asked = [number_of(one) for one in rows.values()]
    found = type(row)._default_manager.filter(pk=row.pk).values_list(*asked).get()
    return dict(zip(rows, found, strict=True))
