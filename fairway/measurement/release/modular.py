"""Elimination modulo a prime for few long rows (hundreds of releases over 100,000 people)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm

import numpy as np
from numpy.typing import NDArray

from fairway.measurement.release.differences import Row
from fairway.measurement.release.matching import BUCKETS, P

Ints = NDArray[np.int64]
COLUMNS_AT_ONCE = 512


class Uncertain(Exception):
    """Modulo this prime less is known than in whole numbers, or it cannot be shown that it is not."""


@dataclass(slots=True)
class Dense:
    """`how @ table` (modulo P) is reduced: row i has 1 at `pivots[i]` and 0 at the other pivots.

    Only rows without big atoms are kept.
    """

    rows: list[Row]
    atoms: Ints
    how: Ints
    pivots: Ints

    def sketch(self, seed: int = 11) -> Ints:
        """Each row's entries beside the pivots, in random buckets with random weights."""
        rng = np.random.default_rng(seed)
        bucket = rng.integers(0, BUCKETS, size=len(self.atoms))
        weight = rng.integers(1, P, size=len(self.atoms))
        weight[np.isin(self.atoms, self.pivots)] = 0
        thrown = np.zeros((len(self.rows), BUCKETS), dtype=np.int64)
        for number, row in enumerate(self.rows):
            at = np.searchsorted(self.atoms, row.atoms)
            # P < 2³¹ and fewer than 2³² atoms: the sum stays below 2⁶³.
            np.add.at(thrown[number], bucket[at], weight[at])
        thrown %= P
        total = np.zeros((len(self.how), BUCKETS), dtype=np.int64)
        for number in range(len(self.rows)):
            total = (total + self.how[:, number, None] * thrown[number] % P) % P
        return total

    def solve(self, chosen: tuple[int, ...]) -> tuple[list[int], dict[int, Fraction]] | None:
        """The sum of reduced rows in whole numbers: its atoms, and what it is made of.

        None when it is not a sum over plain atoms.
        """
        times = _whole(self.how[list(chosen)].sum(axis=0) % P)
        if times is None:
            raise Uncertain
        scale, numbers = times
        total = _add_up(self.rows, numbers)
        atoms = [atom for atom, value in total.items() if value]
        if any(total[atom] != scale for atom in atoms):
            return None
        made_of: dict[int, Fraction] = {}
        for row, number in zip(self.rows, numbers, strict=True):
            for release, often in row.made_of.items() if number else ():
                made_of[release] = made_of.get(release, Fraction(0)) + Fraction(
                    number * often, scale
                )
        return sorted(atoms), {release: f for release, f in made_of.items() if f}


def eliminate(rows: list[Row], sizes: Ints, k: int) -> Dense:
    """Clears big atoms first (whoever clears one is dropped), then reduces fully by small ones.

    Nothing known is missed as long as the rank modulo P is the rank. It is never larger, and not
    smaller when each row found to depend on others does so in whole numbers, which is checked.
    """
    there = np.zeros(len(sizes), dtype=bool)
    for row in rows:
        there[row.atoms] = True
    atoms = np.flatnonzero(there)
    big = sizes[atoms] >= k
    ordered = np.concatenate([atoms[big], _large_first(atoms[~big], sizes)])
    how = np.eye(len(rows), dtype=np.int64)
    waiting = np.ones(len(rows), dtype=bool)
    kept: list[tuple[int, int]] = []
    for start, end in _chunks(int(big.sum()), len(ordered)):
        if not waiting.any():
            break
        chunk = ordered[start:end]
        open_rows = np.flatnonzero(waiting)
        block = _times(how[open_rows], _table(rows, chunk))
        small = start >= int(big.sum())
        for mine, column in _pivots(block, how, open_rows):
            waiting[mine] = False
            if small:
                kept.append((mine, int(chunk[column])))
    _check_dependent(rows, how[waiting])
    return _reduced(rows, atoms, how, kept)


def _large_first(atoms: Ints, sizes: Ints) -> Ints:
    ordered: Ints = atoms[np.argsort(-sizes[atoms], kind="stable")]
    return ordered


