"""Is any small group's sum hidden in what was published?"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.release.atoms import Lattice, Releases, build_lattice, in_order
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
from fairway.measurement.results import Caution, Say, plain

MOST_WORK = 6_000_000
MOST_ENTRIES = 1_500_000
MOST_UNIONS = 100_000


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A group too small to be shown whose sum follows from the releases.

    `formula` says how: the sum of coefficient × release over its pairs. `members` names people;
    it is for the machinery that withholds releases, never for a page. `atoms` numbers the atoms it
    is made of, in the order of their first members.
    """

    members: tuple[Hashable, ...]
    formula: tuple[tuple[str, Fraction], ...]
    atoms: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.members)

    def in_words(self, _: Say = plain) -> str:
        return _("%(formula)s leaves %(size)s people") % {
            "formula": _formula(self.formula),
            "size": self.size,
        }


@dataclass(frozen=True, slots=True)
class Audit:
    """What a set of releases gives away.

    `disclosures` are the minimal ones: every other small group that is given away is made of them
    (see `unions`). `settled` is False when the search had to be cut short; then nothing is safe.
    """

    k: int
    n_people: int
    n_releases: int
    n_atoms: int
    disclosures: tuple[Disclosure, ...]
    settled: bool
    cautions: tuple[Caution, ...] = ()

    @property
    def safe(self) -> bool:
        return self.settled and not self.disclosures

    def unions(self, most: int = MOST_UNIONS) -> tuple[tuple[Hashable, ...], ...]:
        """All groups of fewer than k people that are given away, minimal or made of minimal ones.

        A known group minus a known group inside it is known, so that every one is a disjoint
        union of minimal ones. Raises MeasurementError beyond `most`.
        """
        return tuple(_unions(self.disclosures, self.k, most))

    def in_words(self, _: Say = plain) -> str:
        facts = {
            "k": self.k,
            "releases": self.n_releases,
            "people": self.n_people,
            "found": len(self.disclosures),
        }
        if not self.settled:
            said = _(
                "It cannot be said whether these %(releases)s releases keep groups below %(k)s "
                "hidden: there are too many ways to combine them. Treat them as unsafe."
            )
        elif self.disclosures:
            said = _(
                "These %(releases)s releases about %(people)s people give away %(found)s groups "
                "of fewer than %(k)s people."
            )
        else:
            said = _(
                "No sum over fewer than %(k)s people follows from these %(releases)s releases "
                "about %(people)s people."
            )
        return said % facts


def audit_releases(releases: Releases, k: int = 5) -> Audit:
    """Finds every group of fewer than k people whose sum follows from published sums.

    Who publishes a mean and a count publishes a sum. Sums can be added and subtracted by anybody,
    so that a group is given away exactly when its 0/1 vector is a linear combination of the
    vectors of the releases (the row space over the rational numbers). Comparing releases two by
    two misses cases: A + B − U gives away the people in both A and B.

    Method
    ------
    1. People in exactly the same releases (an *atom*) can never be told apart, so that a group
       that is given away is a union of atoms, each and all together of fewer than k people.
    2. Nested releases are replaced by what remains of each beyond those inside it
       (`differences`): the same row space, sparse.
    3. A combination without big atoms (k or more people) is what counts. Gaussian elimination that
       clears big atoms first leaves a basis of those combinations; usually little or nothing.
    4. With that basis fully reduced, a 0/1 vector is determined by the pivots it contains. Fewer
       than k people means fewer than k pivots, which are searched completely (`search` for short
       rows, `matching` for long ones).
    5. What is found is checked, and its formula given, in whole numbers.

    Elimination is exact: whole numbers of any length, or for long rows modulo a prime with a check
    in whole numbers that the prime hides nothing (if it might, the long way is taken). There are
    no floating-point decisions. The problem is that of light words in a linear code, which is hard
    in general for large k; when the search would take too long, `settled` is False.

    Parameters
    ----------
    releases
        Name → people whose answers are in its sum; or the people alone, then named 1, 2, ….
        All releases ever made about the same question, also earlier waves: who stayed is assumed
        to have answered alike, which errs on the side of protection.
    k
        The smallest number of people a published number may be about.

    Returns
    -------
    Audit
        `safe`, and the minimal disclosures with the formula that gives each away.

    Raises
    ------
    MeasurementError
        For a threshold below 2 or people without a name.

    Notes
    -----
    It judges what follows for certain from sums. It does not judge what is merely likely, what
    bounds of the answers add (a mean at the end of its scale), weighted differences between two
    people, or what a reader knows otherwise.
    """
    if k < 2:
        raise MeasurementError(f"A threshold of {k} protects nobody: k must be at least 2.")
    lattice = build_lattice(releases)
    return audit_lattice(lattice, k)


