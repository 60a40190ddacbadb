"""Finding every small set of atoms whose sum is known, by following what must be cleared.

The rows are fully reduced: each has a pivot atom of its own. A known 0/1 vector is therefore the
plain sum of the rows whose pivots it contains; the search is for those pivots. Wherever the sum so
far is not 0, the set must either take in that atom (its value being 1) or another row that
has it. We branch over exactly these ways out, at the atom with the fewest of them; each takes up
at least one of fewer than k people, so that the tree is at most k − 1 deep and nothing is missed.
Once every place is 0, or 1 and taken in, the set is known; a larger known set
around it is not minimal, so the branch ends.

Arithmetic is modulo a prime here: what is a whole 0/1 vector is one modulo any prime too, so the
search may find too much, never too little; what it finds is then checked in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

PRIME = (1 << 61) - 1


class TooWide(Exception):
    """More branches than allowed."""


@dataclass(slots=True)
class Search:
    """`rows[p]`: the row of pivot atom p without p, whose own value is 1."""

    rows: Mapping[int, Mapping[int, int]]
    sizes: Sequence[int]
    k: int
    work_left: float
    columns: dict[int, list[int]] = field(default_factory=dict)
    _ways: dict[int, int] = field(default_factory=dict)
    _longest: int = 0

    def __post_init__(self) -> None:
        for pivot in sorted(self.rows):
            for atom in self.rows[pivot]:
                self.columns.setdefault(atom, []).append(pivot)
        self._ways = {atom: len(rows) for atom, rows in self.columns.items()}
        self._longest = max(map(len, self.rows.values()), default=0)

    def found(self) -> Iterator[tuple[int, ...]]:
        """Sets of pivots; the pivot a search starts from is the lowest of its set."""
        for pivot in sorted(self.rows):
            yield from self._extend((pivot,), dict(self.rows[pivot]), frozenset())

    def _extend(
        self, chosen: tuple[int, ...], total: dict[int, int], taken: frozenset[int]
    ) -> Iterator[tuple[int, ...]]:
        room = self.k - 1 - sum(self.sizes[a] for a in chosen) - sum(self.sizes[a] for a in taken)
        if room < 0:
            return
        place = self._tightest(chosen, total, taken, room)
        if place is None:
            yield tuple(sorted(chosen))
            return
        atom, rows, may_take = place
        if may_take:
            yield from self._extend(chosen, total, taken | {atom})
        for row in rows:
            self.work_left -= len(self.rows[row]) + len(total)
            grown = dict(total)
            for column, value in self.rows[row].items():
                rest = (grown.get(column, 0) + value) % PRIME
                if rest:
                    grown[column] = rest
                else:
                    grown.pop(column, None)
            yield from self._extend((*chosen, row), grown, taken)

    def _tightest(
        self,
        chosen: tuple[int, ...],
        total: dict[int, int],
        taken: frozenset[int],
        room: int,
    ) -> tuple[int, list[int], bool] | None:
        """The place that must change and has the fewest ways out: the rows, and taking it in."""
        wrong = [a for a, value in total.items() if value != 1 or a not in taken]
        wrong += [a for a in taken if a not in total]
        self.work_left -= len(total)
        if self.work_left < 0:
            raise TooWide
        if not wrong:
            return None
        atom = min(wrong, key=self._ways.__getitem__)
        # A row puts at most its own length right, and those after it no more than the longest.
        rows = [
            row
            for row in self.columns[atom]
            if row > chosen[0]
            and row not in chosen
            and self.sizes[row] <= room
            and len(self.rows[row]) + (room - self.sizes[row]) * self._longest >= len(wrong)
        ]
        left = room - self.sizes[atom]
        takes = atom not in taken and total.get(atom) == 1 and left >= 0
        return atom, rows, takes and 1 + left * self._longest >= len(wrong)
