"""What Saltmarsh looks at together: a stack for each of two priorities, and two dashboards."""

from __future__ import annotations

from typing import Any

from fairway.foundation.demo import DemoCompany
from fairway.foundation.ports import board_sources
from fairway.kpis.models import Board, Kpi, KpiStack, StackEntry, Tile

STACKS: dict[str, tuple[str, ...]] = {
    "support": ("fcr", "hours", "rating"),
    "stock": ("empty", "counted", "stock"),
}
BOARDS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Support this week", "bo", "support", ("fcr", "hours", "rating", "goals")),
    ("Saltmarsh on the wall", "mia", "", ("fcr", "empty", "visitors", "rotas", "stock", "goals")),
)


def make_boards(company: DemoCompany, made: dict[str, Kpi]) -> None:
    for unit, keys in STACKS.items():
        _stack(company, unit, [made[key] for key in keys])
    for name, owner, unit, keys in BOARDS:
        _board(company, name, owner, unit, [made.get(key, key) for key in keys])


def _stack(company: DemoCompany, unit: str, kpis: list[Kpi]) -> None:
    priority = kpis[0].priority
    if priority is None:
        return
    stack = KpiStack.objects.create(priority=priority, unit=company.units.get(unit))
    StackEntry.objects.bulk_create(StackEntry(stack=stack, kpi=kpi) for kpi in kpis)


def _board(company: DemoCompany, name: str, owner: str, unit: str, things: list[Any]) -> None:
    board = Board.objects.create(
        name=name,
        owner=company.cast[owner],
        unit=company.units.get(unit),
        audience=Board.Audience.UNIT if unit else Board.Audience.ALL,
    )
    shown = [one for one in things if isinstance(one, Kpi) or one in board_sources]
    for place, one in enumerate(shown, 1):
        thing = {"kpi": one} if isinstance(one, Kpi) else {"source": one}
        Tile.objects.create(board=board, place=place, **thing)
