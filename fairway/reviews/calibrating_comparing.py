"""Is one group rated lower than another? All of the reckoning is `fairway.measurement`; here stands
who is held against whom, and what is held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.formats import number_format

from fairway.measurement.errors import MeasurementError
from fairway.measurement.results import Caution

FEWEST = 5  # people on either side; of fewer nothing is said
FEWEST_TO_FLAG = 10  # of fewer it is said, and nobody is sent to look
MOST_GROUPS = 6  # of one kind, the largest: of each more the picture says less
ENDS = ("found", "alike", "within")
MINUS = "\N{MINUS SIGN}"
APART_FROM_NOBODY, TOO_FEW = frozenset({"same_side", "nested_within"}), "within_unsure"
SAID_IN_THE_TABLE = APART_FROM_NOBODY | {TOO_FEW}  # cautions


@dataclass(frozen=True)
class Rated:
    """One person's rating, and what it is compared by."""

    person: Hashable
    rating: float
    rater: Hashable
    level: str
    group: str
    hours: float | None = None  # between their clock and that of whoever rates


@dataclass(frozen=True)
class Ends:
    """A difference in points of the scale, with its interval."""

    value: float
    low: float
    high: float

    @property
    def said(self) -> str:
        return signed(self.value)

    @property
    def between(self) -> tuple[str, str]:
        return signed(self.low), signed(self.high)


def signed(number: float) -> str:
    """With two digits and a true minus; what is nothing when rounded has no sign."""
    rounded = round(number, 2)  # what formats it would cut it off
    size = number_format(abs(rounded), 2)
    return f"{MINUS}{size}" if rounded < 0 else size


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
    within: Ends | None = None  # with level and who rates held equal
    inseparable: bool = False  # nobody rated people of both
    few: bool = False  # so few share a manager that nothing can be said
    cautions: tuple[dict[str, Any], ...] = ()
    p: float | None = None
    p_within: float | None = None
    worth_a_look: bool = False
    perhaps: str = ""  # what else it may be, where it lies apart

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Gap:
        """Without what it did not say yet when it was kept."""
        ends = {name: Ends(**kept[name]) for name in ENDS if kept.get(name)}
        return cls(**{**kept, **ends})


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
            within_raters=True,
        )
    except MeasurementError:
        return Gap(name, against, count, of)
    return _told(Gap(name, against, count, of), told)


def along_hours(rows: Sequence[Rated], name: str, against: str) -> Gap | None:
    """How ratings differ with each hour between the clocks of a person and of whoever rates, where
    people work held equal too; None where all have one clock."""
    from fairway.measurement import time_zone_gap

    rows = [one for one in rows if one.hours is not None]
    away = len({one.person for one in rows if one.hours})
    near = len({one.person for one in rows}) - away
    if not away:
        return None
    if min(away, near) < FEWEST:
        return Gap(name, against, 0, 0, hidden=True)
    gap = Gap(name, against, away, near)
    try:
        told = time_zone_gap(
            [one.rating for one in rows],
            time_zone_hours=[one.hours for one in rows],
            raters=[one.rater for one in rows],
            categories={
                "level": [one.level for one in rows],
                "group": [one.group for one in rows],
            },
        )
    except MeasurementError:
        return gap
    return _told(gap, told)


def _told(gap: Gap, told: Any) -> Gap:
    best = told.adjusted or told.unadjusted
    why = {one.code for one in told.cautions} if told.within is None else set()
    return replace(
        gap,
        found=_ends(told.unadjusted),
        alike=_ends(told.adjusted),
        within=_ends(told.within),
        inseparable=bool(why & APART_FROM_NOBODY),
        few=TOO_FEW in why,
        cautions=tuple(as_json(one) for one in told.cautions if one.code not in SAID_IN_THE_TABLE),
        p=best.p if best is not None else None,
        p_within=told.p_within,
    )


def judged(ways: Sequence[Sequence[Gap]]) -> list[list[Gap]]:
    """Which of all that is shown together is worth a review, and which may be who rates: the more is
    looked at, the more lies apart by chance alone."""
    from fairway.measurement import judge_gaps

    shown = [one for gaps in ways for one in gaps]
    verdicts = iter(judge_gaps([(one.p, one.p_within) for one in shown]))
    return [[_judged(one, next(verdicts)) for one in gaps] for gaps in ways]


def _judged(gap: Gap, verdict: Any) -> Gap:
    from fairway.measurement import Verdict

    if min(gap.people, gap.of) < FEWEST_TO_FLAG:
        verdict = Verdict.NOTHING
    review = verdict == Verdict.REVIEW
    return replace(gap, worth_a_look=review, perhaps="" if review else str(verdict))


def _ends(slope: Any) -> Ends | None:
    if slope is None or not slope.interval.is_finite:
        return None
    return Ends(slope.estimate, slope.interval.low, slope.interval.high)


def as_json(caution: Caution) -> dict[str, Any]:
    """To be kept, and told later in whichever language is read."""
    return {"code": caution.code, "said": caution.said, "facts": dict(caution.facts)}


def from_json(kept: Mapping[str, Any]) -> Caution:
    return Caution(kept["code"], kept["said"], tuple(kept["facts"].items()))
