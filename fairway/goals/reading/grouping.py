"""A page of a list, put in order by what its goals contribute to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairway.goals.models import Goal
from fairway.goals.reading.cards import Card

PARENT, PRIORITY = "parent", "priority"
GROUPED: dict[str, Any] = {
    "": gettext_lazy("Nothing"),
    PARENT: gettext_lazy("The goal above"),
    PRIORITY: gettext_lazy("Priority"),
}


@dataclass(frozen=True)
class Group:
    title: str
    href: str
    cards: Sequence[Card]


def with_groups(rows: Any, viewer: Any, by: str) -> Any:
    """With what the groups are called, as far as the reader may know it."""
    if by == PRIORITY:
        return rows.select_related("priority")
    if by == PARENT:
        above = Goal.objects.allowed(viewer).filter(pk=OuterRef("parent")).order_by()
        return rows.select_related("parent").annotate(parent_seen=Exists(above))
    return rows


def groups_of(cards: Sequence[Card], by: str) -> list[Group]:
    """In one nameless group where nothing was asked; what contributes to nothing comes last."""
    if not by:
        return [Group("", "", cards)] if cards else []
    found: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        found.setdefault(_above(card.goal, by), []).append(card)
    named = sorted(found, key=lambda one: (not one[1], one[0].casefold()))
    return [Group(title, href, found[title, href]) for title, href in named]


def _above(goal: Any, by: str) -> tuple[str, str]:
    if by == PRIORITY:
        if goal.priority is None:
            return _("Of no priority itself"), ""
        return str(goal.priority.title), goal.priority.get_absolute_url()
    if goal.parent is None:
        return _("Contributes to no other goal"), ""
    if not goal.parent_seen:
        return _("A goal that you may not see"), ""
    return goal.parent.title, goal.parent.get_absolute_url()
