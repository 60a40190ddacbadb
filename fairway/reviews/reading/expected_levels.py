"""The level at which a role expected a skill when somebody came into a cycle."""

from __future__ import annotations

from collections.abc import Iterable

from fairway.skills.models import ExpectedSkill

Levels = dict[tuple[int | None, int | None], int]  # by edition and skill


def levels_expected(editions: Iterable[int | None]) -> Levels:
    """Of those editions."""
    rows = ExpectedSkill.objects.filter(edition__in={one for one in editions if one is not None})
    return {
        (edition, skill): level
        for edition, skill, level in rows.order_by().values_list("edition", "skill", "level")
    }
