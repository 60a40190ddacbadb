"""Addresses of dashboards: one that everybody opens, with a KPI on it that few may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions import boards
from fairway.kpis.models import Board, Tile
from fairway.kpis.tests.things import a_hidden_kpi, a_kpi
from tests.access.binding import Route

READ, KEEP = "Open to every person", "Kept by few"
OWNS = frozenset({"subject"})
OWN = "who made a dashboard arranges it"
NOBODYS = frozenset({"administrator"})
NO_PERSON = "a login that belongs to no person has no dashboards"
NOT_SHARED = frozenset({"administrator", "other_employer"})
FRANCHISE = "a franchisee's people and the others do not see each other's"


def a_board(world: Any) -> Board:
    board = Board.objects.filter(name="For everybody", archived_at=None).first()
    if board is None:
        board = boards.start_board(actor=world.subject, name="For everybody", audience="all")
    for kpi in (a_kpi(world), a_hidden_kpi(world)):
        boards.add_tile(board, actor=SYSTEM, kpi=kpi)
    return board


def an_own_board(world: Any) -> Board:
    found = Board.objects.filter(name="For myself").first()
    return found or boards.start_board(actor=world.subject, name="For myself", audience="owner")


def a_tile(world: Any) -> list[str]:
    board = a_board(world)
    tile: Tile = boards.add_tile(board, actor=SYSTEM, text="Count before it reaches a shelf")
    return [board.public_id, tile.public_id]


def an_archived_board(world: Any) -> Board:
    found = Board.objects.filter(name="Archived").first()
    board = found or boards.start_board(actor=world.subject, name="Archived", audience="owner")
    return board if board.archived_at else boards.archive_board(board, actor=SYSTEM)


def of(name: str, make: Callable[[Any], Board] = a_board) -> Callable[[Any], str]:
    return lambda world: reverse(f"kpis:{name}", args=[make(world).public_id])


def at_tile(name: str) -> Callable[[Any], str]:
    return lambda world: reverse(f"kpis:{name}", args=a_tile(world))


def shared(name: str, **more: Any) -> Route:
    return Route(f"kpis:{name}", READ, url=of(name), never=NOT_SHARED, reason=FRANCHISE, **more)


def owned(name: str, url: Callable[[Any], str], method: str = "post", **more: Any) -> Route:
    return Route(f"kpis:{name}", KEEP, url=url, method=method, also=OWNS, reason=OWN, **more)


ROUTES = [
    Route("kpis:boards", READ, url=lambda world: reverse("kpis:boards")),
    Route(
        "kpis:new_board",
        READ,
        url=lambda world: reverse("kpis:new_board"),
        never=NOBODYS,
        reason=NO_PERSON,
    ),
    shared("board"),
    shared("board_tiles"),
    shared("mail_board", method="post", data=lambda world: {"rhythm": ""}),
    owned("board", of("board", an_own_board), method="get"),
    owned("edit_board", of("edit_board"), method="get"),
    owned("arrange", of("arrange"), method="get"),
    owned("move_tile", at_tile("move_tile")),
    owned("take_tile_off", at_tile("take_tile_off")),
    owned("archive_board", of("archive_board", an_own_board)),
    owned("restore_board", of("restore_board", an_archived_board)),
]
