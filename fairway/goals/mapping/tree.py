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
from fairway.goals.mapping.rows import ELSEWHERE, LOOSE, at_top, first_below, with_counts
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
    priority: StrategicPriority | None = None

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
    """One for each priority, then what stands below something else, and below nothing."""
    chosen = priorities(asked)
    top = at_top(asked.part, [one.pk for one in chosen], path)
    nodes = _nodes(asked, top, path, current)
    by_column: dict[int, list[Node]] = defaultdict(list)
    counts: dict[int, int] = {}
    for goal in top:
        by_column[goal.column].append(nodes[goal.pk])
        counts[goal.column] = goal.beside
    found = [Column(one.pk, by_column[one.pk], counts.get(one.pk, 0), one) for one in chosen]
    return found + [Column(key, by_column[key], counts.get(key, 0)) for key in (ELSEWHERE, LOOSE)]


def _nodes(asked: Asked, top: list[Any], path: Sequence[int], current: int) -> dict[int, Node]:
    """These goals with the first that contribute to each, and further down along the path."""
    below = first_below(asked.part, {goal.pk for goal in top} | set(path), path)
    nodes = {}
    for card in cards_of([*top, *below]):
        goal: Any = card.goal
        node = Node(card, goal.parts, getattr(goal, "deeper", 0))
        node.on_path, node.current = goal.pk in path, goal.pk == current
        nodes[goal.pk] = node
    for goal in below:
        if (above := nodes.get(goal.parent_id)) is not None:
            above.nodes.append(nodes[goal.pk])
            above.below = goal.beside
    return nodes


def level(asked: Asked, goals: Any) -> list[Node]:
    """These goals alone, each with how many key results it has and how many contribute to it."""
    rows = with_counts(asked.part, goals).for_rows().order_by("pk")
    return [Node(card, card.goal.parts, card.goal.deeper) for card in cards_of(rows)]  # type: ignore[attr-defined]


def _last(nodes: list[Node]) -> str:
    return str(nodes[-1].card.goal.public_id) if nodes else ""
