"""Agreed goals in lanes, by how those who answer for them say they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from fairway.goals.models import Goal
from fairway.goals.models.progressing import Status
from fairway.goals.reading.cards import TONES, Card, cards_of
from fairway.goals.reading.listing import Asked, listed

AT_FIRST, MORE = 12, 20
ORDER = ("until_on", "pk")
SILENT = "silent"  # as an address says it
NAMES: dict[str, Any] = {"": _("Not started"), **{status: status.label for status in Status}}


@dataclass
class Lane:
    status: str
    cards: list[Card] = field(default_factory=list)
    count: int = 0

    @property
    def key(self) -> str:
        return self.status or SILENT

    @property
    def name(self) -> Any:
        return NAMES[self.status]

    @property
    def tone(self) -> str:
        return TONES[Status(self.status)] if self.status else ""

    @property
    def more(self) -> int:
        return self.count - len(self.cards)

    @property
    def last(self) -> str:
        return str(self.cards[-1].goal.public_id) if self.cards else ""


def on_board(asked: Asked) -> Any:
    """Only what is agreed on: of the rest nobody owes a word."""
    rows: Any = listed(asked)
    return rows.agreed()


def lanes(asked: Asked) -> list[Lane]:
    """The first of each lane and how many there are: one query for the places, one for the cards."""
    windows = {
        "place": Window(
            RowNumber(), partition_by=[F("status")], order_by=[F(name).asc() for name in ORDER]
        ),
        "beside": Window(Count("pk"), partition_by=[F("status")]),
    }
    places = on_board(asked).order_by().annotate(**windows).filter(Q(place__lte=AT_FIRST))
    counts = dict(places.values_list("pk", "beside"))
    found = {status: Lane(status) for status in NAMES}
    for card in cards_of(for_cards(asked, Goal.objects.filter(pk__in=counts)).order_by(*ORDER)):
        lane = found[card.goal.status]
        lane.cards.append(card)
        lane.count = counts[card.goal.pk]
    return list(found.values())


def for_cards(asked: Asked, goals: Any) -> Any:
    return goals.for_display().with_may(asked.viewer, "update")
