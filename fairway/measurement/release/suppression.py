"""Which releases to withhold so that the others give nobody away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.release.atoms import Lattice, Releases, build_lattice, restrict
from fairway.measurement.release.audit import Audit, Disclosure, audit_lattice
from fairway.measurement.results import Caution, Say, plain

MOST_REPEATED = 20_000


@dataclass(frozen=True, slots=True)
class Suppression:
    """`kept` may be published together; `withheld` may not. `audit` is that of `kept`."""

    kept: tuple[str, ...]
    withheld: tuple[str, ...]
    audit: Audit
    cautions: tuple[Caution, ...] = ()

    @property
    def safe(self) -> bool:
        return self.audit.safe

    def in_words(self, _: Say = plain) -> str:
        facts = {"kept": len(self.kept), "withheld": len(self.withheld), "k": self.audit.k}
        if self.safe:
            return (
                _(
                    "Releases that can be shown: %(kept)s; withheld to protect groups of fewer "
                    "than %(k)s people: %(withheld)s."
                )
                % facts
            )
        return (
            _("No choice of the new releases makes groups of fewer than %(k)s people safe.") % facts
        )


def suppress_releases(
    releases: Releases,
    k: int = 5,
    *,
    made: Collection[str] = (),
    costs: Mapping[str, float] | None = None,
) -> Suppression:
    """Withholds the cheapest releases until no group of fewer than k people is given away.

    Each disclosure is a formula over releases; without one of them the formula fails. In each
    round the releases with the lowest cost for each formula broken are withheld (greedy weighted
    cover), then everything is audited again, as there may be another way. In the end withheld
    releases are given back, the most valuable first, where that is safe (skipped for very many).
    It is a good choice, not always the cheapest possible: finding that is NP-hard.

    Parameters
    ----------
    releases, k
        As for `audit_releases`.
    made
        Names of releases that were already published: they count, but cannot be withheld.
    costs
        Name → what withholding it costs; the number of its people where nothing is said.

    Raises
    ------
    MeasurementError
        For unknown names and for costs that are negative or not finite.
    """
    if k < 2:
        raise MeasurementError(f"A threshold of {k} protects nobody: k must be at least 2.")
    lattice = build_lattice(releases)
    place = {name: j for j, name in enumerate(lattice.names)}
    cost = _costs(lattice, costs or {}, place)
    fixed = {place[name] for name in _known(made, place)}
    # What is itself about too few people goes at once; an empty release gives nothing away.
    under = (lattice.counts > 0) & (lattice.counts < k)
    withheld = {j for j in np.flatnonzero(under).tolist() if j not in fixed}
    audit = _audit(lattice, withheld, k)
    while not audit.safe:
        more = _cheapest_cover(audit.disclosures, place, fixed, cost)
        if not more:
            break
        withheld |= more
        audit = _audit(lattice, withheld, k)
    if audit.safe:
        withheld, audit = _give_back(lattice, withheld, k, cost, audit)
    return Suppression(
        kept=tuple(name for name, j in place.items() if j not in withheld),
        withheld=tuple(name for name, j in place.items() if j in withheld),
        audit=audit,
        cautions=_cautions(audit),
    )


def _known(names: Collection[str], place: Mapping[str, int]) -> Collection[str]:
    if isinstance(names, str):
        names = (names,)
    unknown = [name for name in names if name not in place]
    if unknown:
        raise MeasurementError(f"No release is called {unknown[0]}.")
    return names


def _costs(lattice: Lattice, costs: Mapping[str, float], place: Mapping[str, int]) -> list[float]:
    _known(costs.keys(), place)
    found = [
        float(costs.get(name, n)) for name, n in zip(lattice.names, lattice.counts, strict=True)
    ]
    if not all(np.isfinite(one) and one >= 0 for one in found):
        raise MeasurementError("Costs of releases are numbers from 0 up.")
    return found


def _audit(lattice: Lattice, withheld: Collection[int], k: int) -> Audit:
    kept = [j for j in range(len(lattice.sets)) if j not in withheld]
    return audit_lattice(restrict(lattice, kept), k)


def _cheapest_cover(
    disclosures: Sequence[Disclosure],
    place: Mapping[str, int],
    fixed: Collection[int],
    cost: Sequence[float],
) -> set[int]:
    """Releases that break every formula that can be broken; empty when none can."""
    breaks: dict[int, set[int]] = {}
    for number, disclosure in enumerate(disclosures):
        for name, _times in disclosure.formula:
            if place[name] not in fixed:
                breaks.setdefault(place[name], set()).add(number)
    chosen: set[int] = set()
    while breaks:
        best = min(breaks, key=lambda j: (cost[j] / len(breaks[j]), cost[j], j))
        broken = breaks.pop(best)
        chosen.add(best)
        breaks = {j: rest for j, numbers in breaks.items() if (rest := numbers - broken)}
    return chosen


def _give_back(
    lattice: Lattice, withheld: set[int], k: int, cost: Sequence[float], audit: Audit
) -> tuple[set[int], Audit]:
    tries = MOST_REPEATED // max(len(lattice.sets), 1)
    candidates = sorted(
        (j for j in withheld if not 0 < lattice.counts[j] < k), key=lambda j: (-cost[j], j)
    )
    for j in candidates[:tries]:
        attempt = _audit(lattice, withheld - {j}, k)
        if attempt.safe:
            withheld, audit = withheld - {j}, attempt
    return withheld, audit


def _cautions(audit: Audit) -> tuple[Caution, ...]:
    if audit.safe:
        return audit.cautions
    if not audit.settled:
        return audit.cautions
    return (
        *audit.cautions,
        Caution(
            "already_out",
            "%(n)s groups of fewer than %(k)s people follow from what was already published.",
            (("n", len(audit.disclosures)), ("k", audit.k)),
        ),
    )
