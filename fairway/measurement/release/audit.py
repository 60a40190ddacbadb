"""Is any small group's sum hidden in what was published?"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from fairway.measurement.errors import MeasurementError
from fairway.measurement.release.atoms import Lattice, Releases, build_lattice, in_order
from fairway.measurement.release.finding import find_disclosures
from fairway.measurement.results import Caution, Say, plain

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
        return _("%(formula)s leaves a group of %(size)s") % {
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
                "Groups of fewer than %(k)s people that follow from these %(releases)s releases "
                "about %(people)s people: %(found)s."
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

    Elimination is exact, in whole numbers or, for long rows, modulo a prime with a check that it
    hides nothing. Light words of a linear code are hard to find for large k: when the search would
    take too long, `settled` is False.

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
    Chin and Özsoyoğlu (1982), Auditing and inference control in statistical databases, IEEE Trans.
    Softw. Eng. 8, 574–582, on sums over chosen people.
    """
    if k < 2:
        raise MeasurementError(f"A threshold of {k} protects nobody: k must be at least 2.")
    lattice = build_lattice(releases)
    return audit_lattice(lattice, k)


def audit_lattice(lattice: Lattice, k: int) -> Audit:
    found, settled = find_disclosures(lattice, k)
    return Audit(
        k=k,
        n_people=len(lattice.people),
        n_releases=len(lattice.sets),
        n_atoms=len(lattice.sizes),
        disclosures=tuple(_disclosure(lattice, *one) for one in found.items()),
        settled=settled,
        cautions=_cautions(lattice, settled),
    )


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
