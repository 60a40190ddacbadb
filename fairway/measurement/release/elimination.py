"""Exact elimination in whole numbers over sparse rows."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import gcd

from fairway.measurement.release.differences import Row

SparseRow = dict[int, int]
"""Column → whole number. Column a ≥ 0 is an atom, column −1−j says how often release j is in it."""


class TooDense(Exception):
    """Filling up: another way is quicker."""


@dataclass(slots=True)
class Sparse:
    """Rows and, for each atom, the rows that have it."""

    rows: dict[int, SparseRow]
    columns: dict[int, set[int]]
    work_left: float
    pivots: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row], most_work: float) -> Sparse:
        held: dict[int, SparseRow] = {}
        columns: dict[int, set[int]] = {}
        for number, row in enumerate(rows):
            atoms = row.atoms.tolist()
            held[number] = dict.fromkeys(atoms, 1) | {-1 - j: n for j, n in row.made_of.items()}
            for atom in atoms:
                columns.setdefault(atom, set()).add(number)
        return cls(held, columns, most_work)

    def clear(self, row: int, column: int) -> None:
        """Makes `column` vanish in all rows but `row`."""
        for other in self.columns[column] - {row}:
            self._combine(other, row, column)

    def drop(self, row: int) -> None:
        for column in self.rows.pop(row):
            if column >= 0:
                self.columns[column].discard(row)

    def _combine(self, target: int, source: int, column: int) -> None:
        row, pivot = self.rows[target], self.rows[source]
        self.work_left -= len(pivot)
        if self.work_left < 0:
            raise TooDense
        up, down = pivot[column], row[column]
        common = gcd(up, down)
        up, down = up // common, down // common
        if up < 0:
            up, down = -up, -down
        if up != 1:
            self.work_left -= len(row)
            for place in row:
                row[place] *= up
        for place, value in pivot.items():
            rest = row.get(place, 0) - down * value
            if rest:
                if place >= 0 and place not in row:
                    self.columns[place].add(target)
                row[place] = rest
            else:
                del row[place]
                if place >= 0:
                    self.columns[place].discard(target)
        if up != 1:
            _shorten(row)


def _shorten(row: SparseRow) -> None:
    common = gcd(*row.values())
    if common > 1:
        for place in row:
            row[place] //= common


def leave_big_out(table: Sparse, big: Iterable[int]) -> None:
    """Keeps a basis of what is known without any big atom.

    A row used to clear a big atom from all others can have no part in a sum without that atom,
    so it goes. Atoms in few rows come first: clearing them costs least.
    """
    queue = [(len(table.columns[atom]), atom) for atom in big if table.columns.get(atom)]
    heapq.heapify(queue)
    while queue:
        count, atom = heapq.heappop(queue)
        now = len(table.columns[atom])
        if not now:
            continue
        if now > count:
            heapq.heappush(queue, (now, atom))
            continue
        row = min(table.columns[atom], key=lambda one: len(table.rows[one]))
        table.clear(row, atom)
        table.drop(row)


def reduce_fully(table: Sparse, sizes: list[int]) -> None:
    """Gauss–Jordan: each row gets an atom (its pivot) that no other row has."""
    waiting = [(len(row), number) for number, row in table.rows.items()]
    heapq.heapify(waiting)
    while waiting:
        length, number = heapq.heappop(waiting)
        row = table.rows[number]
        if len(row) > length:
            heapq.heappush(waiting, (len(row), number))
            continue
        atoms = [column for column in row if column >= 0]
        if not atoms:
            table.drop(number)  # it was known from the others
            continue
        pivot = min(atoms, key=lambda atom: (len(table.columns[atom]), -sizes[atom]))
        table.clear(number, pivot)
        table.pivots[number] = pivot
