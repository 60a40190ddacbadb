"""Who was chosen because they were low comes back by themselves."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fairway.measurement.errors import MeasurementError
from fairway.measurement.results import Caution, Interval, Say, plain

ASSIGNED_LOW = Caution(
    "assigned_because_low",
    "They were assigned because low; without others who were as low, what is left may still have "
    "other reasons.",
)


@dataclass(frozen=True, slots=True)
class ReturnToMean:
    """`change` = `expected` (would have happened anyway) + `beyond`; `n` is who was chosen."""

    change: float
    expected: float
    beyond: float
    interval: Interval | None
    n: int
    reliability: float
    cautions: tuple[Caution, ...]

    def in_words(self, _: Say = plain) -> str:
        facts = {
            "n": self.n,
            "change": f"{self.change:.3g}",
            "expected": f"{self.expected:.3g}",
            "beyond": f"{self.beyond:.3g}",
        }
        return (
            _(
                "%(n)s people, assigned because low, changed by %(change)s. Of this %(expected)s "
                "was to be expected without doing anything; %(beyond)s is left."
            )
            % facts
        )


def return_to_mean(
    *,
    selected_before: float,
    selected_after: float,
    population_mean: float,
    reliability: float,
    n: int,
    change_se: float | None = None,
) -> ReturnToMean:
    """Takes from a change what people chosen for low values gain by themselves.

    A measured value is a true one plus chance. People chosen because they measured low were partly
    just unlucky: their next value is expected (1 − reliability)(μ − x̄_selected) higher.

    Parameters
    ----------
    selected_before, selected_after
        Mean of those chosen, before and after, in the unit of the measure.
    population_mean
        μ, the mean of all from whom they were chosen, before.
    reliability
        Between 0 and 1: the share of variance that is not chance (of a retest).
    n
        How many were chosen.
    change_se
        Standard error of the change, for an interval; the reliability is taken as known.

    Raises
    ------
    MeasurementError
        For values that are missing or infinite, or a reliability outside 0–1.

    Notes
    -----
    Assumes a linear return (exact for normal values) and a stable population mean. It replaces
    no comparison with others who were as low.

    References
    ----------
    Galton (1886), Regression towards mediocrity in hereditary stature.
    """
    _check((selected_before, selected_after, population_mean), reliability, n, change_se)
    change = selected_after - selected_before
    expected = (1 - reliability) * (population_mean - selected_before)
    beyond = change - expected
    reach = None if change_se is None else 1.959963984540054 * change_se
    return ReturnToMean(
        change=change,
        expected=expected,
        beyond=beyond,
        interval=None if reach is None else Interval(beyond - reach, beyond + reach),
        n=n,
        reliability=reliability,
        cautions=(ASSIGNED_LOW,),
    )


def _check(
    means: tuple[float, float, float], reliability: float, n: int, change_se: float | None
) -> None:
    if not all(math.isfinite(one) for one in (*means, reliability, change_se or 0.0)):
        raise MeasurementError("A mean, the reliability or the error is missing or infinite.")
    if not 0 <= reliability <= 1:
        raise MeasurementError(f"A reliability lies between 0 and 1; this one is {reliability:g}.")
    if n < 1 or (change_se is not None and change_se < 0):
        raise MeasurementError("Nobody was chosen, or the standard error is negative.")
