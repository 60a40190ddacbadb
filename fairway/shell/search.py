"""One box that finds people, documents and things to do: each room answers for itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import (
    NavItem,
    PaletteAction,
    SearchHit,
    nav_items,
    palette_actions,
    search_sources,
)

MOST = 6


@dataclass(frozen=True)
class HitGroup:
    key: str
    label: Any
    hits: tuple[SearchHit, ...]


def find(viewer: Any, words: str, most: int = MOST) -> list[HitGroup]:
    """What this viewer may find; nothing typed gives where they can go and what they can do."""
    words = " ".join(words.split())[:100]
    groups = [HitGroup("actions", _("Actions"), tuple(actions(viewer, words)[:most]))]
    if words:
        groups += [
            HitGroup(source.key, source.label, tuple(source.find(viewer, words, most)))
            for source in sorted(search_sources, key=lambda source: source.order)
        ]
    return [group for group in groups if group.hits]


def actions(viewer: Any, words: str) -> list[SearchHit]:
    places: list[tuple[str, str, NavItem | PaletteAction]] = [
        (str(item.label), "", item)
        for item in sorted(nav_items, key=lambda item: item.order)
        if item.visible(viewer)
    ]
    doable: list[tuple[str, str, NavItem | PaletteAction]] = [
        (str(action.label), str(action.keywords), action)
        for action in palette_actions
        if action.visible(viewer)
    ]
    wanted = words.casefold().split()
    return [
        SearchHit(label, reverse(one.url_name), icon=one.icon)
        for label, keywords, one in [*doable, *places]
        if all(word in f"{label} {keywords}".casefold() for word in wanted)
    ]
