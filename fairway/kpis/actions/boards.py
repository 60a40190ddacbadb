"""Dashboards: made, arranged, shared and mailed."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from fairway.foundation.access import can, claim
from fairway.foundation.events import record
from fairway.foundation.jobs.schedules import drop_schedule, set_schedule
from fairway.foundation.mail.sending import post
from fairway.foundation.ports import board_sources
from fairway.foundation.versions import next_version
from fairway.kpis.boards import LETTER
from fairway.kpis.models import Board, BoardMail, Kpi, Tile
from fairway.kpis.refusals import Needed
from fairway.people.models import Person

RULES = {
    BoardMail.Rhythm.DAILY: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    BoardMail.Rhythm.WEEKLY: "FREQ=WEEKLY;BYDAY=MO",
    BoardMail.Rhythm.MONTHLY: "FREQ=MONTHLY;BYMONTHDAY=1",
}
MORNING = time(7, 30)
MOST_TILES = 24


@transaction.atomic
def start_board(*, actor: Any, name: str, audience: str, unit: Any = None) -> Board:
    if not isinstance(actor, Person):
        raise PermissionDenied
    _check(audience, unit)
    board = Board.objects.create(owner=actor, name=name, audience=audience, unit=unit)
    record("kpis.board_started", actor=actor, subject=board)
    return board


@transaction.atomic
def edit_board(
    board: Board, *, actor: Any, version: int | None, name: str, audience: str, unit: Any = None
) -> Board:
    board = claim(board, actor=actor, verb="edit")
    next_version(board, version)
    _check(audience, unit)
    board.name, board.audience, board.unit = name, audience, unit
    board.save()
    record("kpis.board_changed", actor=actor, subject=board)
    return board


@transaction.atomic
def archive_board(board: Board, *, actor: Any) -> Board:
    board = claim(board, actor=actor, verb="edit")
    return _put_away(board, timezone.now(), actor)


@transaction.atomic
def restore_board(board: Board, *, actor: Any) -> Board:
    board = claim(board, actor=actor, verb="restore")
    return _put_away(board, None, actor)


@transaction.atomic
def add_tile(
    board: Board, *, actor: Any, kpi: Kpi | None = None, source: str = "", text: str = ""
) -> Tile:
    """A KPI that is there already stays where it is."""
    board = claim(board, actor=actor, verb="edit")
    if sum(map(bool, (kpi, source, text))) != 1 or (source and source not in board_sources):
        raise Needed("kpi", _("Choose one thing to show."))
    found = board.tiles.filter(kpi=kpi, source=source, text=text).first()
    if found:
        return found
    last = board.tiles.order_by("place").last()
    if board.tiles.count() >= MOST_TILES:
        raise Needed("kpi", _("That is a full wall. Take something off first."))
    tile = Tile.objects.create(
        board=board, kpi=kpi, source=source, text=text, place=last.place + 1 if last else 1
    )
    record("kpis.board_changed", actor=actor, subject=board)
    return tile


@transaction.atomic
def move_tile(tile: Tile, *, actor: Any) -> None:
    """One place to the front; the first stays the first."""
    board = claim(tile.board, actor=actor, verb="edit")
    tiles = list(board.tiles.all())
    at = tiles.index(tile)
    if at:
        tiles[at - 1], tiles[at] = tiles[at], tiles[at - 1]
    for place, one in enumerate(tiles, 1):
        one.place = place
    Tile.objects.bulk_update(tiles, ["place"])
    record("kpis.board_changed", actor=actor, subject=board)


@transaction.atomic
def take_tile_off(tile: Tile, *, actor: Any) -> None:
    board = claim(tile.board, actor=actor, verb="edit")
    tile.delete()
    record("kpis.board_changed", actor=actor, subject=board)


@transaction.atomic
def mail_board(board: Board, *, actor: Any, rhythm: str) -> BoardMail | None:
    """To oneself, whatever others get; an empty rhythm ends it."""
    if not isinstance(actor, Person) or not can(actor, "view", board):
        raise PermissionDenied
    key = f"kpis.board:{board.pk}:{actor.pk}"
    if not rhythm:
        BoardMail.objects.filter(board=board, person=actor).delete()
        drop_schedule(key)
        return None
    mail, _made = BoardMail.objects.update_or_create(
        board=board, person=actor, defaults={"rhythm": rhythm}
    )
    rule = RULES[BoardMail.Rhythm(rhythm)]
    set_schedule(key, mail_a_board, rule=rule, at=MORNING, person=actor, mail=mail.pk)
    return mail


def _put_away(board: Board, at: Any, actor: Any) -> Board:
    board.archived_at = at
    board.version += 1
    board.save(update_fields=["archived_at", "version"])
    record("kpis.board_changed", actor=actor, subject=board)
    return board


def _check(audience: str, unit: Any) -> None:
    if audience == Board.Audience.UNIT and unit is None:
        raise Needed("unit", _("Which unit is it for?"))


@task()
def mail_a_board(mail: int) -> None:
    """A letter is owed; what is in it is read when it goes."""
    owed = BoardMail.objects.filter(pk=mail).select_related("person").first()
    if owed is not None:
        post(LETTER, person=owed.person, mail=owed.pk)
