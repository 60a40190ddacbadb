"""The scale of a skill: the levels at which a role may expect it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import override

from fairway.foundation.languages import Texts
from fairway.skills.models import Level, Skill


@cache
def words_of(level: int) -> Texts:
    """What a level is called, in each language that the interface speaks."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(Level(level).label)
    return Texts(found)


def levels_for(skill: Skill | None = None) -> list[dict[str, Any]]:
    """The levels as the points of a scale, each with how one sees it in this skill."""
    return [
        {
            "value": int(level),
            "label": Texts(words_of(level)),
            "anchor": Texts.of(skill.looks_like(level) if skill is not None else ""),
        }
        for level in Level
    ]


def are_levels(scale: Sequence[Mapping[str, Any]]) -> bool:
    """Four points of other names are no levels: what a role expects cannot be marked on them."""
    said = {int(point["value"]): _folded(Texts.of(point["label"]).values()) for point in scale}
    return said.keys() == set(Level.values) and all(
        said[level] & _folded(words_of(level).values()) for level in said
    )


def _folded(words: Iterable[str]) -> set[str]:
    return {one.strip().casefold() for one in words}
