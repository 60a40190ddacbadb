"""How much of the way is done?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import as_pairs
from fairway.measurement.goal_progress.exact import (
    Amount,
    clamp,
    exact,
    exact_weight,
    percent,
    rounded,
)
from fairway.measurement.results import Caution, Say, plain

_ = plain  # marks sentences here; whoever shows them translates

UNREPORTED = Caution("unreported", _("Nothing has been reported yet."))
NO_DISTANCE = Caution(
    "no_distance", _("Baseline and target are the same, so there is no way to go.")
)
STARTS_INSIDE = Caution(
    "starts_inside",
    _("The baseline already lies inside the range, so the way back into it cannot be measured."),
)
NO_WEIGHT = Caution("no_weight", _("None of the parts carries any weight."))


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the way is done: 0 at the baseline, 1 at the target.

    `raw` is to be stored: negative when things got worse, above 1 when the target was passed, None
    when it cannot be said; `cautions` then say why.
    """

    raw: float | None
    cautions: tuple[Caution, ...] = ()

    @property
    def shown(self) -> float | None:
        return None if self.raw is None else clamp(self.raw)

    def in_words(self, _: Say = plain) -> str:
        if self.raw is None:
            return " ".join(caution.in_words(_) for caution in self.cautions)
        if self.raw < 0:
            return _("Further from the target than at the start.")
        if self.raw > 1:
            return _("Target passed.")
        if self.raw == 1:
            return _("Target reached.")
        return _("%(percent)s %% of the way.") % {"percent": percent(self.raw)}


def progress_towards(
    current: Amount | None, *, baseline: Amount | None, target: Amount | None
) -> Progress:
    """Progress from a baseline to a target, upwards or downwards.

    p = (current − baseline) / (target − baseline), in exact arithmetic.

    Parameters
    ----------
    current, baseline, target
        In one unit: integers, decimals or floats of any size. None is "not reported".

    Raises
    ------
    MeasurementError
        For NaN, infinity and what is no number.
    """
    now, start = exact(current, "current"), exact(baseline, "baseline")
    end = exact(target, "target")
    if start is None or end is None or now is None:
        return Progress(None, (UNREPORTED,))
    if start == end:
        return Progress(None, (NO_DISTANCE,))
    return Progress(rounded((now - start) / (end - start), "progress"))


def progress_into_range(
    current: Amount | None, *, baseline: Amount | None, low: Amount, high: Amount
) -> Progress:
    """Progress into a range that is to be reached and kept.

    1 inside it, ends included; otherwise 1 − d/d₀, where d is the distance of the current value from
    the nearer end and d₀ that of the baseline. A baseline inside leaves every value outside
    undefined.

    Parameters
    ----------
    current, baseline, low, high
        In one unit; None is "not reported".

    Raises
    ------
    MeasurementError
        For a range that ends before it begins, NaN, infinity and what is no number.
    """
    now, start = exact(current, "current"), exact(baseline, "baseline")
    bottom, top = exact(low, "low"), exact(high, "high")
    if bottom is None or top is None or bottom > top:
        raise MeasurementError(f"A range needs a low and a high end in order, not {low}–{high}.")
    if now is None:
        return Progress(None, (UNREPORTED,))
    if bottom <= now <= top:
        return Progress(1.0)
    if start is None:
        return Progress(None, (UNREPORTED,))
    if bottom <= start <= top:
        return Progress(None, (STARTS_INSIDE,))
    way_left = _outside(now, bottom, top) / _outside(start, bottom, top)
    return Progress(rounded(1 - way_left, "progress"))


def progress_of_milestones(milestones: Iterable[tuple[Amount, bool | None]]) -> Progress:
    """The weight of what is done as a share of all weight: Σ w·done / Σ w.

    A milestone that nobody has spoken about (None) is not done, as milestones are done by saying so;
    if nobody has spoken about any, progress is unknown.

    Parameters
    ----------
    milestones
        (weight, done) of each; weights in any unit.

    Raises
    ------
    MeasurementError
        For a negative, infinite or missing weight, or something that is neither done nor not.
    """
    rows = [(exact_weight(weight), done) for weight, done in as_pairs(milestones, "milestones")]
    for place, (_w, done) in enumerate(rows):
        if done not in (True, False, None):
            raise MeasurementError(
                f"milestones: {done!r:.60} at place {place + 1} is neither done nor not done."
            )
    if all(done is None for _w, done in rows):
        return Progress(None, (UNREPORTED,))
    total = sum((weight for weight, _done in rows), Fraction())
    if total == 0:
        return Progress(None, (NO_WEIGHT,))
    finished = sum((weight for weight, done in rows if done), Fraction())
    return Progress(rounded(finished / total, "progress"))


def progress_of_yes_no(done: bool | None) -> Progress:
    """1 when done, 0 when not, unknown when nobody said.

    Parameters
    ----------
    done
        True, False, or None for "not reported".

    Raises
    ------
    MeasurementError
        For anything else.
    """
    return progress_of_milestones([(1, done)])


def _outside(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    return max(low - value, value - high, Fraction(0))
