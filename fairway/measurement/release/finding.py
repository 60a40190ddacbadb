"""Finding all minimal small groups that the releases give away."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

import numpy as np

from fairway.measurement.release.atoms import Lattice
from fairway.measurement.release.differences import Row, difference
from fairway.measurement.release.elimination import (
    Sparse,
    SparseRow,
    TooDense,
    leave_big_out,
    reduce_fully,
)
from fairway.measurement.release.matching import BUCKETS, P, cancelling
from fairway.measurement.release.modular import Dense, Uncertain, eliminate
from fairway.measurement.release.search import PRIME, Search, TooWide

MOST_WORK = 6_000_000
MOST_ENTRIES = 1_500_000

Found = dict[tuple[int, ...], dict[int, Fraction]]
"""Atoms of a group → release → coefficient."""


def find_disclosures(lattice: Lattice, k: int) -> tuple[Found, bool]:
    """The minimal groups, fewest atoms first, and whether the search went through."""
    found: Found = {}
    settled = True
    if not (lattice.sizes < k).any():
        return found, settled
    for rows in _components(difference(lattice), len(lattice.sizes)):
        try:
            found.update(_find(rows, lattice, k))
        except TooWide:
            settled = False
    return {atoms: found[atoms] for atoms in _minimal(found)}, settled


def _components(rows: list[Row], n_atoms: int) -> list[list[Row]]:
    """Rows that share no atom, not even through others, cannot help to combine each other."""
    leader = list(range(len(rows)))

    def lead(row: int) -> int:
        while leader[row] != row:
            leader[row] = row = leader[leader[row]]
        return row

    first = np.full(n_atoms, -1, dtype=np.int64)
    for number, row in enumerate(rows):
        met = first[row.atoms]
        for other in np.flatnonzero(np.bincount(met[met >= 0])).tolist():
            leader[lead(other)] = lead(number)
        first[row.atoms[met < 0]] = number
    groups: dict[int, list[Row]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(lead(number), []).append(row)
    return list(groups.values())


def _find(rows: list[Row], lattice: Lattice, k: int) -> Found:
    sizes = lattice.sizes.tolist()
    if sum(len(row.atoms) for row in rows) <= MOST_ENTRIES:
        try:
            return _find_sparse(rows, sizes, k, MOST_WORK)
        except TooDense:
            pass
    try:
        return _find_dense(rows, lattice, k)
    except Uncertain:
        return _find_sparse(rows, sizes, k, float("inf"))


def _find_sparse(rows: list[Row], sizes: list[int], k: int, most_work: float) -> Found:
    table = Sparse.of(rows, most_work)
    leave_big_out(table, [atom for atom in list(table.columns) if sizes[atom] >= k])
    reduce_fully(table, sizes)
    by_pivot = {pivot: table.rows[number] for number, pivot in table.pivots.items()}
    found = {}
    for chosen in _sparse_candidates(by_pivot, sizes, k, most_work):
        exact = _add_exactly([(by_pivot[pivot], pivot) for pivot in chosen])
        if exact is not None and sum(sizes[atom] for atom in exact[0]) < k:
            found[tuple(exact[0])] = exact[1]
    return found


def _sparse_candidates(
    by_pivot: dict[int, SparseRow], sizes: list[int], k: int, most_work: float
) -> Iterator[tuple[int, ...]]:
    light = {pivot: row for pivot, row in by_pivot.items() if sizes[pivot] < k}
    reduced = {pivot: _modular(row, pivot, PRIME) for pivot, row in light.items()}
    try:
        yield from list(Search(reduced, sizes, k, min(most_work, 3 * MOST_WORK)).found())
    except TooWide:
        yield from _by_matching(light, sizes, k)


def _modular(row: SparseRow, pivot: int, prime: int) -> dict[int, int]:
    if row[pivot] % prime == 0:
        raise TooWide  # nothing can be said modulo this prime
    inverse = pow(row[pivot], -1, prime)
    values = {a: n * inverse % prime for a, n in row.items() if a >= 0 and a != pivot}
    return {a: value for a, value in values.items() if value}


def _by_matching(
    by_pivot: dict[int, SparseRow], sizes: list[int], k: int
) -> Iterator[tuple[int, ...]]:
    """The same rows modulo a smaller prime, thrown into buckets."""
    pivots = sorted(by_pivot)
    reduced = {pivot: _modular(row, pivot, P) for pivot, row in by_pivot.items()}
    rng = np.random.default_rng(11)
    atoms = sorted({atom for row in reduced.values() for atom in row})
    place = {atom: i for i, atom in enumerate(atoms)}
    bucket = rng.integers(0, BUCKETS, size=len(atoms)).tolist()
    weight = rng.integers(1, P, size=len(atoms)).tolist()
    sketch = np.zeros((len(pivots), BUCKETS), dtype=np.int64)
    for number, pivot in enumerate(pivots):
        total = [0] * BUCKETS
        for atom, value in reduced[pivot].items():
            total[bucket[place[atom]]] += value * weight[place[atom]]
        sketch[number] = [one % P for one in total]
    mine = np.array([sizes[pivot] for pivot in pivots], dtype=np.int64)
    for chosen in cancelling(sketch, mine, k):
        yield tuple(pivots[i] for i in chosen)


def _add_exactly(rows: list[tuple[SparseRow, int]]) -> tuple[list[int], dict[int, Fraction]] | None:
    scale = lcm(*(row[pivot] for row, pivot in rows))
    total: dict[int, int] = {}
    for row, pivot in rows:
        times = scale // row[pivot]
        for column, value in row.items():
            total[column] = total.get(column, 0) + times * value
    atoms = [column for column, value in total.items() if column >= 0 and value]
    if any(total[atom] != scale for atom in atoms):
        return None
    made_of = {-1 - c: Fraction(value, scale) for c, value in total.items() if c < 0 and value}
    return sorted(atoms), made_of


def _find_dense(rows: list[Row], lattice: Lattice, k: int) -> Found:
    dense: Dense = eliminate(rows, lattice.sizes, k)
    if not len(dense.pivots):
        return {}
    found = {}
    for chosen in cancelling(dense.sketch(), lattice.sizes[dense.pivots], k):
        exact = dense.solve(chosen)
        if exact is not None and lattice.sizes[exact[0]].sum() < k:
            found[tuple(exact[0])] = exact[1]
    return found


def _minimal(found: Found) -> list[tuple[int, ...]]:
    kept: list[frozenset[int]] = []
    holding: dict[int, list[frozenset[int]]] = {}
    for atoms in sorted(found, key=lambda one: (len(one), one)):
        mine = frozenset(atoms)
        if not any(other <= mine for atom in mine for other in holding.get(atom, ())):
            kept.append(mine)
            for atom in mine:
                holding.setdefault(atom, []).append(mine)
    return [tuple(sorted(one)) for one in kept]
