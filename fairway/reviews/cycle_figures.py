"""Figures of a cycle by unit, in which no few people can be found. Without a database.

A fact is that something is so of somebody: that their review was late, that their rating was moved.
Facts of one family are counted by unit and cell, and all these counts, with the sums of units and of
what lies inside them, go through the release engine together. What is held back is None.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any, NamedTuple

from fairway.reviews.calibrating_comparing import FEWEST, safe_groups

ALL = "all"  # the cell that holds everybody of its family
Units = Mapping[int, Sequence[int]]  # person → the units that they count for


class Fact(NamedTuple):
    """`cell` is so of `person`; `value` is what is measured of it, where anything is."""

    cell: str
    person: int
    value: float = 0.0


@dataclass(frozen=True)
class Kept:
    """The facts behind each cell that may be told: unit → cell → facts, None where held back."""

    cells: Mapping[int, Mapping[str, Sequence[Fact] | None]]

    def counts(self, unit: int) -> dict[str, int | None]:
        """How many there are in each, and in all of them."""
        found = self.cells.get(unit, {})
        return {cell: None if facts is None else len(facts) for cell, facts in found.items()}

    def quartiles(self, unit: int) -> dict[str, dict[str, Any] | None]:
        found = self.cells.get(unit, {})
        return {cell: _spread(facts) for cell, facts in found.items()}

    def means(self, unit: int) -> dict[str, float | None]:
        found = self.cells.get(unit, {})
        return {
            cell: round(sum(one.value for one in facts) / len(facts), 2) if facts else None
            for cell, facts in found.items()
        }


def keep(facts: Iterable[Fact], units: Units, *, apart: bool = True) -> Kept:
    """`apart`: whether the cells add up to a whole that is told as well."""
    facts = list(facts)
    by_cell: dict[tuple[int, str], list[Fact]] = defaultdict(list)
    for one in facts:
        for unit in units.get(one.person, ()):
            by_cell[unit, one.cell].append(one)
            if apart:
                by_cell[unit, ALL].append(one)
    names = sorted({one.cell for one in facts})
    safe = safe_groups(
        {f"{unit}|{cell}": {one.person for one in some} for (unit, cell), some in by_cell.items()}
    )
    # Where somebody counts more than once, the whole less one cell leaves facts of very few, though
    # hardly anybody is missing from it as a person. To hold back the whole would not help, as it
    # may be known from elsewhere: all cells of a unit are told, or none.
    only_together = apart and len({one.person for one in facts}) < len(facts)
    found: dict[int, dict[str, Sequence[Fact] | None]] = defaultdict(dict)
    for unit in {unit for unit, _cell in by_cell}:
        cells = {cell: by_cell.get((unit, cell), []) for cell in names}
        told = {cell: some for cell, some in cells.items() if not some or f"{unit}|{cell}" in safe}
        if only_together and len(told) < len(names):
            told = {}
        found[unit] = {cell: told.get(cell) for cell in names}
        if apart:
            # Where each cell is told, all of them together say nothing more.
            is_fine = len(told) == len(names) or f"{unit}|{ALL}" in safe
            found[unit][ALL] = by_cell[unit, ALL] if is_fine else None
    return Kept(dict(found))


def count_openly(facts: Iterable[Fact], units: Units) -> dict[int, dict[str, int]]:
    """What its readers see person by person anyway: how many there are in each cell, and in all."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for one in facts:
        for unit in units.get(one.person, ()):
            found[unit].update((one.cell, ALL))
    return {unit: dict(counts) for unit, counts in found.items()}


def units_to_tell(units: Units) -> dict[int, int]:
    """Units that stand side by side, and how many people each has."""
    members: dict[str, set[int]] = defaultdict(set)
    for person, some in units.items():
        for unit in some:
            members[str(unit)].add(person)
    safe = safe_groups(members)
    return {int(unit): len(people) for unit, people in members.items() if unit in safe}


def _spread(facts: Sequence[Fact] | None) -> dict[str, Any] | None:
    """The middle and the quarters on both sides, to five: of few people a number may be one's own."""
    if not facts or len({one.person for one in facts}) < FEWEST:
        return None
    low, middle, high = quantiles([one.value for one in facts], n=4, method="inclusive")
    return {
        "n": len(facts),
        "low": _to_five(low),
        "middle": _to_five(middle),
        "high": _to_five(high),
    }


def _to_five(value: float) -> int:
    return int(value / 5 + 0.5) * 5
