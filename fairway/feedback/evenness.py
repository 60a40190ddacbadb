"""Do those who work elsewhere hear as much? Counts alone, and none of small groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True)
class Share:
    """How many of how many people of a group have heard something."""

    group: str
    heard: int
    of: int


def shares_of(people: Iterable[tuple[str, bool]]) -> tuple[Share, ...]:
    """People as (group, heard) pairs; all groups, or none at all.

    Were a group of one to four left out alone, the whole less the others would tell it. And of one
    group there is nothing to compare.
    """
    counted: dict[str, list[bool]] = {}
    for group, heard in people:
        counted.setdefault(group, []).append(heard)
    if len(counted) < 2 or any(len(one) < LEAST for one in counted.values()):
        return ()
    return tuple(Share(group, sum(one), len(one)) for group, one in sorted(counted.items()))