def audit_lattice(lattice: Lattice, k: int) -> Audit:
    found: dict[tuple[int, ...], dict[int, Fraction]] = {}
    settled = True
    small = bool((lattice.sizes < k).any())
    for rows in _components(difference(lattice), len(lattice.sizes)) if small else ():
        try:
            found.update(_audit_rows(rows, lattice, k))
        except TooWide:
            settled = False
    minimal = _minimal(found)
    return Audit(
        k=k,
        n_people=len(lattice.people),
        n_releases=len(lattice.sets),
        n_atoms=len(lattice.sizes),
        disclosures=tuple(_disclosure(lattice, atoms, found[atoms]) for atoms in minimal),
        settled=settled,
        cautions=_cautions(lattice, settled),
    )


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


def _audit_rows(
    rows: list[Row], lattice: Lattice, k: int
) -> dict[tuple[int, ...], dict[int, Fraction]]:
    sizes = lattice.sizes.tolist()
    if sum(len(row.atoms) for row in rows) <= MOST_ENTRIES:
        try:
            return _audit_sparse(rows, sizes, k, MOST_WORK)
        except TooDense:
            pass
    try:
        return _audit_dense(rows, lattice, k)
    except Uncertain:
        return _audit_sparse(rows, sizes, k, float("inf"))


def _audit_sparse(
    rows: list[Row], sizes: list[int], k: int, most_work: float
) -> dict[tuple[int, ...], dict[int, Fraction]]:
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


def _audit_dense(
    rows: list[Row], lattice: Lattice, k: int
) -> dict[tuple[int, ...], dict[int, Fraction]]:
    dense: Dense = eliminate(rows, lattice.sizes, k)
    if not len(dense.pivots):
        return {}
    found = {}
    for chosen in cancelling(dense.sketch(), lattice.sizes[dense.pivots], k):
        exact = dense.solve(chosen)
        if exact is not None and lattice.sizes[exact[0]].sum() < k:
            found[tuple(exact[0])] = exact[1]
    return found


def _minimal(found: dict[tuple[int, ...], dict[int, Fraction]]) -> list[tuple[int, ...]]:
    kept: list[frozenset[int]] = []
    holding: dict[int, list[frozenset[int]]] = {}
    for atoms in sorted(found, key=lambda one: (len(one), one)):
        mine = frozenset(atoms)
        if not any(other <= mine for atom in mine for other in holding.get(atom, ())):
            kept.append(mine)
            for atom in mine:
                holding.setdefault(atom, []).append(mine)
    return [tuple(sorted(one)) for one in kept]


def _disclosure(
    lattice: Lattice, atoms: tuple[int, ...], made_of: dict[int, Fraction]
) -> Disclosure:
    order = sorted(made_of, key=lambda j: (made_of[j] < 0, -lattice.counts[j], j))
    return Disclosure(
        members=lattice.members(atoms),
        formula=tuple((lattice.names[release], made_of[release]) for release in order),
        atoms=atoms,
    )


def _cautions(lattice: Lattice, settled: bool) -> tuple[Caution, ...]:
    cautions = []
    empty = int((lattice.counts == 0).sum())
    if empty:
        cautions.append(
            Caution(
                "empty", "%(n)s releases are about nobody and were left aside.", (("n", empty),)
            )
        )
    if not settled:
        cautions.append(
            Caution("unsettled", "The search was cut short; nothing here counts as safe.")
        )
    return tuple(cautions)


def _unions(disclosures: tuple[Disclosure, ...], k: int, most: int) -> list[tuple[Hashable, ...]]:
    members = {frozenset(one.atoms): one.members for one in disclosures}
    layer = dict(members)
    while layer:
        grown = {}
        for one, other in product(layer, [frozenset(each.atoms) for each in disclosures]):
            if one & other or len(layer[one]) + len(members[other]) >= k or one | other in members:
                continue
            grown[one | other] = layer[one] + members[other]
            if len(members) + len(grown) > most:
                raise MeasurementError(
                    f"More than {most} groups are given away; look at the minimal ones."
                )
        members |= grown
        layer = grown
    ordered = sorted(members, key=lambda one: (len(one), sorted(one)))
    return [tuple(in_order(members[one])) for one in ordered]


def _formula(parts: tuple[tuple[str, Fraction], ...]) -> str:
    said = ""
    for number, (name, times) in enumerate(parts):
        sign = "− " if times < 0 else ("+ " if number else "")
        often = "" if abs(times) == 1 else f"{abs(times)} × "
        said += f"{' ' if number else ''}{sign}{often}{name}"
    return said
