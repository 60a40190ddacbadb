"""The order of what people ranked; and going out of use, and coming back."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Max
from django.utils import timezone

from fairway.foundation.locks import hold
from fairway.strategy.models.ranked import Ranked

R = TypeVar("R", bound=Ranked)
UP, DOWN = "up", "down"


def put_last(row: Ranked) -> None:
    hold(f"ranks:{row._meta.label_lower}")
    last = row.beside().aggregate(last=Max("rank"))["last"]
    row.rank = 0 if last is None else last + 1


def move(row: Ranked, direction: str) -> bool:
    """Change places with the neighbour in use; says whether there was one."""
    hold(f"ranks:{row._meta.label_lower}")
    order = list(row.beside().in_use())
    here = order.index(row)
    there = here - 1 if direction == UP else here + 1
    if not 0 <= there < len(order):
        return False
    order[here], order[there] = order[there], order[here]
    for rank, one in enumerate(order):
        type(row)._default_manager.filter(pk=one.pk).update(rank=rank)
    return True


def archive(row: R) -> R:
    row.archived_at = timezone.now()
    return _write(row)


def restore(row: R) -> R:
    """It comes back last: the order has gone on without it."""
    row.archived_at = None
    put_last(row)
    return _write(row)


def _write(row: Any) -> Any:
    row.version += 1
    row.save(update_fields=["archived_at", "rank", "version"])
    return row
