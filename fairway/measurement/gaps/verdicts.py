"""Which of many gaps are worth a review, and which may be the habit of who rates?"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from fairway.measurement.multiplicity import benjamini_hochberg

BAR = 0.05


class Verdict(StrEnum):
    """What a gap is worth, beside all others that are looked at with it."""

    NOTHING = ""
    REVIEW = "review"  # it holds among people of one rater
    RATERS = "raters"  # it does not: it may be how strict those are who rate one group
    INSEPARABLE = "inseparable"  # nobody rated people of both groups


def judge_gaps(chances: Sequence[tuple[float | None, float | None]]) -> tuple[Verdict, ...]:
    """Worth a review is what chance alone would hardly make among people of one rater.

    What lies apart only while raters are not held equal is never called worth a review.

    Parameters
    ----------
    chances
        Of each gap p with the work held equal, and p with who rates held equal too; None where there
        is none. Each kind is adjusted over all gaps by Benjamini–Hochberg.

    Notes
    -----
    Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57, 289–300.

    Raises
    ------
    MeasurementError
        For anything outside 0–1.
    """
    apart = _adjusted([across for across, _within in chances])
    inside = _adjusted([within for _across, within in chances])
    return tuple(_verdict(one, other) for one, other in zip(apart, inside, strict=True))


def _verdict(across: float | None, within: float | None) -> Verdict:
    if within is not None and within < BAR:
        return Verdict.REVIEW
    if across is None or across >= BAR:
        return Verdict.NOTHING
    return Verdict.INSEPARABLE if within is None else Verdict.RATERS


def _adjusted(chances: Sequence[float | None]) -> list[float | None]:
    known = [one for one in chances if one is not None]
    adjusted = iter(benjamini_hochberg(known) if known else ())
    return [None if one is None else float(next(adjusted)) for one in chances]
