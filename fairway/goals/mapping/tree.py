"""The map: priorities, what contributes to them, and what that rests on, a few levels at a time.

However many goals there are, it takes one query for the upper level and one for the level below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.addresses import address_of
from fairway.goals.mapping.asked import Asked
from fairway.goals.mapping.rows import (
    ELSEWHERE,
    LOOSE,
    at_top,
    beside_them,
    opened,
    with_counts,
)
from fairway.goals.reading.cards import Card, cards_of
from fairway.strategy.models import StrategicPriority

MORE = 20


@dataclass
class Node:
    """A goal on the map, some of those that contribute to it, and how many there are of them."""

    card: Card
    results: int = 0
    below: int = 0
    on_path: bool = False
    current: bool = False
    nodes: list[Node] = field(default_factory=list)

    @property
    def results_href(self) -> str:
        return address_of("goals:map_results", self.card.goal.public_id)

    @property
    def results_said(self) -> str:
        return ngettext("%(n)s key result", "%(n)s key results", self.results) % {"n": self.results}

    @property
    def results_label(self) -> str:
        return _("Key results of %(title)s") % {"title": self.card.goal.title}

    @property
    def below_href(self) -> str:
        return address_of("goals:map_below", self.card.goal.public_id)

    @property
    def below_said(self) -> str:
        return ngettext("%(n)s goal below", "%(n)s goals below", self.below) % {"n": self.below}

    @property
    def below_label(self) -> str:
        return _("Contributes to %(title)s") % {"title": self.card.goal.title}

    @property
    def more(self) -> int:
        return self.below - len(self.nodes)

    @property
    def last(self) -> str:
        return _last(self.nodes)


@dataclass
class Column:
    key: int
    nodes: list[Node]
    count: int
    priority: StrategicPriority

    @property
    def more(self) -> int:
        return self.count - len(self.nodes)

    @property
    def last(self) -> str:
        return _last(self.nodes)

    @property
    def on_path(self) -> bool:
        return any(node.on_path for node in self.nodes)


def priorities(asked: Asked) -> list[StrategicPriority]:
    rows = StrategicPriority.objects.allowed(asked.viewer).in_use()
    rows = rows.filter(period__in=asked.within)
    return list(rows.order_by("period__starts_on", "-period__until_on", "rank", "pk"))


def columns(asked: Asked, path: Sequence[int] = (), current: int = 0) -> list[Column]:
    """One for each priority."""
    chosen = priorities(asked)
    keys = [one.pk for one in chosen]
    tops = at_top(asked.part, keys, path)
    nodes = _nodes(asked, [top.key for top in tops], path, current)
    by_column: dict[int, list[Node]] = defaultdict(list)
    counts: dict[int, int] = {}
    for top in sorted(tops):
        if (node := nodes.get(top.key)) is not None:
            by_column[top.column].append(node)
        counts[top.column] = top.beside
    return [Column(one.pk, by_column[one.pk], counts.get(one.pk, 0), one) for one in chosen]


@dataclass(frozen=True)
class Beside:
    """How many stand below no priority: below nothing at all, and below something else."""

    loose: int
    elsewhere: int


def beside(asked: Asked) -> Beside:
    """Asked for by itself: it looks at every goal, and the map opens with few of them."""
    counts = beside_them(asked.part, [one.pk for one in priorities(asked)])
    return Beside(counts.get(LOOSE, 0), counts.get(ELSEWHERE, 0))


def _nodes(asked: Asked, tops: Sequence[int], path: Sequence[int], current: int) -> dict[int, Node]:
    """These goals with the first that contribute to each, and further down along the path."""
    path = path if path and path[0] in tops else ()
    nodes = {}
    for card in cards_of(opened(asked.part, tops, path)):
        goal: Any = card.goal
        node = Node(card, goal.parts, goal.deeper)
        node.on_path, node.current = goal.pk in path, goal.pk == current
        nodes[goal.pk] = node
    for key, node in nodes.items():
        above = nodes.get(node.card.goal.parent_id or 0)
        if above is not None and key not in tops:
            above.nodes.append(node)
    return nodes


def level(asked: Asked, goals: Any) -> list[Node]:
    """These goals alone, each with how many key results it has and how many contribute to it."""
    rows = with_counts(asked.part, goals).for_rows().order_by("pk")
    return [Node(card, card.goal.parts, card.goal.deeper) for card in cards_of(rows)]  # type: ignore[attr-defined]


def _last(nodes: list[Node]) -> str:
    return str(nodes[-1].card.goal.public_id) if nodes else ""
