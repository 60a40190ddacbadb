"""Nested releases, each minus what it contains: the same knowledge in far fewer entries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairway.measurement.release.atoms import Ints, Lattice

PASSES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """The sum over `atoms`, which is Σ coefficient × release over `made_of`."""

    atoms: Ints
    made_of: dict[int, int]


def difference(lattice: Lattice) -> list[Row]:
    """Rows that span exactly what the releases span, each a plain set of atoms.

    A row from which the rows inside it are subtracted is still known to who knows the releases,
    and the other way round, so that nothing is lost or gained: the step is unimodular. A tree of
    teams becomes one row for each team's own people; a second pass does the same to what is left
    between waves. Rows that become empty were known before.
    """
    rows = [Row(atoms, {j: 1}) for j, atoms in enumerate(lattice.sets) if len(atoms)]
    for _ in range(PASSES):
        rows, changed = _pass(rows, len(lattice.sizes))
        if not changed:
            break
    return rows


def _pass(rows: list[Row], n_atoms: int) -> tuple[list[Row], bool]:
    rows = sorted(rows, key=lambda row: len(row.atoms))
    marks = _rarest(rows, n_atoms)
    left = np.zeros(n_atoms, dtype=bool)
    done: list[Row] = []
    changed = False
    for number, row in enumerate(rows):
        left[row.atoms] = True
        made_of = dict(row.made_of)
        # The largest first: for a tree these are the teams directly below.
        for other in np.flatnonzero(left[marks[:number]])[::-1].tolist():
            inner = rows[other].atoms
            if left[inner].all():
                left[inner] = False
                _subtract(made_of, rows[other].made_of)
                changed = True
        remaining = row.atoms[left[row.atoms]]
        left[remaining] = False
        if len(remaining):
            done.append(Row(remaining, made_of))
    return done, changed


def _rarest(rows: list[Row], n_atoms: int) -> Ints:
    """Of each row the atom in the fewest rows: whatever contains the row contains it."""
    in_rows = np.zeros(n_atoms, dtype=np.int64)
    for row in rows:
        in_rows[row.atoms] += 1
    return np.array([row.atoms[in_rows[row.atoms].argmin()] for row in rows], dtype=np.int64)


def _subtract(made_of: dict[int, int], other: dict[int, int]) -> None:
    for release, times in other.items():
        rest = made_of.get(release, 0) - times
        if rest:
            made_of[release] = rest
        else:
            made_of.pop(release, None)
