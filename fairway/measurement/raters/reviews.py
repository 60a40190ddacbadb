"""Ratings of people by people: how much is the person, how much the rater, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable, memory_in_words
from fairway.measurement.raters import rules
from fairway.measurement.raters.coding import Coded, Floats, spread_of
from fairway.measurement.raters.crossed_results import NORMAL_95, FixedEffect, Variance
from fairway.measurement.raters.forms import Forms, forms_of
from fairway.measurement.raters.linked import components
from fairway.measurement.raters.reviews_results import MEANING, RateeScore, ReviewsFit, Severity
from fairway.measurement.raters.sentences import AT_ZERO, DEPENDENT, UNSETTLED, probed
from fairway.measurement.raters.solved_reviews import People, Solution, solved
from fairway.measurement.raters.standing_out import judged
from fairway.measurement.raters.threads import one_thread
from fairway.measurement.results import Caution, Interval
from fairway.measurement.results import plain as _

_ONE_CRITERION = _(
    "With one criterion %(factor)s cannot be told from the residual: it is not estimable."
)
_FLAT = _(
    "Every form gives the same rating on all criteria, apart from the criteria's means: only the "
    "forms' means were used."
)
_NOT_MODELLED = _("%(factor)s cannot be told from the others in these data: it is not estimable.")

_Adjusted = tuple[float, Interval, float, float]


@memory_in_words()
def fit_reviews(
    ratee: Any,
    rater: Any,
    criterion: Any,
    rating: Any,
    *,
    source: Any = None,
    occasion: Any = None,
    same_people: bool = False,
    reml: bool = True,
    method: str = "auto",
    seed: int = 20250101,
) -> ReviewsFit:
    """Six variance components of review ratings, adjusted scores and severities.

    rating = criterion + source + occasion (fixed) + ratee + rater + form (halo) + ratee×criterion
    + rater×criterion + residual, the latter six normal and independent.

    Parameters
    ----------
    ratee, rater, criterion : ids in rows, any hashable.
    rating : numbers in rows, on any scale of equal steps; empty ones are left out and counted.
    source : what each rater is to the ratee (manager, peer …), the same on all of a form. Ratings
        with the source "self" are set aside and come back as `own_gap` only.
    occasion : needed where a rater rates the same person more than once; each occasion is a form.
    same_people : the ids of ratees and raters name the same people, so that a rating whose two
        ids are equal is one of oneself.
    reml, method, seed : as in `fit_crossed`.

    Returns
    -------
    ReviewsFit
        Scores are in the order of ids, not of size: people are never ranked. A score is the mean
        of the criteria plus the predicted ratee effect, ±1.96 √Var(û − u); its reliability is
        1 − Var(û − u)/σ²(ratee). Under 30 ratees, 10 raters or 60 forms, or where everybody has
        one rater, nothing is adjusted and the cautions say why.

    Raises
    ------
    MeasurementError
        Rows of different length, a rating given twice, an infinite one, an empty id.
    NotEstimable
        No ratings by others, all ratings equal, or nothing that could be told apart.

    Notes
    -----
    Complete forms split exactly into form means and contrasts within forms. Where ratings are
    missing, the equations of all single ratings are solved. Both by REML. Scullen, Mount and Goff
    (2000), J. Applied Psychology 85, 956; Henderson (1975), Biometrics 31, 423.
    """
    about = {"source": source, "occasion": occasion}
    forms = forms_of(ratee, rater, criterion, rating, about, same_people=same_people)
    with one_thread():
        return _Reviews(forms).told(reml=reml, method=method, seed=seed)


class _Reviews:
    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        rated = forms.rated
        self.n = int(rated.sum())
        values = forms.table[rated]
        if self.n < 2:
            raise NotEstimable("There is one rating only: nothing can vary.")
        self.centre = float(values.mean())
        self.unit = spread_of(values - self.centre)
        if self.unit <= 1e-12 * float(np.abs(values).max()):
            raise NotEstimable(f"All {self.n} ratings are equal: nothing varies.")
        if not 1e-100 < self.unit < 1e100:
            raise MeasurementError(
                f"The ratings vary by {self.unit:.0e}: give them in a unit nearer to themselves."
            )
        self.sets, self.set_of_ratee, self.set_of_rater = components(forms.ratee, forms.rater)
        self.raters_of = _partners(forms.ratee, forms.rater)
        self.ratees_of = _partners(forms.rater, forms.ratee)
        self.cautions = list(forms.cautions)

    def told(self, *, reml: bool, method: str, seed: int) -> ReviewsFit:
        table = (self.forms.table - self.centre) / self.unit
        table = self._unless_flat(table)
        solution = solved(self.forms, table, reml=reml, method=method, seed=seed)
        variances = self._variances(solution, table.shape[1])
        against = rules.against_adjusting(
            self.forms.ratee.size,
            self.forms.rater.size,
            len(table),
            int(self.raters_of.max()),
            varies="ratee" in solution.people,
        )
        self.cautions += [against] if against else []
        self.cautions += rules.apart(self.sets)
        self._caution(solution, variances)
        loglik = solution.loglik
        if loglik is not None:
            loglik -= solution.freedom * float(np.log(self.unit))
        criteria = self._criteria(solution)
        mean = float(np.nanmean(solution.criteria[0])) * self.unit + self.centre
        return ReviewsFit(
            n=self.n,
            forms=len(table),
            complete=self.forms.is_complete,
            method="exact" if solution.probed is None else "large",
            loglik=loglik,
            mean=mean,
            variances=variances,
            criteria=criteria,
            fixed=self._about(solution),
            scores=self._scores(solution.people.get("ratee"), variances[0], mean, against),
            severities=judged(
                self._severities(solution.people.get("rater"), against), variances[1].estimate
            ),
            components=self.sets,
            iterations=solution.iterations,
            converged=solution.converged,
            cautions=tuple(self.cautions),
        )

    def _unless_flat(self, table: Floats) -> Floats:
        """Form means alone, where nothing else varies within forms."""
        if not self.forms.is_complete or table.shape[1] == 1:
            return table
        within = table - table.mean(axis=0)
        within = within - within.mean(axis=1, keepdims=True)
        if float(np.abs(within).max()) > 1e-9:
            return table
        self.cautions.append(Caution("flat", _FLAT))
        return np.asarray(table.mean(axis=1, keepdims=True))

    def _variances(self, solution: Solution, criteria: int) -> tuple[Variance, ...]:
        found = []
        levels = {"ratee": self.forms.ratee.size, "rater": self.forms.rater.size}
        levels |= {"dyad": len(self.forms.table), "residual": self.n}
        levels["ratee_criterion"] = levels["ratee"] * criteria
        levels["rater_criterion"] = levels["rater"] * criteria
        for name in MEANING:
            value = solution.variances.get(name)
            if value is not None:
                estimate, error = (part * self.unit**2 for part in value)
                known = error if np.isfinite(error) else None
                found.append(Variance(name, levels[name], estimate, known))
                continue
            said = AT_ZERO
            if name not in solution.variances:
                said = _ONE_CRITERION if criteria == 1 else _NOT_MODELLED
            why = solution.whys.get(name) or Caution("boundary", said, (("factor", name),))
            found.append(Variance(name, levels[name], None, None, why))
        return tuple(found)

    def _caution(self, solution: Solution, variances: Sequence[Variance]) -> None:
        self.cautions += [variance.why for variance in variances if variance.why]
        for column in solution.about.dropped:
            self.cautions.append(Caution("dependent", DEPENDENT, (("column", column),)))
        if not solution.converged:
            self.cautions.append(Caution("unsettled", UNSETTLED, (("steps", solution.iterations),)))
        if solution.probed is not None:
            percent = round(100 * solution.probed, 2)
            self.cautions.append(probed(percent))

    def _criteria(self, solution: Solution) -> tuple[FixedEffect, ...]:
        values, errors = solution.criteria
        names = [str(label) for label in self.forms.criteria]
        if len(values) < len(names):  # flat forms: their means say nothing of single criteria
            raw = np.nanmean(self.forms.table, axis=0)
            return tuple(
                FixedEffect(name, float(value), None)
                for name, value in zip(names, raw, strict=True)
            )
        return tuple(
            _effect(name, value * self.unit + self.centre, error * self.unit)
            for name, value, error in zip(names, values, errors, strict=True)
        )

    def _about(self, solution: Solution) -> tuple[FixedEffect, ...]:
        told = {
            solution.about.names[place]: (value * self.unit, error * self.unit)
            for place, value, error in zip(
                solution.about.kept[1:], *solution.about_effects, strict=True
            )
        }
        return tuple(
            _effect(name, *told.get(name, (np.nan, np.nan))) for name in solution.about.names[1:]
        )

    def _scores(
        self, people: People | None, variance: Variance, mean: float, against: Caution | None
    ) -> tuple[RateeScore, ...]:
        forms = self.forms
        rated = forms.rated
        sums = np.bincount(forms.ratee.codes, weights=np.where(rated, forms.table, 0).sum(axis=1))
        raw = sums / np.bincount(forms.ratee.codes, weights=rated.sum(axis=1))
        told = zip(
            forms.ratee.labels,
            self.raters_of.astype(int).tolist(),
            forms.ratee.counts().tolist(),
            raw.tolist(),
            self.set_of_ratee.tolist(),
            strict=True,
        )
        adjusted = None
        if against is None and people is not None and variance.estimate:
            adjusted = self._adjusted(people, variance.estimate, mean)
        scores = []
        for place, (label, raters, count, of_others, component) in enumerate(told):
            why = against or rules.against_adjusting_one(raters)
            own = forms.own.get(label)
            beside = None if own is None else own - of_others
            shown = raters >= rules.RATERS_OF_ONE_TO_SHOW
            score, interval, reliability, weight = (
                adjusted[place] if adjusted and why is None else (None, None, None, None)
            )
            scores.append(
                RateeScore(
                    label,
                    raters,
                    count,
                    of_others,
                    component,
                    shown,
                    adjusted=score,
                    interval=interval,
                    reliability=reliability,
                    effective_raters=weight,
                    own_gap=beside,
                    why=why,
                )
            )
        return tuple(scores)

    def _adjusted(self, people: People, variance: float, mean: float) -> list[_Adjusted]:
        """Of each ratee: adjusted, interval, reliability, effective raters."""
        adjusted = mean + people.values * self.unit
        spread = people.variances * self.unit**2
        reach = NORMAL_95 * np.sqrt(spread)
        reliability = np.clip(1 - spread / variance, 0.0, 1.0)
        return list(
            zip(
                adjusted.tolist(),
                map(Interval, (adjusted - reach).tolist(), (adjusted + reach).tolist()),
                reliability.tolist(),
                np.maximum(people.weights, 0.0).tolist(),
                strict=True,
            )
        )

    def _severities(self, people: People | None, against: Caution | None) -> tuple[Severity, ...]:
        severities = []
        blocked = against if against and against.code != "no_differences" else None
        for place, label in enumerate(self.forms.rater.labels):
            ratees, at = int(self.ratees_of[place]), int(self.set_of_rater[place])
            why = blocked or rules.against_severity(ratees, varies=people is not None)
            if why is not None or people is None:
                severities.append(Severity(label, ratees, at, why=why))
                continue
            shift = float(people.values[place]) * self.unit
            spread = float(people.variances[place]) * self.unit**2
            severities.append(Severity(label, ratees, at, shift, _around(shift, spread)))
        return tuple(severities)


def _around(value: float, variance: float) -> Interval:
    reach = NORMAL_95 * float(np.sqrt(variance))
    return Interval(value - reach, value + reach)


def _effect(name: str, value: float, error: float) -> FixedEffect:
    known = bool(np.isfinite(value))
    return FixedEffect(name, float(value) if known else None, float(error) if known else None)


def _partners(of: Coded, others: Coded) -> Floats:
    """With how many different levels of the other factor each level occurs."""
    pairs = np.unique(of.codes * others.size + others.codes)
    counts: Floats = np.bincount(pairs // others.size, minlength=of.size).astype(np.float64)
    return counts
