"""What is left of ratings once raters are allowed for: per person, per rater, and in all."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from fairway.measurement.raters.crossed_results import FixedEffect, Variance
from fairway.measurement.results import Caution, Interval, Say, plain

STANDS_OUT = 0.05  # share of false alarms among all raters who are named

MEANING = {
    "ratee": "differences between the people rated",
    "rater": "severity of raters",
    "dyad": "one rater's overall impression of one person (halo)",
    "ratee_criterion": "strengths and weaknesses of the people rated",
    "rater_criterion": "severity of raters on single criteria",
    "residual": "everything else, chance included",
}


@dataclass(frozen=True, slots=True)
class RateeScore:
    """One person. `adjusted` is None where it cannot be said, and `why` says why.

    `raw_mean` is of ratings by others. `effective_raters` are the raters of known severity that
    would say as much. `component` numbers the set within which scores can be compared. `own_gap`
    is the mean rating of oneself less `raw_mean`. Show the score only if `shown`.
    """

    ratee: Hashable
    raters: int
    forms: int
    raw_mean: float
    component: int
    shown: bool
    adjusted: float | None = None
    interval: Interval | None = None
    reliability: float | None = None
    effective_raters: float | None = None
    own_gap: float | None = None
    why: Caution | None = None

    def in_words(self, _: Say = plain) -> str:
        if not self.shown:
            return _("Fewer than three people gave ratings: nothing is shown.")
        if self.adjusted is None or self.interval is None or self.reliability is None:
            reason = self.why.in_words(_) if self.why else ""
            facts = {"raw": self.raw_mean, "raters": self.raters, "why": reason}
            said = _("The mean of %(raters)s raters is %(raw).2f, as given. %(why)s") % facts
            return said.strip()
        return _(
            "%(adjusted).2f once raters are allowed for, likely between %(low).2f and "
            "%(high).2f (as given %(raw).2f, from %(raters)s raters; reliability %(rel).2f)."
        ) % {
            "adjusted": self.adjusted,
            "low": self.interval.low,
            "high": self.interval.high,
            "raw": self.raw_mean,
            "raters": self.raters,
            "rel": self.reliability,
        }


@dataclass(frozen=True, slots=True)
class Severity:
    """How far a rater's ratings lie above (+, lenient) or below (−, severe) those of others.

    None, with `why`, for a rater of too few people. The shift is drawn towards 0 as far as the data
    are thin. `q` is the chance that a rater like all others lies so far off, adjusted over all of
    whom something is said (Benjamini–Hochberg).
    """

    rater: Hashable
    ratees: int
    component: int
    shift: float | None = None
    interval: Interval | None = None
    why: Caution | None = None
    q: float | None = None

    @property
    def stands_out(self) -> bool:
        """By more than chance, though many were looked at."""
        return self.q is not None and self.q < STANDS_OUT

    def in_words(self, _: Say = plain) -> str:
        if self.shift is None or self.interval is None:
            return self.why.in_words(_) if self.why else _("Nothing can be said of this rater.")
        facts = {"shift": abs(self.shift), "ratees": self.ratees}
        if not self.stands_out:
            return _("No difference from other raters beyond chance (%(ratees)s ratings).") % facts
        if self.shift > 0:
            return _("About %(shift).2f above other raters of the same people.") % facts
        return _("About %(shift).2f below other raters of the same people.") % facts


@dataclass(frozen=True, slots=True)
class ReviewsFit:
    """Six variances of ratings, and what follows for people and raters. Nothing is ranked.

    `components` counts the sets of ratees and raters that nothing ties together. `shares` of the
    variance are of one single rating. `criteria` are means of each criterion in units of ratings;
    `fixed` the effects of source and occasion.
    """

    n: int
    forms: int
    complete: bool
    method: str
    loglik: float | None
    mean: float
    variances: tuple[Variance, ...]
    criteria: tuple[FixedEffect, ...]
    fixed: tuple[FixedEffect, ...]
    scores: tuple[RateeScore, ...]
    severities: tuple[Severity, ...]
    components: int
    iterations: int
    converged: bool
    cautions: tuple[Caution, ...]

    def variance(self, name: str) -> Variance:
        return next(variance for variance in self.variances if variance.name == name)

    def score_of(self, ratee: Hashable) -> RateeScore:
        return next(score for score in self.scores if score.ratee == ratee)

    def comparable(self, one: Hashable, other: Hashable) -> bool:
        """Whether a chain of common raters ties two people together."""
        return self.score_of(one).component == self.score_of(other).component

    def in_words(self, _: Say = plain) -> str:
        total = sum(variance.estimate or 0.0 for variance in self.variances)
        said = []
        for variance in self.variances:
            meaning = _(MEANING[variance.name])
            if variance.estimate is None:
                said.append(_("%(what)s: not estimable.") % {"what": meaning})
            else:
                facts = {"what": meaning, "share": 100 * variance.estimate / total}
                said.append(_("%(what)s: %(share).0f %% of one rating.") % facts)
        said += [caution.in_words(_) for caution in self.cautions]
        return " ".join(said)
