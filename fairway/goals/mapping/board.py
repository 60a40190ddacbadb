"""Agreed goals in lanes, by how those who answer for them say they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.lookups import Counted
from fairway.goals.models.progressing import Status
from fairway.goals.reading.cards import TONES, Card, cards_of
from fairway.goals.reading.listing import Asked, listed, of_state_and_days
from fairway.goals.reading.opening import PERIOD, given_by, is_plain, period_key
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

AT_FIRST, MORE = 8, 20
COUNT_UP_TO = 200  # of each lane, each time the board is opened
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
    def is_full(self) -> bool:
        """There are more than anybody counts: say "200+"."""
        return self.count > COUNT_UP_TO

    @property
    def said(self) -> str:
        return f"{COUNT_UP_TO:,}+" if self.is_full else str(self.count)

    @property
    def goes_on(self) -> bool:
        return self.count > len(self.cards)

    @property
    def more(self) -> int:
        """How many, where that is known."""
        return 0 if self.is_full else self.count - len(self.cards)

    @property
    def last(self) -> str:
        return str(self.cards[-1].goal.public_id) if self.cards else ""


def on_board(asked: Asked) -> Any:
    """Only what is agreed on: of the rest nobody owes a word."""
    rows: Any = listed(asked)
    return rows.agreed()


def lanes(asked: Asked) -> list[Lane]:
    """The first of each lane and how many there are, in one query a lane: it follows the order of
    the index and ends as soon as the lane is full, however many goals there are."""
    found = {status: Lane(status) for status in NAMES}
    goals = [goal for status in NAMES for goal in _first(asked, status)]
    for card in cards_of(goals):
        goal: Any = card.goal
        lane = found[goal.status]
        lane.cards.append(card)
        lane.count = goal.beside
    return list(found.values())


def _first(asked: Asked, status: str) -> list[Any]:
    if is_plain(asked):
        return FIRST.find(asked.viewer, period_key(asked), given=(*given_by(asked), status))
    return list(_lane(on_board(asked), asked.viewer, status))


def _lane(rows: Any, viewer: Person, status: str) -> Any:
    rows = rows.filter(status=status)
    counted = Counted(rows.order_by().values("pk")[: COUNT_UP_TO + 1])
    return for_cards(viewer, rows).annotate(beside=counted).order_by(*ORDER)[:AT_FIRST]


def _lane_of(
    viewer: Person, period: int, tab: str, state: str, in_period: bool, status: str
) -> Any:
    rows = of_state_and_days(viewer, tab, state, period if in_period else 0)
    return _lane(rows.agreed(), viewer, status)


FIRST = PreparedForViewers(_lane_of, PERIOD)


def for_cards(viewer: Person, goals: Any) -> Any:
    return goals.for_rows().with_may(viewer, "update")
