"""People who are in exactly the same releases cannot be told apart: together they are an atom."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import ne

import numpy as np
from numpy.typing import NDArray

from fairway.measurement.errors import MeasurementError

Ints = NDArray[np.int64]
Releases = Mapping[str, Iterable[Hashable]] | Sequence[Iterable[Hashable]]


@dataclass(frozen=True, slots=True)
class Lattice:
    """The releases as sets of atoms.

    `atom_of[i]` is the atom of person i, `sizes[a]` its people, `sets[j]` the sorted atoms of
    release j, `counts[j]` its people. Atoms are numbered by their first person.
    """

    names: tuple[str, ...]
    people: tuple[Hashable, ...]
    atom_of: Ints
    sizes: Ints
    sets: tuple[Ints, ...]
    counts: Ints

    def members(self, atoms: Iterable[int]) -> tuple[Hashable, ...]:
        wanted = np.isin(self.atom_of, np.fromiter(atoms, np.int64))
        return tuple(self.people[i] for i in np.flatnonzero(wanted))


def build_lattice(releases: Releases) -> Lattice:
    """Splits the people of all releases into atoms, exactly, one release after another."""
    names, groups = _named(releases)
    people, indexed = _index(names, groups)
    labels = _refine(len(people), indexed)
    return Lattice(
        names=names,
        people=people,
        atom_of=labels,
        sizes=np.bincount(labels).astype(np.int64),
        sets=tuple(np.flatnonzero(np.bincount(labels[members])) for members in indexed),
        counts=np.array([len(members) for members in indexed], dtype=np.int64),
    )


def restrict(lattice: Lattice, kept: Sequence[int]) -> Lattice:
    """The same people seen through some of the releases only: atoms merge."""
    sets = [lattice.sets[j] for j in kept]
    labels = _refine(len(lattice.sizes), sets)
    return Lattice(
        names=tuple(lattice.names[j] for j in kept),
        people=lattice.people,
        atom_of=labels[lattice.atom_of],
        sizes=np.bincount(labels, weights=lattice.sizes).astype(np.int64),
        sets=tuple(np.flatnonzero(np.bincount(labels[atoms])) for atoms in sets),
        counts=lattice.counts[list(kept)],
    )


def _named(releases: Releases) -> tuple[tuple[str, ...], list[Iterable[Hashable]]]:
    if isinstance(releases, Mapping):
        names = tuple(str(name) for name in releases)
        if len(set(names)) < len(names):
            raise MeasurementError("Two releases have the same name once written down.")
        return names, list(releases.values())
    groups = list(releases)
    return tuple(str(number) for number in range(1, len(groups) + 1)), groups


def _index(
    names: tuple[str, ...], groups: list[Iterable[Hashable]]
) -> tuple[tuple[Hashable, ...], list[Ints]]:
    whole = [_whole_numbers(group) for group in groups]
    numbers = [one for one in whole if one is not None]
    if len(numbers) == len(groups):
        # Already numbers: no dictionary needed, which for millions of entries is what takes time.
        everybody = distinct(np.concatenate(numbers)) if numbers else np.empty(0, np.int64)
        return tuple(everybody.tolist()), [np.searchsorted(everybody, one) for one in numbers]
    sets = [_as_set(name, group) for name, group in zip(names, groups, strict=True)]
    everyone: set[Hashable] = set().union(*sets)
    people = tuple(in_order(everyone))
    place = {person: i for i, person in enumerate(people)}
    return people, [
        np.sort(np.fromiter(map(place.__getitem__, one), np.int64, len(one))) for one in sets
    ]


def _whole_numbers(group: Iterable[Hashable]) -> Ints | None:
    if isinstance(group, np.ndarray) and group.ndim == 1 and group.dtype.kind in "iu":
        if group.dtype == np.uint64:
            return None  # beyond what is calculated with here; as plain numbers they are fine
        return distinct(group.astype(np.int64))
    if not isinstance(group, list | tuple | set | frozenset) or set(map(type, group)) - {int}:
        return None
    try:
        return distinct(np.fromiter(group, np.int64, len(group)))
    except OverflowError:
        return None


def distinct(numbers: Ints) -> Ints:
    """np.unique by sorting, which for millions of numbers is many times quicker than by hashing."""
    ordered = np.sort(numbers)
    return (
        ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered
    )


def _as_set(name: str, group: Iterable[Hashable]) -> set[Hashable] | frozenset[Hashable]:
    if isinstance(group, str | bytes):
        raise MeasurementError(f"Release {name}: give a list of people, not one text.")
    try:
        found = set(group.tolist() if isinstance(group, np.ndarray) else group)
    except TypeError as wrong:
        raise MeasurementError(
            f"Release {name}: give a list of people, each named by a text or a number ({wrong})."
        ) from wrong
    if None in found or any(map(ne, found, found)):
        raise MeasurementError(
            f"Release {name}: a person is missing (empty or NaN). Name everyone."
        )
    return found


def in_order(everyone: Iterable[Hashable]) -> list[Hashable]:
    try:
        return sorted(everyone)  # type: ignore[type-var]
    except TypeError:
        return sorted(everyone, key=lambda person: (type(person).__name__, str(person)))


def _refine(n: int, groups: Sequence[Ints]) -> Ints:
    """Each group splits the atoms that are partly inside it; the others stay.

    Atoms are numbered by their first member, so that the order of the groups does not matter.
    """
    labels = np.zeros(n, dtype=np.int64)
    sizes = np.zeros(n + 1, dtype=np.int64)
    sizes[0], used = n, 1
    for members in groups:
        mine = labels[members]
        inside = np.bincount(mine, minlength=used)
        split = np.flatnonzero((inside > 0) & (inside < sizes[:used]))
        moved = np.arange(used)
        moved[split] = np.arange(used, used + len(split))
        sizes[split] -= inside[split]
        sizes[used : used + len(split)] = inside[split]
        labels[members] = moved[mine]
        used += len(split)
    first = np.full(used, n)
    np.minimum.at(first, labels, np.arange(n))
    rank = np.empty(used, dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(used)
    return rank[labels]
