"""Do those who work elsewhere hear as much? For a manager, of their own people, by number.

The list beside it names each of them, so that there is nobody here to hide; small numbers are shown
as what they are, never as a share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """How many of how many people of a group have heard something."""

    group: str
    heard: int
    of: int


def shares_of(people: Iterable[tuple[str, bool]]) -> tuple[Share, ...]:
    """People as (group, heard) pairs. Of one group there is nothing to compare."""
    counted: dict[str, list[bool]] = {}
    for group, heard in people:
        counted.setdefault(group, []).append(heard)
    if len(counted) < 2:
        return ()
    return tuple(Share(group, sum(one), len(one)) for group, one in sorted(counted.items()))
