"""One box that finds people, documents and things to do: each room answers for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ports import SearchHit, palette_actions, search_sources
from fairway.shell.navigation import in_order

MOST = 6


@dataclass(frozen=True)
class HitGroup:
    key: str
    label: Any
    hits: tuple[SearchHit, ...]


def find(viewer: Any, words: str, most: int = MOST) -> list[HitGroup]:
    """What this viewer may find; nothing typed gives where they can go and what they can do."""
    words = " ".join(words.split())[:100]
    groups = [HitGroup("actions", _("Actions"), tuple(islice(actions(viewer, words), most)))]
    if words:
        groups += [
            HitGroup(source.key, source.label, tuple(source.find(viewer, words, most)))
            for source in sorted(search_sources, key=lambda source: source.order)
        ]
    return [group for group in groups if group.hits]


def actions(viewer: Any, words: str) -> Iterator[SearchHit]:
    """Things to do and places to go whose words begin so; rights are asked of those alone."""
    wanted = words.casefold().split()
    places = [item for item in in_order() if item.section != "me"]
    for one in [*palette_actions, *places]:
        said = f"{one.label} {getattr(one, 'keywords', '')}".casefold()
        if all(f" {word}" in f" {said}" for word in wanted) and one.visible(viewer):
            yield SearchHit(str(one.label), reverse(one.url_name), icon=one.icon)
