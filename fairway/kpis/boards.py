"""What a dashboard shows to one reader, and the letter that brings it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from fairway.foundation.mail.letters import Letter, composes
from fairway.foundation.mail.samples import LetterSample, letter_samples
from fairway.foundation.models import MailOut
from fairway.foundation.ports import board_sources
from fairway.kpis.cards import Card, cards_of
from fairway.kpis.models import Board, BoardMail, Kpi, Tile
from fairway.people.days import organisation_day

LETTER = "kpis.board"


@dataclass(frozen=True)
class Shown:
    """A tile, and one of the things it can be."""

    tile: Tile
    card: Card | None = None
    html: SafeString | None = None
    label: Any = ""


@dataclass(frozen=True)
class Line:
    text: str
    href: str


@dataclass(frozen=True)
class Group:
    label: str
    lines: list[Line]


def shown_to(viewer: Any, board: Board) -> list[Shown]:
    """In as many queries for one KPI as for many; what the viewer may not see is left out."""
    tiles = list(board.tiles.all())
    cards = _cards(viewer, tiles)
    found = []
    for tile in tiles:
        if tile.text:
            found.append(Shown(tile))
        elif tile.kpi_id in cards:
            found.append(Shown(tile, card=cards[tile.kpi_id]))
        elif tile.source in board_sources:
            found.append(_from_a_room(viewer, board, tile))
    return found


def _cards(viewer: Any, tiles: list[Tile]) -> dict[Any, Card]:
    keys = [tile.kpi_id for tile in tiles if tile.kpi_id]
    if not keys:
        return {}
    rows = Kpi.objects.allowed(viewer).in_use().filter(pk__in=keys)
    kpis = list(rows.for_cards())
    return {card.kpi.pk: card for card in cards_of(kpis, organisation_day())}


def _from_a_room(viewer: Any, board: Board, tile: Tile) -> Shown:
    source = board_sources[tile.source]
    html = render_to_string(source.template, source.context(viewer, board.unit))
    return Shown(tile, html=html, label=source.label)


@composes(LETTER)
def write_board(mail: MailOut) -> Letter | None:
    """None once the reader may not open it any more. What is about a person stays in Fairway."""
    owed = BoardMail.objects.filter(pk=mail.context["mail"]).select_related("board").first()
    if owed is None:
        return None
    board = Board.objects.allowed(owed.person).in_use().filter(pk=owed.board_id).first()
    if board is None:
        return None
    home = f"{settings.BASE_URL}{board.get_absolute_url()}"
    cards = [one.card for one in shown_to(owed.person, board) if one.card]
    lines = [_line(card) for card in cards if not card.kpi.person_id]
    lines = lines or [Line(_("Nothing on it has values yet."), home)]
    return written(board.name, lines, home)


def written(name: str, lines: list[Line], home: str) -> Letter:
    groups = [Group(_("How it stands"), [*lines, Line(_("Open it"), home)])]
    return Letter(name, "foundation/mail/digest", {"groups": groups})


def sample() -> Letter:
    line = Line(_("Orders that leave on the day: 93 % of 95 %"), settings.BASE_URL)
    return written(_("Warehouse"), [line], settings.BASE_URL)


letter_samples.offer(LetterSample("board", _lazy("A board by mail"), sample))


def _line(card: Card) -> Line:
    kpi = card.kpi
    words = f"{kpi.name}: {card.number} {kpi.unit_words}".strip()
    return Line(
        f"{words} ({card.stands_for}). {card.pill.word}.",
        f"{settings.BASE_URL}{kpi.get_absolute_url()}",
    )
