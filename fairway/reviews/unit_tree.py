"""Where the people of a cycle stand in the organisation, as it is when somebody looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from fairway.people.models import UnitChain


@dataclass(frozen=True)
class Tree:
    """Units that people work in, with all above them: unit → {unit above it: how far}."""

    above: Mapping[int, Mapping[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[int | None]) -> Tree:
        found: dict[int, dict[int, int]] = defaultdict(dict)
        rows = UnitChain.objects.filter(below__in={one for one in units if one is not None})
        for below, above, depth in rows.values_list("below", "above", "depth"):
            found[below][above] = depth
        return cls(dict(found))

    @property
    def top(self) -> int | None:
        """The smallest unit that holds all of them."""
        lines = list(self.above.values())
        shared = set.intersection(*(set(one) for one in lines)) if lines else set()
        return min(shared, key=lambda unit: lines[0][unit], default=None)

    def units_of(self, unit: int | None, told: Collection[int]) -> tuple[int, ...]:
        """Of those that are told of, the unit itself and whatever holds it."""
        return tuple(one for one in self.above.get(unit or 0, {}) if one in told)

    def below_top(self, most: int) -> set[int]:
        """The top, and what lies up to so many steps below it."""
        top, found = self.top, set()
        for line in self.above.values():
            if top is not None and top in line:
                depth = line[top]
                found |= {one for one, far in line.items() if 0 <= depth - far <= most}
        return found

    def part_of(self, unit: int | None) -> int | None:
        """The part right below the top that a unit lies in; the top for whoever works there."""
        line = self.above.get(unit or 0, {})
        top = self.top
        if top is None or top not in line:
            return None
        wanted = max(line[top] - 1, 0)
        return next(one for one, depth in line.items() if depth == wanted)
