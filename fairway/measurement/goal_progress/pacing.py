"""How far should it be by now?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import as_pairs
from fairway.measurement.goal_progress.exact import Amount, exact, percent, rounded
from fairway.measurement.goal_progress.progress import UNREPORTED, Progress
from fairway.measurement.goal_progress.rollup import RollUp
from fairway.measurement.results import Caution, Say, plain

Moment = date | datetime | int | float
Pace = Literal["not_begun", "ahead", "as_planned", "behind", "unknown"]

_ = plain  # marks sentences here; whoever shows them translates

PARTLY = Caution(
    "partly_reported", _("Only %(coverage)s %% of the weight has reported, so this may change.")
)


@dataclass(frozen=True, slots=True)
class Pacing:
    """Progress beside the progress that was planned for this day.

    `difference` is shown minus planned; `straight_on` is where the goal would end if it went on at
    its average speed so far (raw, may pass 1), None until there is a way to look back on.
    """

    status: Pace
    planned: float
    shown: float | None
    difference: float | None
    straight_on: float | None
    cautions: tuple[Caution, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        facts = {"planned": percent(self.planned), "shown": percent(self.shown or 0.0)}
        if self.status == "not_begun":
            return _("Has not begun yet.")
        if self.shown is None:
            return (
                _("Cannot be said: nothing has been reported, %(planned)s %% is planned.") % facts
            )
        if self.status == "ahead":
            return _("Ahead of plan: %(shown)s %% where %(planned)s %% is planned.") % facts
        if self.status == "behind":
            return _("Behind plan: %(shown)s %% where %(planned)s %% is planned.") % facts
        return _("As planned: %(shown)s %% where %(planned)s %% is planned.") % facts


def pace_against_plan(
    progress: Progress | RollUp | Amount | None,
    *,
    start: Moment,
    end: Moment,
    today: Moment,
    plan: Sequence[tuple[Moment, Amount]] = (),
    tolerance: float = 0.1,
) -> Pacing:
    """Progress against what was to be expected by today.

    Parameters
    ----------
    progress
        Of the goal, raw or rolled up; None when nothing is known.
    start, end, today
        Dates, moments of one time zone, or plain numbers; one kind throughout.
    plan
        Points (when, planned share 0–1) joined by straight lines. Without any, evenly from 0 at the
        start to 1 at the end; a point at the start or end replaces that one. A goal that keeps
        something where it is has the plan ((start, 1), (end, 1)).
    tolerance
        Differences up to this count as planned; 0.1 is our default, a policy.

    Raises
    ------
    MeasurementError
        For an end that does not follow the start, planned shares outside 0–1, points outside the
        period or two of them at one time, or kinds of time that cannot be compared.
    """
    length = _between(start, end)
    if length <= 0:
        raise MeasurementError(f"The end ({end}) does not come after the start ({start}).")
    gone = _between(start, today) / length
    planned = _planned(_points(plan, start, length), gone)
    shown, raw, cautions = _look_at(progress)
    difference = None if shown is None else float(Fraction(shown) - planned)
    status = _status(gone, difference, tolerance)
    ahead = None if raw is None or gone <= 0 else rounded(raw / min(gone, Fraction(1)), "progress")
    return Pacing(status, float(planned), shown, difference, ahead, cautions)


def _status(gone: Fraction, difference: float | None, tolerance: float) -> Pace:
    if not 0 <= tolerance < 1:
        raise MeasurementError(f"tolerance: {tolerance!r:.60} does not lie in 0–1.")
    if gone < 0:
        return "not_begun"
    if difference is None:
        return "unknown"
    # Differences of shares such as 0.6 − 0.5 lie a hair off the tolerance they equal.
    if abs(difference) <= tolerance + 1e-12:
        return "as_planned"
    return "ahead" if difference > 0 else "behind"


def _look_at(
    progress: Progress | RollUp | Amount | None,
) -> tuple[float | None, Fraction | None, tuple[Caution, ...]]:
    if isinstance(progress, RollUp):
        cautions = progress.cautions
        if progress.estimate is not None and progress.coverage < 1:
            facts = (("coverage", percent(progress.coverage)),)
            cautions = (*cautions, Caution(PARTLY.code, PARTLY.said, facts))
        return progress.shown, exact(progress.estimate, "progress"), cautions
    if not isinstance(progress, Progress):
        raw = exact(progress, "progress")
        progress = Progress(None, (UNREPORTED,)) if raw is None else Progress(float(raw))
    return progress.shown, exact(progress.raw, "progress"), progress.cautions


def _points(
    plan: Sequence[tuple[Moment, Amount]], start: Moment, length: Fraction
) -> list[tuple[Fraction, Fraction]]:
    points: dict[Fraction, Fraction] = {}
    for when, share in as_pairs(plan, "plan"):
        at, planned = _between(start, when) / length, exact(share, "plan")
        if planned is None or not 0 <= planned <= 1:
            raise MeasurementError(f"plan: {share!r:.60} does not lie in 0–1.")
        if at in points or not 0 <= at <= 1:
            raise MeasurementError(f"plan: {when} is outside the period or is named twice.")
        points[at] = planned
    points.setdefault(Fraction(0), Fraction(0))
    points.setdefault(Fraction(1), Fraction(1))
    return sorted(points.items())


def _planned(points: list[tuple[Fraction, Fraction]], gone: Fraction) -> Fraction:
    now = min(Fraction(1), max(Fraction(0), gone))
    for (before, low), (after, high) in pairwise(points):
        if now <= after:
            return low + (high - low) * (now - before) / (after - before)
    return points[-1][1]


def _between(earlier: Any, later: Any) -> Fraction:
    """In days or in the caller's own units."""
    for moment in (earlier, later):
        if moment is None or isinstance(moment, bool | str):
            raise MeasurementError(f"{moment!r:.60} is neither a date nor a number.")
    try:
        if isinstance(earlier, date) or isinstance(later, date):
            passed = later - earlier
            whole = passed.days * 86_400_000_000 + passed.seconds * 1_000_000 + passed.microseconds
            return Fraction(whole, 86_400_000_000)
        return Fraction(later) - Fraction(earlier)
    except (TypeError, ValueError, OverflowError, AttributeError):
        raise MeasurementError(
            f"{earlier!r:.60} and {later!r:.60} are not times of one kind."
        ) from None
