"""Is one group rated lower than another? All of the reckoning is `fairway.measurement`; here stands
who is held against whom, and what is held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from fairway.measurement.errors import MeasurementError
from fairway.measurement.results import Caution

FEWEST = 5  # people on either side; of fewer nothing is said
FEWEST_TO_FLAG = 10  # of fewer it is said, and nobody is sent to look
MOST_GROUPS = 6  # of one kind, the largest: of each more the picture says less
BAR = 0.05


@dataclass(frozen=True)
class Rated:
    """One person's rating, and what it is compared by."""

    person: Hashable
    rating: float
    rater: Hashable
    level: str
    group: str


@dataclass(frozen=True)
class Ends:
    """A difference in points of the scale, with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Gap:
    """One group against the reference. Without `found` nothing can be said, or nothing is."""

    group: str
    reference: str
    people: int
    of: int
    hidden: bool = False
    found: Ends | None = None
    alike: Ends | None = None  # with level held equal
    cautions: tuple[dict[str, Any], ...] = ()
    p: float | None = None
    worth_a_look: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def compare(rows: Sequence[Rated], *, reference: str = "") -> list[Gap]:
    """Every group against the reference, or against the largest one; adjusted for looking often.

    Groups of too few are held back, with as many others as it takes that none of them can be told
    from what is shown.
    """
    counts = Counter(one.group for one in rows)
    shown = safe_groups({name: _people(rows, name) for name in counts})
    against = reference if reference in shown else max(shown, key=lambda g: counts[g], default="")
    gaps = []
    for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_GROUPS]:
        if name == against:
            continue
        if name not in shown or not against:
            gaps.append(Gap(name, against, 0, 0, hidden=True))
        else:
            gaps.append(_gap(rows, name, against, count, counts[against]))
    return judged([gaps])[0]


def safe_groups(groups: Mapping[str, Iterable[Hashable]]) -> set[str]:
    from fairway.measurement import suppress_releases

    if not groups:
        return set()
    suppression = suppress_releases(dict(groups), FEWEST)
    return set(suppression.kept) if suppression.safe else set()


def _people(rows: Sequence[Rated], group: str) -> list[Hashable]:
    return [one.person for one in rows if one.group == group]


def _gap(rows: Sequence[Rated], name: str, against: str, count: int, of: int) -> Gap:
    from fairway.measurement import adjusted_gap

    try:
        told = adjusted_gap(
            [one.rating for one in rows],
            [one.group for one in rows],
            focal=name,
            reference=against,
            raters=[one.rater for one in rows],
            categories={"level": [one.level for one in rows]},
        )
    except MeasurementError:
        return Gap(name, against, count, of)
    best = told.adjusted or told.unadjusted
    return Gap(
        name,
        against,
        count,
        of,
        found=_ends(told.unadjusted),
        alike=_ends(told.adjusted),
        cautions=tuple(as_json(one) for one in told.cautions),
        p=best.p if best is not None else None,
    )


def judged(ways: Sequence[Sequence[Gap]]) -> list[list[Gap]]:
    """Which of all that is shown together is worth a look: the more is looked at, the more lies
    apart by chance alone."""
    from fairway.measurement import benjamini_hochberg

    known = [one.p for gaps in ways for one in gaps if one.p is not None]
    chances = iter(benjamini_hochberg(known) if known else ())
    return [
        [replace(one, worth_a_look=one.p is not None and _far(one, next(chances))) for one in gaps]
        for gaps in ways
    ]


def _far(gap: Gap, chance: Any) -> bool:
    return float(chance) < BAR and min(gap.people, gap.of) >= FEWEST_TO_FLAG


def _ends(slope: Any) -> Ends | None:
    if slope is None or not slope.interval.is_finite:
        return None
    return Ends(slope.estimate, slope.interval.low, slope.interval.high)


def as_json(caution: Caution) -> dict[str, Any]:
    """To be kept, and told later in whichever language is read."""
    return {"code": caution.code, "said": caution.said, "facts": dict(caution.facts)}


def from_json(kept: Mapping[str, Any]) -> Caution:
    return Caution(kept["code"], kept["said"], tuple(kept["facts"].items()))
