"""Does somebody know it by now, or is it too early to say?"""

from __future__ import annotations

from dataclasses import dataclass

from fairway.measurement.errors import MeasurementError
from fairway.measurement.results import Interval, Say, plain


@dataclass(frozen=True, slots=True)
class Mastery:
    """`probability` that the person gets more than `threshold` of such questions right."""

    probability: float
    known: bool
    estimate: float
    interval: Interval
    correct: int
    n: int
    threshold: float

    def in_words(self, _: Say = plain) -> str:
        facts = {"correct": self.correct, "n": self.n}
        if self.known:
            return _("Knows it: %(correct)s of %(n)s right.") % facts
        return _("Not yet known: %(correct)s of %(n)s right.") % facts


def judge_mastery(correct: int, n: int, *, threshold: float = 0.8, sure: float = 0.9) -> Mastery:
    """Known once P(θ > threshold) ≥ sure; until then "not yet known", never "failed".

    θ, the share of such questions a person gets right, has the posterior Beta(1 + correct,
    1 + wrong): every share was equally likely before (Beta(1, 1)). With the defaults, 10 right of
    10 are enough, 9 of 9 are not.

    Parameters
    ----------
    correct, n
        How many were right, of how many.
    threshold, sure
        Mastery is to get more than `threshold` right, and is known when as likely as `sure`: our
        defaults, a policy.

    Raises
    ------
    MeasurementError
        For counts that cannot be, or limits outside 0–1.

    Notes
    -----
    Assumes that answers do not help each other: questions of one kind, answered once each.
    """
    from scipy.special import betainc, betaincinv

    if int(correct) != correct or int(n) != n or not 0 <= correct <= n:
        raise MeasurementError(f"{correct} right of {n} cannot be.")
    if not (0 < threshold < 1 and 0 < sure < 1):
        raise MeasurementError("The threshold and how sure to be lie between 0 and 1.")
    a, b = 1 + correct, 1 + n - correct
    probability = float(betainc(b, a, 1 - threshold))
    low, high = (float(betaincinv(a, b, q)) for q in (0.025, 0.975))
    return Mastery(
        probability, probability >= sure, a / (a + b), Interval(low, high), correct, n, threshold
    )