def _chunks(n_big: int, n: int) -> Iterator[tuple[int, int]]:
    for first, last in ((0, n_big), (n_big, n)):
        for start in range(first, last, COLUMNS_AT_ONCE):
            yield start, min(start + COLUMNS_AT_ONCE, last)


def _table(rows: list[Row], columns: Ints) -> NDArray[np.float64]:
    order = np.argsort(columns)
    ordered = columns[order]
    table = np.zeros((len(rows), len(columns)))
    for number, row in enumerate(rows):
        at = np.minimum(np.searchsorted(ordered, row.atoms), len(ordered) - 1)
        table[number, order[at[ordered[at] == row.atoms]]] = 1
    return table


def _times(how: Ints, table: NDArray[np.float64]) -> Ints:
    """how @ table modulo P, exactly: halves of 16 bits keep every product sum below 2⁵³."""
    high = (how >> 16).astype(np.float64) @ table
    low = (how & 0xFFFF).astype(np.float64) @ table
    product: Ints = ((high.astype(np.int64) % P << 16) + low.astype(np.int64)) % P
    return product


def _pivots(block: Ints, how: Ints, names: Ints) -> Iterator[tuple[int, int]]:
    """Gives each row of the block a column where it can, and clears it from the rows after it."""
    open_rows = np.ones(len(block), dtype=bool)
    column = 0
    while column < block.shape[1] and open_rows.any():
        live = np.flatnonzero(open_rows)
        ahead = np.flatnonzero(block[live, column:].any(axis=0))
        if not len(ahead):
            return
        column += int(ahead[0])
        row = live[np.flatnonzero(block[live, column])[0]]
        inverse = pow(int(block[row, column]), -1, P)
        block[row] = block[row] * inverse % P
        how[names[row]] = how[names[row]] * inverse % P
        open_rows[row] = False
        others = np.flatnonzero(open_rows & (block[:, column] != 0))
        factor = (P - block[others, column])[:, None]
        block[others] = (block[others] + factor * block[row] % P) % P
        how[names[others]] = (how[names[others]] + factor * how[names[row]] % P) % P
        yield int(names[row]), column
        column += 1


def _check_dependent(rows: list[Row], leftover: Ints) -> None:
    for times in leftover:
        whole = _whole(times)
        if whole is None or any(_add_up(rows, whole[1]).values()):
            raise Uncertain


def _reduced(rows: list[Row], atoms: Ints, how: Ints, kept: list[tuple[int, int]]) -> Dense:
    """Clears each pivot from the rows before it too, the last pivot first."""
    mine = how[[row for row, _ in kept]] if kept else np.empty((0, len(rows)), dtype=np.int64)
    pivots = np.array([atom for _, atom in kept], dtype=np.int64)
    if len(pivots):
        block = _times(mine, _table(rows, pivots))
        for i in range(len(pivots) - 1, 0, -1):
            above = np.flatnonzero(block[:i, i])
            factor = (P - block[above, i])[:, None]
            block[above] = (block[above] + factor * block[i] % P) % P
            mine[above] = (mine[above] + factor * mine[i] % P) % P
    return Dense(rows, atoms, mine, pivots)


def _add_up(rows: list[Row], numbers: list[int]) -> dict[int, int]:
    total: dict[int, int] = {}
    for row, number in zip(rows, numbers, strict=True):
        if number:
            for atom in row.atoms.tolist():
                total[atom] = total.get(atom, 0) + number
    return total


def _whole(residues: Ints) -> tuple[int, list[int]] | None:
    """The small fractions that these residues stand for, over their common denominator."""
    fractions = []
    for residue in residues.tolist():
        fraction = _fraction(residue)
        if fraction is None:
            return None
        fractions.append(fraction)
    scale = lcm(*(one.denominator for one in fractions))
    return scale, [int(one * scale) for one in fractions]


def _fraction(residue: int) -> Fraction | None:
    bound = isqrt(P // 2)
    before, now, t_before, t = P, residue, 0, 1
    while now > bound:
        quotient = before // now
        before, now = now, before - quotient * now
        t_before, t = t, t_before - quotient * t
    if not t or abs(t) > bound:
        return None
    return Fraction(now, t)
