"""Lists in pages by key, as on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Field, Schema

from fairway.foundation.paging import page_of

T = TypeVar("T")


class Paging(Schema):
    """`after` and `before` are cursors that an earlier page gave."""

    after: str = Field("", max_length=40)
    before: str = Field("", max_length=40)
    limit: int = Field(50, ge=1, le=200)


class PageOf(Schema, Generic[T]):
    items: list[T]
    after: str = Field("", description="Give it back as `after` for the next page; empty: the end.")
    before: str = ""


def paged(rows: QuerySet, paging: Paging, *, order: Sequence[str]) -> dict[str, Any]:
    page = page_of(rows, order=order, after=paging.after, before=paging.before, size=paging.limit)
    return {"items": list(page.rows), "after": page.after, "before": page.before}
